"""The words of a comparison as HTML: one text as the host, what only the other has put in as its guest.

Elements of the host are never divided; a mark is, where it has to be. Deleted links are no links.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
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
from lydelse.compare.weave import Node, Part, write_parts

WORD = "cmp-word"
"""The class of words that the comparison adds to the text."""
JOIN = "cmp-join"
"""The class of the sign where one unit of the old text ended and the next began."""
LINK_CHANGED, LINK_ADDED, LINK_REMOVED = "cmp-link-changed", "cmp-link-added", "cmp-link-removed"
_JOIN_SIGN = f'<span class="{JOIN}" aria-hidden="true">¶</span>'
_MARKS = {Op.ADD: "ins", Op.REMOVE: "del"}
_OPEN = "\x01"
"""Stands where the id of a change goes, as an attribute; no text has it."""
_EDGES = str.maketrans("", "", LINK_EDGE + UNIT_EDGE)


class View(StrEnum):
    """Which text is shown: the new one with what was removed put in, or one of both with its own marks."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(slots=True)
class Anchor:
    """The id of a change as an attribute, given away once: to the first mark of the change that is written."""

    attribute: str = ""

    @classmethod
    def named(cls, name: str) -> Anchor:
        """Give the anchor of an id."""
        return cls(f' id="{name}"')

    def take(self) -> str:
        """Give the attribute, the first time."""
        taken, self.attribute = self.attribute, ""
        return taken


@dataclass(slots=True)
class InlineWriter:
    """Writes edits, each of them once: the ids of their changes, which aren't the same in every comparison, are left
    open in what is kept."""

    words: Words
    view: View = View.BOTH
    _written: dict[Edit, tuple[tuple[str, ...], bool]] = field(default_factory=dict)
    """What was written of each edit, and whether an id stands in it."""

    def write(self, edit: Edit, anchor: Anchor) -> tuple[str, ...]:
        """Give the HTML of every unit of the host."""
        known = self._written.get(edit)
        if known is None:
            known = self._written[edit] = self._open(edit)
        htmls, takes_id = known
        if not takes_id:
            return htmls
        attribute = anchor.take()
        return tuple([html.replace(_OPEN, attribute) for html in htmls])

    def note(self, text: str, anchor: Anchor) -> str:
        """Give words of the comparison's own, for those who don't see the marks."""
        return _note(text, anchor.take())

    def mark(self, op: Op, anchor: Anchor) -> Node:
        """Give the mark of what was added or removed, with the id of its change if that wasn't given away yet."""
        name = _MARKS[op]
        return Node(self._mark_start(op, anchor), f"</{name}>", f"<{name}>")

    def _open(self, edit: Edit) -> tuple[tuple[str, ...], bool]:
        """Write an edit, and tell whether it took an id."""
        anchor = Anchor(_OPEN)
        is_plain = edit.old.is_plain and edit.new.is_plain
        htmls = self._plain_units(edit, anchor) if is_plain else write_parts(_Parts.all_of(self, edit, anchor))
        return htmls, not anchor.attribute

    def _mark_start(self, op: Op, anchor: Anchor) -> str:
        return f"<{_MARKS[op]}{anchor.take()}>{_note(self.words.added if op is Op.ADD else self.words.removed)}"

    def _plain_units(self, edit: Edit, anchor: Anchor) -> tuple[str, ...]:
        """Write words without any elements, as most are: then nothing but the marks has to be opened and closed."""
        both, host_is_old = self.view is View.BOTH, self.view is View.OLD
        old, new = edit.old.text, edit.new.text
        units: list[str] = []
        out: list[str] = []
        for op, (old_from, old_to), (new_from, new_to), joins, breaks, _, spaced in edit.segments:
            if joins if host_is_old else breaks:
                units.append("".join(out))
                out.clear()
            if both and (joins or spaced):
                out.append((_JOIN_SIGN if joins else "") + (" " if spaced else ""))
            if op is Op.KEEP:
                out.append(_words(old[old_from:old_to] if host_is_old else new[new_from:new_to]))
            elif both or (op is Op.REMOVE) is host_is_old:
                start = self._mark_start(op, anchor)
                html = _words(old[old_from:old_to] if op is Op.REMOVE else new[new_from:new_to])
                out.append(f"{start}{html}</{_MARKS[op]}>" if html else "")
        return (*units, "".join(out))


@dataclass(slots=True)
class _Parts:
    """The parts of one edit."""

    writer: InlineWriter
    edit: Edit
    anchor: Anchor
    host: Run
    host_is_old: bool
    changes: dict[Inline, LinkChange]
    former: list[tuple[int, int, Inline]]
    """Where words stand that were a link."""
    nodes: dict[Inline, Node] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    at_span: int = 0

    @classmethod
    def all_of(cls, writer: InlineWriter, edit: Edit, anchor: Anchor) -> list[Part]:
        """Give the parts in order."""
        changes = {inline: link for link in edit.links for inline in (link.old, link.new) if inline is not None}
        gone = (link for link in edit.links if link.new is None and writer.view is View.BOTH)
        former = sorted((*link.kept, link.old) for link in gone if link.old is not None)
        host_is_old = writer.view is View.OLD
        made = cls(writer, edit, anchor, edit.old if host_is_old else edit.new, host_is_old, changes, former)
        for segment in edit.segments:
            made._segment(segment)
        made._host_parts((len(made.host.text), len(made.host.text) + 1), None)
        return made.parts

    def _segment(self, segment: Segment) -> None:
        op, both = segment.op, self.writer.view is View.BOTH
        if segment.joins if self.host_is_old else segment.breaks:
            self.parts.append(Part("", (), opens=True))
        if segment.joins and both:
            self.parts.append(Part(_JOIN_SIGN, (), guest=True))
        if segment.spaced and both:
            self.parts.append(Part(" ", (), guest=True))
        interval = segment.old if self.host_is_old else segment.new
        if op is Op.KEEP:
            self._host_parts(interval, None)
        elif (op is Op.REMOVE) is self.host_is_old:
            self._host_parts(interval, self.writer.mark(op, self.anchor))
        elif both:
            self._guest_parts(segment.old, self.writer.mark(op, self.anchor))

    # The host --------------------------------------------------------------------------------------------------

    def _host_parts(self, interval: tuple[int, int], mark: Node | None) -> None:
        """The host's text in an interval, and the elements without text that start in it."""
        spans = self.host.spans
        while self.at_span < len(spans) and _begins_before(spans[self.at_span], interval[1]):
            span = spans[self.at_span]
            start, end = max(span.start, interval[0]), min(span.end, interval[1])
            if start < end or span.start == span.end:
                self._host_part(start, end, span.within, interval, mark)
            if span.end > interval[1]:
                return
            self.at_span += 1

    def _host_part(
        self, start: int, end: int, within: tuple[Inline, ...], interval: tuple[int, int], mark: Node | None
    ) -> None:
        html = _html(self.host, start, end)
        stack = tuple(map(self._host_node, within)) if within else ()
        if not html and start < end and not (within and (within[-1].start, within[-1].end) == (start, end)):
            return  # the edge of a link that has words; only an element without any is written for itself
        if mark is not None:
            outside = sum(not _is_inside(inline, interval, self.host.text) for inline in within)
            if not html and 0 < outside == len(within) - 1:
                outside = len(within)  # an empty element at the end of the interval needs no mark
            marks = () if outside == len(within) and not html else (mark,)
            self.parts.append(Part(html, (*stack[:outside], *marks, *stack[outside:])))
        elif self.former:
            self._kept_parts(start, end, stack)
        else:
            self.parts.append(Part(html, stack))

    def _kept_parts(self, start: int, end: int, stack: tuple[Node, ...]) -> None:
        """Kept words, those that were a link marked so."""
        at = start
        for kept_from, kept_to, link in self.former:
            first, last = max(at, kept_from), min(end, kept_to)
            if first < last:
                if at < first:
                    self.parts.append(Part(_html(self.host, at, first), stack))
                self.parts.append(Part(_html(self.host, first, last), (*stack, self._former_node(link))))
                at = last
        if at < end or start == end:
            self.parts.append(Part(_html(self.host, at, end), stack))

    def _host_node(self, inline: Inline) -> Node:
        if self.host_is_old:
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
        if change is None or (change.new and change.new.target == inline.target):
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
        if change.old and change.new and change.old.target == change.new.target:
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

    def _guest_parts(self, interval: tuple[int, int], mark: Node) -> None:
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
            self.parts.append(Part(html, (mark, *own), guest=True, inside=self._shared_node(inside)))

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


@lru_cache(64)
def _note(text: str, attributes: str = "") -> str:
    return f'<span class="{WORD}"{attributes}>{escape_text(text)} </span>'


def _begins_before(span: Span, end: int) -> bool:
    """Whether a span belongs to the text before an end; an element without text there belongs to it too."""
    return span.start < end or span.start == span.end == end


def _is_inside(inline: Inline, interval: tuple[int, int], text: str) -> bool:
    """Whether an element stands wholly in an interval; the edges of a link count for nothing."""
    before = text[inline.start : interval[0]] if inline.start < interval[0] else ""
    after = text[interval[1] : inline.end] if inline.end > interval[1] else ""
    return not (before + after).translate(_EDGES)


def _words(text: str) -> str:
    """Give a run's text as HTML, but for its objects."""
    return escape_text(text.replace(LINK_EDGE, "").replace(UNIT_EDGE, "")).replace(BREAK, "<br>")


def _html(run: Run, start: int, end: int, *, guest: bool = False) -> str:
    """The text of an interval as HTML, its objects and line breaks put back."""
    html = _words(run.text[start:end])
    if OBJECT not in html:
        return html
    first = run.text.count(OBJECT, 0, start)
    parts = html.split(OBJECT)
    out = [parts[0]]
    for source, part in zip(run.objects[first:], parts[1:], strict=False):
        out += [without_attributes(source, "id") if guest else source, part]
    return "".join(out)
