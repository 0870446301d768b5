"""The comparison put together: units aligned, words compared, changes numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from lydelse.compare.align import align
from lydelse.compare.comparison import Comparison
from lydelse.compare.known import Known
from lydelse.compare.matching import Group
from lydelse.compare.model import Blank, Block, Cell, CellPair, Container, Kind, Op, Unit
from lydelse.compare.parse import parse_pair
from lydelse.compare.run import joined
from lydelse.compare.similarity import Sides
from lydelse.compare.tables import Layout, row_layout, table_of


def compare(old: str, new: str, known: Known | None = None) -> Comparison:
    """Compare two HTML fragments.

    Any text is taken for HTML; the result depends on nothing else. The effort grows hardly faster than the texts.

    Args:
        old: a fragment.
        new: what became of it.
        known: what was found before, where texts are compared that have much in common.
    """
    known = known or Known()
    parsed = parse_pair(old, new, known)
    blocks = _blocks(_readable(parsed.old), _readable(parsed.new), known)
    numbered = tuple(_numbered(blocks))
    added, removed = _count(numbered)
    changes = max((block.change for block in numbered), default=0)
    blanks = _blanks(parsed.new, numbered)
    return Comparison(parsed.start, numbered, blanks, parsed.end, added, removed, changes, parsed.ends)


def _readable(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.key]


def _cell_pair(old: Cell | None, new: Cell | None, known: Known) -> CellPair:
    """Give what changed from one cell to another; the same cell stands in many rows, and is compared once."""
    pair = known.cell_pairs.get((old, new))
    if pair is None:
        blocks: list[Block] = []
        if old is None or new is None or old.key != new.key:
            before, after = (_readable(cell.units if cell else ()) for cell in (old, new))
            blocks = _blocks(before, after, known, in_cell=True)
        blanks = _blanks(new.units, blocks) if new is not None and blocks else ()
        pair = known.cell_pairs[old, new] = CellPair(old, new, tuple(blocks), blanks)
    return pair


def _blocks(old: Sequence[Unit], new: Sequence[Unit], known: Known, *, in_cell: bool = False) -> list[Block]:
    """The blocks of two sequences of units. What both begin and end with needs no aligning."""
    start, end = _equal_ends(old, new)
    old_end, new_end = len(old) - end, len(new) - end
    head = [Block(Kind.EQUAL, *pair) for pair in zip(zip(old[:start]), zip(new[:start]), strict=True)]
    tail = [Block(Kind.EQUAL, *pair) for pair in zip(zip(old[old_end:]), zip(new[new_end:]), strict=True)]
    if start == old_end == new_end:
        return head + tail
    middle = _Blocks(old[start:old_end], new[start:new_end], known, head, tail, in_cell)
    return head + middle.all() + tail


def _equal_ends(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[int, int]:
    """How many units are equal from the start, and of those that remain from the end."""
    shorter = min(len(old), len(new))
    start = end = 0
    while start < shorter and old[start].key == new[start].key:
        start += 1
    while end < shorter - start and old[-end - 1].key == new[-end - 1].key:
        end += 1
    return start, end


@dataclass(slots=True)
class _Blocks:
    """The blocks of two sequences of units that differ at both ends, between those that are equal."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    known: Known
    head: Sequence[Block]
    tail: Sequence[Block]
    in_cell: bool

    def all(self) -> list[Block]:
        """Give the blocks in the order in which they are shown."""
        sides = Sides(self.old, self.new, self.known.codes, self.known.alike)
        groups = align(sides, self.known.gaps, moves=not self.in_cell)
        columns = self._columns(groups)
        away = {group.old[0]: group for group in groups if group.moved}
        here = {group.new[0]: group for group in groups if group.moved}
        blocks: list[Block] = []
        at = other = 0
        end = Group((len(self.old),), (len(self.new),))
        for group in [*(group for group in groups if not group.moved), end]:
            blocks += [self._left(index, away.get(index), columns) for index in range(at, group.old[0])]
            blocks += [self._came(index, here.get(index), columns) for index in range(other, group.new[0])]
            at, other = group.old[-1] + 1, group.new[-1] + 1
            if group is not end:
                blocks.append(self._pair(group, columns))
        return blocks

    def _columns(self, groups: Iterable[Group]) -> dict[Container, Layout]:
        """The columns of tables that share rows and differ in one, by the container of each of them."""
        middle = [(self.old[group.old[0]], self.new[group.new[0]]) for group in groups]
        changed = {
            (table_of(old), table_of(new)) for old, new in middle if old.is_row and new.is_row and old.key != new.key
        }
        if not changed:
            return {}
        rows: dict[tuple[Container, Container], list[tuple[Unit, Unit]]] = defaultdict(list)
        head, tail = (((block.old[0], block.new[0]) for block in blocks) for blocks in (self.head, self.tail))
        for old, new in chain(head, middle, tail):
            if new.is_row and old.is_row:
                rows[table_of(old), table_of(new)].append((old, new))
        found: dict[Container, Layout] = {}
        for (old_table, new_table), pairs in sorted(rows.items(), key=lambda item: -len(item[1])):
            if (old_table, new_table) not in changed:
                continue
            columns = self.known.layouts[tuple(pairs)]
            found.setdefault(old_table, columns)
            found.setdefault(new_table, columns)
        return found

    # One block -------------------------------------------------------------------------------------------------

    def _left(self, index: int, move: Group | None, columns: dict[Container, Layout]) -> Block:
        """What no longer stands here: removed, or moved away."""
        unit = self.old[index]
        if move is not None:
            return self._pair(move, columns)._replace(kind=Kind.MOVED, change=move.moved, departure=True)
        if unit.is_row:
            return Block(Kind.REMOVED, (unit,), (), cells=self._lone_cells(unit, columns, Op.REMOVE))
        return Block(Kind.REMOVED, (unit,), (), self.known.edits[unit.run, None])

    def _came(self, index: int, move: Group | None, columns: dict[Container, Layout]) -> Block:
        """What newly stands here: added, or moved from elsewhere."""
        unit = self.new[index]
        if move is not None:
            return self._pair(move, columns)._replace(kind=Kind.MOVED, change=move.moved)
        if unit.is_row:
            return Block(Kind.ADDED, (), (unit,), cells=self._lone_cells(unit, columns, Op.ADD))
        return Block(Kind.ADDED, (), (unit,), self.known.edits[None, unit.run])

    def _pair(self, group: Group, columns: dict[Container, Layout]) -> Block:
        """What stands in both texts."""
        old = tuple([self.old[index] for index in group.old])
        new = tuple([self.new[index] for index in group.new])
        if len(old) == len(new) == 1 and old[0].key == new[0].key:
            return Block(Kind.EQUAL, old, new)
        if new[0].is_row:
            return self._row_pair(old[0], new[0], columns)
        block = self.known.blocks.get((old, new))
        if block is None:
            block = self.known.blocks[old, new] = self._text_pair(old, new)
        return block

    def _text_pair(self, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Block:
        edit = self.known.edits[joined(tuple(unit.run for unit in old)), joined(tuple(unit.run for unit in new))]
        if edit.equal:
            return Block(Kind.EQUAL, old, new)
        kind = Kind.SPLIT if len(new) > 1 else Kind.MERGED if len(old) > 1 else Kind.CHANGED
        return Block(kind, old, new, edit)

    # Rows ------------------------------------------------------------------------------------------------------

    def _row_pair(self, old: Unit, new: Unit, columns: dict[Container, Layout]) -> Block:
        table = columns.get(table_of(new)) or columns.get(table_of(old)) or self.known.layouts[(old, new),]
        cells = tuple(
            _cell_pair(None if at is None else old.cells[at], None if other is None else new.cells[other], self.known)
            for at, other in row_layout(table, old, new)
        )
        equal = all(cell.equal for cell in cells)
        return Block(Kind.EQUAL if equal else Kind.CHANGED, (old,), (new,), cells=() if equal else cells)

    def _lone_cells(self, row: Unit, columns: dict[Container, Layout], op: Op) -> tuple[CellPair, ...]:
        """The cells of an added or removed row, with gaps for the columns that it doesn't have."""
        side = 0 if op is Op.REMOVE else 1
        table = columns.get(table_of(row), ())
        places: list[int | None] = [column[side] for column in table]
        if sum(place is not None for place in places) != len(row.cells):
            places = list(range(len(row.cells)))
        found = (None if place is None else row.cells[place] for place in places)
        if op is Op.REMOVE:
            return tuple(_cell_pair(cell, None, self.known) for cell in found)
        return tuple(_cell_pair(None, cell, self.known) for cell in found)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Number the changes in the order of the blocks; those of one move share a number."""
    count = 0
    moves: dict[int, int] = {}
    for block in blocks:
        kind, old, new, edit, cells, change, departure = block
        if kind is Kind.EQUAL:
            yield block
        elif kind is Kind.MOVED and change in moves:
            yield Block(kind, old, new, edit, cells, moves[change], departure)
        else:
            count += 1
            if kind is Kind.MOVED:
                moves[change] = count
            yield Block(kind, old, new, edit, cells, count, departure)


def _blanks(units: Sequence[Unit], blocks: Sequence[Block]) -> tuple[Blank, ...]:
    """The units without anything to read, each with its place; few texts have any."""
    return () if all(unit.key for unit in units) else tuple(_placed(units, blocks))


def _placed(units: Sequence[Unit], blocks: Sequence[Block]) -> Iterator[Blank]:
    places: dict[Unit, tuple[int, int]] = {}
    for index, block in enumerate(blocks):
        if not block.departure:
            places.update((unit, (index, part)) for part, unit in enumerate(block.new))
    waiting: list[Unit] = []
    for unit in units:
        if not unit.key:
            waiting.append(unit)
            continue
        yield from (Blank(*places[unit], blank) for blank in waiting)
        waiting.clear()
    yield from (Blank(len(blocks), 0, blank) for blank in waiting)


def _count(blocks: Iterable[Block]) -> tuple[int, int]:
    """How many words were added and removed."""
    added = removed = 0
    for block in blocks:
        if block.departure:
            continue
        if block.edit is not None:
            more_added, more_removed = block.edit.words
            added, removed = added + more_added, removed + more_removed
        for cell in block.cells:
            more_added, more_removed = _count(cell.blocks)
            added, removed = added + more_added, removed + more_removed
    return added, removed
