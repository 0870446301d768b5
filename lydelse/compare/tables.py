"""Tables: which columns are the same, and what changed in the cells of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeAlias

from rapidfuzz.distance import Indel

from lydelse.compare.chains import heaviest_chain
from lydelse.compare.model import Cell, Container, Unit

Layout: TypeAlias = tuple[tuple[int | None, int | None], ...]
"""The columns of a table of each text, side by side: `None` where a column was added or removed."""

_ROWS = 60  # so many rows tell what the columns are


def table_of(row: Unit) -> Container:
    """The table that a row stands in, or its outermost container where there is none."""
    container = row.container
    while container.tag != "table" and container.parent is not None:
        container = container.parent
    return container


def layout(rows: Sequence[tuple[Unit, Unit]]) -> Layout:
    """Find the columns of two tables by the rows that they share."""
    old_width = _usual(len(old.cells) for old, _ in rows)
    new_width = _usual(len(new.cells) for _, new in rows)
    usual = [(o, n) for o, n in rows if len(o.cells) == old_width and len(n.cells) == new_width]
    scores: dict[tuple[int, int], float] = {}
    for old, new in islice(usual, _ROWS):
        for at, before in enumerate(old.cells):
            for other, after in enumerate(new.cells):
                score = _likeness(before, after, at == other and old_width == new_width)
                scores[at, other] = scores.get((at, other), 0.0) + score
    pairs = [pair for pair, score in scores.items() if score > 0.0]
    chain = heaviest_chain(pairs, [scores[pair] for pair in pairs])
    return _with_others([pairs[index] for index in chain], old_width, new_width)


def row_layout(columns: Layout, old: Unit, new: Unit) -> Layout:
    """Give the columns that a pair of rows goes by: the table's, or their own where a cell spans several."""
    old_width = sum(at is not None for at, _ in columns)
    new_width = sum(other is not None for _, other in columns)
    if (old_width, new_width) == (len(old.cells), len(new.cells)):
        return columns
    return layout([(old, new)])


def _usual(widths: Iterable[int]) -> int:
    counts = Counter(widths)
    return max(counts, key=lambda width: (counts[width], width))


def _likeness(old: Cell, new: Cell, same_place: bool) -> float:
    base = 0.3 if same_place else 0.0
    if old.key == new.key:
        return (1.0 if old.key else 0.1) + base
    text = Indel.normalized_similarity(_text(old), _text(new), score_cutoff=0.4)
    return text / 2 + base


def _text(cell: Cell) -> str:
    return " ".join(unit.run.text for unit in cell.units)


def _with_others(chain: list[tuple[int, int]], old_width: int, new_width: int) -> Layout:
    """Put the columns without a partner between those that have one."""
    columns: list[tuple[int | None, int | None]] = []
    at = other = 0
    for old, new in [*chain, (old_width, new_width)]:
        columns += [(column, None) for column in range(at, old)]
        columns += [(None, column) for column in range(other, new)]
        columns.append((old, new))
        at, other = old + 1, new + 1
    return tuple(columns[:-1])
