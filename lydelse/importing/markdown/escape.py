"""Escaping: text so written that Markdown reads nothing into it.

`lightly` escapes what is likely to be read as markup and leaves the rest as people write it; `fully` escapes whatever
could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_LIKELY = re.compile(
    r"""
      \\(?=[\\`*_{}\[\]()>\#+.!-]|$)    # a backslash before what it would escape
    | `
    | (?<!\s)\*|\*(?!\s)                # a star that isn't alone
    | (?<!\w)_(?=\S)|(?<=\S)_(?!\w)     # an underscore at a word's edge
    | \[(?=[^\[\]]*\][(\[:])|\[(?=\^)   # what would be a link, a definition or a footnote
    | !(?=\[|$)
    | \{(?=:?[ ]*[.\#\w])               # attributes
    """,
    re.VERBOSE,
)
_EVERY = re.compile(r"[\\`*_{}\[\]()#+!>-]|\.(?=\s)|(?<=\d)\.")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(
    r"""
    [ ]*(?:
        (?P<number>\d+)(?P<dot>\.)(?=\s|$)   # a numbered item
      | (?P<mark>[-+*](?=\s|$)|\#|>|[-_*=](?=(?:[ ]*[-_*=])*$))
      | (?P<colon>:)(?=\s)                   # a definition
    )
    """,
    re.VERBOSE,
)
_DIVIDED = re.compile(r"(?<=\{)(?=:[^{}\n]*\})|(?<=\[)(?=\[cookies\]\])")
"""Where text is parted that would be taken for attributes, or for the spot of the declaration, even when escaped."""


def lightly(text: str) -> str:
    """Escape what is likely to be read as markup within a line."""
    return _divided(_LIKELY.sub(_backslashed, _without_tags(part)) for part in _DIVIDED.split(text))


def fully(text: str) -> str:
    """Escape everything that could be read as markup within a line."""
    return _divided(_EVERY.sub(_backslashed, _without_tags(part)) for part in _DIVIDED.split(text))


def as_html(text: str) -> str:
    """Escape a text that stands in a block of HTML, where no Markdown is read."""
    return _divided(escape(part, quote=False).replace("[^", "&#91;^") for part in _DIVIDED.split(text))


def starts(markdown: str) -> str:
    """Escape what would make something else of the lines of a paragraph, which is written already."""
    return "\n".join(
        _START.sub(_escaped_start, line, count=1) if _START.match(line) else line for line in markdown.split("\n")
    )


def _divided(parts: Iterable[str]) -> str:
    return "<span></span>".join(parts)


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _without_tags(text: str) -> str:
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))


def _escaped_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\."
    return "&#58;" if match["colon"] else f"\\{match['mark']}"
