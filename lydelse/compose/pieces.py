"""Pieces: the parts of pages that stand on many of them, written once and put into each page as ready bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

_MARK = re.compile(b"\0([0-9]+)\0")


def left_open(name: str) -> str:
    """Give what stands in a piece for a value that isn't the same on every page; a name is no number."""
    return f"\0{name}\0"


class Pieces:
    """The pieces of one page.

    A template is given a short mark for each, since it would copy and look through a whole text several times; no
    other text that it is given has a NUL.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._ready: list[bytes] = []
        self._values: dict[bytes, bytes] = {}
        """By the names under which they were left open."""

    def mark(self, piece: bytes) -> Markup:
        """Give what stands for a piece while the template is filled in."""
        self._ready.append(piece)
        return Markup(f"\0{len(self._ready) - 1}\0")  # noqa: S704 - nothing but a number

    def fill(self, name: str, value: str) -> None:
        """Fill in what pieces have left open, with the value that it has on this page."""
        self._values[name.encode()] = escape(value).encode()

    def put_into(self, html: str) -> bytes:
        """Give a page in UTF-8 with its pieces where their marks are."""
        parts = _MARK.split(html.encode())  # of which every second one is the number of a piece
        parts[1::2] = (filled_in(self._ready[int(number)], self._values) for number in parts[1::2])
        return b"".join(parts)


def filled_in(html: bytes, values: Mapping[bytes, bytes]) -> bytes:
    """Give HTML with what was left open in it, by names; it can have hundreds of such spots, so it is cut once."""
    parts = html.split(b"\0")  # of which every second one is a name
    parts[1::2] = (values[name] for name in parts[1::2])
    return b"".join(parts)
