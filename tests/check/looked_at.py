"""What checks look at and find in a site of a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lydelse.check import Finding, Subject
from lydelse.check.model import Check
from lydelse.checking import Scope, subject_of
from lydelse.model import Revision
from lydelse.preparing import prepare
from lydelse.problems import Place, Report
from tests.sites import AS_OF, POLICY, Site


def subject(site: Site, day: date = AS_OF, *, superseded: bool = False) -> Subject:
    """Give what the checks look at; nothing may keep the site from being built."""
    report = Report()
    edition = prepare(site.root, lambda _: day, report)
    assert edition is not None, report.errors
    return subject_of(edition, Scope(superseded=superseded))


def found(check: Check, site: Site, day: date = AS_OF, *, superseded: bool = False) -> list[Finding]:
    """Give what a check finds."""
    return list(check(subject(site, day, superseded=superseded)))


def codes(findings: Iterable[Finding]) -> list[str]:
    """Give the codes, once for each problem."""
    return [problem.code for problem in dict.fromkeys(finding.problem for finding in findings)]


def text(
    site: Site, version: str, section: str, body: str, covers: Iterable[str] = (), language: str | None = None
) -> None:
    """Write a section's text with what it covers, in one language or all."""
    for each in (language,) if language else site.languages:
        front = f"title: {section.capitalize()}\ncovers: [{', '.join(covers)}]"
        site.write(f"content/{POLICY}/{version}/{section}.{each}.md", f"---\n{front}\n---\n\n{body}\n")


def revision(body: str, language: str = "en", title: str = "") -> Revision:
    """Give a revision whose body begins on line 5 of its file."""
    return Revision("section", language, title, body, Place("section.md"), 5)
