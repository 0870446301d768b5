"""Two texts that say the same in different languages, set beside each other block by block.

No word tells which blocks belong together, but their structure does: a heading stands beside a heading of its level, an
item beside an item, a table row beside a row. Where the structures differ, so does nearly always the number of blocks;
then lengths, numbers and link targets, which a translation keeps, tell which block has no counterpart (after W. Gale
and K. Church, A Program for Aligning Sentences in Bilingual Corpora, 1993).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from lydelse.compare.markup import safe
from lydelse.compare.model import Container, Unit
from lydelse.compare.parse import parse, parse_nested
from lydelse.compare.skeleton import Skeleton, is_usual, item_numbers, written_usually
from lydelse.compare.tags import LISTS

_GAP = 0.7
"""What it costs to leave a block without a counterpart."""
_STRANGE = 0.8
"""What it costs at most that the numbers and link targets of two blocks differ."""
_LEEWAY = 20
"""Characters by which a short text may differ without its meaning anything."""
_BAND = 100
"""How far, in blocks, counterparts are looked for on each side of where they should be."""
_SIGN = re.compile(r'\d+|href="(?:#|https?:|mailto:|tel:)[^"]*"')
_PLAIN = re.compile(r"<(p|h[1-6])>(\w[^<]*)</\1>")
"""A block of plain words, as most are: what is read of it is plain to see."""
_PAIR, _ONE, _OTHER = range(3)


class Part(NamedTuple):
    """A block of a text: as an HTML fragment of its own, and by what its counterpart is found, the tags of the blocks
    around it and its content."""

    html: str
    shape: tuple[str, ...]
    source: str


def parts(html: str) -> tuple[Part, ...]:
    """Give the blocks of an HTML fragment; all that can be read of it is there, in its order."""
    return _parts(parse(html))


def nested_parts(html: str) -> tuple[Part, ...]:
    """Do the same with HTML that is strictly nested.

    Raises:
        NotNestedError: it isn't.
    """
    html = safe(html)
    plain = _PLAIN.fullmatch(html)
    return (Part(f"{html}\n", (plain[1],), plain[2]),) if plain else _parts(parse_nested(html))


def _parts(read: Sequence[Unit]) -> tuple[Part, ...]:
    units = [unit for unit in read if unit.key]
    numbers = item_numbers(units)
    return tuple(Part(_alone(unit, numbers), _shape(unit), unit.source) for unit in units)


def _shape(unit: Unit) -> tuple[str, ...]:
    return tuple("list" if container.tag in LISTS else container.tag for container in unit.container.path)


def _alone(unit: Unit, numbers: dict[Container, int]) -> str:
    """Write a block with the containers around it."""
    if is_usual(unit, numbers):
        return written_usually(unit, unit.source)
    skeleton = Skeleton({}, numbers, alone=True)
    (skeleton.put_row if unit.is_row else skeleton.put)(unit, unit.source)
    return skeleton.finish()


# Counterparts --------------------------------------------------------------------------------------------------------


def counterparts(left: Sequence[Part], right: Sequence[Part]) -> list[tuple[int | None, int | None]]:
    """Give the indexes of the parts of two texts that stand beside each other; `None` where there is none.

    The effort grows with the texts, not with their product.
    """
    if [part.shape for part in left] == [part.shape for part in right]:
        return [(index, index) for index in range(len(left))]
    if not left or not right:
        return [*((index, None) for index in range(len(left))), *((None, index) for index in range(len(right)))]
    steps = _steps([*map(_traits, left)], [*map(_traits, right)])
    return [*_way_back(steps, len(left), len(right))][::-1]


class _Traits(NamedTuple):
    """What tells the counterpart of a part."""

    shape: tuple[str, ...]
    size: int
    signs: frozenset[str]


def _traits(part: Part) -> _Traits:
    return _Traits(part.shape, len(part.source), frozenset(_SIGN.findall(part.source)))


def _steps(left: Sequence[_Traits], right: Sequence[_Traits]) -> list[tuple[int, bytearray]]:
    """Give, for the beginnings of both texts, the last step of the cheapest way to them.

    An entry belongs to the first blocks of the left text; it holds the first length of the right text's beginning that
    was looked at, and the steps from there on.
    """
    width = max(_BAND, 2 * len(right) // len(left))
    found: list[tuple[int, bytearray]] = []
    before: dict[int, float] = {}
    for count in range(len(left) + 1):
        middle = count * len(right) // len(left)
        first, last = max(0, middle - width), min(len(right), middle + width)
        here: dict[int, float] = {}
        steps = bytearray()
        for other in range(first, last + 1):
            options = []
            if other - 1 in before and left[count - 1].shape == right[other - 1].shape:
                options.append((before[other - 1] + _strangeness(left[count - 1], right[other - 1]), _PAIR))
            if other in before:
                options.append((before[other] + _GAP, _ONE))
            if other - 1 in here:
                options.append((here[other - 1] + _GAP, _OTHER))
            here[other], step = min(options, default=(0.0, _PAIR))
            steps.append(step)
        found.append((first, steps))
        before = here
    return found


def _strangeness(one: _Traits, other: _Traits) -> float:
    """Tell how unlikely it is that two blocks of one shape say the same."""
    cost = abs(log((one.size + _LEEWAY) / (other.size + _LEEWAY)))
    signs = one.signs | other.signs
    return cost + _STRANGE * (1 - len(one.signs & other.signs) / len(signs)) if signs else cost


def _way_back(
    steps: Sequence[tuple[int, bytearray]], count: int, other: int
) -> Iterator[tuple[int | None, int | None]]:
    """Follow the steps from the ends of both texts to their beginnings."""
    while count or other:
        first, row = steps[count]
        step = row[other - first]
        count -= step != _OTHER
        other -= step != _ONE
        yield (None if step == _OTHER else count), (None if step == _ONE else other)
