"""The dates that a document states of itself: found, and their lines set aside.

A line that is nothing but statements is set aside, since the page tells the day itself.
"""

from __future__ import annotations

from dataclasses import replace

from lydelse.importing.model import Aside, Document, Doubt, Reason, StatedDate
from lydelse.importing.statements import Statement, by_sentence, day_alone, ranked, whole_line
from lydelse.importing.tree import (
    HEADINGS,
    Element,
    add_text,
    parse_fragment,
    take_out_with_shell,
    text_of,
    write_fragment,
)

_CELLS = ("td", "th", "dt", "dd")
_LINES = ("p", "li", "div", "blockquote", "pre", *HEADINGS, *_CELLS)
_BLOCKS = frozenset((*_LINES, "ul", "ol", "dl", "table", "section", "details", "figure", "hr"))
_SHELLS = frozenset({"blockquote", "li", "ul", "ol", "div", "section"})
_TOP = 3
"""How many of the first blocks can hold a day alone that is the text's."""


def set_dates_aside(document: Document, language: str = "") -> tuple[Document, tuple[StatedDate, ...]]:
    """Take the lines out of a document that only state its date, and give the days that it states.

    A line is a paragraph, or what stands between two line breaks of one; a day alone counts at the top of the text.
    Days from which the text holds come before those on which it was changed; else they keep their order. `language` is
    that of the text, such as `sv`.
    """
    root = parse_fragment(document.html)
    setter = _Setter(language)
    for number, block in enumerate(list(root.iter(*_LINES))):
        if not any(child.tag in _BLOCKS for child in block):
            setter.look_at(block, is_top=number < _TOP)
    asides = (*document.asides, *setter.asides)
    doubts = (*document.doubts, *setter.doubts())
    html = write_fragment(root) if setter.asides else document.html
    return replace(document, html=html, asides=asides, doubts=doubts), ranked(setter.statements)


class _Setter:
    """Looks at the blocks of a document in order, and takes out what only states a date."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.statements: list[Statement] = []
        self.asides: list[Aside] = []

    def look_at(self, block: Element, *, is_top: bool) -> None:
        """Look at a block that holds no other."""
        text = text_of(block)
        whole = whole_line(text, self.language) or (day_alone(text, self.language) if is_top else [])
        if whole and block.tag in _CELLS:
            self.statements += whole
        elif whole:
            self._take(whole, text)
            take_out_with_shell(block, _SHELLS)
        elif block.find("br") is not None:
            self._look_at_lines(block)
        else:
            self.statements += by_sentence(text, self.language)

    def _look_at_lines(self, block: Element) -> None:
        kept = []
        for line in _lines(block):
            text = " ".join("".join(piece if isinstance(piece, str) else text_of(piece) for piece in line).split())
            if whole := whole_line(text, self.language):
                self._take(whole, text)
            else:
                self.statements += by_sentence(text, self.language)
                kept.append(line)
        _write_lines(block, kept)

    def _take(self, statements: list[Statement], text: str) -> None:
        self.statements += statements
        self.asides.append(Aside(text, Reason.DATE))

    def doubts(self) -> list[Doubt]:
        """Why the days that were found aren't sure."""
        found = dict.fromkeys(statement.day.doubt for statement in self.statements if statement.day.doubt)
        return [Doubt(doubt) for doubt in found]


def _lines(block: Element) -> list[list[str | Element]]:
    """The pieces of a block, line by line."""
    lines: list[list[str | Element]] = [[block.text or ""]]
    for child in block:
        if child.tag == "br":
            lines.append([child.tail or ""])
        else:
            lines[-1] += [child, child.tail or ""]
    return lines


def _write_lines(block: Element, lines: list[list[str | Element]]) -> None:
    """Make a block hold these lines."""
    block.text = None
    for child in list(block):
        block.remove(child)
    last: Element | None = None
    for number, line in enumerate(lines):
        if number:
            last = block.makeelement("br")
            block.append(last)
        for piece in line:
            if isinstance(piece, str):
                add_text(block, last, piece)
            else:
                piece.tail = None
                block.append(piece)
                last = piece
