"""A comparison as HTML: the new text as it stands, with what was removed put in where it was.

No `ins` or `del` stands directly in a list, a table or a row: the block that holds it bears a class. The classes start
with `cmp-`. Every change has an id, `<prefix>-<number>`, on its first mark; where something was moved from has
`<prefix>-<number>-from`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lydelse.compare.comparison import Comparison
from lydelse.compare.lifeless import lifeless
from lydelse.compare.model import Blank, Block, Cell, CellPair, Container, Kind, Unit, Words
from lydelse.compare.run import attributes, escape_text, with_attributes, with_class, without_attributes
from lydelse.compare.skeleton import Skeleton, is_same_again, is_usual, partners_of, written_usually
from lydelse.compare.tags import HEADINGS
from lydelse.compare.write_inline import WORD, Anchor, InlineWriter, View

NOTE = "cmp-note"
"""The class of a note on a whole block: moved, split, merged."""
DEPARTED = "cmp-departed"
"""The class of the place where a moved block was."""
ABSENT = "cmp-absent"
"""The class of a cell that stands in for a column that its row doesn't have."""
_NOTED = frozenset((Kind.MOVED, Kind.SPLIT, Kind.MERGED))


@dataclass(slots=True)
class Written:
    """What was written of one view: of edits, and of units that stayed as they were."""

    inline: InlineWriter
    units: dict[tuple[object, ...], str] = field(default_factory=dict)
    """Units that stand alone, by themselves and the numbers of the list items that they stand in."""


@dataclass(slots=True)
class HtmlWriter:
    """Writes the blocks of a comparison in one view, into a skeleton. The ids of changes begin with `prefix`, and
    `numbers` are those of list items."""

    words: Words
    prefix: str
    written: Written
    numbers: dict[Container, int]
    anchored: set[int] = field(default_factory=set)
    identified: set[Container] = field(default_factory=set)
    in_row: Anchor | None = None
    """The id of the row that is being written: it goes to the first mark in any of its cells."""
    inline: InlineWriter = field(init=False)
    view: View = field(init=False)

    def __post_init__(self) -> None:
        self.inline = self.written.inline
        self.view = self.inline.view

    def whole(self, comparison: Comparison) -> str:
        """Write a comparison: what differs, between what both texts begin and end with as it stands."""
        skeleton = Skeleton(partners_of(comparison.middle), self.numbers)
        middle = self._blocks(skeleton, comparison.middle, comparison.blanks)
        return f"{comparison.start}{middle}{comparison.end}"

    def alone(self, block: Block) -> str:
        """Write one side of a block as a fragment of its own; empty where nothing of it stands on that side."""
        host = self._host(block)
        if not (host or block.departure):
            return ""
        if block.kind is Kind.EQUAL:
            return self._unchanged(block, host[0])
        return self._carefully(block, host)

    def _unchanged(self, block: Block, unit: Unit) -> str:
        """Write a unit that stayed as it was, once for all texts that have it so."""
        numbers = map(self.numbers.get, unit.container.path) if self.numbers else ()
        follows_from = (unit, *numbers)
        html = self.written.units.get(follows_from)
        if html is None:
            html = self._carefully(block, (unit,))
            if is_same_again(unit):
                self.written.units[follows_from] = html
        return html

    def _carefully(self, block: Block, host: tuple[Unit, ...]) -> str:
        """Write one side of a block, whatever stands on it."""
        if len(host) == 1 and is_usual(host[0], self.numbers):
            return self._usual(block, host[0])
        skeleton = Skeleton({}, self.numbers, alone=True, identified=self.identified)
        if self.view is View.OLD:
            self.identified.update(container for unit in block.old for container in unit.container.path)
        self._block(skeleton, block, None)
        return skeleton.finish()

    def _usual(self, block: Block, unit: Unit) -> str:
        """Write one side of a block, of one unit in usual containers: what a skeleton would make of it."""
        if unit.is_row:
            return written_usually(unit, self._row_html(block, unit))
        note = self._note(block)
        inside = self._source(unit.source) if block.edit is None else self._inline(block)[0]
        return written_usually(unit, note + inside, self._css(block))

    def _blocks(self, skeleton: Skeleton, blocks: Sequence[Block], blanks: Sequence[Blank]) -> str:
        following = _following(blocks, blanks)
        placed: dict[int, list[Blank]] = defaultdict(list)
        for blank in blanks:
            placed[blank.block].append(blank)
        for index, block in enumerate(blocks):
            here = placed.get(index, [])
            _put_blanks(skeleton, here, 0)
            self._block(skeleton, block, following[index], here)
        _put_blanks(skeleton, placed.get(len(blocks), []), 0)
        return skeleton.finish()

    def _block(
        self, skeleton: Skeleton, block: Block, following: Container | None, blanks: Sequence[Blank] = ()
    ) -> None:
        host = self._host(block)
        if not host and self.view is not View.BOTH:
            self._elsewhere(skeleton, block)
        elif not host and block.departure:
            self._departed(skeleton, block, following)
        elif (host or block.old)[0].is_row:
            self._row(skeleton, block, following)
        elif not host:
            skeleton.graft(block.old[0], self._inline(block)[0], self._css(block), _path(following))
        elif block.edit is None:
            skeleton.put(host[0], self._note(block) + self._source(host[0].source), self._css(block))
        else:
            self._changed(skeleton, host, block, blanks)

    def _host(self, block: Block) -> tuple[Unit, ...]:
        """The units that the view shows at this place as its own."""
        if self.view is View.OLD:
            return () if block.kind is Kind.MOVED and not block.departure else block.old
        return () if block.departure else block.new

    def _changed(self, skeleton: Skeleton, host: tuple[Unit, ...], block: Block, blanks: Sequence[Blank]) -> None:
        notes = [self._note(block)]
        if self.view is View.BOTH and len(host) > 1:
            notes += self._goes_on(block)
        htmls = self._inline(block)
        for index, unit in enumerate(host):
            note = notes[index] if index < len(notes) else ""
            if index:
                _put_blanks(skeleton, blanks, index)
            skeleton.put(unit, note + htmls[index], self._css(block))

    def _goes_on(self, block: Block) -> Iterator[str]:
        """The signs that a unit goes on what was one with the unit before it."""
        for segment in block.edit.segments if block.edit else ():
            if segment.breaks:
                yield f'<span class="{WORD}" data-split="{"tight" if segment.tight else ""}"></span>'

    def _inline(self, block: Block) -> tuple[str, ...]:
        """The words of a block; the id of one that was split, merged or moved is on the note before them."""
        if block.edit is None:
            return ("",)
        anchor = Anchor() if block.kind in _NOTED else self._anchor(block)
        return self.inline.write(block.edit, anchor)

    def _source(self, html: str) -> str:
        return lifeless(html) if self.view is View.OLD else html

    def _css(self, block: Block) -> str:
        if block.kind is Kind.EQUAL:
            return ""
        return DEPARTED if block.departure else f"cmp-{block.kind}"

    # Notes -----------------------------------------------------------------------------------------------------

    def _name(self, block: Block) -> str:
        return f"{self.prefix}-{block.change}"

    def _anchor(self, block: Block) -> Anchor:
        """The id of a block's change, once."""
        if not block.change:
            return self.in_row or Anchor()
        if block.change in self.anchored:
            return Anchor()
        self.anchored.add(block.change)
        return Anchor.named(self._name(block) + ("-old" if self.view is View.OLD else ""))

    def _note(self, block: Block) -> str:
        """What is said before the words of a block that was moved, split or merged."""
        if block.kind not in _NOTED:
            return ""
        anchor = self._anchor(block).take()
        if block.kind is not Kind.MOVED:
            text = self.words.split if block.kind is Kind.SPLIT else self.words.merged
            return f'<span class="{WORD} {NOTE}"{anchor}>{escape_text(text)} </span>'
        data = f' data-move="{block.change}"' if self.view is View.BOTH else ""
        if not anchor:
            return f'<span class="{WORD}"{data}></span>'
        if self.view is View.OLD:
            return f'<span class="{WORD} {NOTE}"{anchor}>{escape_text(self.words.moved_away)} </span>'
        link = f'<a href="#{self._name(block)}-from">{escape_text(self.words.moved_here)}</a>'
        return f'<span class="{WORD} {NOTE}"{data}{anchor}>{link} </span>'

    def _departed(self, skeleton: Skeleton, block: Block, following: Container | None) -> None:
        """The sign at the place from which something was moved, once for a move."""
        if not self._first_departure(block):
            return
        unit, note = block.old[0], self._departure_note(block)
        if unit.is_row:
            cell = f'<td colspan="{max(1, len(unit.cells))}">{note}</td>'
            skeleton.graft_row(unit, f'<tr class="{DEPARTED}">{cell}</tr>\n', _path(following))
        else:
            # An empty heading would stand among the page's headings.
            place = Container("p", "<p>", unit.container.parent) if unit.container.tag in HEADINGS else unit.container
            skeleton.graft(replace(unit, container=place), note, DEPARTED, _path(following))

    def _first_departure(self, block: Block) -> bool:
        first = -block.change not in self.anchored
        self.anchored.add(-block.change)
        return first

    def _departure_note(self, block: Block) -> str:
        name = self._name(block)
        link = f'<a href="#{name}">{escape_text(self.words.moved_away)}</a>'
        return f'<span class="{WORD} {NOTE}" data-moved="{block.change}" id="{name}-from">{link} </span>'

    def _elsewhere(self, skeleton: Skeleton, block: Block) -> None:
        """The sign, in the new text beside the old, that a block was moved away."""
        if block.departure and self._first_departure(block):
            skeleton.out.append(f'<p class="{DEPARTED}">{self._departure_note(block)}</p>')

    # Rows ------------------------------------------------------------------------------------------------------

    def _row(self, skeleton: Skeleton, block: Block, following: Container | None) -> None:
        host = self._host(block)
        row = (host or block.old)[0]
        html = self._row_html(block, row)
        if host:
            skeleton.put_row(row, html)
        else:
            skeleton.graft_row(row, html, _path(following))

    def _row_html(self, block: Block, row: Unit) -> str:
        if block.kind is Kind.EQUAL:
            return self._source(row.source)
        return f"{self._row_start(block, row)}{self._cells(block, row)}</tr>\n"

    def _row_start(self, block: Block, row: Unit) -> str:
        start = row.container.start
        if row not in block.new or self.view is View.OLD:
            start = without_attributes(start, "id")
        start = with_class(start, self._css(block))
        if block.kind is Kind.MOVED and self.view is View.BOTH:
            start = with_attributes(start, attributes(start) | {"data-move": str(block.change)})
        return start

    def _cells(self, block: Block, row: Unit) -> str:
        note = self._note(block)
        self.in_row = self._anchor(block)
        pairs = block.cells or tuple(CellPair(cell, cell) for cell in row.cells)
        cells = []
        for pair in pairs:
            cell = self._cell(pair, note)
            note = note if cell == "" else ""
            cells.append(cell)
        self.in_row = None
        return "".join(cells)

    def _cell(self, pair: CellPair, note: str) -> str:
        """A cell of the view; empty where the view has none."""
        own = pair.old if self.view is View.OLD else pair.new
        cell = own or (pair.old if self.view is View.BOTH else None)
        if cell is None:
            empty = pair.old is pair.new and self.view is View.BOTH
            return f'<td class="{ABSENT}">{note}</td>' if empty else ""
        start = cell.container.start
        if own is None or self.view is View.OLD:
            start = without_attributes(start, "id")
        if pair.equal:
            return f"{start}{note}{self._source(cell.source)}</{cell.container.tag}>"
        name = "added" if pair.old is None else "removed" if pair.new is None else "changed"
        return f"{with_class(start, f'cmp-{name}')}{note}{self._inside(pair, cell)}</{cell.container.tag}>"

    def _inside(self, pair: CellPair, cell: Cell) -> str:
        if self._is_one_text(pair, cell):
            return self._inline(pair.blocks[0])[0]
        partners = partners_of(pair.blocks)
        if pair.old is not None:
            partners[pair.old.container] = [cell.container]
        skeleton = Skeleton.inside(cell.container, partners, self.numbers)
        return self._blocks(skeleton, pair.blocks, pair.blanks if self.view is not View.OLD else ())

    def _is_one_text(self, pair: CellPair, cell: Cell) -> bool:
        """Whether words are all that stands in a cell, as in most: then no blocks have to be put together."""
        block = pair.blocks[0]
        units = self._host(block) or (block.old if self.view is View.BOTH else ())
        if len(pair.blocks) > 1 or pair.blanks or block.edit is None or block.kind in _NOTED:
            return False
        return [unit.container for unit in units] == [cell.container]


def _put_blanks(skeleton: Skeleton, blanks: Sequence[Blank], part: int) -> None:
    """Put the blanks before a unit of a block."""
    for blank in blanks:
        if blank.part == part:
            skeleton.put(blank.unit, "")


def _following(blocks: Sequence[Block], blanks: Sequence[Blank]) -> list[Container | None]:
    """For every block the container of the new text's next unit after it."""
    first_blank = {blank.block: blank.unit.container for blank in reversed(blanks) if blank.part == 0}
    found: list[Container | None] = []
    container = first_blank.get(len(blocks))
    for index in range(len(blocks) - 1, -1, -1):
        found.append(container)
        block = blocks[index]
        if block.new and not block.departure:
            container = block.new[0].container
        container = first_blank.get(index, container)
    return found[::-1]


def _path(container: Container | None) -> tuple[Container, ...]:
    return container.path if container else ()
