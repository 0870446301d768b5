"""From HTML to units, in one pass over the tags.

The pass reads strictly nested HTML, as the render stage and any sanitiser write it, and keeps the source of what it
finds, so that equal text is shown byte for byte. What is not nested so is first put right (`repair`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate

from lydelse.compare.inline import Reading, Readings
from lydelse.compare.markup import NotNestedError, Tag, cut, read_tag, safe
from lydelse.compare.model import Cell, Container, Unit
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
            return _Scanner(read(html), Readings()).scan()
        except NotNestedError:
            continue
    raise AssertionError("plain text is always nested")


def parse_pair(old: str, new: str) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Give the units of two texts; whole blocks with which both begin or end are read once and shared."""
    old, new = safe(old), safe(new)
    readings = Readings()
    scanner = _Scanner(new, readings)
    try:
        after = scanner.scan()
        start, first = _last_rest(scanner.rests, _common_start(old, new))
        shared_end = min(_common_start(old[::-1], new[::-1]), len(old) - start, len(new) - start)
        end, last = next(rest for rest in [*scanner.rests, (len(new), len(after))] if rest[0] >= len(new) - shared_end)
        before = _Scanner(old[start : len(old) - (len(new) - end)], readings).scan()
    except NotNestedError:
        return parse(old), parse(new)
    return (*after[:first], *before, *after[last:]), after


def _last_rest(rests: list[tuple[int, int]], length: int) -> tuple[int, int]:
    return next((rest for rest in reversed(rests) if rest[0] <= length), (0, 0))


def _common_start(first: str, second: str) -> int:
    """How many characters two texts have in common from the start."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _as_text(html: str) -> str:
    return f"<p>{escape_text(unescape(re.sub(r'<[^>]*>', ' ', html)))}</p>"


@dataclass(slots=True)
class _Scanner:
    """The state of the pass: the open block and the units found."""

    html: str
    readings: Readings
    units: list[Unit] = field(default_factory=list)
    rests: list[tuple[int, int]] = field(default_factory=list)
    """Where no block is open: the place in the source, and how many units stand before it."""
    container: Container | None = None
    anchors: list[str] = field(default_factory=list)
    """The ids of the open blocks."""
    childless: bool = False
    """Whether nothing was found in the open block yet."""
    rows: list[_Row] = field(default_factory=list)
    outer: list[tuple[list[Unit], int]] = field(default_factory=list)
    """What was found outside the open cells, and where each cell's content starts."""

    def scan(self) -> tuple[Unit, ...]:
        """Read all.

        Raises:
            NotNestedError: see there.
        """
        pieces = cut(self.html)
        ends = list(accumulate(map(len, pieces)))
        run_start = 0
        for index in range(1, len(pieces), 2):
            tag = read_tag(pieces[index])
            if not tag.is_block:
                continue
            start, end = ends[index - 1], ends[index]
            self._run(self.html[run_start:start])
            if tag.closes:
                self._close(tag.name, start, end)
            else:
                self._open(tag, start, end)
            run_start = end
        self._run(self.html[run_start:])
        if self.container is not None:
            raise NotNestedError
        return tuple(self.units)

    def _open(self, tag: Tag, start: int, end: int) -> None:
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
            self.rows.append(_Row(container, tag.anchor, start))
        elif tag.name in CELLS:
            self.outer.append((self.units, end))
            self.units = []

    def _close(self, name: str, start: int, end: int) -> None:
        container = self.container
        if container is None or container.tag != name:
            raise NotNestedError
        if name == "tr":
            row = self.rows.pop()
            self.units.append(row.unit(self.html[row.start : end]))
        elif name in CELLS:
            found, (self.units, content) = tuple(self.units), self.outer.pop()
            key = tuple(unit.key for unit in found if unit.key)
            self.rows[-1].cells.append(Cell(container, found, self.html[content:start], key))
        elif self.childless:
            self._blank(container)
        self.container = container.parent
        self.anchors.pop()
        self.childless = False
        if self.container is None:
            self.rests.append((end, len(self.units)))

    def _blank(self, container: Container) -> None:
        self.units.append(Unit(container, "", Run(""), ()))

    def _run(self, source: str) -> None:
        """Read what stands between two blocks' tags."""
        reading = self.readings[source] if source and not source.isspace() else None
        if reading is not None:
            self._unit(reading, source)

    def _unit(self, reading: Reading, source: str) -> None:
        container = self.container or Container("", "")
        if not holds_text(container.tag):
            raise NotNestedError
        self.childless = False
        anchor = self.anchors[-1] if self.anchors else ""
        self.units.append(Unit(container, source, reading.run, reading.key, anchor))


@dataclass(slots=True)
class _Row:
    """A table row that is being read."""

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
