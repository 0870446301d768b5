"""From HTML to units, in one pass over the tags.

The pass reads strictly nested HTML, as the render stage and any sanitiser write it, and keeps the source of what it
finds, so that equal text is shown byte for byte. What is not nested so is first put right (`repair`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import NamedTuple

from lydelse.compare.ends import Ends, cut_ends
from lydelse.compare.known import Known
from lydelse.compare.markup import NotNestedError, Tag, cut_blocks, read_tag, safe
from lydelse.compare.model import Cell, Container, Unit
from lydelse.compare.passages import Passage
from lydelse.compare.repair import repair
from lydelse.compare.run import Run, escape_text, joined
from lydelse.compare.tags import CELLS, DEEPEST, fits, holds_text


def parse(html: str) -> tuple[Unit, ...]:
    """Give the units of an HTML fragment, in the order of the text.

    Any text is read; what isn't HTML is taken as a browser would roughly take it.
    """
    html = safe(html)
    for read in (str, repair, _as_text):
        try:
            return parse_nested(read(html))
        except NotNestedError:
            continue
    raise AssertionError("plain text is always nested")


def parse_nested(html: str) -> tuple[Unit, ...]:
    """Give the units of HTML that is strictly nested.

    Raises:
        NotNestedError: it isn't, or has elements that the pass doesn't read.
    """
    return _Scanner(cut_blocks(html), Known()).scan()


class Parsed(NamedTuple):
    """Two texts read: the HTML of the whole blocks with which both begin and end, the units between them, and what
    reads the units of these blocks."""

    start: str
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    end: str
    ends: Callable[[], tuple[tuple[Unit, ...], tuple[Unit, ...]]]


def parse_pair(old: str, new: str, known: Known) -> Parsed:
    """Read two texts, but for the whole blocks that both begin and end with: those are strictly nested."""
    try:
        ends = cut_ends(old, new, known.texts)
        middles = _units(False, ends.old, known), _units(True, ends.new, known)
    except NotNestedError:
        return Parsed("", parse(old), parse(new), "", lambda: ((), ()))
    return Parsed(ends.start, *middles, ends.end, partial(_read_ends, ends, known))


def _read_ends(ends: Ends, known: Known) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    return _units(True, ends.head, known), _units(True, ends.tail, known)


def _units(is_new: bool, passages: Iterable[Passage], known: Known) -> tuple[Unit, ...]:
    """Read passages, each if it wasn't read before on the same side of a comparison: no unit stands on both."""
    found: list[Unit] = []
    for passage in passages:
        units = known.units.get((is_new, passage))
        if units is None:
            units = known.units[is_new, passage] = _Scanner(cut_blocks(passage[0]), known).scan()
        found += units
    return tuple(found)


def _as_text(html: str) -> str:
    return f"<p>{escape_text(unescape(re.sub(r'<[^>]*>', ' ', html)))}</p>"


@dataclass(slots=True)
class _Scanner:
    """The state of the pass: the open block and the units found."""

    pieces: Sequence[str]
    """Inline HTML and the tags of blocks, in turn; the last may be either."""
    known: Known
    units: list[Unit] = field(default_factory=list)
    container: Container | None = None
    anchors: list[str] = field(default_factory=list)
    """The ids of the open blocks."""
    childless: bool = False
    """Whether nothing was found in the open block yet."""
    rows: list[_Row] = field(default_factory=list)
    outer: list[tuple[list[Unit], int]] = field(default_factory=list)
    """What was found outside the open cells, and which piece each cell's content starts with."""

    def scan(self) -> tuple[Unit, ...]:
        """Read all.

        Raises:
            NotNestedError: see there.
        """
        pieces, at = self.pieces, 0
        while at < len(pieces):
            if pieces[at] and not pieces[at].isspace():
                self._run(pieces[at])
            at += 1
            if at < len(pieces):
                at = self._tag(read_tag(pieces[at]), at)
        if self.container is not None:
            raise NotNestedError
        return tuple(self.units)

    def _tag(self, tag: Tag, at: int) -> int:
        """Read a tag, or a cell without blocks in it. Gives the next piece."""
        if tag.closes:
            self._close(tag.name, at)
        elif tag.name in CELLS and at + 2 < len(self.pieces) and self.pieces[at + 2] == tag.end:
            self._cell(tag, self.pieces[at + 1])
            return at + 3
        else:
            self._open(tag, at)
        return at + 1

    def _cell(self, tag: Tag, source: str) -> None:
        """Read a cell without blocks in it."""
        if self.container is None or self.container.tag != "tr":
            raise NotNestedError
        self.rows[-1].cells.append(self.known.cells[tag.source, source])

    def _open(self, tag: Tag, at: int) -> None:
        parent = self.container
        if not fits(parent.tag if parent else "", tag.name) or len(self.anchors) >= DEEPEST:
            raise NotNestedError
        container = Container(tag.name, tag.source, parent)
        if tag.is_void:
            self._blank(container)
            self.childless = False
            return
        self.container = container
        self.anchors.append(tag.anchor)
        self.childless = True
        if tag.name == "tr":
            self.rows.append(_Row(container, tag.anchor, at))
        elif tag.name in CELLS:
            self.outer.append((self.units, at + 1))
            self.units = []

    def _close(self, name: str, at: int) -> None:
        container = self.container
        if container is None or container.tag != name:
            raise NotNestedError
        if name == "tr":
            row = self.rows.pop()
            self.units.append(row.unit("".join(self.pieces[row.start : at + 1])))
        elif name in CELLS:
            found, (self.units, content) = tuple(self.units), self.outer.pop()
            key = tuple(unit.key for unit in found if unit.key)
            self.rows[-1].cells.append(Cell(container, found, "".join(self.pieces[content:at]), key))
        elif self.childless:
            self._blank(container)
        self.container = container.parent
        self.anchors.pop()
        self.childless = False

    def _blank(self, container: Container) -> None:
        self.units.append(Unit(container, "", Run(""), ()))

    def _run(self, source: str) -> None:
        """Read what stands between two blocks' tags."""
        reading = self.known.readings[source]
        if reading is None:
            return
        container = self.container or Container("", "")
        if not holds_text(container.tag):
            raise NotNestedError
        self.childless = False
        anchor = self.anchors[-1] if self.anchors else ""
        self.units.append(Unit(container, source, reading.run, reading.key, anchor))


@dataclass(slots=True)
class _Row:
    """A table row that is being read. `start` is its first piece."""

    container: Container
    anchor: str
    start: int
    cells: list[Cell] = field(default_factory=list)

    def unit(self, source: str) -> Unit:
        """End the row. `source` is its HTML."""
        keys = tuple(cell.key for cell in self.cells)
        run = joined(tuple(unit.run for cell in self.cells for unit in cell.units)) if self.cells else Run("")
        key = keys if any(keys) else ()
        return Unit(self.container, source, run, key, self.anchor, tuple(self.cells))
