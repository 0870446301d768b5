"""Which units of the old text became which units of the new one.

Equal units come first: those that stand once in each text and keep their order hold the rest in place. What is equal
but out of order was moved. In the gaps that remain, units are matched by how alike they are; then paragraphs that were
split or merged are looked for, and, among what is left, moves with changed words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from lydelse.compare.chains import Pair, heaviest_chain
from lydelse.compare.model import Unit
from lydelse.compare.similarity import Sides

_ANCHOR_LETTERS = 20  # shorter equal units don't hold the rest in place: "Yes" stands anywhere
_MOVE_WORDS = 5  # shorter units are not called moved on their own
_ALIKE = 0.42  # from here on two units in a gap are one that was changed
_MOVED_ALIKE = 0.72  # elsewhere it takes more to be the same unit
_FOLLOWS_ALIKE = 0.5  # beside a moved unit it takes less
_PART = 0.7  # so much of a part's words must stand in the whole that it was split from
_BIG_GAP = 2_500  # pairs of units
_ALONE = 0.3  # the only old and the only new unit of a gap


class Group(NamedTuple):
    """Units of both texts that are one, by their indexes; `moved` counts the moves from 1, 0 for none."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: int = 0


@dataclass(slots=True)
class _Matches:
    """What was matched so far: the partner of every unit, in place or moved."""

    old: list[int | None]
    new: list[int | None]
    moved: set[Pair] = field(default_factory=set)

    def add(self, old: int, new: int) -> None:
        self.old[old], self.new[new] = new, old

    def move(self, old: int, new: int) -> None:
        self.add(old, new)
        self.moved.add((old, new))

    def free(self, old: int, new: int) -> bool:
        """Whether both units exist and neither is matched."""
        inside = 0 <= old < len(self.old) and 0 <= new < len(self.new)
        return inside and self.old[old] is None and self.new[new] is None

    def in_place(self) -> list[Pair]:
        return [(old, new) for old, new in enumerate(self.old) if new is not None and (old, new) not in self.moved]


def align(sides: Sides, *, moves: bool = True) -> tuple[Group, ...]:
    """Give the groups of units that are one, by the order of their new units; units in no group were added or
    removed."""
    if not sides.old or not sides.new:
        return ()
    old_keys, new_keys = _numbered(sides.old, sides.new)
    matches = _Matches([None] * len(old_keys), [None] * len(new_keys))
    _match_equal(old_keys, new_keys, sides, matches)
    if moves:
        _move_equal(old_keys, new_keys, sides, matches)
    gaps = list(_gaps(matches))
    for old, new in gaps:
        _match_gap((old, new), (old_keys, new_keys), sides, matches)
    for old, new in _gaps(matches):
        _match_whole(old, new, sides, matches)
    groups = [_widen(pair, sides, matches) for pair in matches.in_place()]
    if moves:
        _move_alike(sides, matches)
    return tuple(sorted(groups + _moves(matches), key=lambda group: group.new))


def _numbered(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[list[int], list[int]]:
    numbers: dict[object, int] = {}
    return (
        [numbers.setdefault(unit.key, len(numbers)) for unit in old],
        [numbers.setdefault(unit.key, len(numbers)) for unit in new],
    )


# Equal units ---------------------------------------------------------------------------------------------------


def _match_equal(old: list[int], new: list[int], sides: Sides, matches: _Matches) -> None:
    for stretch in _kept_order(_stretches(_unique(old, new)), sides):
        for pair in stretch:
            matches.add(*pair)
    for pair in matches.in_place():
        _extend(pair, old, new, matches)


def _unique(old: list[int], new: list[int]) -> list[Pair]:
    """The pairs of equal units that stand once in each text, by the order of the old one."""
    old_count, new_count = Counter(old), Counter(new)
    where = {key: index for index, key in enumerate(new)}
    return [(index, where[key]) for index, key in enumerate(old) if old_count[key] == 1 and new_count.get(key) == 1]


def _stretches(pairs: list[Pair]) -> list[list[Pair]]:
    """Join pairs that follow each other in both texts."""
    stretches: list[list[Pair]] = []
    for old, new in pairs:
        if stretches and stretches[-1][-1] == (old - 1, new - 1):
            stretches[-1].append((old, new))
        else:
            stretches.append([(old, new)])
    return stretches


def _kept_order(stretches: list[list[Pair]], sides: Sides) -> list[list[Pair]]:
    """Those stretches, long enough to go by, that keep their order and weigh most."""
    weights = [sum(len(sides.old[old].run.text) for old, _ in stretch) for stretch in stretches]
    long = [index for index, weight in enumerate(weights) if weight >= _ANCHOR_LETTERS]
    chain = heaviest_chain([stretches[index][0] for index in long], [weights[index] for index in long])
    return [stretches[long[index]] for index in chain]


def _extend(pair: Pair, old: list[int], new: list[int], matches: _Matches) -> None:
    """Match the equal neighbours of a matched pair, on both sides."""
    for step in (1, -1):
        at, other = pair[0] + step, pair[1] + step
        while matches.free(at, other) and old[at] == new[other]:
            matches.add(at, other)
            at, other = at + step, other + step


# Moves ---------------------------------------------------------------------------------------------------------


def _move_equal(old: list[int], new: list[int], sides: Sides, matches: _Matches) -> None:
    """Take equal units that are out of order as moved, and what belongs to them."""
    left_old = Counter(key for key, partner in zip(old, matches.old, strict=True) if partner is None)
    left_new = Counter(key for key, partner in zip(new, matches.new, strict=True) if partner is None)
    where = {key: index for index, key in enumerate(new) if matches.new[index] is None}
    gap_of_old, gap_of_new = _gap_numbers(matches)
    moved = [
        (index, where[key])
        for index, key in enumerate(old)
        if matches.old[index] is None
        and left_old[key] == 1
        and left_new.get(key) == 1
        and gap_of_old[index] != gap_of_new[where[key]]
        and len(sides.old_code(index)) >= _MOVE_WORDS
    ]
    for pair in moved:
        matches.move(*pair)
    for pair in moved:
        _follow(pair, sides, matches)


def _gap_numbers(matches: _Matches) -> tuple[list[int], list[int]]:
    """The number of the gap that every unit stands in, alike on both sides."""
    numbers: list[list[int]] = []
    for partners in (matches.old, matches.new):
        count = 0
        numbers.append([])
        for partner in partners:
            count += partner is not None
            numbers[-1].append(count)
    return numbers[0], numbers[1]


def _follow(pair: Pair, sides: Sides, matches: _Matches) -> None:
    """Let alike neighbours of a moved unit move with it."""
    for step in (1, -1):
        at, other = pair[0] + step, pair[1] + step
        while matches.free(at, other) and sides.likeness(at, other) >= _FOLLOWS_ALIKE:
            matches.move(at, other)
            at, other = at + step, other + step


def _move_alike(sides: Sides, matches: _Matches) -> None:
    """Find moves with changed words among what is left."""
    old = [index for index in _left(matches.old) if len(sides.old_code(index)) >= _MOVE_WORDS]
    new = [index for index in _left(matches.new) if len(sides.new_code(index)) >= _MOVE_WORDS]
    if not old or not new:
        return
    found = sides.candidates(old, new, _MOVED_ALIKE)
    moved = []
    for pair, _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if matches.free(*pair) and sides.begin_alike(*pair):
            matches.move(*pair)
            moved.append(pair)
    for pair in moved:
        _follow(pair, sides, matches)


def _left(partners: list[int | None]) -> list[int]:
    return [index for index, partner in enumerate(partners) if partner is None]


# Gaps ----------------------------------------------------------------------------------------------------------


def _regions(matches: _Matches) -> Iterator[tuple[range, range]]:
    """The stretches between units that are matched in place, empty ones too."""
    old_at = new_at = 0
    for old, new in [*matches.in_place(), (len(matches.old), len(matches.new))]:
        yield range(old_at, old), range(new_at, new)
        old_at, new_at = old + 1, new + 1


def _gaps(matches: _Matches) -> Iterator[tuple[list[int], list[int]]]:
    """The unmatched units of the stretches in which both texts have some."""
    for old, new in _regions(matches):
        left_old = [index for index in old if matches.old[index] is None]
        left_new = [index for index in new if matches.new[index] is None]
        if left_old and left_new:
            yield left_old, left_new


def _match_gap(
    gap: tuple[list[int], list[int]], keys: tuple[list[int], list[int]], sides: Sides, matches: _Matches
) -> None:
    """Match the units of a gap; in a big one first those that are equal, in order."""
    if len(gap[0]) * len(gap[1]) <= _BIG_GAP:
        _match_alike(*gap, sides, matches)
        return
    for smaller in _between_equal(gap, keys, matches):
        _match_alike(*smaller, sides, matches)


def _between_equal(
    gap: tuple[list[int], list[int]], keys: tuple[list[int], list[int]], matches: _Matches
) -> Iterator[tuple[list[int], list[int]]]:
    old, new = gap
    first, second = [keys[0][index] for index in old], [keys[1][index] for index in new]
    for code in Levenshtein.opcodes(first, second):
        olds, news = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            for at, other in zip(olds, news, strict=True):
                matches.add(at, other)
        elif code.tag == "replace":
            yield olds, news


def _match_alike(old: list[int], new: list[int], sides: Sides, matches: _Matches) -> None:
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


def _match_whole(old: list[int], new: list[int], sides: Sides, matches: _Matches) -> None:
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


def _widen(pair: Pair, sides: Sides, matches: _Matches) -> Group:
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


# Together ------------------------------------------------------------------------------------------------------


def _moves(matches: _Matches) -> list[Group]:
    """The moved units; those that follow each other in both texts share a number."""
    groups: list[Group] = []
    previous, number = (-2, -2), 0
    for old, new in sorted(matches.moved, key=lambda pair: pair[1]):
        number += previous != (old - 1, new - 1)
        groups.append(Group((old,), (new,), number))
        previous = (old, new)
    return groups
