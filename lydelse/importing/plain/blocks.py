"""Blocks: from an element of HTML, as lxml has it, to plain nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from lydelse.importing.model import Aside, Reason
from lydelse.importing.plain.attributes import (
    block_attributes,
    cell_attributes,
    inline_attributes,
    item_attributes,
    list_attributes,
)
from lydelse.importing.plain.items import counted, loosened, tightened
from lydelse.importing.plain.line import Line, Path
from lydelse.importing.plain.node import HEADINGS, Attributes, Inline, Node, is_note_reference, text_of, walk
from lydelse.importing.plain.notes import MARKER
from lydelse.importing.plain.tables import arrange_table
from lydelse.importing.plain.words import clean, preformatted
from lydelse.importing.tree import text_of as words_of

_ALIASES = {"b": "strong", "i": "em", "strike": "s", "tt": "code", "acronym": "abbr"}
_INLINE = frozenset(
    {
        "a",
        "strong",
        "em",
        "code",
        "kbd",
        "samp",
        "var",
        "sub",
        "sup",
        "del",
        "ins",
        "s",
        "u",
        "mark",
        "small",
        "q",
        "cite",
        "abbr",
        "dfn",
        "bdi",
        "bdo",
        "span",
    }
)
"""Inline elements that are kept; those that aren't are dissolved."""

_DISSOLVED = frozenset(
    {
        "font",
        "big",
        "label",
        "nobr",
        "time",
        "data",
        "ruby",
        "rb",
        "rp",
        "rt",
        "output",
        "wbr",
        "meter",
        "progress",
        "tt",
        "center",
    }
)
_DROPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
        "object",
        "embed",
    }
)
_FORM = frozenset({"button", "input", "select", "textarea", "option"})
_UNSEEN = frozenset({"iframe", "canvas", "audio", "video", "map", "area"})
_VOIDS = frozenset({"br", "hr", "img", MARKER})
_LISTS = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_CONTAINERS = frozenset({"pre", "dl", "table", "blockquote", *_LISTS})


@dataclass(slots=True)
class _Flow:
    """Blocks as they are collected, the line that isn't finished, and anchors that wait for the next block."""

    blocks: list[Node] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    anchors: list[str] = field(default_factory=list)

    def flush(self, attributes: Attributes = ()) -> None:
        """End the paragraph."""
        for content in self.line.take():
            if _is_blank(content):
                self.anchors += [node.get("id") for node in walk(content) if node.get("id")]
            else:
                self.add(Node("p", attributes, content))
                attributes = tuple(pair for pair in attributes if pair[0] != "id")

    def add(self, node: Node) -> None:
        """Add a block, which takes the anchors that wait."""
        if self.anchors and not node.get("id") and node.tag != "hr":
            node = node.having("id", self.anchors.pop(0))
        if self.anchors and node.tag in ("p", *HEADINGS):
            node = node.holding((*(Node("a", (("id", name),)) for name in self.anchors), *node.children))
            self.anchors = []
        self.blocks.append(node)


def _is_blank(content: Inline) -> bool:
    """Whether a line shows nothing."""
    return not text_of(content).strip() and not any(map(is_note_reference, walk(content)))


class BlockReader:
    """Reads elements; what is left out of the text is in `asides`."""

    def __init__(self) -> None:
        self.asides: list[Aside] = []

    def read(self, element: HtmlElement) -> tuple[Node, ...]:
        """Give the content of an element as blocks."""
        flow = _Flow()
        self._walk(element, flow, ())
        flow.flush()
        if flow.anchors and flow.blocks and flow.blocks[-1].tag in ("p", *HEADINGS):
            last = flow.blocks[-1]
            names = [Node("a", (("id", name),)) for name in flow.anchors]
            flow.blocks[-1] = last.holding((*last.children, *names))
        return tuple(flow.blocks)

    def _walk(self, element: HtmlElement, flow: _Flow, path: Path) -> None:
        flow.line.add_text(path, clean(element.text))
        for child in element:
            self._child(child, flow, path)
            flow.line.add_text(path, clean(child.tail))

    def _child(self, child: HtmlElement, flow: _Flow, path: Path) -> None:
        if not isinstance(child.tag, str):
            self._set_aside(child, Reason.HIDDEN)
            return
        tag = _ALIASES.get(child.tag, child.tag)
        if tag in _DROPPED:
            return
        if tag in _FORM:
            self._set_aside(child, Reason.FORM)
        elif tag in _UNSEEN:
            self._set_aside(child, Reason.HIDDEN)
        elif tag in _INLINE or tag in _DISSOLVED:
            self._inline(child, tag, flow, path)
        elif tag in _VOIDS:
            self._void(child, tag, flow, path)
        else:
            self._block(child, tag, flow, path)

    def _set_aside(self, element: HtmlElement, reason: Reason) -> None:
        if isinstance(element, etree._ProcessingInstruction):  # the only name that lxml has for its class
            return
        words = clean(_words_shown(element)).split()
        if words and element.get("type") not in ("hidden", "checkbox", "radio"):
            self.asides.append(Aside(" ".join(words), reason, element.sourceline or 0))

    def _inline(self, element: HtmlElement, tag: str, flow: _Flow, path: Path) -> None:
        if name := element.get("id") or (element.get("name") if tag == "a" else None):
            flow.line.add_node((), Node("a", (("id", name),)))
        attributes = inline_attributes(element, tag)
        is_wanted = tag in _INLINE and (attributes or tag not in ("a", "span", "bdo"))
        is_open = any(tag == other for other, _ in path) and tag != "span"
        self._walk(element, flow, path if is_open or not is_wanted else (*path, (tag, attributes)))

    def _void(self, element: HtmlElement, tag: str, flow: _Flow, path: Path) -> None:
        if tag == "br":
            flow.line.add_node(path, Node("br"))
        elif tag == MARKER:
            address = f"#fn-{element.get('ref')}"
            flow.line.add_node(path, Node("a", (("class", "footnote"), ("href", address))))
        elif tag == "hr":
            flow.flush()
            flow.add(Node("hr"))
        else:
            words = " ".join(clean(element.get("alt")).split())
            self.asides.append(Aside(words, Reason.IMAGE, element.sourceline or 0))

    def _block(self, element: HtmlElement, tag: str, flow: _Flow, path: Path) -> None:
        flow.flush()
        attributes = block_attributes(element)
        if tag == "p":
            self._walk(element, flow, path)
            flow.flush(attributes)
        elif tag in ("dt", "dd") and element.getparent().tag in ("dl", "dt", "dd"):
            return  # one whose predecessor isn't closed: its list takes it
        elif tag in _CONTAINERS or tag in HEADINGS:
            for node in self._contained(element, tag, attributes, path):
                flow.add(node)
        else:
            self._dissolve(element, attributes, flow, path)

    def _contained(self, element: HtmlElement, tag: str, attributes: Attributes, path: Path) -> Iterator[Node]:
        """An element that keeps its own, as far as something stands in it."""
        if tag == "dl":
            yield from self._definitions(element, attributes)
            return
        if tag == "table":
            yield from self._table(element, attributes)
            return
        children: tuple[Node | str, ...]
        if tag in _LISTS:
            tag, children, attributes = _LISTS[tag], self._items(element), list_attributes(element, attributes)
        elif tag == "pre":
            children = tuple(filter(None, [preformatted(element)]))
        else:
            children = self.read(element) if tag == "blockquote" else self._line(element, path)
        if children and not (tag in HEADINGS and _is_blank(children)):
            yield Node(tag, attributes, children)

    def _dissolve(self, element: HtmlElement, attributes: Attributes, flow: _Flow, path: Path) -> None:
        flow.anchors += [value for name, value in attributes if name == "id"]
        self._walk(element, flow, path)
        flow.flush()

    def _line(self, element: HtmlElement, path: Path = ()) -> Inline:
        """The content of an element in which blocks can't stand."""
        line = Line()
        for block in self._blocks_of_line(element, path):
            if block.tag in ("p", *HEADINGS):
                _add_all(line, (), block.children)
            else:
                line.add_text((), " ".join(_texts(block)))
            line.add_space()
        return _one_line(line.take())

    def _blocks_of_line(self, element: HtmlElement, path: Path) -> list[Node]:
        flow = _Flow()
        self._walk(element, flow, path)
        flow.flush()
        return flow.blocks

    def _items(self, element: HtmlElement) -> tuple[Node, ...]:
        """The items of a list; a list that stands between them belongs to the one before."""
        items: list[Node] = []
        for child in element:
            if child.tag == "li":
                items.append(Node("li", item_attributes(child), tightened(self.read(child))))
            else:
                blocks = self._lone(child)
                if items and blocks and all(block.tag in ("ul", "ol") for block in blocks):
                    items[-1] = items[-1].holding(tightened((*loosened(items[-1].children), *blocks)))
                elif blocks:
                    items.append(Node("li", (), tightened(blocks)))
            if blocks := self._text(child.tail):
                items.append(Node("li", (), tightened(blocks)))
        if blocks := self._text(element.text):
            items.insert(0, Node("li", (), tightened(blocks)))
        return tuple(counted(item for item in items if item.children))

    def _lone(self, child: HtmlElement) -> tuple[Node, ...]:
        flow = _Flow()
        self._child(child, flow, ())
        flow.flush()
        return tuple(flow.blocks)

    def _text(self, text: str | None) -> tuple[Node, ...]:
        line = Line()
        line.add_text((), clean(text))
        return tuple(Node("p", (), content) for content in line.take())

    def _definitions(self, element: HtmlElement, attributes: Attributes) -> Iterator[Node]:
        """A list of definitions, or paragraphs where it isn't one."""
        rows: list[Node] = []
        for child in [*element.iter("dt", "dd", etree.Comment)]:
            if next(child.iterancestors("dl")) is not element:
                continue
            if child.tag == "dt":
                rows.append(Node("dt", block_attributes(child), self._line(child)))
            elif child.tag == "dd":
                rows.append(Node("dd", block_attributes(child), tightened(self.read(child))))
            else:
                self._set_aside(child, Reason.HIDDEN)
        rows = [row for row in rows if row.children]
        if rows and rows[0].tag == "dt" and rows[-1].tag == "dd":
            yield Node("dl", attributes, tuple(rows))
        else:
            for row in rows:
                yield from loosened(row.children)

    def _table(self, element: HtmlElement, attributes: Attributes) -> tuple[Node, ...]:
        """A table: its caption and rows, in the order of the source."""
        caption: Inline = ()
        rows: list[tuple[str, Node]] = []
        for child in [*element.iter("caption", "tr", etree.Comment)]:
            if next(child.iterancestors("table"), None) is not element:
                continue
            if child.tag == "caption":
                caption = self._line(child)
            elif child.tag == "tr":
                rows.append((str(child.getparent().tag), self._row(child)))
            elif child.getparent().tag in ("table", "thead", "tbody", "tfoot", "tr"):
                self._set_aside(child, Reason.HIDDEN)
        return arrange_table(attributes, caption, rows)

    def _row(self, element: HtmlElement) -> Node:
        cells = (
            Node(str(cell.tag), cell_attributes(cell), tightened(self.read(cell)))
            for cell in element
            if cell.tag in ("td", "th")
        )
        return Node("tr", block_attributes(element), tuple(cells))


def _words_shown(element: HtmlElement) -> str:
    """The words of a part that is set aside, with those that stand in for a picture; the value of an `input` is
    shown, that of a `button` or `option` is for programs."""
    if not isinstance(element.tag, str):
        return element.text or ""
    return (element.get("value") if element.tag == "input" else "") or words_of(element)


def _add_all(line: Line, path: Path, children: Iterable[Node | str]) -> None:
    for child in children:
        if isinstance(child, str):
            line.add_text(path, child)
        elif child.children:
            _add_all(line, (*path, (child.tag, child.attributes)), child.children)
        else:
            line.add_node(path, child)


def _one_line(lines: Iterable[Inline]) -> Inline:
    content: list[Node | str] = []
    for line in lines:
        content += [Node("br"), *line] if content else line
    return tuple(content)


def _texts(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _texts(child)
