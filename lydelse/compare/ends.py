"""What two texts begin and end with, cut off before they are read: most of a text stays as it was.

Only whole blocks are cut off, and only where it is plain that the text is strictly nested around them: what stands
in such an end reads the same on its own as in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lydelse.compare.inline import Readings
from lydelse.compare.markup import ATTRIBUTES, NotNestedError, Tag, cut_blocks, read_tag
from lydelse.compare.tags import DEEPEST, fits, holds_text

_PLAIN = re.compile(rf"(?:[^<]++|<(a|b|code|em|i|strong)(?=[\s>]){ATTRIBUTES}>[^<]*+</\1>)*+")
"""Inline HTML that is strictly nested beyond doubt, as most of it is."""


class Ends(NamedTuple):
    """Two texts divided: `start` and `end` are the HTML that both begin and end with; of the new text the pieces
    between them, as `cut_blocks` gives them, and of the old one the HTML."""

    start: str
    old: str
    new: Sequence[str]
    end: str


def cut_ends(old: str, new: str, readings: Readings) -> Ends:
    """Cut off the whole blocks that two texts begin and end with. `readings` keeps what had to be read for it."""
    pieces = cut_blocks(new)
    places = [_Place(0, 0), *_places(pieces, readings)]
    shared = bisect_left(places, True, key=lambda place: not old.startswith(new[: place.letter])) - 1
    start = places[shared]
    longest = min(len(old), len(new)) - start.letter
    places = [*places[shared:], _Place(len(pieces), len(new))]
    end = places[bisect_left(places, True, key=lambda place: _is_end(new[place.letter :], old, longest))]
    middle = old[start.letter : len(old) - len(new) + end.letter]
    return Ends(new[: start.letter], middle, pieces[start.piece : end.piece], new[end.letter :])


def _is_end(html: str, old: str, longest: int) -> bool:
    return len(html) <= longest and old.endswith(html)


class _Place(NamedTuple):
    """A place between two blocks that stand in no other: the piece of white space there, and the letter behind it."""

    piece: int
    letter: int


def _places(pieces: Sequence[str], readings: Readings) -> Iterator[_Place]:
    """Give the places between outermost blocks, up to where the text is perhaps not strictly nested."""
    opened: list[str] = []
    letter = 0
    try:
        for number, (text, tag) in enumerate(zip(pieces[::2], [*pieces[1::2], ""], strict=True)):
            letter += len(text)
            if text and not text.isspace():
                _check_text(text, opened, readings)
            elif not opened:
                yield _Place(2 * number, letter)
            if tag:
                _follow(read_tag(tag), opened)
                letter += len(tag)
    except NotNestedError:
        return


def _follow(tag: Tag, opened: list[str]) -> None:
    """Open or close a block."""
    if tag.closes:
        if not opened or opened.pop() != tag.name:
            raise NotNestedError
    elif len(opened) >= DEEPEST or not fits(opened[-1] if opened else "", tag.name):
        raise NotNestedError
    elif not tag.is_void:
        opened.append(tag.name)


def _check_text(inline: str, opened: Sequence[str], readings: Readings) -> None:
    if opened and not holds_text(opened[-1]):
        raise NotNestedError
    if "<" in inline and not _PLAIN.fullmatch(inline):
        readings[inline]  # raises when its elements are not nested
