"""What two texts begin and end with, cut off before they are read: most of a text stays as it was.

Only whole blocks are cut off, of texts that are strictly nested: what stands in such an end reads the same on its own
as in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from lydelse.compare.passages import Passage, Text, Texts


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
