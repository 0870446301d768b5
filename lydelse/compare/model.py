"""The values of a comparison: what was parsed, what was found, what a writer is given.

*Old* and *new* are the two texts. A *unit* is the smallest thing that is aligned: a run of inline HTML (a paragraph,
a heading, the text of a list item) or a table row. A *segment* is a stretch of words that stayed, went or came. A
*block* pairs units of both texts.

Nothing here is changed once it was made. What a text has by the tens of thousands isn't frozen all the same, or is a
tuple: a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from lydelse.compare.run import Inline, Run

Key: TypeAlias = tuple[object, ...]


class Kind(StrEnum):
    """What happened to a block. A moved block can have changed words too."""

    EQUAL = "equal"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


class Op(StrEnum):
    """What happened to a stretch of words."""

    KEEP = "keep"
    REMOVE = "remove"
    ADD = "add"


class Alone(NamedTuple):
    """How a container is written on its own, with those around it: what opens and what closes them. `is_usual` tells
    whether that is just as they are in the text, `is_same_again` whether it's the same when it is written again."""

    start: str
    end: str
    is_usual: bool
    is_same_again: bool


@dataclass(slots=True, eq=False)
class Container:
    """A block element: its tag, its start tag as it was read, and what it stands in (`None` at the top)."""

    tag: str
    start: str
    parent: Container | None = None
    is_in_order: bool = field(init=False, repr=False)
    """Whether it stands in an ordered list, or is one."""
    alone: Alone | None = field(init=False, default=None, repr=False)
    """How it is written on its own, once that was asked for."""
    _around: tuple[Container, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parent = self.parent
        self._around = parent.path if parent is not None else ()
        self.is_in_order = self.tag == "ol" or (parent is not None and parent.is_in_order)

    @property
    def path(self) -> tuple[Container, ...]:
        """The containers from the top down to this one."""
        return (*self._around, self)


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell, the units in it, and the HTML between its tags. `key` is what makes two cells read alike.

    A cell without blocks in it is one value in every row of both texts, so its container may be without a parent.
    """

    container: Container
    units: tuple[Unit, ...]
    source: str
    key: Key


@dataclass(slots=True, eq=False)
class Unit:
    """What is aligned: a run of inline HTML in its innermost container, or a table row with its cells.

    `source` is the HTML of the run, or of the whole row. `key` is what makes two units read alike: words and link
    targets, no tags; it is empty for a unit without anything to read. `anchor` is the container's id.
    """

    container: Container
    source: str
    run: Run
    key: Key
    anchor: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether it is a table row."""
        return self.container.tag == "tr"


class Segment(NamedTuple):
    """A stretch of words. `old` and `new` are intervals of the runs' texts; the one that an added or removed
    segment doesn't have is empty. `joins`: a unit of the old text starts here and no unit of the new one;
    `breaks`: a unit of the new text starts here, `tight` where no white space divides the old text. `spaced`: white
    space that only the old text has."""

    op: Op
    old: tuple[int, int]
    new: tuple[int, int]
    joins: bool = False
    breaks: bool = False
    tight: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link over words that stayed: `old` or `new` is `None` where they weren't or aren't linked. `kept` is where in
    the new text those words stand."""

    old: Inline | None
    new: Inline | None
    kept: tuple[int, int]


@dataclass(eq=False)
class Edit:
    """How the words of one run became those of another, and which links they share."""

    old: Run
    new: Run
    segments: tuple[Segment, ...]
    links: tuple[LinkChange, ...] = ()

    @cached_property
    def equal(self) -> bool:
        """Whether words, links and the units' edges stayed as they were."""
        return not self.changed_links and all(s.op is Op.KEEP and not s.joins and not s.breaks for s in self.segments)

    @cached_property
    def changed_links(self) -> tuple[LinkChange, ...]:
        """The links over words that stayed that lead elsewhere, came or went."""
        return tuple(
            link for link in self.links if link.old is None or link.new is None or link.old.target != link.new.target
        )

    @cached_property
    def words(self) -> tuple[int, int]:
        """How many words were added and removed."""
        added = removed = 0
        for segment in self.segments:
            if segment.op is Op.ADD:
                added += self.new.count_words(*segment.new)
            elif segment.op is Op.REMOVE:
                removed += self.old.count_words(*segment.old)
        return added, removed


class Blank(NamedTuple):
    """A unit of the new text without anything to read: a rule, an empty element with an id. `block` is the index of
    the block that it stands before or in, `part` that of the block's new unit that it stands before."""

    block: int
    part: int
    unit: Unit


class CellPair(NamedTuple):
    """A cell of each text, `None` where a column or row was added or removed, and what changed in it.

    Both are `None` where the row has no such column. `blanks` are as in `Comparison`.
    """

    old: Cell | None
    new: Cell | None
    blocks: tuple[Block, ...] = ()
    blanks: tuple[Blank, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether the cell stayed as it was."""
        return not self.blocks or all(block.kind is Kind.EQUAL for block in self.blocks)


class Block(NamedTuple):
    """Units of the old text with the units of the new text that they became.

    One of each, or none on one side (added, removed), or several on one side (split, merged). `edit` tells the words
    and is `None` for rows and for equal blocks; `cells` belong to rows. `change` numbers the changes from 1, in the
    order of the new text with removals where they were; it is 0 for what is equal, and the blocks of one move
    share it. A moved block stands twice: where it is now, and, as `departure`, where it was.
    """

    kind: Kind
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    edit: Edit | None = None
    cells: tuple[CellPair, ...] = ()
    change: int = 0
    departure: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the HTML says in words, for those who don't see the marks. Plain text."""

    added: str
    removed: str
    moved_here: str
    moved_away: str
    split: str
    merged: str
    link_changed: str
    link_added: str
    link_removed: str
