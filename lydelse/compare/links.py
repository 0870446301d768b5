"""Links over words that stayed: which old link became which new one.

A link is never divided. Where the words that two texts share would tear one apart, those words are given up, so that
the old link is shown as removed and the new one as added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lydelse.compare.model import LinkChange
from lydelse.compare.pieces import Pieces, Stretch
from lydelse.compare.run import UNIT_EDGE, Inline

_SAME_LINK = 0.5  # of a link's words: with fewer in common, links to different targets are different links


@dataclass(frozen=True, slots=True)
class Links:
    """The links that hold a run's words: for every word the link it stands in, or `None`."""

    of: tuple[Inline | None, ...]
    sizes: dict[Inline, int]

    @classmethod
    def read(cls, pieces: Pieces) -> Links:
        """Find the link of every word."""
        found: list[Inline | None] = [None] * len(pieces.pieces)
        sizes = {}
        for link in pieces.run.links:
            start, end = (bisect_left(pieces.starts, at, lo=1) - 1 for at in (link.start + 1, link.end))
            found[start:end] = [link] * (end - start)
            sizes[link] = end - start
        return cls(tuple(found), sizes)


def reconcile(stretches: list[Stretch], before: Pieces, after: Pieces) -> tuple[list[Stretch], tuple[LinkChange, ...]]:
    """Give the stretches of equal words that leave every link whole, and the links over them."""
    if not before.run.links and not after.run.links:
        return stretches, ()
    old, new = Links.read(before), Links.read(after)
    pairs = [(at + step, other + step) for at, other, length in stretches for step in range(length)]
    while True:
        torn = _torn(pairs, old, new, after)
        if not torn:
            break
        pairs = [pair for pair in pairs if old.of[pair[0]] not in torn and new.of[pair[1]] not in torn]
    kept: dict[tuple[Inline | None, Inline | None], list[tuple[int, int]]] = defaultdict(list)
    for at, other in pairs:
        kept[old.of[at], new.of[other]].append((at, other))
    kept.pop((None, None), None)
    links = tuple(LinkChange(*pair, _interval(words, old, after)) for pair, words in kept.items())
    return list(_stretches(pairs)), links


def _torn(pairs: list[tuple[int, int]], old: Links, new: Links, after: Pieces) -> set[Inline]:
    """The links that the shared words would tear apart, or that share too little with what they became."""
    partners: dict[Inline, set[Inline | None]] = defaultdict(set)
    kept: dict[Inline, list[tuple[int, int]]] = defaultdict(list)
    for at, other in pairs:
        first, second = old.of[at], new.of[other]
        if first is not None:
            partners[first].add(second)
            kept[first].append((at, other))
        if second is not None:
            partners[second].add(first)
            kept[second].append((at, other))
    torn = {link for link, others in partners.items() if len(others) > 1}
    for link, others in partners.items():
        sizes = old.sizes if link in old.sizes else new.sizes
        same_target = all(other is not None and other.target == link.target for other in others)
        if not same_target and len(kept[link]) < _SAME_LINK * sizes[link]:
            torn.add(link)
    gone = (link for link in old.sizes if partners.get(link) == {None})
    torn.update(link for link in gone if not _in_one_piece(kept[link], old, after))
    return torn


def _in_one_piece(words: Sequence[tuple[int, int]], old: Links, after: Pieces) -> bool:
    """Whether words that were a link follow each other in the new text, with the same formatting throughout."""
    if words[-1][1] - words[0][1] + 1 != len(words):
        return False
    start, end = _interval(words, old, after)
    if UNIT_EDGE in after.run.text[start:end]:
        return False
    return len({span.within for span in after.run.spans if span.start < end and span.end > start}) == 1


def _interval(words: Sequence[tuple[int, int]], old: Links, after: Pieces) -> tuple[int, int]:
    """Where in the new text words of a link stand; with the white space before them if it stood in the link."""
    (first, start), (_, last) = words[0], words[-1]
    within = first > 0 and old.of[first] is not None and old.of[first - 1] is old.of[first]
    return after.start(start) if within else after.word_start(start), after.starts[last + 1]


def _stretches(pairs: Iterable[tuple[int, int]]) -> Iterable[Stretch]:
    start, length = (-1, -1), 0
    for at, other in pairs:
        if (at, other) == (start[0] + length, start[1] + length):
            length += 1
            continue
        if length:
            yield (*start, length)
        start, length = (at, other), 1
    if length:
        yield (*start, length)
