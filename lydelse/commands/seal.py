"""`seal`: what was published is entered into the register."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report
from lydelse.redacting import Redaction, Removal, redact_site
from lydelse.register import pattern_of
from lydelse.sealing import Sealed, Sealing, seal_site

DESCRIPTION = """\
Enter into the register of each policy (content/<policy>/register.jsonl) what has been published and isn't there yet.
From then on a build fails when a published text was altered or taken away. Commit the file with the change.
"""
EPILOG = """\
examples:
  %(prog)s                                     all that is published by today
  %(prog)s privacy                             that of one policy
  %(prog)s privacy --late                      with versions that were forgotten when they were published
  %(prog)s privacy --redact "Anna Andersson" --reason "She asked for it"

docs/register.md tells what the register proves, and what it doesn't.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("policies", metavar="POLICY", nargs="*", help="the policy's id (default: all of them)")
    parser.add_argument(
        "--late", action="store_true", help="let in versions that should have been sealed before, marked so for ever"
    )
    parser.add_argument(
        "--redact", metavar="WORDS", help="take words out of all old texts of a policy, such as a person's name"
    )
    parser.add_argument("--reason", metavar="TEXT", help="why they are taken out, for the register")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Seal, or take personal data out of what was sealed; say what was entered."""
    clock = Clock.of(options.as_of)
    if options.redact is not None:
        return _redact(options, clock, report)
    if options.reason is not None:
        return Outcome(
            ExitCode.CONFIGURATION, "--reason belongs to --redact.\n    Leave it out, or say what is taken out."
        )
    sealing = Sealing(clock.not_after_today, late=options.late, strict=options.strict)
    sealed = seal_site(options.root, clock, options.policies, report, sealing)
    if sealed is None:
        return Outcome(report.exit_code(strict=options.strict), "Nothing was sealed.")
    return Outcome(ExitCode.OK, "\n".join(_sealed(sealed, clock)))


def _redact(options: argparse.Namespace, clock: Clock, report: Report) -> Outcome:
    if len(options.policies) != 1 or not options.redact.strip() or not (options.reason or "").strip():
        example = 'lydelse seal privacy --redact "Anna Andersson" --reason "She asked for it"'
        return Outcome(
            ExitCode.CONFIGURATION,
            f"--redact needs one policy, the words and a --reason.\n    For example: {example}",
        )
    if pattern_of(options.redact).search(options.reason):
        return Outcome(
            ExitCode.CONFIGURATION,
            "The --reason holds the words themselves.\n    The register is public: leave them out.",
        )
    removal = Removal(options.policies[0], options.redact, " ".join(options.reason.split()))
    redaction = redact_site(options.root, clock, clock.not_after_today, removal, report)
    if redaction is None:
        return Outcome(report.exit_code(), "Nothing was taken out.")
    return Outcome(ExitCode.OK, "\n".join(_redacted(redaction)))


def _sealed(results: Sequence[Sealed], clock: Clock) -> Iterable[str]:
    yield f"Sealed as of {clock.day} ({clock.source})."
    for result in results:
        place, entries = result.register.place.path, result.register.entries
        if result.added:
            texts = ", ".join(f"{entry.version} {entry.language}" for entry in result.added)
            yield f"{place}: {len(result.added)} new of {len(entries)} entries: {texts}"
            yield f"    The last one has the digest {result.register.head}"
        else:
            yield f"{place}: everything published is there already ({len(entries)} entries)."
        for version in result.waiting:
            day = version.published
            yield f"    {version.id} is published on {day}: seal it then, or today with --as-of {day}."
    if any(result.added for result in results):
        yield "Commit the registers with the change. What a witness outside can prove beyond: docs/register.md"


def _redacted(redaction: Redaction) -> Iterable[str]:
    yield "Taken out of:"
    yield from (f"    {file}" for file in redaction.files)
    texts = ", ".join(f"{entry.version} {entry.language}" for entry in redaction.added)
    yield f"{redaction.register.place.path}: {len(redaction.added)} new entries: {texts}"
    yield "The pages say that something was taken out. Files in “files/” and the history in git hold what they held."
