"""Comparisons written for pages and programs: what they have in common is written once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lydelse.compare.comparison import Comparison
from lydelse.compare.model import Block, Container, Kind, Words
from lydelse.compare.skeleton import item_numbers
from lydelse.compare.write_html import HtmlWriter, Written
from lydelse.compare.write_inline import InlineWriter, View
from lydelse.compare.write_json import JsonWriter


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
        blocks = comparison.blocks
        numbers = _numbers_in(blocks)
        old, new = (HtmlWriter(self._words, prefix, written, numbers) for written in (self._old, self._new))
        return tuple(
            [Row(block.kind, block.change, block.departure, old.alone(block), new.alone(block)) for block in blocks]
        )

    def json(self, comparison: Comparison) -> str:
        """Write as JSON what `to_json` gives."""
        return self._json.write(comparison)


def to_html(comparison: Comparison, words: Words, prefix: str = "change") -> str:
    """Write a comparison as one HTML fragment."""
    return Writer(words).html(comparison, prefix)


def to_rows(comparison: Comparison, words: Words, prefix: str = "change") -> tuple[Row, ...]:
    """Write the blocks of a comparison side by side, as `Writer` does."""
    return Writer(words).rows(comparison, prefix)


def _numbers_in(blocks: Iterable[Block]) -> dict[Container, int]:
    return item_numbers(unit for block in blocks for unit in (*block.old, *block.new))
