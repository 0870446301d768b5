"""A parser of HTML that goes on over what browsers go on over, for finding the words of a source."""

from __future__ import annotations

from html.parser import HTMLParser


class WordParser(HTMLParser):
    """Collects words; a reader says which. What is inside the element `unread` is none of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unread = ""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Go past `<![…>`; what isn't known there is a comment, as in the HTML standard."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)
