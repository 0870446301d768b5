"""Holds the addresses that were published against those at which the site answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lydelse.addresses import file_of
from lydelse.model import Policy, SiteFile
from lydelse.problems import Problem, Report


class Unanswered(Exception):  # noqa: N818 - a fault of the content, as problems are
    """Addresses that were published don't answer any more."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} addresses")
        self.problems = problems


def answering(files: Iterable[SiteFile], policies: Iterable[Policy], as_of: date) -> Iterator[SiteFile]:
    """Give the files of the site on, and see to it that nothing is missing among them that was published.

    Raises:
        Unanswered: at the end, when an address in a register is that of no file.
    """
    paths = set()
    for file in files:
        paths.add(file.path)
        yield file
    report = Report()
    for policy in policies:
        _check(policy, paths, as_of, report)
    if report.problems:
        raise Unanswered(report.problems)


def _check(policy: Policy, paths: set[str], as_of: date, report: Report) -> None:
    register = policy.register
    # A site can be built as of an earlier day, on which what was sealed later didn't answer yet.
    # And what was sealed ahead isn't public yet.
    entries = [e for e in register.entries if e.sealed <= as_of and policy.version(e.version)] if register else []
    gone = [(entry, a) for entry in entries for a in entry.addresses if file_of(a) not in paths]
    if gone and register:
        entry, address = gone[0]
        more = f", nor at {len(gone) - 1} more addresses" if gone[1:] else ""
        message = f"“{address}” was published, and nothing would answer there any more{more}"
        hint = (
            f"If the policy “{policy.id}” has a new slug, name the old one under “formerly” in its policy.yaml; if"
            " fewer comparisons are made than before, set “comparisons” back to what it was."
        )
        report.error(register.place_of(entry), "address-gone", message, hint)
