"""Simple tables on the pages of a PDF: rows of cells that stand below one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lydelse.importing.readers.markers import marker_of
from lydelse.importing.readers.typeset import Letter, Row

_GAP = 0.6
"""How far two cells are apart at least, in sizes of the letters."""
_COLUMN_GAP = 0.35
"""The same where two columns are known to lie apart."""
_WIDEST = 0.45
"""The part of the page's width beyond which what stands side by side are columns of text, and no cells."""
_FEWEST = 2
_NARROW = 8
"""Points below which the first column holds no more than the marks of a list."""
_APART = 3.0
"""How far two rows of a table can lie apart, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class _Cell:
    letters: tuple[Letter, ...]

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters).strip()


def with_tables(rows: Sequence[Row], width: float) -> list[Row]:
    """Give the lines of a page, with one in place of all those that make a table; `width` is that of the page."""
    levels = _levels(rows)
    tables = list(_tables(levels, width))
    taken = {id(row) for table, _ in tables for level in table for row in level}
    first = {min(_index(rows, row) for level in table for row in level): (table, cells) for table, cells in tables}
    kept: list[Row] = []
    for index, row in enumerate(rows):
        if index in first:
            kept.append(_as_row(*first[index]))
        elif id(row) not in taken:
            kept.append(row)
    return kept


def _index(rows: Sequence[Row], row: Row) -> int:
    return next(index for index, other in enumerate(rows) if other is row)


def _levels(rows: Sequence[Row]) -> list[list[Row]]:
    """The lines that stand at one height, from top to bottom, each level from left to right."""
    levels: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (-row.bottom, row.left)):
        if levels and abs(levels[-1][0].bottom - row.bottom) < row.size / 4:
            levels[-1].append(row)
        else:
            levels.append([row])
    return [sorted(level, key=lambda row: row.left) for level in levels]


def _tables(levels: Sequence[list[Row]], width: float) -> list[tuple[list[list[Row]], tuple[tuple[str, ...], ...]]]:
    found = []
    index = 0
    while index < len(levels):
        end, cells = _table_at(levels, index, width)
        if end - index >= _FEWEST:
            found.append((list(levels[index:end]), cells))
        index = max(end, index + 1)
    return found


def _table_at(levels: Sequence[list[Row]], start: int, width: float) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """Where the table that begins at a level ends, and its cells. It ends where the cells of a level don't stand in the
    columns of those before."""
    columns: list[tuple[float, float]] = []
    rows: list[tuple[str, ...]] = []
    end = start
    while end < len(levels):
        cells = [cell for row in levels[end] for cell in _cells(row, columns)]
        is_near = end == start or levels[end - 1][0].bottom - levels[end][0].top < _APART * levels[end][0].size
        merged = _merged(columns, cells) if columns else [(cell.left, cell.right) for cell in cells]
        if not is_near or len(cells) < _FEWEST or merged is None or _is_text(merged, width):
            break
        columns = merged
        rows.append(tuple(cell.text for cell in cells))
        end += 1
    is_list = all(marker_of(f"{row[0]} ") or marker_of(f"{row[0]} {row[1]}") for row in rows)
    return (start if is_list else end), tuple(rows)


def _merged(columns: Sequence[tuple[float, float]], cells: Sequence[_Cell]) -> list[tuple[float, float]] | None:
    """The columns with another row; `None` if its cells don't fit."""
    if len(columns) != len(cells):
        return None
    merged = [
        (min(left, cell.left), max(right, cell.right)) for (left, right), cell in zip(columns, cells, strict=True)
    ]
    apart = all(first[1] < second[0] for first, second in pairwise(merged))
    return merged if apart else None


def _is_text(columns: Sequence[tuple[float, float]], width: float) -> bool:
    return any(right - left > _WIDEST * width for left, right in columns) or columns[0][1] - columns[0][0] < _NARROW


def _cells(row: Row, columns: Sequence[tuple[float, float]]) -> list[_Cell]:
    """The parts of a line that lie further apart than words, or between which the columns of the lines before end."""
    ends = [(first[1], second[0]) for first, second in pairwise(columns)]
    parts: list[list[Letter]] = [[]]
    last: Letter | None = None
    for letter in row.letters:
        is_seen = bool(letter.text.strip())
        if last is not None and is_seen and _parts(last.right, letter.left, row.size, ends):
            parts.append([])
        parts[-1].append(letter)
        last = letter if is_seen else last
    return [_Cell(tuple(part)) for part in parts if any(letter.text.strip() for letter in part)]


def _parts(right: float, left: float, size: float, ends: Sequence[tuple[float, float]]) -> bool:
    """Whether a gap in a line lies between two cells."""
    is_end = any(right < end and start < left for start, end in ends)
    return left - right > (_COLUMN_GAP if is_end else _GAP) * size


def _as_row(table: Sequence[Sequence[Row]], cells: tuple[tuple[str, ...], ...]) -> Row:
    first = table[0][0]
    letters = tuple(letter for level in table for row in level for letter in (*row.letters, _space(row)))
    bottom = table[-1][0].bottom
    return Row(
        letters, first.page, bottom, first.top, first.size, is_bold=False, page_width=first.page_width, cells=cells
    )


def _space(row: Row) -> Letter:
    return Letter(" ", row.right, row.right, row.letters[-1].look)
