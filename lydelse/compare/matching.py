"""Which units are one, as far as it is known while two texts are aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lydelse.compare.chains import Pair
from lydelse.compare.model import Unit

ELSEWHERE = -1
"""Stands for the partner of a unit that was moved."""


class Group(NamedTuple):
    """Units of both texts that are one, by their indexes; `moved` counts the moves from 1, 0 for none."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: int = 0


@dataclass(slots=True)
class Matches:
    """What was matched so far: the partner of every unit in the other text, and the pairs that were moved."""

    old: list[int | None]
    new: list[int | None]
    moved: list[Pair] = field(default_factory=list)

    def add(self, old: int, new: int) -> None:
        """Take two units for one, in place."""
        self.old[old], self.new[new] = new, old

    def move(self, old: int, new: int) -> None:
        """Take two units for one that was moved."""
        self.old[old] = self.new[new] = ELSEWHERE
        self.moved.append((old, new))

    def free(self, old: int, new: int) -> bool:
        """Whether both units exist and neither is matched."""
        inside = 0 <= old < len(self.old) and 0 <= new < len(self.new)
        return inside and self.old[old] is None and self.new[new] is None

    def in_place(self) -> list[Pair]:
        """Give the pairs that kept their order."""
        return [(old, new) for old, new in enumerate(self.old) if new is not None and new != ELSEWHERE]

    def regions(self) -> Iterator[tuple[range, range]]:
        """Give the stretches between the pairs that kept their order, empty ones too."""
        old_at = new_at = 0
        for old, new in [*self.in_place(), (len(self.old), len(self.new))]:
            yield range(old_at, old), range(new_at, new)
            old_at, new_at = old + 1, new + 1


def numbered(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[list[int], list[int]]:
    """Give a number for every unit, the same for those that read alike."""
    numbers: dict[object, int] = {}
    return (
        [numbers.setdefault(unit.key, len(numbers)) for unit in old],
        [numbers.setdefault(unit.key, len(numbers)) for unit in new],
    )
