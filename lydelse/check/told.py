"""How the outcome of the checks is told: to people as lines, to programs as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lydelse.check.model import Finding, Information
from lydelse.check.tables import table_lines
from lydelse.model import Acceptance
from lydelse.problems import Problem, Severity

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Paper:
    """What lines are written on: its width in characters, and whether it shows weights and colours."""

    width: int = 100
    colour: bool = False

    def strong(self, text: str) -> str:
        """Give a text as a heading."""
        return f"{_BOLD}{text}{_PLAIN}" if self.colour else text


def information_lines(tables: Sequence[Information], paper: Paper, *, in_full: bool) -> Iterator[str]:
    """Give the tables, each with its title and its note, and a blank line behind each; unless all are wanted in full,
    the totals of those that have one stand below the others."""
    told = [table for table in tables if in_full or not table.total]
    for table in told:
        yield paper.strong(table.title)
        yield from table_lines(table.columns, table.rows, paper.width)
        if table.note:
            yield from textwrap.wrap(table.note, paper.width)
        yield ""
    totals = [f"{table.title}: {table.total}" for table in tables if table not in told]
    if totals:
        yield from (*totals, "The tables: name a policy, or add --all or --html FILE.", "")


def acceptance_lines(accepted: Iterable[tuple[Finding, Acceptance]]) -> Iterator[str]:
    """Give what is accepted, each with its reason and where that stands."""
    told = dict.fromkeys((finding.problem, acceptance) for finding, acceptance in accepted)
    for problem, acceptance in sorted(told, key=lambda pair: pair[0]):
        yield f"{problem.place}: accepted: {problem.code}: {problem.message}"
        yield f"    {acceptance.reason} ({acceptance.place})"


def count(problems: Iterable[Problem]) -> str:
    """Give how many problems there are of each severity, in words; “nothing” when there are none."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity) for severity in Severity]
    told = [f"{number} {severity}{'s' if number != 1 else ''}" for number, severity in counts if number]
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:]))) or "nothing"


def problems_json(problems: Sequence[Problem], findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Give the problems for programs, each with where in the policies it is, as far as a check has found it."""
    return [_problem_json(problem) | _where_json(problem, findings) for problem in problems]


def accepted_json(accepted: Sequence[tuple[Finding, Acceptance]]) -> list[dict[str, object]]:
    """Give what is accepted for programs, each with its reason and where that stands."""
    findings = [finding for finding, _ in accepted]
    told = dict.fromkeys((finding.problem, acceptance) for finding, acceptance in accepted)
    return [
        _problem_json(problem)
        | _where_json(problem, findings)
        | {"reason": acceptance.reason, "accepted_at": str(acceptance.place)}
        for problem, acceptance in told
    ]


def information_json(tables: Iterable[Information]) -> list[dict[str, object]]:
    """Give the tables for programs."""
    return [
        {
            "name": table.name,
            "title": table.title,
            "columns": list(table.columns),
            "rows": [list(row) for row in table.rows],
            "note": table.note,
        }
        for table in tables
    ]


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _where_json(problem: Problem, findings: Iterable[Finding]) -> dict[str, object]:
    """Give where in a policy a problem is; `None` everywhere when no check has found it."""
    found = [finding for finding in findings if finding.problem == problem]
    versions = dict.fromkeys(str(finding.version) for finding in found if finding.version is not None)
    first = found[0] if found else None
    return {
        "policy": first.policy if first else None,
        "versions": list(versions),
        "section": first.section if first else None,
        "language": first.language if first else None,
        "about": first.about if first else None,
    }
