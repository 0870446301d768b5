"""Tables for the terminal: columns as wide as what stands in them, or, where they don't fit, a row's cells below each
other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import TypeAlias

_GAP = "  "
_END = "\x1b[0m"


class Tone(StrEnum):
    """How something is told, in the colours of a terminal; a tone never says anything alone."""

    PLAIN = ""
    HEAD = "\x1b[1m"
    GOOD = "\x1b[32m"
    MIND = "\x1b[33m"
    BAD = "\x1b[31m"


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a cell."""

    text: str
    tone: Tone = Tone.PLAIN

    @property
    def width(self) -> int:
        """How many columns of a terminal it takes: wide characters take two, marks on others none."""
        wide = sum(unicodedata.east_asian_width(character) in "WF" for character in self.text)
        return len(self.text) + wide - sum(unicodedata.combining(character) > 0 for character in self.text)

    def shown(self, *, colour: bool) -> str:
        """The text, in its colour where that is wanted."""
        return f"{self.tone}{self.text}{_END}" if colour and self.tone and self.text else self.text


Cell: TypeAlias = tuple[Line, ...]
"""What stands in a cell, line by line."""


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, colour: bool, width: int | None) -> Iterator[str]:
    """Give the lines of a table.

    Args:
        heads: the words above the columns.
        rows: the cells, as many in each row as there are heads.
        colour: whether tones are shown.
        width: the columns of the terminal; `None` where lines may be of any length.
    """
    titled = [tuple((Line(head, Tone.HEAD),) for head in heads), *rows]
    widths = [max(line.width for cell in column for line in cell) for column in zip(*titled, strict=True)]
    if width is None or sum(widths) + len(_GAP) * (len(widths) - 1) <= width:
        for row in titled:
            yield from _beside(row, widths, colour)
    else:
        for row in rows:
            yield from _below(heads, row, colour)


def _beside(row: Sequence[Cell], widths: Sequence[int], colour: bool) -> Iterator[str]:
    for lines in zip_longest(*row, fillvalue=Line("")):
        padded = (
            line.shown(colour=colour) + " " * (width - line.width) for line, width in zip(lines, widths, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _below(heads: Sequence[str], row: Sequence[Cell], colour: bool) -> Iterator[str]:
    """Give a row as lines of their own: what the first cell says, and below it the others, each with its head."""
    indent = max(map(len, heads)) + len(_GAP)
    for line in row[0]:
        yield Line(line.text, Tone.HEAD).shown(colour=colour)
    for head, cell in zip(heads[1:], row[1:], strict=True):
        for index, line in enumerate(cell):
            yield f"{_GAP}{'' if index else head:<{indent}}{line.shown(colour=colour)}".rstrip()
