"""A page as plain text: what a visitor reads and where its links lead, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "img", "ins", "small", "span", "strong", "sub", "sup", "time"}
)
_BRACKETS = {"del": "[-{}-]", "ins": "{{+{}+}}"}
_MARKS = {"li": "- ", "dd": "  "} | {f"h{level}": f"{'#' * level} " for level in range(1, 7)}


def outline(document: Any) -> str:
    """Give the outline of a parsed page."""
    return "\n".join(_block(document.find("body"), 0)) + "\n"


def _block(element: Any, depth: int) -> Iterator[str]:
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return
    name = element.get("aria-label")
    if element.tag == "svg":
        yield f"{'  ' * depth}(picture: {name})"
        return
    if name:
        yield f"{'  ' * depth}({element.tag}: {name})"
    lines = list(_contents(element, depth + 1 if name or element.tag == "li" else depth))
    mark = _MARKS.get(element.tag, "")
    if mark == "- ":
        lines = lines[1:] if lines[0] == "" else lines
    elif mark.startswith("#"):
        yield ""
    if mark:
        lines[0] = f"{'  ' * depth}{mark}{lines[0].strip()}"
    yield from lines


def _contents(element: Any, depth: int) -> Iterator[str]:
    """The lines of what an element holds: blocks, and runs of text between them."""
    run = element.text or ""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _INLINE:
            run += _inline(child) + (child.tail or "")
        else:
            yield from _line(run, depth)
            yield from _block(child, depth)
            run = child.tail or ""
    yield from _line(run, depth)


def _line(run: str, depth: int) -> Iterator[str]:
    text = " ".join(run.split())
    if text:
        yield "  " * depth + text


def _inline(element: Any) -> str:
    if not isinstance(element.tag, str) or element.get("aria-hidden") == "true":
        return ""
    text = (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)
    if element.tag == "img":
        return f"(picture: {element.get('alt')})"
    if element.tag == "a":
        return f"[{' '.join(text.split())}]({element.get('href')})"
    return _BRACKETS.get(element.tag, "{}").format(text)
