"""What a comparison found. What both texts begin and end with is read only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lydelse.compare.model import Blank, Block, Kind, Unit


@dataclass(frozen=True)
class Comparison:
    """What differs between two texts, in the order in which it is shown.

    `start` and `end` are the HTML of whole blocks that both texts begin and end with, strictly nested; either may be
    empty. `ends` reads the units of both. `middle` are the blocks between them, and `blanks` have their places there.
    """

    start: str
    middle: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    end: str
    words_added: int
    words_removed: int
    changes: int
    ends: Callable[[], tuple[tuple[Unit, ...], tuple[Unit, ...]]] = field(repr=False, compare=False)

    @property
    def equal(self) -> bool:
        """Whether a reader would find no difference."""
        return self.changes == 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, those that both texts begin and end with among them."""
        head, tail = self.ends()
        return (*_unchanged(head), *self.middle, *_unchanged(tail))


def _unchanged(units: Iterable[Unit]) -> Iterator[Block]:
    return (Block(Kind.EQUAL, (unit,), (unit,)) for unit in units if unit.key)
