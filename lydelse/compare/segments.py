"""From equal words to segments: what is kept, removed and added, in the order in which it is shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from lydelse.compare.links import Links
from lydelse.compare.model import LinkChange, Op, Segment
from lydelse.compare.pieces import Pieces, Stretch


def segments(kept: list[Stretch], links: tuple[LinkChange, ...], before: Pieces, after: Pieces) -> tuple[Segment, ...]:
    """Give the segments: removed words stand before the added ones that replace them; white space before a change
    stays outside it where that leaves both texts as they are."""
    return tuple(_Sequence(before, after, links).all(kept))


class _Sequence:
    """The making of segments for one pair of runs."""

    def __init__(self, before: Pieces, after: Pieces, links: tuple[LinkChange, ...]) -> None:
        self.before, self.after = before, after
        self.old_edges, self.new_edges = before.edges(), after.edges()
        self.changes_old: list[LinkChange | None] = []
        self.changes_new: list[LinkChange | None] = []
        self.passed = (0, 0)
        """How much white space before the next equal words was dealt with, on each side."""
        if links:
            self._place_links(links)

    def _place_links(self, links: tuple[LinkChange, ...]) -> None:
        of_old = {link.old: link for link in links if link.old is not None}
        of_new = {link.new: link for link in links if link.new is not None}
        self.changes_old = [of_old.get(link) if link else None for link in Links.read(self.before).of]
        self.changes_new = [of_new.get(link) if link else None for link in Links.read(self.after).of]

    def all(self, kept: list[Stretch]) -> Iterator[Segment]:
        """Give all segments."""
        at = other = 0
        for old, new, length in kept:
            yield from self._gap(at, old, other, new)
            at, other = old + length, new + length
            yield from self._keep(old, new, length)
        yield from self._gap(at, len(self.before.pieces), other, len(self.after.pieces))
        yield from self._tail()

    def _keep(self, old: int, new: int, length: int) -> Iterator[Segment]:
        """Equal words, cut where a unit of either text starts."""
        if new == 0 < old and self.passed == (0, 0):
            # The new text starts here, without the white space that divides the old words.
            yield Segment(Op.KEEP, (self.before.start(old),) * 2, (0, 0), spaced=True)
        cuts = {edge - old for edge in _within(self.old_edges, old, old + length)}
        cuts |= {edge - new for edge in _within(self.new_edges, new, new + length)}
        places = sorted(cuts | {0, length})
        (old_passed, new_passed), self.passed = self.passed, (0, 0)
        for start, end in pairwise(places):
            old_from, old_to = self.before.interval(old + start, old + end)
            new_from, new_to = self.after.interval(new + start, new + end)
            yield Segment(
                Op.KEEP,
                (old_from + (old_passed if start == 0 else 0), old_to),
                (new_from + (new_passed if start == 0 else 0), new_to),
                joins=old + start in self.old_edges,
                breaks=new + start in self.new_edges and not (start == 0 and new_passed),
            )

    def _tail(self) -> Iterator[Segment]:
        """What stands after the last word: white space, or elements without text."""
        old = (self.before.start(len(self.before.pieces)), len(self.before.run.text))
        new = (self.after.start(len(self.after.pieces)), len(self.after.run.text))
        if new[0] < new[1] or old[0] < old[1]:
            yield Segment(Op.KEEP, old, new)

    # Between equal words ---------------------------------------------------------------------------------------

    def _gap(self, old: int, old_end: int, new: int, new_end: int) -> Iterator[Segment]:
        """What went and what came between equal words. What belongs to a kept link stays with it."""
        if old == old_end and new == new_end:
            return
        if not self.changes_old:
            yield from self._change(old, old_end, new, new_end)
            return
        around = self._link(old - 1, new - 1), self._link(old_end, new_end)
        old_head, old_tail = _in_links(around, self.changes_old, old, old_end)
        new_head, new_tail = _in_links(around, self.changes_new, new, new_end)
        yield from self._change(old, old_head, new, new_head, self._link(old - 1, new - 1))
        yield from self._change(old_head, old_tail, new_head, new_tail)
        link = self._link(old_end, new_end)
        if link is not None and link.new is not None and old_tail < old_end and new_tail == new_end:
            yield from self._link_head(old_tail, old_end, new_end)
        elif link is not None and old_tail < old_end and new_end == 0:
            yield self._former_link_head(old_tail, old_end)
        else:
            yield from self._change(old_tail, old_end, new_tail, new_end, link)

    def _former_link_head(self, old: int, old_end: int) -> Segment:
        """The first words of a former link that went, where the new text starts with what stayed of it: the white
        space between them stands in the link too."""
        self.passed = self.before.lead(old_end), 0
        removed = self.before.start(old), self.before.start(old_end) + self.passed[0]
        return Segment(Op.REMOVE, removed, (0, 0), joins=old in self.old_edges)

    def _link_head(self, old: int, old_end: int, new_end: int) -> Iterator[Segment]:
        """The first words of a link that went: the white space before the new link comes before them, and that
        before the words that stayed goes with them."""
        at, here = self.before.start(old), self.after.start(new_end)
        came = self.after.lead(new_end)
        if came or new_end == 0:
            self.passed = self.before.lead(old_end), came
        if came:
            space = self.before.space_before(old)
            breaks = new_end in self.new_edges
            tight = breaks and not self.before.follows_space(old)
            yield Segment(
                Op.KEEP if space else Op.ADD, (at, at + space), (here, here + came), breaks=breaks, tight=tight
            )
            at, here = at + space, here + came
        yield Segment(Op.REMOVE, (at, self.before.start(old_end) + self.passed[0]), (here, here))

    def _link(self, old: int, new: int) -> LinkChange | None:
        """The link that a pair of equal words stands in."""
        if not (0 <= old < len(self.changes_old) and 0 <= new < len(self.changes_new)):
            return None
        return self.changes_old[old] or self.changes_new[new]

    def _change(
        self, old: int, old_end: int, new: int, new_end: int, link: LinkChange | None = None
    ) -> Iterator[Segment]:
        """Removed words and the added ones that replace them; `link` is what they stand in."""
        old_at, new_at = self.before.start(old), self.after.start(new)
        space_old = self.before.space_before(old) if old < old_end else 0
        space_new = self.after.space_before(new) if new < new_end else 0
        # White space that stood in a link must not stand outside it.
        gone = link is not None and (link.new is None or new == new_end)
        if old == old_end:
            keeps_space = space_new > 0 and self.before.follows_space(old_end)
        elif new == new_end:
            keeps_space = space_old > 0 and self.after.follows_space(new_end)
        else:
            keeps_space = space_old > 0 and space_new > 0
        if keeps_space and not gone:
            yield Segment(Op.KEEP, (old_at, old_at + space_old), (new_at, new_at + space_new), spaced=space_new == 0)
            old_at, new_at = old_at + space_old, new_at + space_new
        elif link is not None and link.new is not None and old < old_end and new < new_end:
            # What stands before an added link must stand before what was removed from the link.
            there, lead = self.before.start(old), self.after.lead(new)
            breaks = new in self.new_edges
            tight = breaks and not self.before.follows_space(old)
            if lead:
                yield Segment(Op.ADD, (there, there), (new_at, new_at + lead), breaks=breaks, tight=tight)
            new_at += lead
        here = self.after.start(new)
        for start, end in self._cut(self.before, (old, old_end), old_at):
            edge = (start == self.before.start(old) and old in self.old_edges) or start != old_at
            yield Segment(Op.REMOVE, (start, end), (here, here), joins=edge)
        there, tight = self.before.start(old_end), not self.before.follows_space(old_end)
        for start, end in self._cut(self.after, (new, new_end), new_at):
            edge = (start == self.after.start(new) and new in self.new_edges) or start != new_at
            yield Segment(Op.ADD, (there, there), (start, end), breaks=edge, tight=edge and tight)

    def _cut(self, pieces: Pieces, span: tuple[int, int], from_: int) -> Iterator[tuple[int, int]]:
        """The interval of changed pieces, cut where a unit starts."""
        start, end = span
        edges = self.old_edges if pieces is self.before else self.new_edges
        if start == end:
            return
        places = [from_, *(pieces.start(edge) for edge in _within(edges, start + 1, end)), pieces.start(end)]
        yield from pairwise(places)


def _in_links(
    around: tuple[LinkChange | None, LinkChange | None], changes: list[LinkChange | None], start: int, end: int
) -> tuple[int, int]:
    """Where the words end that belong to the link before a gap, and where those of the link after it start."""
    link_before, link_after = around
    if link_before is not None and link_before is link_after:
        return end, end
    head = start
    while link_before is not None and head < end and changes[head] is link_before:
        head += 1
    tail = end
    while link_after is not None and tail > head and changes[tail - 1] is link_after:
        tail -= 1
    return head, tail


def _within(edges: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    return edges[bisect_left(edges, start) : bisect_left(edges, end)] if edges else ()
