"""Comparisons written for pages and programs: what they have in common is written once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lydelse.compare.comparison import Comparison
from lydelse.compare.markup import NotNestedError
from lydelse.compare.model import Block, Container, Kind, Unit, Words
from lydelse.compare.parse import parse, parse_nested
from lydelse.compare.passages import outermost
from lydelse.compare.skeleton import item_numbers
from lydelse.compare.write_html import HtmlWriter, Written
from lydelse.compare.write_inline import InlineWriter, View
from lydelse.compare.write_json import JsonWriter

_PLAIN = re.compile(r"(<(p|h[1-6])>(?=[^<&]*[A-Za-z])[^<]*</\2>)\n?")
"""A paragraph or a heading with words, and without elements or attributes."""


class Row(NamedTuple):
    """A block of each text, side by side, as fragments of their own; empty where one has none."""

    kind: Kind
    change: int
    departure: bool
    old: str
    new: str


class Writer:
    """Writes comparisons in the words of a language.

    It keeps what it wrote of them: it is to be given up together with what is known of the comparisons.
    """

    def __init__(self, words: Words) -> None:
        """Begin with nothing written."""
        self._words = words
        self._both, self._old, self._new = (Written(InlineWriter(words, view)) for view in View)
        self._ends: dict[str, tuple[Row, ...]] = {}
        self._json = JsonWriter()

    def html(self, comparison: Comparison, prefix: str) -> str:
        """Write a comparison as one HTML fragment; the ids of its changes begin with `prefix`."""
        numbers = _numbers_in(comparison.middle)
        return HtmlWriter(self._words, prefix, self._both, numbers).whole(comparison)

    def rows(self, comparison: Comparison, prefix: str) -> tuple[Row, ...]:
        """Write the blocks side by side.

        The old text has no ids and no links. The changes' ids stand in the new column; in the old one they end in
        `-old`.
        """
        middle = self._rows(comparison.middle, prefix)
        return (*self._end(comparison.start), *middle, *self._end(comparison.end))

    def json(self, comparison: Comparison) -> str:
        """Write as JSON what `to_json` gives."""
        return self._json.write(comparison)

    def _end(self, html: str) -> Iterable[Row]:
        """The rows of what both texts begin or end with, of whose outermost blocks other texts have most as well."""
        try:
            return [row for piece in outermost(html) for row in self._unchanged(piece)]
        except NotNestedError:
            return self._rows(_unchanged_blocks(parse(html)), "")

    def _unchanged(self, piece: str) -> tuple[Row, ...]:
        """The rows of an outermost block.

        Raises:
            NotNestedError: it isn't strictly nested.
        """
        rows = self._ends.get(piece)
        if rows is None:
            rows = _as_it_stands(piece) or tuple(self._rows(_unchanged_blocks(parse_nested(piece)), ""))
            self._ends[piece] = rows
        return rows

    def _rows(self, blocks: Sequence[Block], prefix: str) -> Iterator[Row]:
        numbers = _numbers_in(blocks)
        old, new = (HtmlWriter(self._words, prefix, written, numbers) for written in (self._old, self._new))
        return (Row(block.kind, block.change, block.departure, old.alone(block), new.alone(block)) for block in blocks)


def to_html(comparison: Comparison, words: Words, prefix: str = "change") -> str:
    """Write a comparison as one HTML fragment."""
    return Writer(words).html(comparison, prefix)


def to_rows(comparison: Comparison, words: Words, prefix: str = "change") -> tuple[Row, ...]:
    """Write the blocks of a comparison side by side, as `Writer` does."""
    return Writer(words).rows(comparison, prefix)


def _unchanged_blocks(units: Iterable[Unit]) -> tuple[Block, ...]:
    return tuple(Block(Kind.EQUAL, (unit,), (unit,)) for unit in units if unit.key)


def _as_it_stands(html: str) -> tuple[Row, ...]:
    """The row of a paragraph or a heading of words alone, which doesn't have to be read; none for anything else."""
    plain = _PLAIN.fullmatch(html)
    shown = f"{plain[1]}\n" if plain else ""
    return (Row(Kind.EQUAL, 0, False, shown, shown),) if plain else ()


def _numbers_in(blocks: Iterable[Block]) -> dict[Container, int]:
    return item_numbers(unit for block in blocks for unit in (*block.old, *block.new))
