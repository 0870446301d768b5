"""`check`: what can be known of the policies without a reader."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from lydelse import console
from lydelse.check import UNAVAILABLE_CODES
from lydelse.check.told import (
    Paper,
    acceptance_lines,
    accepted_json,
    count,
    information_json,
    information_lines,
    problems_json,
)
from lydelse.checking import Checked, Scope, check_site, report_page
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report
from lydelse.program import told_as_started

DESCRIPTION = """\
Find what a build needn't know: duties to inform that no section answers, laws that are no more, translations that don't
fit together, and more. docs/checks.md explains what is found, and how to accept it with a reason.
"""
EPILOG = """\
exit codes:
  0  nothing is wrong (warnings and notes are no faults, unless --strict)
  1  something in the content is
  2  a fault in content/site.yaml, in layouts/ or in the command

examples:
  %(prog)s                      check what holds and what is to come, drafts among it
  %(prog)s privacy              check one policy; the tables are told in full
  %(prog)s privacy --all        check it in all its versions
  %(prog)s --html duties.html   write a page for the data protection officer
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("policies", metavar="POLICY", nargs="*", help="the policy's id (default: all of them)")
    parser.add_argument(
        "--all",
        action="store_true",
        dest="superseded",
        help="look at superseded versions, too, which nobody may mend, and tell all tables and what is accepted",
    )
    parser.add_argument("--online", action="store_true", help="ask other hosts whether what is linked to is there")
    parser.add_argument("--html", metavar="FILE", type=Path, help="write a page for the data protection officer")
    parser.add_argument("--json", action="store_true", help="print the outcome for programs")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Check; print what was found."""
    clock = Clock.of(options.as_of)
    if options.html is not None and _is_published(options.html, options.root):
        hint = "What checks find is for the organisation itself: name a file elsewhere."
        return Outcome(ExitCode.CONFIGURATION, f"{options.html} would be published with the site.\n    {hint}")
    scope = Scope(tuple(options.policies), options.superseded, options.online)
    checked = check_site(options.root, clock, scope, report)
    code = report.exit_code(strict=options.strict)
    problems = [told_as_started(problem, options.program) for problem in report.problems]
    if checked is not None and options.html is not None:
        options.html.write_bytes(report_page(checked, problems))
    if options.json:
        return Outcome(code, _json(checked, clock, report), is_result=True)
    if checked is None:
        console.tell("The content can't be built as it stands, so nothing else was looked at:\n")
        return Outcome(code, f"{_sentence(count(report.problems))}. Mend the errors, then check again.")
    return Outcome(code, "\n".join(_lines(checked, clock, report, scope)), is_result=True, is_summary=True)


def _is_published(file: Path, root: Path) -> bool:
    """Tell whether a file would stand in the site, or in what it is made from."""
    folders = (root / name for name in ("site", "content", "layouts"))
    return any(file.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _lines(checked: Checked, clock: Clock, report: Report, scope: Scope) -> Iterator[str]:
    paper = Paper(shutil.get_terminal_size((100, 24)).columns, console.is_coloured())
    yield from information_lines(checked.information, paper, in_full=scope.superseded or bool(scope.policies))
    if scope.superseded and checked.accepted:
        yield from (*acceptance_lines(checked.accepted), "")
    yield paper.strong(_summary(checked, report))
    yield f"Looked at {_versions(checked)} as of {clock.day} ({clock.source})."
    if UNAVAILABLE_CODES:
        yield "Text in the wrong language wasn't looked for: that needs the extra “check”, which make check installs."


def _versions(checked: Checked) -> str:
    names = ", ".join(sorted({policy.id for policy, _ in checked.subject.versions}))
    number = len(checked.subject.versions)
    return f"{number} version{'s' if number != 1 else ''} of {names}" if names else "no version: there is none to check"


def _summary(checked: Checked, report: Report) -> str:
    accepted = len({finding.problem for finding, _ in checked.accepted})
    found = f"{_sentence(count(report.problems))} found"
    return f"{found}, {accepted} more accepted with a reason." if accepted else f"{found}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _json(checked: Checked | None, clock: Clock, report: Report) -> str:
    told: dict[str, object] = {
        "as_of": str(clock.day) if clock.day else None,
        "checked": checked is not None,
        "problems": problems_json(report.problems, checked.findings if checked else ()),
        "accepted": accepted_json(checked.accepted) if checked else [],
        "information": information_json(checked.information) if checked else [],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
