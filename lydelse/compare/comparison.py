"""What a comparison found. What both texts begin and end with is read only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lydelse.compare.model import Blank, Block, Kind
from lydelse.compare.parse import parse


@dataclass(frozen=True)
class Comparison:
    """What differs between two texts, in the order in which it is shown.

    `start` and `end` are the HTML of whole blocks that both texts begin and end with, strictly nested; either may be
    empty. `middle` are the blocks between them, and `blanks` have their places there.
    """

    start: str
    middle: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    end: str
    words_added: int
    words_removed: int
    changes: int

    @property
    def equal(self) -> bool:
        """Whether a reader would find no difference."""
        return self.changes == 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, those that both texts begin and end with among them."""
        return (*_unchanged(self.start), *self.middle, *_unchanged(self.end))


def _unchanged(html: str) -> Iterator[Block]:
    return (Block(Kind.EQUAL, (unit,), (unit,)) for unit in parse(html) if unit.key)
