"""`status`: a table of the policies, and of what waits to be done."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from lydelse import console
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.model import Significance
from lydelse.problems import ExitCode, Report, in_words
from lydelse.surveying import PolicyState, Survey, VersionState, survey
from lydelse.table import Cell, Line, Tone, table

DESCRIPTION = """\
Tell how the policies stand: the version in force, those to come and the notice that people have of them, drafts,
languages and what each lacks, the last change, the register. It looks at versions and dates; what is wrong in the
texts is told by check and build. docs/desk.md explains the table and the JSON.
"""
EPILOG = """\
examples:
  %(prog)s                          all policies, as of today
  %(prog)s privacy                  one
  %(prog)s --as-of 2027-03-01       as it will be on that day
  %(prog)s --json                   for programs

exit codes: 0 it could be told, whatever it is, 2 a fault in content/site.yaml or in the command
"""
_HEADS = ("policy", "in force", "coming", "drafts", "languages", "last change", "register")
_NOTHING: Cell = (Line("-"),)
_MOST_UNSEALED = 5
"""Versions of a policy that aren't sealed and are named; a policy without a register has none that is."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("policies", metavar="POLICY", nargs="*", help="the policy's id (default: all of them)")
    parser.add_argument("--json", action="store_true", help="print it for programs")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Look at the policies; print how they stand."""
    found = survey(options.root, Clock.of(options.as_of), options.policies, report)
    if found is None:
        return Outcome(report.exit_code(), "Nothing can be told: mend what is told above first.")
    return Outcome(ExitCode.OK, _as_json(found, report) if options.json else "\n".join(_told(found)), is_result=True)


def _told(found: Survey) -> Iterator[str]:
    rows = [_row(state) for state in found.policies]
    rows += [((Line(policy),), (Line("can't be read", Tone.BAD),), *(_NOTHING,) * 5) for policy in found.unreadable]
    if not rows:
        yield "There is no policy yet. docs/content-model.md tells how one is made."
        return
    width = console.columns() if sys.stdout.isatty() else None
    yield from table(_HEADS, rows, colour=console.is_coloured(), width=width)
    lacking = [line for state in found.policies for line in _lacking(state)]
    yield from ("", *lacking) if lacking else ()


def _row(state: PolicyState) -> tuple[Cell, ...]:
    return (
        (Line(state.policy.id),),
        (_in_force(state),),
        tuple(_coming(state, version) for version in state.upcoming) or _NOTHING,
        tuple(Line(str(version.version.id)) for version in state.drafts) or _NOTHING,
        (_languages(state),),
        (Line(str(state.last_change or "-")),),
        (_register(state),),
    )


def _in_force(state: PolicyState) -> Line:
    retired = state.policy.retired
    if state.current is not None:
        return Line(f"{state.current.version.id}" + (f", ends on {retired.on}" if retired else ""), Tone.GOOD)
    return Line(f"ended on {retired.on}" if retired and state.policy.versions else "nothing", Tone.MIND)


def _coming(state: PolicyState, coming: VersionState) -> Line:
    version, promised = coming.version, state.policy.notice_days
    if coming.notice is None:
        return Line(f"{version.id}, published afterwards", Tone.MIND)
    if promised is None or version.significance is Significance.EDITORIAL:
        return Line(f"{version.id}, notice: {coming.notice} days")
    tone = Tone.GOOD if coming.notice >= promised else Tone.MIND
    return Line(f"{version.id}, notice: {coming.notice} days ({promised} promised)", tone)


def _languages(state: PolicyState) -> Line:
    known = dict.fromkeys(language for each in state.states for language in each.version.languages)
    lacking = {
        language: len({section for each in state.states for section in each.untranslated.get(language, ())})
        for language in known or state.policy.languages
    }
    told = (f"{language} (lacks {count})" if count else language for language, count in lacking.items())
    return Line(", ".join(told) or "-", Tone.BAD if any(lacking.values()) else Tone.PLAIN)


def _register(state: PolicyState) -> Line:
    register = state.register
    if register.unsealed:
        return Line(f"{len(register.unsealed)} not sealed", Tone.MIND)
    return Line(f"sealed to {register.sealed_to}", Tone.GOOD) if register.sealed_to else Line("nothing to seal")


def _lacking(state: PolicyState) -> Iterator[str]:
    """Say which sections aren't translated, and which versions aren't sealed."""
    for each in state.states:
        for language, sections in each.untranslated.items():
            named = f"{state.policy.id} {each.version.id} ({each.version.status})"
            yield f"{named} lacks in “{language}”: {', '.join(sections)}"
    unsealed = state.register.unsealed
    for version, languages in unsealed[:_MOST_UNSEALED]:
        yield f"{state.policy.id} {version.id} isn't sealed in {in_words(f'“{each}”' for each in languages)}"
    if others := len(unsealed[_MOST_UNSEALED:]):
        yield f"{state.policy.id}: {others} more {'is' if others == 1 else 'are'}n't sealed"


# For programs ---------------------------------------------------------------------------------------------------


def _as_json(found: Survey, report: Report) -> str:
    document = {
        "as_of": str(found.day),
        "errors": len(report.errors),
        "warnings": len(report.problems) - len(report.errors),
        "policies": [_policy(state) for state in found.policies],
        "unreadable": list(found.unreadable),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _policy(state: PolicyState) -> dict[str, object]:
    policy, register = state.policy, state.register
    return {
        "policy": policy.id,
        "title": dict(state.title),
        "notice_days": policy.notice_days,
        "retired_on": str(policy.retired.on) if policy.retired else None,
        "last_change": str(state.last_change) if state.last_change else None,
        "current": _version(state.current) if state.current else None,
        "upcoming": [_version(each) for each in state.upcoming],
        "drafts": [_version(each) for each in state.drafts],
        "register": {
            "entries": register.entries,
            "sealed_on": str(register.sealed_on) if register.sealed_on else None,
            "sealed_to": register.sealed_to,
            "unsealed": [
                {"version": str(version.id), "languages": list(languages)} for version, languages in register.unsealed
            ],
        },
    }


def _version(state: VersionState) -> dict[str, object]:
    version = state.version
    return {
        "id": str(version.id),
        "effective": str(version.effective),
        "published": str(version.published) if version.published else None,
        "significance": version.significance.value,
        "notice": state.notice,
        "languages": list(version.languages),
        "binding": version.binding,
        "untranslated": {language: list(sections) for language, sections in state.untranslated.items()},
    }
