"""Blocks: from an element of HTML, as lxml has it, to plain nodes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from lydelse.importing.model import Aside, Reason
from lydelse.importing.plain.line import Line, Path
from lydelse.importing.plain.node import HEADINGS, Attributes, Inline, Node
from lydelse.importing.plain.notes import MARKER
from lydelse.importing.plain.tables import arrange_table

_ALIASES = {"b": "strong", "i": "em", "strike": "s", "tt": "code", "acronym": "abbr"}
_INLINE = frozenset("a strong em code kbd samp var sub sup del ins s u mark small q cite abbr dfn bdi bdo span".split())
"""Inline elements that are kept; those that aren't are dissolved."""

_DISSOLVED = frozenset("font big label nobr time data ruby rb rp rt output wbr meter progress tt center".split())
_DROPPED = frozenset("script style template svg math head title meta link base param source track object embed".split())
_FORM = frozenset("button input select textarea option".split())
_UNSEEN = frozenset("iframe canvas audio video map area".split())
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029\x85]"
)
"""What a text of the project can't have, see `lydelse.read.text`."""


@dataclass(slots=True)
class _Flow:
    """Blocks as they are collected, the line that isn't finished, and anchors that wait for the next block."""

    blocks: list[Node] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    anchors: list[str] = field(default_factory=list)

    def flush(self, attributes: Attributes = ()) -> None:
        """End the paragraph."""
        for content in self.line.take():
            if all(isinstance(child, Node) and _is_anchor(child) for child in content):
                self.anchors += [child.get("id") for child in content if isinstance(child, Node)]
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


def _is_anchor(node: Node) -> bool:
    return node.tag == "a" and bool(node.get("id"))


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
        flow.line.add_text(path, _clean(element.text))
        for child in element:
            self._child(child, flow, path)
            flow.line.add_text(path, _clean(child.tail))

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
        if isinstance(element, etree._ProcessingInstruction):
            return
        words = element.text if not isinstance(element.tag, str) else element.get("value") or element.text_content()
        if words and words.strip() and element.get("type") not in ("hidden", "checkbox", "radio"):
            self.asides.append(Aside(" ".join(_clean(words).split()), reason, element.sourceline or 0))

    def _inline(self, element: HtmlElement, tag: str, flow: _Flow, path: Path) -> None:
        if name := element.get("id") or (element.get("name") if tag == "a" else None):
            flow.line.add_node((), Node("a", (("id", name),)))
        attributes = _inline_attributes(element, tag)
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
            words = " ".join(_clean(element.get("alt")).split())
            self.asides.append(Aside(words, Reason.IMAGE, element.sourceline or 0))

    def _block(self, element: HtmlElement, tag: str, flow: _Flow, path: Path) -> None:
        flow.flush()
        attributes = _block_attributes(element)
        match tag:
            case "p":
                self._walk(element, flow, path)
                flow.flush(attributes)
            case "pre":
                if text := _preformatted(element):
                    flow.add(Node("pre", attributes, (text,)))
            case "ul" | "ol" | "menu" | "dir":
                if items := self._items(element):
                    flow.add(Node("ol" if tag == "ol" else "ul", _list_attributes(element, attributes), items))
            case "dt" | "dd" if element.getparent().tag in ("dl", "dt", "dd"):
                pass  # one whose predecessor isn't closed: its list takes it
            case "dl":
                flow.blocks += self._definitions(element, attributes)
            case "table":
                flow.blocks += self._table(element, attributes)
            case "blockquote":
                if blocks := self.read(element):
                    flow.add(Node("blockquote", attributes, blocks))
            case _ if tag in HEADINGS:
                if line := self._line(element, path):
                    flow.add(Node(tag, attributes, line))
            case _:
                self._dissolve(element, attributes, flow, path)

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
                items.append(Node("li", _item_attributes(child), tightened(self.read(child))))
            else:
                blocks = self._lone(child)
                if items and blocks and all(block.tag in ("ul", "ol") for block in blocks):
                    items[-1] = items[-1].holding(tightened((*loosened(items[-1].children), *blocks)))
                elif blocks:
                    items.append(Node("li", (), tightened(blocks)))
            if blocks := self._tail(child):
                items.append(Node("li", (), tightened(blocks)))
        if blocks := self._text(element.text):
            items.insert(0, Node("li", (), tightened(blocks)))
        return tuple(_counted(item for item in items if item.children))

    def _lone(self, child: HtmlElement) -> tuple[Node, ...]:
        flow = _Flow()
        self._child(child, flow, ())
        flow.flush()
        return tuple(flow.blocks)

    def _tail(self, child: HtmlElement) -> tuple[Node, ...]:
        return self._text(child.tail)

    def _text(self, text: str | None) -> tuple[Node, ...]:
        line = Line()
        line.add_text((), _clean(text))
        return tuple(Node("p", (), content) for content in line.take())

    def _definitions(self, element: HtmlElement, attributes: Attributes) -> Iterator[Node]:
        """A list of definitions, or paragraphs where it isn't one."""
        rows: list[Node] = []
        for child in [*element.iter("dt", "dd", etree.Comment)]:
            if next(child.iterancestors("dl")) is not element:
                continue
            if child.tag == "dt":
                rows.append(Node("dt", _block_attributes(child), self._line(child)))
            elif child.tag == "dd":
                rows.append(Node("dd", _block_attributes(child), tightened(self.read(child))))
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
            Node(str(cell.tag), _cell_attributes(cell), tightened(self.read(cell)))
            for cell in element
            if cell.tag in ("td", "th")
        )
        return Node("tr", _block_attributes(element), tuple(cells))


_VOIDS = frozenset({"br", "hr", "img", MARKER})


def _clean(text: str | None) -> str:
    """A text in the form in which the project keeps it."""
    return unicodedata.normalize("NFC", _UNFIT.sub(_replaced, text)) if text else ""


def _replaced(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""


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


def _preformatted(element: HtmlElement) -> str:
    text = "".join(piece if isinstance(piece, str) else "" for piece in element.itertext())
    text = "\n".join(map(_clean, text.replace("\r\n", "\n").expandtabs(4).split("\n")))
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def tightened(blocks: tuple[Node, ...]) -> tuple[Node | str, ...]:
    """The content of an item or cell: a paragraph that stands there alone, or before lists alone, needs no element."""
    if blocks and blocks[0].tag == "p" and not blocks[0].attributes:
        if all(block.tag in ("ul", "ol") for block in blocks[1:]):
            return (*blocks[0].children, *blocks[1:])
    return blocks


def loosened(children: tuple[Node | str, ...]) -> tuple[Node, ...]:
    """The content of an item or cell as blocks."""
    blocks: list[Node] = []
    line: list[Node | str] = []
    for child in children:
        if isinstance(child, Node) and child.tag in BLOCKS:
            if line:
                blocks.append(Node("p", (), tuple(line)))
                line = []
            blocks.append(child)
        else:
            line.append(child)
    if line:
        blocks.append(Node("p", (), tuple(line)))
    return tuple(blocks)


BLOCKS = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "section", *HEADINGS})
"""The elements that don't stand within a line."""


def _counted(items: Iterable[Node]) -> Iterator[Node]:
    """Items without the numbers that a page counts by itself."""
    number = 0
    for item in items:
        value = item.get("value")
        expected = number + 1
        number = int(value) if value else expected
        yield item.having("value", "") if number == expected and expected > 1 else item


def _sorted(pairs: Iterable[tuple[str, str | None]]) -> Attributes:
    return tuple(sorted((name, value.strip()) for name, value in pairs if value and value.strip()))


def _language(element: HtmlElement) -> list[tuple[str, str | None]]:
    return [("lang", element.get("lang")), ("dir", element.get("dir"))]


def _block_attributes(element: HtmlElement) -> Attributes:
    return _sorted([("id", element.get("id")), *_language(element)])


def _inline_attributes(element: HtmlElement, tag: str) -> Attributes:
    own = {"a": "href", "abbr": "title"}.get(tag)
    return _sorted([(own, element.get(own)) if own else ("", None), *_language(element)])


def _number(text: str | None) -> str:
    return str(int(text)) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else ""


def _list_attributes(element: HtmlElement, attributes: Attributes) -> Attributes:
    if element.tag != "ol":
        return attributes
    start = _number(element.get("start"))
    kind = element.get("type") if element.get("type") in ("a", "A", "i", "I") else ""
    is_reversed = "reversed" if element.get("reversed") is not None else ""
    return _sorted([*attributes, ("start", "" if start == "1" else start), ("type", kind), ("reversed", is_reversed)])


def _item_attributes(element: HtmlElement) -> Attributes:
    return _sorted([*_block_attributes(element), ("value", _number(element.get("value")))])


_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right)\b")


def _cell_attributes(element: HtmlElement) -> Attributes:
    style = _ALIGN.search(element.get("style") or "")
    align = style[1] if style else (element.get("align") or "").lower()
    spans = [(name, _span(element.get(name))) for name in ("colspan", "rowspan")]
    return _sorted(
        [*_block_attributes(element), ("align", align if align in ("left", "center", "right") else ""), *spans]
    )


def _span(text: str | None) -> str:
    number = _number(text)
    return number if number and 1 < int(number) < 1000 else ""
