"""HTML cut into tags and text, and what the engine needs to know of each tag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from lydelse.compare.run import BREAK, OBJECT, attributes
from lydelse.compare.tags import BLOCKS, INVISIBLE_ELEMENTS, VOID

_NAME = r"[a-zA-Z][^\s/<>]*"
ATTRIBUTES = r"""(?:[^<>"']++|"[^"]*"|'[^']*')*+"""
"""What may stand in a tag behind the name, as a regular expression."""
_TAG = re.compile(rf"</?({_NAME}){ATTRIBUTES}>")
_ANY_TAG = re.compile(rf"(</?{_NAME}{ATTRIBUTES}>)")
_USUAL_BLOCKS = ("p", "li", "ul", "td", "tr", "h2", "h3")  # looked for first: it saves a fourth of the time
_BLOCK_NAMES = "|".join((*_USUAL_BLOCKS, *sorted(BLOCKS.difference(_USUAL_BLOCKS))))
_BLOCK_TAG = re.compile(rf"(</?(?:{_BLOCK_NAMES})(?:>|(?=[\s/]){ATTRIBUTES}>))")
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), ord(OBJECT)))
_LINES = dict.fromkeys((ord(BREAK), 0x2029), "\n")
_SAFE = str.maketrans(_CONTROLS | _LINES)
_UNSAFE = "".join(map(chr, _SAFE))  # looking for one after the other is quicker than a regular expression
_KNOWN_TAGS = 4096  # distinct tags that are remembered from text to text


class NotNestedError(ValueError):
    """The HTML is not strictly nested, or has elements that the pass doesn't read."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in the source. `end` is what closes its element, `anchor` the id that it gives, `target` where
    a link leads (`None` for others)."""

    source: str
    name: str
    end: str
    closes: bool
    is_block: bool
    is_void: bool
    anchor: str
    target: str | None


@lru_cache(_KNOWN_TAGS)
def read_tag(source: str) -> Tag:
    """Read a tag; texts have few different ones, so that most were read before.

    Raises:
        NotNestedError: the element's text isn't on the page, or would be taken for the comparison's own.
    """
    match = _TAG.match(source)
    if match is None:
        raise NotNestedError
    name = match[1].lower()
    if name in INVISIBLE_ELEMENTS or name in {"ins", "del"}:
        raise NotNestedError
    closes = source.startswith("</")
    values = {} if closes or "=" not in source else attributes(source)
    target = values.get("href") if name == "a" else None
    return Tag(source, name, f"</{name}>", closes, name in BLOCKS, name in VOID, values.get("id", ""), target)


def cut(html: str) -> list[str]:
    """Give text and tags in turn; the first and the last are text, empty where there is none."""
    return _ANY_TAG.split(html)


def cut_blocks(html: str) -> list[str]:
    """Give inline HTML and the tags of blocks, in lower case, in turn; the first and the last are inline HTML."""
    return _BLOCK_TAG.split(html)


def safe(html: str) -> str:
    """Give HTML without the characters that mean something of their own in a run."""
    return html.translate(_SAFE) if any(map(html.__contains__, _UNSAFE)) else html


def plain(source: str) -> str:
    """Give the characters that a piece of HTML without tags stands for."""
    if "&" not in source:
        return source
    text = unescape(source)
    return text.translate(_SAFE) if "&#" in source else text
