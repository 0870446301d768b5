"""`show`: the text of a policy that was in force on a day."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from lydelse import console
from lydelse.clock import Clock
from lydelse.commands import Outcome, day
from lydelse.model import Status
from lydelse.problems import ExitCode, Report
from lydelse.showing import Shown, Sought, show_text

DESCRIPTION = """\
Print the text of a policy that was in force on a day, as Markdown: exactly the bytes of the file text.md at the
version's address, of which the register keeps the digest. Which version it is, its dates and its digest go to
standard error, so that a file or a pipe gets the text alone.
"""
EPILOG = """\
examples:
  %(prog)s privacy                                     what is in force today
  %(prog)s privacy --on 2021-03-03 --lang en           what was in force on that day, in English
  %(prog)s privacy --on 2021-03-03 --text | less       the same to read, in the binding language
  %(prog)s privacy --version-id 2027-03-01             a version that no day leads to, or a draft
  %(prog)s privacy --on 2021-03-03 | sha256sum         its digest, worked out by another program
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("policy", metavar="POLICY", help="the policy's id, which is its folder's name")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--on", metavar="DATE", type=day, help="the day (default: today)")
    which.add_argument("--version-id", metavar="VERSION", help="the version's id, which is its folder's name")
    parser.add_argument("--lang", metavar="LANGUAGE", help="the language, like sv (default: the binding one)")
    parser.add_argument(
        "--text", action="store_true", help="print it to be read, without marks and as wide as the screen"
    )


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Find the text; print it, and beside it what it is."""
    sought = Sought(options.policy, options.on, options.version_id, options.lang)
    shown = show_text(options.root, Clock.of(options.as_of), sought, report)
    if shown is None:
        return Outcome(report.exit_code(), "Nothing is shown: mend what is told above first.")
    content = shown.plain(console.columns()).encode() if options.text else shown.text.content
    return Outcome(ExitCode.OK, "\n".join(_told(shown, options.program)), content=content)


def _told(shown: Shown, program: str) -> Iterator[str]:
    version, last = shown.version, shown.policy.last_day(shown.version)
    yield f"{shown.policy.id}, version {version.id} in “{shown.language}”: {', '.join(_dates(shown))}"
    if last is not None and last < version.effective:
        yield "It never held: another version took its place before its day came."
    yield f"SHA-256 of the Markdown: {shown.text.digest}"
    if shown.entry is not None:
        register = shown.policy.register.place.path if shown.policy.register else ""
        yield f"That is what entry {shown.entry.number} of {register} says, sealed on {shown.entry.sealed}."
    elif version.status is Status.DRAFT:
        yield "A draft can still change, so the register doesn't know it."
    else:
        yield f"The register doesn't know it yet: {program} seal {shown.policy.id}"


def _dates(shown: Shown) -> Iterator[str]:
    version, last = shown.version, shown.policy.last_day(shown.version)
    yield version.status.value
    if version.status is Status.WITHDRAWN:
        yield f"taken back by {version.withdrawn_by}"
    elif version.status is Status.DRAFT:
        yield f"to hold from {version.effective}"
    elif last is None:
        yield f"in force from {version.effective}"
    elif last >= version.effective:
        yield f"in force from {version.effective} to {last}"
    if version.published is not None:
        yield f"{'to be ' if version.status is Status.DRAFT else ''}published on {version.published}"
