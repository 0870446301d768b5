"""What two texts begin and end with, cut off before they are read: most of a text stays as it was.

Only whole blocks are cut off, of texts that are strictly nested: what stands in such an end reads the same on its own
as in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from lydelse.compare.inline import Readings
from lydelse.compare.markup import ATTRIBUTES, NotNestedError, Tag, cut_blocks, read_tag, safe
from lydelse.compare.tags import DEEPEST, fits, holds_text

_PLAIN = re.compile(rf"(?:[^<]++|<(a|b|code|em|i|strong)(?=[\s>]){ATTRIBUTES}>[^<]*+</\1>)*+")
"""Inline HTML that is strictly nested beyond doubt, as most of it is."""

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
        self._readings = readings

    def __missing__(self, html: str) -> Text:
        text = self[html] = _divided(safe(html), self._readings)
        return text


class Ends(NamedTuple):
    """Two texts without what they share: `start` and `end` are the HTML that both begin and end with, `head` and `tail`
    its passages, `old` and `new` what stands between them."""

    start: str
    old: Sequence[Passage]
    new: Sequence[Passage]
    end: str
    head: Sequence[Passage]
    tail: Sequence[Passage]


def cut_ends(old: str, new: str, texts: Texts) -> Ends:
    """Cut off the whole blocks that two texts begin and end with.

    Raises:
        NotNestedError: one of them isn't strictly nested.
    """
    before, after = texts[old], texts[new]
    old, new = before.html, after.html
    shorter = min(len(old), len(new))
    head = bisect_left(after.behinds, 1, key=lambda place: place > shorter or not old.startswith(new[:place]))
    start = after.behinds[head - 1] if head else 0
    left = len(new) - (shorter - start)
    tail = bisect_left(after.befores, 1, key=lambda place: place >= left and old.endswith(new[place:]))
    stop = after.befores[tail] if tail < len(after.befores) else len(new)
    middles = _between(before, start, len(old) - len(new) + stop, texts), _between(after, start, stop, texts)
    passages = after.passages[: max(0, head - 1)], after.passages[tail:]
    return Ends(new[:start], *middles, new[stop:].lstrip(), *passages)


def _between(text: Text, start: int, stop: int, texts: Texts) -> Sequence[Passage]:
    """Give the passages between two places. Where only the other text can be cut, what is left is divided again."""
    _, passages, befores, behinds = text
    first, last = bisect_left(behinds, start), bisect_right(befores, stop) - 1
    if befores[first] <= start and stop <= behinds[last]:
        return passages[first:last]
    return texts[text.html[start:stop]].passages


# Dividing a text ---------------------------------------------------------------------------------------------------


def _divided(html: str, readings: Readings) -> Text:
    """Divide a text.

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
    return Text(html, _passages(html, befores, behinds), befores, behinds)


def _has_words(inline: str) -> bool:
    return bool(inline) and not inline.isspace()


def _passages(html: str, befores: Sequence[int], behinds: Sequence[int]) -> tuple[Passage, ...]:
    count: Counter[str] = Counter()
    found: list[Passage] = []
    for start, stop in zip(behinds, befores[1:], strict=False):
        source = html[start:stop]
        found.append((source, count[source]))
        count[source] += 1
    return tuple(found)


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
