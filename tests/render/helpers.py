"""What the tests of rendering share."""

from __future__ import annotations

from lydelse.model import Fragment, Reference, Revision
from lydelse.problems import Place, Problem, Report
from lydelse.render import Words, render

WORDS = Words("Noter", "Tillbaka till texten, not {number}", "Tabell {number}")


def rendered(body: str, section: str = "rights", line: int = 1) -> tuple[Fragment, tuple[Problem, ...]]:
    report = Report()
    revision = Revision(section, "sv", "Titel", body, Place("content/privacy/2018-05-15/rights.sv.md"), line)
    return render(revision, WORDS, report), report.problems


def address(reference: Reference) -> str:
    """An address that shows what the reference has."""
    if reference.file is not None:
        return f"../{reference.file}"
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    return f"{reference.policy or ''}{anchor}"


def html(body: str) -> str:
    return rendered(body)[0].html(address)
