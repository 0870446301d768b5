"""The outcome of an audit, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from lydelse import __version__
from lydelse.audit.finding import Finding
from lydelse.audit.seen import SeenPage

_COLUMNS = ("Page", "Phase", "Thing", "Finding")
_WIDEST = 40
"""Characters of a column beyond which a cell pushes the rest aside."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was looked at and what was found; `site` is the address that was given, `policy` and `version` tell whose
    declaration it was held against."""

    site: str
    policy: str
    version: str
    pages: tuple[SeenPage, ...]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> int:
        """How many findings are faults."""
        return sum(not finding.is_note for finding in self.findings)

    @property
    def json(self) -> str:
        """The outcome for programs."""
        document = {
            "lydelse": __version__,
            "site": self.site,
            "policy": self.policy,
            "version": self.version,
            "pages": [page.url for page in self.pages],
            "faults": self.faults,
            "notes": len(self.findings) - self.faults,
            "findings": [asdict(finding) | {"note": finding.is_note} for finding in self.findings],
        }
        return json.dumps(document, ensure_ascii=False, indent=1)

    @property
    def lines(self) -> Iterator[str]:
        """The outcome for people: a table, with what to do below each line."""
        yield f"Audited {_count(len(self.pages), 'page')} of {self.site}"
        yield f"against the declaration of {self.policy}, version {self.version}:"
        if self.findings:
            yield ""
            yield from _table(self.findings)
        yield ""
        notes = len(self.findings) - self.faults
        yield f"{_count(self.faults, 'fault')}, {_count(notes, 'note')}." if self.findings else "Everything agrees."


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    rows = [_row(finding) for finding in findings]
    *widths, _ = (min(_WIDEST, max(map(len, column))) for column in zip(_COLUMNS, *rows, strict=True))
    yield _aligned(_COLUMNS, widths)
    for row, finding in zip(rows, findings, strict=True):
        yield _aligned(row, widths)
        if finding.hint:
            yield f"    {_printable(finding.hint)}"


def _row(finding: Finding) -> tuple[str, ...]:
    page = urlsplit(finding.page)
    shown = f"{page.path or '/'}?{page.query}" if page.query else page.path or "/"
    others = f" (and {_count(finding.others, 'other page')})" if finding.others else ""
    message = f"{'note: ' if finding.is_note else ''}{finding.code}: {finding.message}{others}"
    cells = (shown if finding.page else "–", finding.phase or "–", finding.thing, message)
    return tuple(map(_printable, cells))


def _aligned(cells: Iterable[str], widths: Sequence[int]) -> str:
    *first, last = cells
    return "  ".join((*(cell.ljust(width) for cell, width in zip(first, widths, strict=True)), last))


def _printable(text: str) -> str:
    """A site names its cookies as it likes, also so that they would speak to the terminal."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number != 1 else ''}"
