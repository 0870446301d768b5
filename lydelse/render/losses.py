"""What Markdown leaves out of a text, and where in the source it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lydelse.render.marks import strip_marks

_DEFINITION = re.compile(
    r"^[ >]*(?:(?:[-*+]|\d+\.)\s+)?(?P<at>(?P<opening>\*\[|\[\^?)(?P<label>[^\n]*?)\]\s?:)", re.MULTILINE
)
_ROW = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)?(?P<at>[^\n]*\|[^\n]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loss:
    """Text that Markdown leaves out: its code as a problem, the words to name it by, and the `key` under which
    `places` has it."""

    code: str
    label: str
    key: str


def definition_loss(code: str, opening: str, label: str) -> Loss:
    """The loss of a definition, which begins with `[`, `[^` or `*[` and its label."""
    label = strip_marks(label)[0]
    return Loss(code, label, _definition_key(opening, label))


def row_loss(code: str, row: str) -> Loss:
    """The loss of cells in a row of a table."""
    row = strip_marks(row)[0]
    return Loss(code, row, _row_key(row))


def places(source: str) -> dict[str, int]:
    """Give the offsets of all definitions and rows by their keys; of those with the same key the last one's, which
    is the one that is lost or left over."""
    return dict((*_rows(source), *_definitions(source)))


def _definitions(source: str) -> Iterator[tuple[str, int]]:
    for match in _DEFINITION.finditer(source):
        yield _definition_key(match["opening"], match["label"]), match.start("at")


def _rows(source: str) -> Iterator[tuple[str, int]]:
    for match in _ROW.finditer(source):
        yield _row_key(match["at"]), match.start("at")


def _definition_key(opening: str, label: str) -> str:
    # Markdown takes the labels of links in small letters.
    return f"{opening}{' '.join(label.lower().split())}]:"


def _row_key(row: str) -> str:
    # Tabs may have become spaces on the way.
    return " ".join(row.split())
