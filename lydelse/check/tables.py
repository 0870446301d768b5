"""Tables on a terminal: columns side by side, the long cells wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_GAP = "  "
_NARROWEST = 12
"""Characters to which a column is made narrower at most."""


def table_lines(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Give the lines of a table, its head first, as far as possible no longer than `width` characters."""
    widths = _widths((columns, *rows), width)
    for row in (columns, tuple("-" * size for size in widths), *rows):
        cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            yield _GAP.join(part.ljust(size) for part, size in zip(line, widths, strict=True)).rstrip()


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Give the widths of the columns: their own, of which the widest give way until all fit."""
    widths = [max(1, *map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
