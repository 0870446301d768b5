"""Blocks that were rendered before: from version to version most of a text stays as it was.

A text is divided into blocks, and each distinct one is rendered once in each surroundings that show in it. A text with
a fault, or one that can't be divided, is rendered as a whole instead: so the problems and their places, like the HTML,
are those of the whole text in any case.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from lydelse.render.allowed import Target
from lydelse.render.convert import TooDeepError
from lydelse.render.divide import divide
from lydelse.render.effort import HARMLESS, Cost, TooTangledError, at_most
from lydelse.render.examine import TOP, Context, examine, placed
from lydelse.render.pieces import Piece, Spot, merged, pieces_of
from lydelse.render.shape import block_of, places_of_words, with_words, words_of
from lydelse.render.tokens import HEADINGS, Start
from lydelse.render.words import Words

_MOST_CHARACTERS = 3_000_000
"""Characters that are remembered before what wasn't asked for again is forgotten: some megabytes."""
_CHARACTERS_OF_ANY = 500
"""What it takes to remember even the shortest block, in characters."""

_Text: TypeAlias = str | tuple[str, ...]
"""A block, or the shape of some."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A text's HTML, joined from its blocks, and the anchors that it sets."""

    pieces: tuple[Piece, ...]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Block:
    """What a block became; of a shape, words go between the pieces.

    `levels` are those of the headings under which stands what follows, if it has headings itself, and `tables` is how
    many it has.
    """

    pieces: tuple[Piece, ...]
    anchors: frozenset[str]
    levels: tuple[int, ...] | None
    tables: int
    cost: Cost

    def after(self, before: Context) -> Context:
        """What stands before the next block."""
        if self.levels is None and not self.tables:
            return before
        return Context(before.levels if self.levels is None else self.levels, before.tables + self.tables)

    def filled(self, words: Sequence[str], offset: int) -> Iterable[Piece]:
        """The pieces of a block that stands at an offset and has these words."""
        if words:
            return (with_words([str(piece) for piece in self.pieces], words),)
        return (piece if isinstance(piece, str) else _moved(piece, offset) for piece in self.pieces)


@dataclass(slots=True)
class _Kept:
    """What a block or shape became, the first time and by as much of its surroundings as shows in it: its section, if
    it sets anchors, and what stands before it, if it has headings or tables. `None` is for what only a whole text can
    tell, whatever stands around."""

    first: _Block | None
    blocks: dict[Hashable, _Block | None]
    characters: int = 0

    def name(self, section: str, before: Context) -> Hashable:
        """The surroundings, as far as they show."""
        if self.first is None:
            return None
        return (
            section if self.first.anchors else None,
            before.levels if self.first.levels is not None else None,
            before.tables if self.first.tables else None,
        )


class Blocks:
    """Remembers blocks, as many as fit into some megabytes. `met` counts those that it was asked for, `rendered` those
    that it had to render."""

    def __init__(self, most_characters: int = _MOST_CHARACTERS) -> None:
        """Remember nothing yet."""
        self.met = 0
        self.rendered = 0
        self._most_characters = most_characters
        self._characters = 0
        self._kept: dict[tuple[Words, _Text], _Kept] = {}
        self._older: dict[tuple[Words, _Text], _Kept] = {}

    def join(self, source: str, section: str, words: Words) -> Joined | None:
        """Render a text by its blocks; give `None` where it has to be rendered as a whole.

        Args:
            source: the text.
            section: the id that its anchors are prefixed with.
            words: those that rendering adds.
        """
        pieces: list[Piece] = []
        anchors: set[str] = set()
        before, steps = TOP, 0
        for offset, text in divide(source) or ():
            shape, own = words_of(text) or (text, ())
            block = self._block(shape, section, words, before)
            if block is None or not anchors.isdisjoint(block.anchors):
                return None
            pieces += ("\n",) if pieces else ()
            pieces += block.filled(own, offset)
            anchors |= block.anchors
            before = block.after(before)
            steps += at_most(block.cost, text) if own else block.cost.steps
        if not pieces or steps > HARMLESS:
            return None
        return Joined(tuple(_closed(pieces, section, anchors)), frozenset(anchors))

    def _block(self, text: _Text, section: str, words: Words, before: Context) -> _Block | None:
        """Give what a block or shape becomes in its surroundings."""
        self.met += 1
        kept = self._recall((words, text))
        name = kept.name(section, before) if kept is not None else None
        if kept is not None and name in kept.blocks:
            return kept.blocks[name]
        self.rendered += 1
        block = _rendered(text, section, words, before)
        kept = kept or _Kept(block, {})
        kept.blocks[kept.name(section, before)] = block
        added = _characters(text, block)
        kept.characters += added
        self._keep((words, text), kept, added)
        return block

    def _recall(self, key: tuple[Words, _Text]) -> _Kept | None:
        kept = self._kept.get(key)
        if kept is None and (kept := self._older.pop(key, None)) is not None:
            self._keep(key, kept, kept.characters)
        return kept

    def _keep(self, key: tuple[Words, _Text], kept: _Kept, added: int) -> None:
        """Keep what was asked for, with the characters that it added; forget what wasn't asked for for long."""
        if self._characters > self._most_characters:
            self._older, self._kept, self._characters = self._kept, {}, 0
        self._characters += added if key in self._kept else kept.characters
        self._kept[key] = kept


def _rendered(text: _Text, section: str, words: Words, before: Context) -> _Block | None:
    """Render a block or shape; give `None` where it has a fault, or its places aren't known."""
    source = text if isinstance(text, str) else block_of(text)
    try:
        found = examine(source, source, section, words, before)
        known = placed(found, source, section, words, before)
    except (TooDeepError, TooTangledError):
        return None
    has_places = known is not found or not (found.targets or found.spots)
    if found.faults or not found.tokens or not has_places:
        return None
    pieces: tuple[Piece, ...] | None = tuple(merged(pieces_of(found, known)))
    if not isinstance(text, str):
        pieces = places_of_words("".join(map(str, pieces or ())), len(text) - 1)
    tags = [token.tag for token in found.tokens if isinstance(token, Start)]
    levels = None if set(HEADINGS).isdisjoint(tags) else found.after.levels
    cost = max(found.cost, known.cost)
    return None if pieces is None else _Block(pieces, found.anchors, levels, tags.count("table"), cost)


def _characters(text: _Text, block: _Block | None) -> int:
    """The characters that it takes to remember a block."""
    pieces = block.pieces if block else ()
    return _CHARACTERS_OF_ANY + sum(map(len, text)) + sum(len(piece) for piece in pieces if isinstance(piece, str))


def _moved(open_piece: Target | Spot, offset: int) -> Target | Spot:
    """What stands open in a block, with its place in the text."""
    return open_piece if open_piece.offset is None else replace(open_piece, offset=open_piece.offset + offset)


def _closed(pieces: Iterable[Piece], section: str, anchors: Collection[str]) -> Iterator[Piece]:
    """Give the pieces with the addresses of those anchors that another block of the text sets."""
    for piece in pieces:
        anchor = _own_anchor(piece, section) if isinstance(piece, Target) else None
        yield f"#{anchor}" if anchor in anchors else piece


def _own_anchor(target: Target, section: str) -> str | None:
    """The anchor as the text would set it itself that a link leads to; `None` for what can only lead elsewhere."""
    return f"{section}--{target.anchor}" if target.policy is None and target.file is None else None
