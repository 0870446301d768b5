"""A text divided into its outermost blocks: versions of a text have most of them in common, and each is looked at once.

`outermost` cuts at the ends of lines, quickly and without making sure of anything. `Texts` makes sure that the pieces
are strictly nested, and divides those that hold several blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from lydelse.compare.inline import Readings
from lydelse.compare.markup import ATTRIBUTES, NotNestedError, Tag, cut_blocks, read_tag, safe
from lydelse.compare.tags import DEEPEST, fits, holds_text

_PLAIN_TEXT = rf"(?:[^<]++|<(?P<in>a|b|code|em|i|strong)(?=[\s>]){ATTRIBUTES}>[^<]*+</(?P=in)>)*+"
_PLAIN = re.compile(_PLAIN_TEXT)
"""Inline HTML that is strictly nested beyond doubt, as most of it is."""
_PLAIN_BLOCK = re.compile(rf"<(?P<block>p|h[1-6])>{_PLAIN_TEXT}</(?P=block)>")
"""A block of such HTML, as most are."""
_KNOWN_LINES = 4096  # distinct lines that are remembered from text to text


def outermost(html: str) -> list[str]:
    """Cut an HTML fragment at the ends of lines, where no block is open any more and the next one begins.

    If each of the pieces is strictly nested, so is the whole, and what can be read of it is what can be read of them.
    """
    lines = html.split("\n")
    found: list[str] = []
    start = depth = 0
    closed = False
    for at, line in enumerate(lines):
        opened, begins, ends = _blocks_of(line)
        if closed and begins:
            found.append("\n".join(lines[start:at]))
            start = at
        depth += opened
        closed = ends and not depth
    return [*found, "\n".join(lines[start:])]


@lru_cache(_KNOWN_LINES)
def _blocks_of(line: str) -> tuple[int, bool, bool]:
    """Tell how many more blocks are open behind a line, and whether it begins and ends with the tag of one."""
    pieces = cut_blocks(line)
    tags = [read_tag(tag) for tag in pieces[1::2]]
    opened = sum(-1 if tag.closes else 1 for tag in tags if not tag.is_void)
    return opened, bool(tags) and not pieces[0], bool(tags) and not pieces[-1]


# Texts divided -----------------------------------------------------------------------------------------------------

Passage: TypeAlias = tuple[str, int]
"""An outermost block with all that stands in it, as HTML, and how often the same stood before it in its text. Where
words stand between outermost blocks, these blocks and the words are one passage."""


class Text(NamedTuple):
    """A strictly nested text, divided.

    The white space around and between the passages begins at `befores` and ends at `behinds`: that before a passage
    has the passage's index. Where a text begins or ends with words of no block, a place beyond it stands there, so that
    nothing is cut off at these words.
    """

    html: str
    passages: tuple[Passage, ...]
    befores: list[int]
    behinds: list[int]


class Texts(dict[str, Text]):
    """Texts divided, by their HTML. Versions of a text are compared in many pairs, and each is divided once.

    Looking one up raises `NotNestedError` when it is not strictly nested.
    """

    def __init__(self, readings: Readings) -> None:
        """Begin with none; `readings` keeps what has to be read to divide them."""
        super().__init__()
        self._pieces = _Pieces(readings)

    def __missing__(self, html: str) -> Text:
        whole = safe(html)
        try:
            pieces = [self._pieces[piece] for piece in outermost(whole)]
        except NotNestedError:  # where a tag reaches over the end of a line, the whole may still be nested
            pieces = [self._pieces[whole]]
        text = self[html] = _joined(whole, pieces)
        return text


class _Piece(NamedTuple):
    """A piece of a text, divided: the HTML of its passages, and the places as in `Text`."""

    sources: tuple[str, ...]
    befores: tuple[int, ...]
    behinds: tuple[int, ...]


class _Pieces(dict[str, _Piece]):
    """Pieces divided. Looking one up raises `NotNestedError` when it is not strictly nested."""

    def __init__(self, readings: Readings) -> None:
        super().__init__()
        self._readings = readings

    def __missing__(self, html: str) -> _Piece:
        is_plain = _PLAIN_BLOCK.fullmatch(html)
        piece = self[html] = _one_block(html) if is_plain else _divided(html, self._readings)
        return piece


def _one_block(html: str) -> _Piece:
    return _Piece((html,), (0, len(html)), (0, len(html)))


def _joined(html: str, pieces: Sequence[_Piece]) -> Text:
    """Give a text of pieces; where two meet, the end of a line is all the white space between them."""
    count: Counter[str] = Counter()
    passages: list[Passage] = []
    befores: list[int] = []
    behinds: list[int] = []
    for piece in pieces:
        start = behinds.pop() + 1 if behinds else 0
        befores += [start + place for place in piece.befores[bool(start) :]]
        behinds += [start + place for place in piece.behinds]
        for source in piece.sources:
            passages.append((source, count[source]))
            count[source] += 1
    return Text(html, tuple(passages), befores, behinds)


def _divided(html: str, readings: Readings) -> _Piece:
    """Divide a piece.

    Raises:
        NotNestedError: it is not strictly nested.
    """
    befores: list[int] = []
    behinds: list[int] = []
    opened: list[str] = []
    at = 0
    pieces = cut_blocks(html)
    for text, tag in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        at += len(text)
        if text and not text.isspace():
            _check_text(text, opened, readings)
        elif not opened:
            befores.append(at - len(text))
            behinds.append(at)
        if tag:
            _follow(read_tag(tag), opened)
            at += len(tag)
    if opened:
        raise NotNestedError
    if _has_words(pieces[0]):
        befores.insert(0, -1)
        behinds.insert(0, 0)
    if _has_words(pieces[-1]):
        befores.append(len(html))
        behinds.append(len(html) + 1)
    sources = tuple(html[start:stop] for start, stop in zip(behinds, befores[1:], strict=False))
    return _Piece(sources, tuple(befores), tuple(behinds))


def _has_words(inline: str) -> bool:
    return bool(inline) and not inline.isspace()


def _follow(tag: Tag, opened: list[str]) -> None:
    """Enter or leave a block."""
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
