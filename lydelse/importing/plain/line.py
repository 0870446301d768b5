"""A line of text: pieces with what they stand in, put together to inline content in one form.

Programs write emphasis in many ways: around the space behind a word, in several neighbouring elements, one in another
of the same kind. Here white space leaves the elements at whose edge it stands, and equal neighbours become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from lydelse.importing.plain.node import Attributes, Inline, Node

Path: TypeAlias = tuple[tuple[str, Attributes], ...]
"""The inline elements around a piece, the outermost first."""

_EM = ("em", ())
_STRONG = ("strong", ())
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text without white space at its edges, a single space, or an element without content."""

    path: Path
    content: Node | str

    @property
    def is_space(self) -> bool:
        return self.content == " "

    @property
    def is_break(self) -> bool:
        return isinstance(self.content, Node) and self.content.tag == "br"


class Line:
    """Collects what stands on a line."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []

    def add_text(self, path: Path, text: str) -> None:
        """Add a text with the elements around it."""
        text = _SPACE.sub(" ", text)
        core = text.strip(" ")
        if text.startswith(" "):
            self.add_space()
        if core:
            self._pieces.append(_Piece(path, core))
            if text.endswith(" "):
                self.add_space()

    def add_space(self) -> None:
        """Add white space, unless it is there."""
        if self._pieces and not self._pieces[-1].is_space:
            self._pieces.append(_Piece((), " "))

    def add_node(self, path: Path, node: Node) -> None:
        """Add an element without content."""
        self._pieces.append(_Piece(path, node))

    def take(self) -> list[Inline]:
        """Give the content and begin anew: one line, or several where two line breaks in a row parted them."""
        pieces, self._pieces = self._pieces, []
        lines: list[list[_Piece]] = [[]]
        for piece, breaks in _with_breaks(pieces):
            if breaks > 1 and any(map(_has_words, lines[-1])):
                lines.append([])
            elif breaks == 1 and lines[-1]:
                lines[-1].append(_Piece((), Node("br")))
            lines[-1].append(piece)
        return [_grouped(_spaced(_turned(line)), 0) for line in lines if line]


def _has_words(piece: _Piece) -> bool:
    return isinstance(piece.content, str) and not piece.is_space


def _with_breaks(pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, int]]:
    """Give the pieces but for line breaks, each with the number of those before it; spaces beside a break, at the
    start and at the end mean nothing."""
    breaks = 0
    space: _Piece | None = None
    begun = False
    for piece in pieces:
        if piece.is_break:
            breaks, space = breaks + 1, None
        elif piece.is_space:
            space = piece
        else:
            if space and begun and not breaks:
                yield space, 0
            yield piece, breaks if begun else 0
            breaks, space, begun = 0, None, True


def _turned(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces with strong emphasis outside, where emphasis holds nothing else: that is the same the other way
    about."""
    solid = [index for index, piece in enumerate(pieces) if not (piece.is_space or piece.is_break)]
    turned = list(pieces)
    _turn(turned, solid, 0)
    return turned


def _turn(pieces: list[_Piece], indices: Sequence[int], depth: int) -> None:
    for element, group in groupby(indices, key=lambda index: pieces[index].path[depth : depth + 1]):
        inside = list(group)
        if element == (_EM,) and all(pieces[index].path[depth + 1 : depth + 2] == (_STRONG,) for index in inside):
            for index in inside:
                path = pieces[index].path
                pieces[index] = replace(pieces[index], path=(*path[:depth], _STRONG, _EM, *path[depth + 2 :]))
        if element:
            _turn(pieces, inside, depth + 1)


def _spaced(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces with spaces and line breaks within those elements that are both before and behind them."""
    return [
        replace(piece, path=_common(pieces[index - 1].path, pieces[index + 1].path))
        if piece.is_space or piece.is_break
        else piece
        for index, piece in enumerate(pieces)
    ]


def _common(one: Path, other: Path) -> Path:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


def _grouped(pieces: Sequence[_Piece], depth: int) -> Inline:
    """The content of pieces that have the first elements of their paths in common."""
    content: list[Node | str] = []
    for element, group in groupby(pieces, key=lambda piece: piece.path[depth : depth + 1]):
        if element:
            tag, attributes = element[0]
            content.append(Node(tag, attributes, _grouped(list(group), depth + 1)))
        else:
            content += _joined(list(group))
    return tuple(content)


def _joined(pieces: Sequence[_Piece]) -> Iterator[Node | str]:
    for is_text, group in groupby(pieces, key=lambda piece: isinstance(piece.content, str)):
        contents = [piece.content for piece in group]
        if is_text:
            yield "".join(content for content in contents if isinstance(content, str))
        else:
            yield from contents
