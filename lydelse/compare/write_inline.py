"""The words of a comparison as HTML: one text as the host, what only the other has put in as its guest.

Elements of the host are never divided; a mark is, where it has to be. Deleted links are no links.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from lydelse.compare.lifeless import FORMER_LINK
from lydelse.compare.model import Edit, LinkChange, Op, Segment, Words
from lydelse.compare.run import (
    BREAK,
    LINK_EDGE,
    OBJECT,
    UNIT_EDGE,
    Inline,
    Run,
    Span,
    attributes,
    escape_attribute,
    escape_text,
    with_attributes,
    without_attributes,
)

WORD = "cmp-word"
"""The class of words that the comparison adds to the text."""
JOIN = "cmp-join"
"""The class of the sign where one unit of the old text ended and the next began."""
LINK_CHANGED, LINK_ADDED, LINK_REMOVED = "cmp-link-changed", "cmp-link-added", "cmp-link-removed"
_EDGES = str.maketrans("", "", LINK_EDGE + UNIT_EDGE)


class View(StrEnum):
    """Which text is shown: the new one with what was removed put in, or one of both with its own marks."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(slots=True)
class Anchor:
    """The id of a change, given away once: to the first mark of the change that is written."""

    id: str | None

    def take(self) -> str:
        """Give the id as an attribute, the first time."""
        taken, self.id = self.id, None
        return f' id="{taken}"' if taken else ""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element to be written: its start tag, its end tag, and its start tag if it must be opened again."""

    start: str
    end: str
    again: str


@dataclass(slots=True)
class _Part:
    """A piece of text with the elements that it stands in, or (`follows`) a place that depends on its neighbours.

    `opens` starts another unit.
    """

    html: str
    stack: tuple[Node, ...]
    guest: bool = False
    inside: Node | None = None
    opens: bool = False


@dataclass(slots=True)
class InlineWriter:
    """Writes edits; `note` are the words to use."""

    words: Words
    view: View = View.BOTH
    marked: bool = True

    def write(self, edit: Edit, anchor: Anchor) -> tuple[str, ...]:
        """Give the HTML of every unit of the host."""
        parts = list(_Parts(self, edit, anchor).all())
        _settle(parts)
        return _written(parts)

    def note(self, text: str, anchor: Anchor | None = None) -> str:
        """Give words of the comparison's own, for those who don't see the marks."""
        return f'<span class="{WORD}"{anchor.take() if anchor else ""}>{escape_text(text)} </span>'


@dataclass(slots=True)
class _Parts:
    """The parts of one edit."""

    writer: InlineWriter
    edit: Edit
    anchor: Anchor
    nodes: dict[Inline, Node] = field(default_factory=dict)
    changes: dict[Inline, LinkChange] = field(default_factory=dict)
    former: list[tuple[int, int, Inline]] = field(default_factory=list)
    """Where words stand that were a link."""
    at_span: int = 0

    def __post_init__(self) -> None:
        for link in self.edit.links:
            for inline in (link.old, link.new):
                if inline is not None:
                    self.changes[inline] = link
        if self.writer.view is View.BOTH:
            gone = (link for link in self.edit.links if link.new is None)
            self.former = sorted((*link.kept, link.old) for link in gone if link.old is not None)

    @property
    def _host_is_old(self) -> bool:
        return self.writer.view is View.OLD

    @property
    def _host(self) -> Run:
        return self.edit.old if self._host_is_old else self.edit.new

    def all(self) -> Iterator[_Part]:
        """Give the parts in order."""
        for segment in self.edit.segments:
            yield from self._segment(segment)
        yield from self._host_parts((len(self._host.text), len(self._host.text) + 1), None)

    def _segment(self, segment: Segment) -> Iterator[_Part]:
        old_host = self._host_is_old
        if segment.joins if old_host else segment.breaks:
            yield _Part("", (), opens=True)
        if segment.joins and self.writer.view is View.BOTH:
            yield _Part(f'<span class="{JOIN}" aria-hidden="true">¶</span>', (), guest=True)
        if segment.spaced and self.writer.view is View.BOTH:
            yield _Part(" ", (), guest=True)
        interval = segment.old if old_host else segment.new
        if segment.op is Op.KEEP:
            yield from self._host_parts(interval, None)
        elif (segment.op is Op.REMOVE) is old_host:
            yield from self._host_parts(interval, self._mark(segment.op))
        elif self.writer.view is View.BOTH:
            yield from self._guest_parts(segment.old, self._mark(segment.op))

    def _mark(self, op: Op) -> Node | None:
        if not self.writer.marked:
            return None
        name, word = ("ins", self.writer.words.added) if op is Op.ADD else ("del", self.writer.words.removed)
        return Node(f"<{name}{self.anchor.take()}>{self.writer.note(word)}", f"</{name}>", f"<{name}>")

    # The host --------------------------------------------------------------------------------------------------

    def _host_parts(self, interval: tuple[int, int], mark: Node | None) -> Iterator[_Part]:
        """The host's text in an interval, and the elements without text that start in it."""
        spans = self._host.spans
        while self.at_span < len(spans) and _begins_before(spans[self.at_span], interval[1]):
            span = spans[self.at_span]
            start, end = max(span.start, interval[0]), min(span.end, interval[1])
            if start < end or span.start == span.end:
                yield from self._host_part(start, end, span.within, interval, mark)
            if span.end > interval[1]:
                return
            self.at_span += 1

    def _host_part(
        self, start: int, end: int, within: tuple[Inline, ...], interval: tuple[int, int], mark: Node | None
    ) -> Iterator[_Part]:
        html = _html(self._host, start, end)
        stack = tuple(self._host_node(inline) for inline in within)
        if not html and start < end and not (within and (within[-1].start, within[-1].end) == (start, end)):
            return  # the edge of a link that has words; only an element without any is written for itself
        if mark is not None:
            outside = sum(not _is_inside(inline, interval, self._host.text) for inline in within)
            if not html and 0 < outside == len(within) - 1:
                outside = len(within)  # an empty element at the end of the interval needs no mark
            marks = () if outside == len(within) and not html else (mark,)
            yield _Part(html, (*stack[:outside], *marks, *stack[outside:]))
            return
        yield from self._kept_parts(start, end, stack)

    def _kept_parts(self, start: int, end: int, stack: tuple[Node, ...]) -> Iterator[_Part]:
        """Kept words, those that were a link marked so."""
        at = start
        for kept_from, kept_to, link in self.former:
            first, last = max(at, kept_from), min(end, kept_to)
            if first < last:
                if at < first:
                    yield _Part(_html(self._host, at, first), stack)
                yield _Part(_html(self._host, first, last), (*stack, self._former_node(link)))
                at = last
        if at < end or start == end:
            yield _Part(_html(self._host, at, end), stack)

    def _host_node(self, inline: Inline) -> Node:
        if self._host_is_old:
            return self._old_node(inline)
        node = self.nodes.get(inline)
        if node is None:
            start = self._link_start(inline) if inline in self.changes else inline.source
            node = Node(start, f"</{inline.name}>", without_attributes(inline.source, "id"))
            self.nodes[inline] = node
        return node

    def _old_node(self, inline: Inline) -> Node:
        """An element of the old text as the host; its links lead nowhere, a changed one is marked."""
        change = self.changes.get(inline)
        if change is None or (change.new and change.new.target == inline.target) or not self.writer.marked:
            return self._guest_node(inline)
        if change.new is None:
            return self._former_node(inline)
        node = self.nodes.get(inline)
        if node is None:
            start = f'<span class="{FORMER_LINK} {LINK_CHANGED}" data-href="{escape_attribute(inline.target or "")}">'
            note = self.writer.note(self.writer.words.link_changed, self.anchor)
            node = self.nodes[inline] = Node(start + note, "</span>", start)
        return node

    def _link_start(self, inline: Inline) -> str:
        """The start tag of a kept link, marked when it came or leads elsewhere."""
        change, words = self.changes[inline], self.writer.words
        if not self.writer.marked or (change.old and change.new and change.old.target == change.new.target):
            return inline.source
        values = attributes(inline.source)
        if change.old is None:
            name, word = LINK_ADDED, words.link_added
        else:
            name, word = LINK_CHANGED, words.link_changed
            values["data-was"] = change.old.target or ""
        values["class"] = f"{values.get('class', '')} {name}".strip()
        return with_attributes(inline.source, values) + self.writer.note(word, self.anchor)

    def _former_node(self, link: Inline) -> Node:
        node = self.nodes.get(link)
        if node is None:
            start = f'<span class="{LINK_REMOVED}" data-href="{escape_attribute(link.target or "")}">'
            note = self.writer.note(self.writer.words.link_removed, self.anchor)
            node = self.nodes[link] = Node(start + note, "</span>", start)
        return node

    # The guest -------------------------------------------------------------------------------------------------

    def _guest_parts(self, interval: tuple[int, int], mark: Node | None) -> Iterator[_Part]:
        """What only the old text has in an interval."""
        spans = self.edit.old.spans
        for index in range(bisect_right(spans, interval[0], key=attrgetter("end")), len(spans)):
            span = spans[index]
            start, end = max(span.start, interval[0]), min(span.end, interval[1])
            if span.start >= interval[1]:
                return
            html = _html(self.edit.old, start, end, guest=True)
            if not html:
                continue
            inside = next((inline for inline in span.within if inline in self.changes), None)
            own = tuple(self._guest_node(inline) for inline in span.within if inline is not inside)
            stack = (*(() if mark is None else (mark,)), *own)
            yield _Part(html, stack, guest=True, inside=self._shared_node(inside))

    def _shared_node(self, link: Inline | None) -> Node | None:
        """The node that stands for an old link whose words stayed."""
        if link is None:
            return None
        new = self.changes[link].new
        return self._former_node(link) if new is None else self._host_node(new)

    def _guest_node(self, inline: Inline) -> Node:
        node = self.nodes.get(inline)
        if node is None:
            start, end = without_attributes(inline.source, "id"), f"</{inline.name}>"
            if inline.target is not None:
                start = f'<span class="{FORMER_LINK}" data-href="{escape_attribute(inline.target)}">'
                end = "</span>"
            node = self.nodes[inline] = Node(start, end, start)
        return node


def _begins_before(span: Span, end: int) -> bool:
    """Whether a span belongs to the text before an end; an element without text there belongs to it too."""
    return span.start < end or span.start == span.end == end


def _is_inside(inline: Inline, interval: tuple[int, int], text: str) -> bool:
    """Whether an element stands wholly in an interval; the edges of a link count for nothing."""
    before = text[inline.start : interval[0]] if inline.start < interval[0] else ""
    after = text[interval[1] : inline.end] if inline.end > interval[1] else ""
    return not (before + after).translate(_EDGES)


def _html(run: Run, start: int, end: int, *, guest: bool = False) -> str:
    """The text of an interval as HTML, its objects and line breaks put back."""
    html = escape_text(run.text[start:end]).translate(_EDGES).replace(BREAK, "<br>")
    if OBJECT not in html:
        return html
    first = run.text.count(OBJECT, 0, start)
    parts = html.split(OBJECT)
    out = [parts[0]]
    for source, part in zip(run.objects[first:], parts[1:], strict=False):
        out += [without_attributes(source, "id") if guest else source, part]
    return "".join(out)


def _settle(parts: list[_Part]) -> None:
    """Give the guest parts their place: inside what holds both neighbours, or in the link that they belong to."""
    _let_empty_ones_pass(parts)
    following: tuple[Node, ...] = ()
    after: list[tuple[Node, ...]] = [()] * len(parts)
    for index in range(len(parts) - 1, -1, -1):
        after[index] = following
        if parts[index].opens:
            following = ()
        elif not parts[index].guest:
            following = parts[index].stack
    before: tuple[Node, ...] = ()
    for index, part in enumerate(parts):
        if part.opens:
            before = ()
        elif part.guest:
            part.stack = (*_base(before, after[index], part.inside), *part.stack)
        else:
            before = part.stack


def _let_empty_ones_pass(parts: list[_Part]) -> None:
    """Put an element without text that stands beside a link outside what was removed from that link."""
    for index in range(1, len(parts)):
        place = _end_of_link(parts, index)
        if place is not None and place < index:
            parts.insert(place, parts.pop(index))
    for index in range(len(parts) - 2, -1, -1):
        part, at = parts[index], index
        if part.inside is None or (index > 0 and _is_in(parts[index - 1], part.inside)):
            continue
        while at + 1 < len(parts) and _may_pass(parts[at + 1], part.inside):
            parts[at], at = parts[at + 1], at + 1
            parts[at] = part


def _end_of_link(parts: list[_Part], index: int) -> int | None:
    """Where the link ends that a part was removed from, if the link stands before it."""
    link, at = parts[index].inside, index
    if link is None:
        return None
    while at > 0 and _may_pass(parts[at - 1], link):
        at -= 1
    return at if at > 0 and _is_in(parts[at - 1], link) else None


def _is_in(part: _Part, link: Node) -> bool:
    """Whether a part stands in a link or was removed from it."""
    return part.inside is link or link in part.stack


def _may_pass(part: _Part, link: Node) -> bool:
    return not part.guest and not part.opens and not part.html and link not in part.stack


def _base(before: tuple[Node, ...], after: tuple[Node, ...], inside: Node | None) -> tuple[Node, ...]:
    if inside is not None:
        around = before if inside in before else after
        return around[: around.index(inside) + 1] if inside in around else ()
    length = 0
    while length < min(len(before), len(after)) and before[length] is after[length]:
        length += 1
    return before[:length]


def _written(parts: list[_Part]) -> tuple[str, ...]:
    """Write the parts, opening and closing what they stand in."""
    units: list[list[str]] = [[]]
    opened: list[Node] = []
    seen: set[Node] = set()
    for part in parts:
        out = units[-1]
        keep = 0
        while keep < min(len(opened), len(part.stack)) and opened[keep] is part.stack[keep]:
            keep += 1
        out.extend(node.end for node in reversed(opened[keep:]))
        del opened[keep:]
        if part.opens:
            units.append([])
            continue
        for node in part.stack[keep:]:
            out.append(node.again if node in seen else node.start)
            seen.add(node)
            opened.append(node)
        out.append(part.html)
    units[-1].extend(node.end for node in reversed(opened))
    return tuple("".join(unit) for unit in units)
