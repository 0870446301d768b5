"""What became of the units between those that are held in place: matched by how alike they are, split or merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from rapidfuzz.distance import LCSseq, Levenshtein

from lydelse.compare.chains import Pair, heaviest_chain
from lydelse.compare.matching import ELSEWHERE, Group, Matches, numbered
from lydelse.compare.model import Container, Unit
from lydelse.compare.run import Run
from lydelse.compare.similarity import Alike, Sides
from lydelse.compare.tokens import Codes

_ALIKE = 0.42  # from here on two units in a gap are one that was changed
_PART = 0.7  # so much of a part's words must stand in the whole that it was split from
_BIG_GAP = 2_500  # pairs of units
_ALONE = 0.3  # the only old and the only new unit of a gap

Gap: TypeAlias = tuple[tuple[Unit, ...], tuple[Unit, ...]]
"""The units of both texts that stand between two pairs of equal ones."""

MOVED = Unit(Container("", ""), "", Run(""), ())
"""Stands in a gap for a unit that was moved away or to there."""


class Gaps(dict[Gap, tuple[Group, ...]]):
    """The groups of units of a gap that are one, by their indexes in it.

    Versions that are compared with many others differ from them in the same places.
    """

    def __init__(self, codes: Codes, alike: Alike) -> None:
        """Begin with none; `codes` numbers the words of units, `alike` tells how alike they are."""
        super().__init__()
        self._codes = codes
        self._alike = alike

    def __missing__(self, gap: Gap) -> tuple[Group, ...]:
        groups = self[gap] = _groups(Sides(*gap, self._codes, self._alike))
        return groups


def _groups(sides: Sides) -> tuple[Group, ...]:
    matches = Matches(_partners(sides.old), _partners(sides.new))
    old, new = _left(matches.old, range(len(sides.old))), _left(matches.new, range(len(sides.new)))
    if len(old) * len(new) <= _BIG_GAP:
        _match_alike(old, new, sides, matches)
    else:
        for smaller in _between_equal(old, new, sides, matches):
            _match_alike(*smaller, sides, matches)
    for olds, news in matches.regions():
        _match_whole(_left(matches.old, olds), _left(matches.new, news), sides, matches)
    return tuple(_widen(pair, sides, matches) for pair in matches.in_place())


def _partners(units: Sequence[Unit]) -> list[int | None]:
    return [ELSEWHERE if unit is MOVED else None for unit in units]


def _left(partners: Sequence[int | None], indexes: Iterable[int]) -> list[int]:
    return [index for index in indexes if partners[index] is None]


def _between_equal(
    old: list[int], new: list[int], sides: Sides, matches: Matches
) -> Iterator[tuple[list[int], list[int]]]:
    """Match those units of a big gap that are equal, in order. Gives what stands between them."""
    first, second = numbered([sides.old[index] for index in old], [sides.new[index] for index in new])
    for code in Levenshtein.opcodes(first, second):
        olds, news = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            for at, other in zip(olds, news, strict=True):
                matches.add(at, other)
        elif code.tag == "replace":
            yield olds, news


def _match_alike(old: list[int], new: list[int], sides: Sides, matches: Matches) -> None:
    found = sides.candidates(old, new, _ALIKE)
    _hint_by_anchor(old, new, sides, found)
    if len(old) == len(new) == 1 and not found and sides.likeness(old[0], new[0]) >= _ALONE:
        matches.add(old[0], new[0])
        return
    pairs = list(found)
    weights = [found[at, other] * (len(sides.old_code(at)) + len(sides.new_code(other))) for at, other in pairs]
    for index in heaviest_chain(pairs, weights):
        matches.add(*pairs[index])


def _hint_by_anchor(old: list[int], new: list[int], sides: Sides, found: dict[Pair, float]) -> None:
    """Take a section's id as a strong hint: a heading with the same id is the same heading."""
    anchors = {sides.old[index].anchor: index for index in old if sides.old[index].anchor}
    for index in new if anchors else ():
        match = anchors.get(sides.new[index].anchor)
        if match is not None:
            found[match, index] = max(0.8, found.get((match, index), 0.0))


# Split and merged ----------------------------------------------------------------------------------------------


def _match_whole(old: list[int], new: list[int], sides: Sides, matches: Matches) -> None:
    """Match a unit with the largest of several that are, read as one, what it was or became."""
    if any(sides.old[index].is_row for index in old) or any(sides.new[index].is_row for index in new):
        return
    if len(new) == 1 and len(old) > 1:
        part = _largest_part(old, new[0], sides.old_code, sides.new_code)
        if part is not None:
            matches.add(part, new[0])
    elif len(old) == 1 and len(new) > 1:
        part = _largest_part(new, old[0], sides.new_code, sides.old_code)
        if part is not None:
            matches.add(old[0], part)


def _largest_part(
    parts: list[int], whole: int, part_code: Callable[[int], str], whole_code: Callable[[int], str]
) -> int | None:
    code = whole_code(whole)
    shared = LCSseq.similarity("".join(map(part_code, parts)), code)
    if shared < _PART * len(code):
        return None
    return max(parts, key=lambda part: (LCSseq.similarity(part_code(part), code), -part))


def _widen(pair: Pair, sides: Sides, matches: Matches) -> Group:
    """Let the unmatched neighbours of a changed unit join it where their words stand in what it was or became."""
    old, new = [pair[0]], [pair[1]]
    if sides.old[pair[0]].key != sides.new[pair[1]].key and not sides.old[pair[0]].is_row:
        _take_parts(new, matches.new, sides.new_code, sides.old_code(pair[0]), sides.new)
        if len(new) == 1:
            _take_parts(old, matches.old, sides.old_code, sides.new_code(pair[1]), sides.old)
    for index in old:
        matches.old[index] = pair[1]
    for index in new:
        matches.new[index] = pair[0]
    return Group(tuple(old), tuple(new))


def _take_parts(
    parts: list[int], partners: list[int | None], code: Callable[[int], str], whole: str, units: Sequence[Unit]
) -> None:
    """Add the neighbours of `parts` that are parts of the same whole."""
    shared = -1
    for step in (1, -1):
        at = parts[0 if step < 0 else -1] + step
        while 0 <= at < len(units) and partners[at] is None and not units[at].is_row:
            needed = _PART * len(code(at))
            shared = LCSseq.similarity(code(parts[0]), whole) if shared < 0 else shared
            if len(whole) - shared < needed:
                break
            wider = [*parts, at] if step > 0 else [at, *parts]
            gained = LCSseq.similarity("".join(map(code, wider)), whole)
            if gained - shared < needed:
                break
            parts[:] = wider
            shared, at = gained, at + step
