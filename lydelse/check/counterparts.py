"""Which parts of a text are which of its translation.

Translations keep the order of what they translate, and long parts become long ones, short parts short ones. So the
cheapest way through both texts is looked for in which each part is paired with one of the other text, with two of
them (it was divided), or with none (Gale and Church, *A Program for Aligning Sentences in Bilingual Corpora*, 1993).
Kinds of parts, numbers, links and the mark at the end count beside the lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def _cheapest(one: Sequence[Part], other: Sequence[Part]) -> Iterator[Pair]:
    """Go back the cheapest way from the ends to the starts."""
    steps = _steps(one, other)
    at, beside = len(one), len(other)
    found: list[Pair] = []
    while at or beside:
        taken, across = steps[at, beside]
        found.append(Pair(tuple(one[at - taken : at]), tuple(other[beside - across : beside])))
        at, beside = at - taken, beside - across
    return reversed(found)


def _steps(one: Sequence[Part], other: Sequence[Part]) -> dict[tuple[int, int], _Step]:
    """The last step of the cheapest way to every place in both texts, in a band around the straight one."""
    prices: dict[tuple[int, int], float] = {(0, 0): 0.0}
    steps: dict[tuple[int, int], _Step] = {}
    for at in range(len(one) + 1):
        middle = at * len(other) // max(1, len(one))
        width = _BAND + abs(len(one) - len(other))
        for beside in range(max(0, middle - width), min(len(other), middle + width) + 1):
            options = []
            for step in (_PAIRED, _GONE, _CAME, _SPLIT, _MERGED):
                before = at - step[0], beside - step[1]
                if before in prices:
                    goes_on = steps.get(before) == step
                    price = _price(one[before[0] : at], other[before[1] : beside], goes_on=goes_on)
                    options.append((prices[before] + price, step))
            if options:
                prices[at, beside], steps[at, beside] = min(options, key=lambda option: option[0])
    return steps


def _price(one: Sequence[Part], other: Sequence[Part], *, goes_on: bool) -> float:
    if not one or not other:
        return _ALONE_TOO if goes_on else _ALONE
    if len(one) == len(other) == 1:
        return _price_of_pair(one[0], other[0])
    return _price_of_divided(one, other) if len(one) == 1 else _price_of_divided(other, one)


def _price_of_pair(one: Part, other: Part) -> float:
    price = 0.0
    if one.kind is not other.kind:
        if not {one.kind, other.kind} <= _RUNNING:
            return 3 * _ALONE
        price = _OTHER_KIND
    elif one.level != other.level:
        price = _OTHER_LEVEL
    price += _OTHER_END if _end(one) != _end(other) else 0
    return price + _LENGTH * _unlike(len(one.text), len(other.text)) + _MARKS * _apart(_marks(one), _marks(other))


def _price_of_divided(whole: Sequence[Part], parts: Sequence[Part]) -> float:
    kinds = {part.kind for part in (*whole, *parts)}
    length = len(whole[0].text)
    together = _unlike(length, sum(len(part.text) for part in parts))
    alone = min(_unlike(length, len(part.text)) for part in parts)
    if len(kinds) > 1 or not kinds <= _RUNNING or together + _DIVIDED_FIT > alone:
        return 3 * _ALONE
    marks = frozenset().union(*map(_marks, parts))
    return _DIVIDED + _DIVIDED_LENGTH * together + _MARKS * _apart(_marks(whole[0]), marks)


def _end(part: Part) -> str:
    """The mark with which a part ends: a list's last item ends otherwise than those before."""
    return part.text[-1:] if part.text[-1:] in ".,:;?!" else ""


def _unlike(one: int, other: int) -> float:
    """How much two lengths differ, from 0 to 1."""
    return abs(one - other) / max(one, other, _SHORT)


def _marks(part: Part) -> frozenset[str]:
    """What is the same in every language: numbers and the addresses of links."""
    return frozenset(word for word in part.words if word.isdecimal()) | {link.target for link in part.links}


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of two sets isn't in both, from 0 to 1."""
    return len(one ^ other) / len(one | other) if one or other else 0.0
