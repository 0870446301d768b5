"""A run divided into words, each with its place in the run's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lydelse.compare.run import BREAK, UNIT_EDGE, Run
from lydelse.compare.tokens import Codes, lead_of

Stretch: TypeAlias = tuple[int, int, int]
"""Equal words: the first old one, the first new one, and how many."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A run's words, where each stands in the text, and their codes. A piece has what stands before its word."""

    run: Run
    pieces: tuple[str, ...]
    starts: tuple[int, ...]
    """Where each piece starts, and where the last one ends."""
    code: str

    @classmethod
    def of(cls, run: Run, codes: Codes) -> Pieces:
        """Divide a run."""
        pieces, code, starts = codes.divided(run)
        return cls(run, pieces, starts, code)

    def start(self, index: int) -> int:
        """Where in the text a piece starts; the end of the last piece for the index after it."""
        return self.starts[index]

    def word_start(self, index: int) -> int:
        """Where in the text a piece's word starts."""
        offset = self.starts[index] if index else -1
        return offset + lead_of(self.pieces[index])

    def interval(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text the pieces from `start` to before `end` stand."""
        return self.starts[start], self.starts[end]

    def follows_space(self, index: int) -> bool:
        """Whether white space stands before a piece; so it does before the end."""
        if index >= len(self.pieces) or self.pieces[index][0].isspace():
            return True
        return UNIT_EDGE in self.pieces[index] or self.space_before(index) > 0

    def space_before(self, index: int) -> int:
        """How many characters before a piece's word end in white space that may stand outside a mark."""
        piece = self.pieces[index]
        lead = piece[: lead_of(piece)]
        if lead == " ":
            return int(index > 0)
        if BREAK in lead or UNIT_EDGE in lead:
            return 0
        length = max((at + 1 for at, character in enumerate(lead) if character.isspace()), default=0)
        return max(0, length - (index == 0))

    def lead(self, index: int) -> int:
        """How many characters before a piece's word stand before the link that it may begin."""
        piece = self.pieces[index]
        before = piece[: lead_of(piece)]
        length = max((at + 1 for at, sign in enumerate(before) if sign.isspace() or sign == UNIT_EDGE), default=0)
        return max(0, length - (index == 0))

    def edges(self) -> tuple[int, ...]:
        """The pieces with which another unit starts."""
        if UNIT_EDGE not in self.run.text:
            return ()
        return tuple(index for index, piece in enumerate(self.pieces) if UNIT_EDGE in piece)
