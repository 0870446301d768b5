"""Trees of HTML, as lxml has them: how they are read and written, what they say, and how a part is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement

_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
"""The elements that stand within a line; all others part the words before them from those after them."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_fragment(html: str) -> Element:
    """Give a fragment of HTML as the content of a `div`."""
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    return lxml_html.fragment_fromstring(html, create_parent="div", parser=parser)


def write_fragment(root: Element) -> str:
    """Write the content of an element, without its own tags."""
    whole = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def text_of(element: Element) -> str:
    """The words of an element on one line, with white space where a line, a block or a cell ends. What stands in for a
    picture is among them."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag not in INLINE:
            yield " "
        if event == "start":
            yield (node.get("alt") or node.text or "") if isinstance(node.tag, str) else ""
        elif node is not element:
            yield node.tail or ""


def add_text(parent: Element, after: Element | None, text: str) -> None:
    """Add text behind a child of an element, or at its beginning."""
    if after is None:
        parent.text = (parent.text or "") + text
    else:
        after.tail = (after.tail or "") + text


def take_out(element: Element) -> None:
    """Take an element out of its tree, but leave what comes after it."""
    parent = element.getparent()
    if parent is None:
        return
    add_text(parent, element.getprevious(), element.tail or "")
    element.tail = None
    parent.remove(element)


def take_out_with_shell(element: Element, shells: frozenset[str]) -> None:
    """Take an element out, and with it what held nothing else: its list, its quotation."""
    parent = element.getparent()
    take_out(element)
    while parent is not None and parent.tag in shells and not len(parent) and not (parent.text or "").strip():
        parent, empty = parent.getparent(), parent
        take_out(empty)


def unwrap(element: Element) -> None:
    """Leave an element's content in its place, without the element."""
    parent = element.getparent()
    if parent is None:
        return
    index, before = parent.index(element), element.getprevious()
    add_text(parent, before, element.text or "")
    children = list(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    add_text(parent, children[-1] if children else before, element.tail or "")
    element.tail = None
    parent.remove(element)
