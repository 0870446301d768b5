"""Inline content as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from lydelse.importing.markdown.escape import fully, lightly
from lydelse.importing.plain import Node, is_note_reference, text_of

_PLAIN_CODE = re.compile(r"(?![\s`])[^`\n\\]+(?<!\s)")
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\"'\\*_`\[\]]+")
_WEB_LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_MAIL_LINK = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_MARKS = {"em": "*", "strong": "**"}


@dataclass(frozen=True, slots=True)
class Style:
    """How text is escaped, and whether marks of Markdown stand for emphasis, code and links where they can."""

    escape: Callable[[str], str]
    has_marks: bool


LIGHT = Style(lightly, has_marks=True)
"""As people write it."""
STRICT = Style(fully, has_marks=False)
"""As nothing can be mistaken."""


def write_inline(children: Iterable[Node | str], style: Style) -> str:
    """Write inline content; a line break ends a line."""
    return "".join(style.escape(child) if isinstance(child, str) else _write(child, style) for child in children)


def _write(node: Node, style: Style) -> str:
    if node.tag == "br":
        return "<br>\n"
    if is_note_reference(node):
        return f"[^{node.get('href').removeprefix('#fn-')}]"
    if style.has_marks and (written := _marked(node, style)):
        return written
    return as_element(node, write_inline(node.children, style))


def as_element(node: Node, content: str) -> str:
    """Write an element of HTML around content that is written already."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    return (
        f"<{node.tag}{attributes}>" if node.tag in ("hr", "wbr") else f"<{node.tag}{attributes}>{content}</{node.tag}>"
    )


def _marked(node: Node, style: Style) -> str:
    """An element as marks of Markdown; nothing if there are none for it."""
    text = text_of(node.children)
    if node.tag in _MARKS and not node.attributes:
        mark = _MARKS[node.tag]
        return f"{mark}{write_inline(node.children, style)}{mark}"
    if node.tag == "code" and not node.attributes and not any(isinstance(child, Node) for child in node.children):
        return f"`{text}`" if _PLAIN_CODE.fullmatch(text) else ""
    if node.tag == "a" and [name for name, _ in node.attributes] == ["href"]:
        return _link(node, text, style)
    return ""


def _link(node: Node, text: str, style: Style) -> str:
    address = node.get("href")
    if node.children == (address,) and _WEB_LINK.fullmatch(address):
        return f"<{address}>"
    if node.children == (text,) and address == f"mailto:{text}" and _MAIL_LINK.fullmatch(text):
        return f"<{text}>"
    words = write_inline(node.children, style)
    if "[" in text or "]" in text:
        words = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)
    return f"[{words}]({address})" if _PLAIN_ADDRESS.fullmatch(address) else f"[{words}](<{address}>)"
