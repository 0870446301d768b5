"""Which parts of a text are which of its translation.

Translations keep the order of what they translate, and long parts become long ones, short parts short ones. So the
cheapest way through both texts is looked for in which each part is paired with one of the other text, with two of
them (it was divided), or with none (Gale and Church, *A Program for Aligning Sentences in Bilingual Corpora*, 1993).
Kinds of parts, numbers, links and the mark at the end count beside the lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple, TypeAlias

from lydelse.check.texts import Kind, Part

_ALONE = 1.0
"""The price of a part without a counterpart; the other prices are held against it."""
_ALONE_TOO = 0.8
"""That of one beside another that has none: what is missing mostly stood together."""
_OTHER_KIND = 0.6
_OTHER_LEVEL = 0.3
_LENGTH = 0.9
_MARKS = 0.5
_OTHER_END = 0.15
_DIVIDED = 0.3
_DIVIDED_LENGTH = 3.0
_DIVIDED_FIT = 0.15
"""So much better two parts have to fit together than each of them does."""
_SHORT = 20
"""Characters; that shorter parts differ in length says little."""
_BAND = 60
"""How many parts more one text may have before a place than the other: keeps long texts cheap."""
_NARROW = 8
"""The band that is tried first in long texts: most translations leave out little at a time."""
_LONG = 200
"""From so many parts a text is long."""
_FITTING = 0.3
"""What a part may cost on the way through a narrow band for it to be believed: parts that don't belong together cost
about twice as much."""

_RUNNING = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.DEFINITION})
"""Kinds that can stand for each other, and that can be divided."""


class Pair(NamedTuple):
    """Parts of two texts that belong together: one of each, one and two, or one and none."""

    one: tuple[Part, ...]
    other: tuple[Part, ...]


def pair_up(one: Sequence[Part], other: Sequence[Part]) -> tuple[Pair, ...]:
    """Give the parts of two texts, both in order, each in one pair."""
    if [(part.kind, part.level) for part in one] == [(part.kind, part.level) for part in other]:
        return tuple(Pair((first,), (second,)) for first, second in zip(one, other, strict=True))
    return tuple(_cheapest(one, other))


_Step: TypeAlias = tuple[int, int]
_PAIRED, _GONE, _CAME, _SPLIT, _MERGED = (1, 1), (1, 0), (0, 1), (1, 2), (2, 1)


class _Traits(NamedTuple):
    """What of a part the prices depend on."""

    kind: Kind
    level: int
    length: int
    end: str
    marks: frozenset[str]


def _traits(part: Part) -> _Traits:
    """A part's traits. Its end is a mark: a list's last item ends otherwise than those before. Its own marks are what
    is the same in every language: numbers and the addresses of links."""
    last = part.text[-1:]
    marks = frozenset(word for word in part.words if word.isdecimal()) | {link.target for link in part.links}
    return _Traits(part.kind, part.level, len(part.text), last if last in ".,:;?!" else "", marks)


def _cheapest(one: Sequence[Part], other: Sequence[Part]) -> Iterator[Pair]:
    """Go back the cheapest way from the ends to the starts."""
    steps = _cheapest_steps(tuple(map(_traits, one)), tuple(map(_traits, other)))
    at, beside = len(one), len(other)
    found: list[Pair] = []
    while at or beside:
        taken, across = steps[at, beside]
        found.append(Pair(tuple(one[at - taken : at]), tuple(other[beside - across : beside])))
        at, beside = at - taken, beside - across
    return reversed(found)


def _cheapest_steps(one: Sequence[_Traits], other: Sequence[_Traits]) -> Mapping[_Step, _Step]:
    """The last step of the cheapest way to every place that is looked at. In long texts a narrow band comes first."""
    longest = max(len(one), len(other))
    if longest >= _LONG:
        steps, price = _steps(one, other, _NARROW)
        if price <= _FITTING * longest:
            return steps
    return _steps(one, other, _BAND)[0]


def _steps(one: Sequence[_Traits], other: Sequence[_Traits], band: int) -> tuple[Mapping[_Step, _Step], float]:
    """Look at a band around the straight way; give the last step to every place in it, and the price of the whole."""
    prices: dict[_Step, float] = {(0, 0): 0.0}
    steps: dict[_Step, _Step] = {}
    width = band + abs(len(one) - len(other))
    for at in range(len(one) + 1):
        middle = at * len(other) // max(1, len(one))
        for beside in range(max(0, middle - width), min(len(other), middle + width) + 1):
            least = inf
            for step in (_PAIRED, _GONE, _CAME, _SPLIT, _MERGED):
                before = at - step[0], beside - step[1]
                price = prices.get(before, inf)
                if price < least:
                    price += _price(one[before[0] : at], other[before[1] : beside], goes_on=steps.get(before) == step)
                    if price < least:
                        least, steps[at, beside] = price, step
            if least < inf:
                prices[at, beside] = least
    return steps, prices[len(one), len(other)]


def _price(one: Sequence[_Traits], other: Sequence[_Traits], *, goes_on: bool) -> float:
    if not one or not other:
        return _ALONE_TOO if goes_on else _ALONE
    if len(one) == len(other) == 1:
        return _price_of_pair(one[0], other[0])
    return _price_of_divided(one[0], other) if len(one) == 1 else _price_of_divided(other[0], one)


def _price_of_pair(one: _Traits, other: _Traits) -> float:
    price = 0.0
    if one.kind is not other.kind:
        if not {one.kind, other.kind} <= _RUNNING:
            return 3 * _ALONE
        price = _OTHER_KIND
    elif one.level != other.level:
        price = _OTHER_LEVEL
    price += _OTHER_END if one.end != other.end else 0
    return price + _LENGTH * _unlike(one.length, other.length) + _MARKS * _apart(one.marks, other.marks)


def _price_of_divided(whole: _Traits, parts: Sequence[_Traits]) -> float:
    first, second = parts
    together = _unlike(whole.length, first.length + second.length)
    alone = min(_unlike(whole.length, first.length), _unlike(whole.length, second.length))
    is_alike = whole.kind is first.kind is second.kind and whole.kind in _RUNNING
    if together + _DIVIDED_FIT > alone or not is_alike:
        return 3 * _ALONE
    return _DIVIDED + _DIVIDED_LENGTH * together + _MARKS * _apart(whole.marks, first.marks | second.marks)


def _unlike(one: int, other: int) -> float:
    """How much two lengths differ, from 0 to 1."""
    return abs(one - other) / max(one, other, _SHORT)


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of two sets isn't in both, from 0 to 1."""
    return len(one ^ other) / len(one | other) if one or other else 0.0
