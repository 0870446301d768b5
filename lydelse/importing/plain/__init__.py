"""The plain form: HTML of any kind, brought into the one form that a policy needs.

Blocks are headings, paragraphs, lists, tables, quotations, code and rules; in lines stand links, emphasis and the like.
What only arranges or decorates is dissolved, what acts or isn't shown is set aside. A text that is in the form already
stays as it is.
"""

from __future__ import annotations

from lxml import html as lxml_html

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Aside
from lydelse.importing.plain.blocks import BlockReader
from lydelse.importing.plain.node import HEADINGS, Node, is_note_reference, is_notes, text_of, walk, write
from lydelse.importing.plain.notes import take_notes

__all__ = [
    "HEADINGS",
    "Node",
    "is_note_reference",
    "is_notes",
    "plain_html",
    "read_plain",
    "text_of",
    "walk",
    "write",
]

_DEEPEST = 100
"""How deep elements may be nested."""


def plain_html(html: str) -> tuple[str, tuple[Aside, ...]]:
    """Give HTML in the plain form, and what was set aside.

    Raises:
        Unreadable: it's nested too deep.
    """
    blocks, asides = read_plain(html)
    return write(blocks), asides


def read_plain(html: str) -> tuple[tuple[Node, ...], tuple[Aside, ...]]:
    """Give the blocks of HTML in the plain form, and what was set aside. Footnotes are the last block.

    Raises:
        Unreadable: it's nested too deep.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    document = lxml_html.document_fromstring(f"<html><body>{html}</body></html>".encode(errors="ignore"), parser)
    _check_depth(document)
    body = document.find("body")
    notes = take_notes(body)
    reader = BlockReader()
    blocks = reader.read(body)
    items = (Node("li", (("id", f"fn-{number}"),), reader.read(note)) for number, note in enumerate(notes, start=1))
    section = Node("section", (("class", "footnotes"),), (Node("ol", (), tuple(items)),))
    return (*blocks, *([section] if notes else [])), tuple(reader.asides)


def _check_depth(root: lxml_html.HtmlElement) -> None:
    level, depth = [root], 0
    while level:
        level = [child for element in level for child in element]
        depth += 1
        if depth > _DEEPEST:
            raise Unreadable("lists, tables or other parts are nested deeper than can be imported")
