"""The text in elements, in the form in which the project keeps texts."""

from __future__ import annotations

import re
import unicodedata

from lxml.html import HtmlElement

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029\x85]"
)
"""What a text of the project can't have, see `lydelse.read.text`."""


def clean(text: str | None) -> str:
    """A text in the form in which the project keeps it."""
    return unicodedata.normalize("NFC", _UNFIT.sub(_replaced, text)) if text else ""


def _replaced(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""


def preformatted(element: HtmlElement) -> str:
    """Give the text of code, whose lines stay as they are but for blank ones at its edges."""
    text = "".join(piece if isinstance(piece, str) else "" for piece in element.itertext())
    text = "\n".join(map(clean, text.replace("\r\n", "\n").expandtabs(4).split("\n")))
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)
