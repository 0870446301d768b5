"""Which units of the old text became which units of the new one.

Equal units come first: those that stand once in each text and keep their order hold the rest in place. What is equal
but out of order was moved. In the gaps that remain, units are matched by how alike they are; then paragraphs that were
split or merged are looked for, and, among what is left, moves with changed words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lydelse.compare.chains import Pair, heaviest_chain
from lydelse.compare.gaps import MOVED, Gaps
from lydelse.compare.matching import Group, Matches, numbered
from lydelse.compare.model import Unit
from lydelse.compare.similarity import Sides

_ANCHOR_LETTERS = 20  # shorter equal units don't hold the rest in place: "Yes" stands anywhere
_MOVE_WORDS = 5  # shorter units are not called moved on their own
_MOVED_ALIKE = 0.72  # elsewhere it takes more to be the same unit
_FOLLOWS_ALIKE = 0.5  # beside a moved unit it takes less


def align(sides: Sides, gaps: Gaps, *, moves: bool = True) -> tuple[Group, ...]:
    """Give the groups of units that are one, by the order of their new units; units in no group were added or
    removed. `gaps` knows what was found before between equal units."""
    if not sides.old or not sides.new:
        return ()
    old, new = numbered(sides.old, sides.new)
    matches = Matches([None] * len(old), [None] * len(new))
    _match_equal(old, new, sides, matches)
    if moves:
        _move_equal(old, new, sides, matches)
    groups = [Group((at,), (other,)) for at, other in matches.in_place()]
    groups += _match_gaps(sides, gaps, matches)
    if moves:
        _move_alike(sides, matches)
    return tuple(sorted(groups + _moves(matches), key=lambda group: group.new))


def _match_gaps(sides: Sides, gaps: Gaps, matches: Matches) -> Iterator[Group]:
    """Match what stands between equal units."""
    for olds, news in matches.regions():
        if not (olds and news):
            continue
        for group in gaps[_unmatched(sides.old, matches.old, olds), _unmatched(sides.new, matches.new, news)]:
            found = Group(
                tuple(olds.start + index for index in group.old), tuple(news.start + index for index in group.new)
            )
            for at in found.old:
                matches.old[at] = found.new[0]
            for other in found.new:
                matches.new[other] = found.old[0]
            yield found


def _unmatched(units: Sequence[Unit], partners: Sequence[int | None], indexes: range) -> tuple[Unit, ...]:
    """Give the units of a stretch, with a sign for those that were moved."""
    return tuple(units[index] if partners[index] is None else MOVED for index in indexes)


# Equal units ---------------------------------------------------------------------------------------------------


def _match_equal(old: list[int], new: list[int], sides: Sides, matches: Matches) -> None:
    kept = _kept_order(_stretches(_unique(old, new)), sides)
    for stretch in kept:
        for pair in stretch:
            matches.add(*pair)
    for stretch in kept:
        _extend(stretch[0], old, new, matches)
        _extend(stretch[-1], old, new, matches)


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


def _extend(pair: Pair, old: list[int], new: list[int], matches: Matches) -> None:
    """Match the equal neighbours of a matched pair, on both sides."""
    for step in (1, -1):
        at, other = pair[0] + step, pair[1] + step
        while matches.free(at, other) and old[at] == new[other]:
            matches.add(at, other)
            at, other = at + step, other + step


# Moves ---------------------------------------------------------------------------------------------------------


def _move_equal(old: list[int], new: list[int], sides: Sides, matches: Matches) -> None:
    """Take equal units that are out of order as moved, and what belongs to them."""
    keys_old, keys_new = [old[at] for at in _left(matches.old)], [new[at] for at in _left(matches.new)]
    if set(keys_old).isdisjoint(keys_new):
        return
    left_old, left_new = Counter(keys_old), Counter(keys_new)
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


def _gap_numbers(matches: Matches) -> tuple[list[int], list[int]]:
    """The number of the gap that every unit stands in, alike on both sides."""
    numbers: list[list[int]] = []
    for partners in (matches.old, matches.new):
        count = 0
        numbers.append([])
        for partner in partners:
            count += partner is not None
            numbers[-1].append(count)
    return numbers[0], numbers[1]


def _follow(pair: Pair, sides: Sides, matches: Matches) -> None:
    """Let alike neighbours of a moved unit move with it."""
    for step in (1, -1):
        at, other = pair[0] + step, pair[1] + step
        while matches.free(at, other) and sides.likeness(at, other) >= _FOLLOWS_ALIKE:
            matches.move(at, other)
            at, other = at + step, other + step


def _move_alike(sides: Sides, matches: Matches) -> None:
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


# Together ------------------------------------------------------------------------------------------------------


def _moves(matches: Matches) -> list[Group]:
    """The moved units; those that follow each other in both texts share a number."""
    groups: list[Group] = []
    previous, number = (-2, -2), 0
    for old, new in sorted(matches.moved, key=lambda pair: pair[1]):
        number += previous != (old - 1, new - 1)
        groups.append(Group((old,), (new,), number))
        previous = (old, new)
    return groups
