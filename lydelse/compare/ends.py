"""What two texts begin and end with, cut off before they are read: most of a text stays as it was.

Only whole blocks are cut off, and only where it is plain that the text is strictly nested around them: what stands
in such an end reads the same on its own as in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from lydelse.compare.inline import Readings
from lydelse.compare.markup import ATTRIBUTES, NotNestedError, Tag, cut_blocks, read_tag
from lydelse.compare.tags import DEEPEST, fits, holds_text

_PLAIN = re.compile(rf"(?:[^<]++|<(a|b|code|em|i|strong)(?=[\s>]){ATTRIBUTES}>[^<]*+</\1>)*+")
"""Inline HTML that is strictly nested beyond doubt, as most of it is."""


class Ends(NamedTuple):
    """Two texts divided: `start` and `end` are the HTML that both begin and end with, `old` and `new` what stands
    between them."""

    start: str
    old: str
    new: str
    end: str


def cut_ends(old: str, new: str, readings: Readings) -> Ends:
    """Cut off the whole blocks that two texts begin and end with. `readings` keeps what had to be read for it."""
    pieces = cut_blocks(new)
    shorter = min(len(old), len(new))
    shared = _longest(shorter, lambda length: old.startswith(new[:length]))
    start = _last_place(pieces, shared, readings)
    shared = _longest(shorter - start, lambda length: old.endswith(new[-length:]))
    end = _last_place(pieces[::-1], shared, readings, backwards=True)
    last = len(new) - end
    middles = old[start : len(old) - end], new[start:last]
    return Ends(new[:start], *middles, new[last:].lstrip())


def _longest(most: int, fits_length: Callable[[int], bool]) -> int:
    """Give the greatest length for which, as for all below it, something is true; at least 0."""
    return bisect_left(range(1, most + 1), True, key=lambda length: not fits_length(length))


def _last_place(pieces: Sequence[str], longest: int, readings: Readings, *, backwards: bool = False) -> int:
    """Give the last place between outermost blocks, behind the white space there, within so many letters, or before
    the text is perhaps not strictly nested. The pieces may be given backwards: what closes a block opens it then."""
    last = 0
    opened: list[str] = []
    letters = 0
    with suppress(NotNestedError):
        for text, tag in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            letters += len(text)
            if letters > longest:
                break
            if text and not text.isspace():
                _check_text(text, opened, readings)
            elif not opened:
                last = letters
            if tag:
                _follow(read_tag(tag), opened, backwards=backwards)
                letters += len(tag)
    return last


def _follow(tag: Tag, opened: list[str], *, backwards: bool) -> None:
    """Enter or leave a block."""
    if tag.closes != backwards and not tag.is_void:
        if not opened or opened.pop() != tag.name:
            raise NotNestedError
    elif len(opened) >= DEEPEST or not fits(opened[-1] if opened else "", tag.name) or (tag.is_void and tag.closes):
        raise NotNestedError
    elif not tag.is_void:
        opened.append(tag.name)


def _check_text(inline: str, opened: Sequence[str], readings: Readings) -> None:
    if opened and not holds_text(opened[-1]):
        raise NotNestedError
    if "<" in inline and not _PLAIN.fullmatch(inline):
        readings[inline]  # raises when its elements are not nested
