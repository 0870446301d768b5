"""The words that rendering adds to a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words that rendering adds, in the language of the text; `{number}` stands for a number."""

    footnotes: str
    """The accessible name of the list of footnotes: "Notes"."""
    footnote_back: str
    """That of the link from a footnote to the text: "Back to the text, note {number}"."""
    table: str
    """That of a table's box: "Table {number}"."""
