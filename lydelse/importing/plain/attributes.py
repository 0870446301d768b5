"""The attributes that elements keep, in the order of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from lydelse.importing.plain.node import Attributes
from lydelse.render.allowed import VALUES

_WIDEST = 999
"""Columns or rows that a cell can span."""


def _sorted(pairs: Iterable[tuple[str, str | None]]) -> Attributes:
    return tuple(sorted((name, value.strip()) for name, value in pairs if value and value.strip()))


def _language(element: HtmlElement) -> list[tuple[str, str | None]]:
    values = [(name, (element.get(name) or "").strip()) for name in ("lang", "dir")]
    return [(name, value if VALUES[name].fullmatch(value) else "") for name, value in values]


def block_attributes(element: HtmlElement) -> Attributes:
    """Give those of a block: its name as the target of links, its language and direction."""
    return _sorted([("id", element.get("id")), *_language(element)])


def inline_attributes(element: HtmlElement, tag: str) -> Attributes:
    """Give those of an element within a line."""
    own = {"a": "href", "abbr": "title"}.get(tag)
    return _sorted([(own, element.get(own)) if own else ("", None), *_language(element)])


def _number(text: str | None) -> str:
    return str(int(text)) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else ""


def list_attributes(element: HtmlElement, attributes: Attributes) -> Attributes:
    """Give those of a list: how it counts, beside those that it has as a block."""
    if element.tag != "ol":
        return attributes
    start = _number(element.get("start"))
    kind = element.get("type") if element.get("type") in ("a", "A", "i", "I") else ""
    is_reversed = "reversed" if element.get("reversed") is not None else ""
    return _sorted([*attributes, ("start", "" if start == "1" else start), ("type", kind), ("reversed", is_reversed)])


def item_attributes(element: HtmlElement) -> Attributes:
    """Give those of a list's item: its number, where that is stated."""
    return _sorted([*block_attributes(element), ("value", _number(element.get("value")))])


_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right)\b")


def cell_attributes(element: HtmlElement) -> Attributes:
    """Give those of a cell: how it's aligned, and how many columns and rows it spans."""
    style = _ALIGN.search(element.get("style") or "")
    align = style[1] if style else (element.get("align") or "").lower()
    spans = [(name, _span(element.get(name))) for name in ("colspan", "rowspan")]
    return _sorted(
        [*block_attributes(element), ("align", align if align in ("left", "center", "right") else ""), *spans]
    )


def _span(text: str | None) -> str:
    number = _number(text)
    return number if number and 1 < int(number) <= _WIDEST else ""
