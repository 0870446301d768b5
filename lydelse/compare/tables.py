"""Tables: which columns are the same, and what changed in the cells of a row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise, product
from typing import TypeAlias

from rapidfuzz.distance import Indel

from lydelse.compare.chains import heaviest_chain
from lydelse.compare.model import Cell, Container, Unit

Layout: TypeAlias = tuple[tuple[int | None, int | None], ...]
"""The columns of a table of each text, side by side: `None` where a column was added or removed."""

_Column: TypeAlias = tuple[int, int]
"""A column of each text."""

_ROWS = 60  # so many rows tell what the columns are
_ALL_PAIRS = 400  # more pairs of columns than that are not all looked at
_OFTEN = 4  # columns that are equal in more than so many places say nothing
_HELD = 0.5  # of the rows: columns that are equal in so many hold the rest in place


def table_of(row: Unit) -> Container:
    """The table that a row stands in, or its outermost container where there is none."""
    container = row.container
    while container.tag != "table" and container.parent is not None:
        container = container.parent
    return container


class Layouts(dict[tuple[tuple[Unit, Unit], ...], Layout]):
    """The columns of tables, by the rows that they share."""

    def __missing__(self, rows: tuple[tuple[Unit, Unit], ...]) -> Layout:
        columns = self[rows] = layout(rows)
        return columns


def layout(rows: Sequence[tuple[Unit, Unit]]) -> Layout:
    """Find the columns of two tables by the rows that they share."""
    old_width = _usual(len(old.cells) for old, _ in rows)
    new_width = _usual(len(new.cells) for _, new in rows)
    usual = [(o, n) for o, n in rows if len(o.cells) == old_width and len(n.cells) == new_width]
    sample = list(islice(usual, _ROWS))
    held = _held(sample) if old_width * new_width > _ALL_PAIRS else []
    chain: list[_Column] = []
    for (at, other), end in pairwise([(-1, -1), *held, (old_width, new_width)]):
        chain += _alike(sample, range(at + 1, end[0]), range(other + 1, end[1]), same_width=old_width == new_width)
        chain.append(end)
    return _with_others(chain)


def _held(rows: Sequence[tuple[Unit, Unit]]) -> list[_Column]:
    """The columns of wide tables that are equal in most rows: they hold the rest in place."""
    votes: Counter[_Column] = Counter()
    for old, new in rows:
        places: dict[object, list[int]] = defaultdict(list)
        for other, cell in enumerate(new.cells):
            places[cell.key].append(other)
        for at, cell in enumerate(old.cells):
            found = places.get(cell.key, [])
            votes.update((at, other) for other in found if len(found) <= _OFTEN or at == other)
    pairs = [pair for pair, count in votes.items() if count >= _HELD * len(rows)]
    return [pairs[index] for index in heaviest_chain(pairs, [votes[pair] for pair in pairs])]


def _alike(
    rows: Sequence[tuple[Unit, Unit]], old_columns: range, new_columns: range, *, same_width: bool
) -> list[_Column]:
    """The columns that are most alike, in order; of too many those at the same place."""
    if len(old_columns) * len(new_columns) > _ALL_PAIRS:
        return list(zip(old_columns, new_columns, strict=False))
    scores: defaultdict[_Column, float] = defaultdict(float)
    for old, new in rows:
        for pair in product(old_columns, new_columns):
            at, other = pair
            scores[pair] += _likeness(old.cells[at], new.cells[other], at == other and same_width)
    pairs = [pair for pair, score in scores.items() if score > 0.0]
    return [pairs[index] for index in heaviest_chain(pairs, [scores[pair] for pair in pairs])]


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


def _with_others(chain: list[_Column]) -> Layout:
    """Put the columns without a partner between those that have one; the last pair is the end of both."""
    columns: list[tuple[int | None, int | None]] = []
    at = other = 0
    for old, new in chain:
        columns += [(column, None) for column in range(at, old)]
        columns += [(None, column) for column in range(other, new)]
        columns.append((old, new))
        at, other = old + 1, new + 1
    return tuple(columns[:-1])
