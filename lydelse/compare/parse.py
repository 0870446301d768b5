"""From HTML to units, in one pass over the tags.

The pass reads strictly nested HTML, as the render stage and any sanitiser write it, and keeps the source of what it
finds, so that equal text is shown byte for byte. What is not nested so is first put right (`repair`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from lydelse.compare.model import Cell, Container, Key, Unit
from lydelse.compare.repair import repair
from lydelse.compare.run import BREAK, INVISIBLE, LINK_EDGE, OBJECT, Mark, Run, attributes, escape_text, joined
from lydelse.compare.tags import BLOCKS, CELLS, DEEPEST, INVISIBLE_ELEMENTS, VOID, fits, holds_text

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][^\s/<>]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), ord(OBJECT)))
_SAFE = str.maketrans(_CONTROLS | {ord(BREAK): "\n", 0x2029: "\n"})
_UNSAFE = re.compile(f"[\x00-\x08\x0b\x0e-\x1f{OBJECT}{BREAK}\u2029]")
_UNSEEN = str.maketrans("", "", INVISIBLE)
_HAS_UNSEEN = re.compile(f"[{INVISIBLE}]")


class NotNestedError(ValueError):
    """The HTML is not strictly nested, or has elements that the pass doesn't read."""


def parse(html: str) -> tuple[Unit, ...]:
    """Give the units of an HTML fragment, in the order of the text.

    Any text is read; what isn't HTML is taken as a browser would roughly take it.
    """
    html = _safe(html)
    for read in (str, repair, _as_text):
        try:
            return _Scanner(read(html)).scan()
        except NotNestedError:
            continue
    raise AssertionError("plain text is always nested")


def parse_pair(old: str, new: str) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Give the units of two texts; whole blocks with which both begin or end are read once and shared."""
    old, new = _safe(old), _safe(new)
    scanner = _Scanner(new)
    try:
        after = scanner.scan()
        start, first = _last_rest(scanner.rests, _common_start(old, new))
        shared_end = min(_common_start(old[::-1], new[::-1]), len(old) - start, len(new) - start)
        end, last = next(rest for rest in [*scanner.rests, (len(new), len(after))] if rest[0] >= len(new) - shared_end)
        before = _Scanner(old[start : len(old) - (len(new) - end)]).scan()
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


def _safe(html: str) -> str:
    return html.translate(_SAFE) if _UNSAFE.search(html) else html


def _as_text(html: str) -> str:
    return f"<p>{escape_text(unescape(re.sub(r'<[^>]*>', ' ', html)))}</p>"


def plain(source: str) -> str:
    """Give the characters that a piece of HTML without tags stands for."""
    if "&" not in source:
        return source
    text = unescape(source)
    return text.translate(_SAFE) if "&#" in source else text


@dataclass(slots=True)
class _Scanner:
    """The state of the pass: the open block, the run that is being read, and the units found."""

    html: str
    units: list[Unit] = field(default_factory=list)
    rests: list[tuple[int, int]] = field(default_factory=list)
    """Where no block is open: the place in the source, and how many units stand before it."""
    container: Container | None = None
    depth: int = 0
    childless: bool = False
    """Whether nothing was found in the open block yet."""
    rows: list[_Row] = field(default_factory=list)
    outer: list[tuple[list[Unit], int]] = field(default_factory=list)
    """What was found outside the open cells, and where each cell's content starts."""
    run_start: int = 0
    run_end: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    opened: list[tuple[str, bool]] = field(default_factory=list)
    """The open inline elements, and whether each is a link."""
    fresh_link: int | None = None
    """The mark of a link in which there is no text yet."""
    targets: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    def scan(self) -> tuple[Unit, ...]:
        """Read all.

        Raises:
            NotNestedError: see there.
        """
        at = 0
        for match in _TAG.finditer(self.html):
            if match.start() > at:
                self._text(self.html[at : match.start()])
            at = match.end()
            if match[2]:
                self._tag(match[2].lower(), bool(match[1]), match)
        if at < len(self.html):
            self._text(self.html[at:])
        self._flush(len(self.html))
        if self.container is not None:
            raise NotNestedError
        return tuple(self.units)

    def _text(self, source: str) -> None:
        if "<" in source:
            raise NotNestedError
        self._append(plain(source))

    def _append(self, text: str) -> None:
        """Add to the run; white space at the start of a link comes to stand before it."""
        if self.fresh_link is not None:
            rest = text.lstrip()
            space, text = text[: len(text) - len(rest)], rest
            if space:
                self.parts.insert(-1, space)
                self.length += len(space)
                moved = self.marks[self.fresh_link :]
                self.marks[self.fresh_link :] = [
                    Mark(mark.at + len(space), mark.name, mark.source, mark.closes) for mark in moved
                ]
            self.fresh_link = None if text else self.fresh_link
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _tag(self, name: str, closes: bool, match: re.Match[str]) -> None:
        if name in INVISIBLE_ELEMENTS or name in {"ins", "del"}:
            raise NotNestedError
        if name in BLOCKS:
            self._flush(match.start())
            if closes:
                self._close(name, match)
                if self.container is None:
                    self.rests.append((match.end(), len(self.units)))
            else:
                self._open(name, match)
            self.run_start = match.end()
        elif name in VOID:
            self._object(name, match[0])
        else:
            self._inline(name, closes, match[0])

    # Blocks ----------------------------------------------------------------------------------------------------

    def _open(self, name: str, match: re.Match[str]) -> None:
        parent = self.container.tag if self.container else ""
        if not fits(parent, name):
            raise NotNestedError
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotNestedError
        self.container = Container(name, match[0], self.container)
        if name in VOID:
            self._blank(self.container)
            self.container = self.container.parent
            self.depth -= 1
        elif name == "tr":
            self.rows.append(_Row(self.container, match.start()))
        elif name in CELLS:
            self.outer.append((self.units, match.end()))
            self.units = []
        self.childless = name not in VOID

    def _close(self, name: str, match: re.Match[str]) -> None:
        container = self.container
        if container is None or container.tag != name:
            raise NotNestedError
        if name == "tr":
            self.units.append(self.rows.pop().unit(self.html, match.end()))
        elif name in CELLS:
            found, (self.units, start) = tuple(self.units), self.outer.pop()
            self.rows[-1].cells.append(Cell(container, found, self.html[start : match.start()]))
        elif self.childless:
            self._blank(container)
        self.container = container.parent
        self.depth -= 1
        self.childless = False

    def _blank(self, container: Container) -> None:
        self.units.append(Unit(container, "", Run(""), ()))

    # Runs ------------------------------------------------------------------------------------------------------

    def _object(self, name: str, source: str) -> None:
        if name in {"br", "wbr"}:
            self._append(BREAK if name == "br" else "\u200b")
        else:
            self._append(OBJECT)
            self.objects.append(source)
            values = attributes(source)
            self.targets.append(f"{name} {values.get('src', '')} {values.get('alt', '')}")

    def _inline(self, name: str, closes: bool, source: str) -> None:
        if closes:
            self._inline_end(name, source)
            return
        target = attributes(source).get("href") if name == "a" else None
        if len(self.opened) >= DEEPEST or (target is not None and ("a", True) in self.opened):
            raise NotNestedError
        self.opened.append((name, target is not None))
        self.marks.append(Mark(self.length, name, source))
        if target is not None:
            self.targets.append(target)
            self.fresh_link = len(self.marks) - 1
            self._edge()

    def _inline_end(self, name: str, source: str) -> None:
        opened, is_link = self.opened.pop() if self.opened else ("", False)
        if opened != name:
            raise NotNestedError
        if not is_link:
            self.marks.append(Mark(self.length, name, source, closes=True))
            return
        if self.fresh_link is not None:
            self._forget_link(self.fresh_link, source)
            return
        space = self._take_space()
        self._edge()
        self.marks.append(Mark(self.length, name, source, closes=True))
        self.parts.append(space)
        self.length += len(space)

    def _forget_link(self, link: int, source: str) -> None:
        """End a link over nothing to read: its element stays, but to a reader it is no link."""
        self.parts.pop()
        self.targets.pop()
        self.length -= 1
        inside = self.marks[link + 1 :]
        self.marks[link + 1 :] = [Mark(self.length, mark.name, mark.source, mark.closes) for mark in inside]
        self.marks.append(Mark(self.length, "a", source, closes=True))
        self.fresh_link = None

    def _take_space(self) -> str:
        """Take white space from the end of the run, for a link to end before it."""
        taken = []
        while self.parts and (stripped := self.parts[-1].rstrip()) != self.parts[-1]:
            taken.append(self.parts[-1][len(stripped) :])
            self.parts[-1] = stripped
            if stripped:
                break
            self.parts.pop()
        self.length -= sum(map(len, taken))
        for index in range(len(self.marks) - 1, -1, -1):
            mark = self.marks[index]
            if mark.at <= self.length:
                break
            self.marks[index] = Mark(self.length, mark.name, mark.source, mark.closes)
        return "".join(reversed(taken))

    def _edge(self) -> None:
        self.parts.append(LINK_EDGE)
        self.length += 1

    def _flush(self, end: int) -> None:
        """End the run before a block's tag."""
        if self.opened:
            raise NotNestedError
        if self.length:
            text = "".join(self.parts)
            if self.marks or not text.isspace():
                self._unit(text, self.html[self.run_start : end])
            self.parts, self.marks, self.objects, self.targets, self.length = [], [], [], [], 0
        elif self.marks:
            self._unit("", self.html[self.run_start : end])
            self.marks = []

    def _unit(self, text: str, source: str) -> None:
        if self.container and not holds_text(self.container.tag):
            raise NotNestedError
        container = self.container or Container("", "")
        self.childless = False
        run = Run(text, tuple(self.marks), tuple(self.objects))
        self.units.append(Unit(container, source, run, run_key(run, tuple(self.targets)), _anchor(container)))


@dataclass(slots=True)
class _Row:
    """A table row that is being read."""

    container: Container
    start: int
    cells: list[Cell] = field(default_factory=list)

    def unit(self, html: str, end: int) -> Unit:
        """End the row."""
        keys = tuple(cell.key for cell in self.cells)
        run = joined(tuple(unit.run for cell in self.cells for unit in cell.units)) if self.cells else Run("")
        key = keys if any(keys) else ()
        return Unit(self.container, html[self.start : end], run, key, _anchor(self.container), tuple(self.cells))


def run_key(run: Run, targets: tuple[str, ...]) -> Key:
    """Give what makes two runs read alike: the words as they are divided, where links begin and end, and their
    targets; empty for a run without anything to read."""
    text = run.text.translate(_UNSEEN) if _HAS_UNSEEN.search(run.text) else run.text
    words = " ".join(text.split())
    return (words, *targets) if words.strip(LINK_EDGE + " ") else ()


def _anchor(container: Container) -> str:
    return attributes(container.start).get("id", "") if " id=" in container.start else ""
