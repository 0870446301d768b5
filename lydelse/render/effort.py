"""The effort that a text may cost: in places Python-Markdown's time grows with the square of a text's size.

What makes it grow is counted in steps, not measured in time, so that a text is refused on every machine or on none.
A step takes some 25 nanoseconds, and the steps that are given away a second or two. No text that people wrote comes
near.
"""

from __future__ import annotations

import re
from itertools import islice
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, ImageInlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_STEPS = 80_000_000
_STEPS_PER_CHARACTER = 20
_STEPS_PER_LINE = 30
_STEPS_PER_LETTER_OF_ADDRESS = 8
_BLOCK = re.compile(r"\n\n(?P<at>)")
_MOST_BLOCKS = 50_000
"""Paragraphs, headings and lists of one text: the queue in which they wait is moved up with each."""

_NOTE = re.compile(r"^ {0,3}(?P<at>\[\^[^\]\n]+\]:)", re.MULTILINE)
_MOST_NOTES = 5_000
"""Footnotes of one text: each is worked through like a text of its own."""

_INLINE_MARK = re.compile(r"[\\`*_<&\[!]| {2}\n")
_COPIED_PER_STEP = 100
_LETTERS_OF_STAND_IN = 14
"""Half the length of what stands in for an element until all are found."""


class TooTangledError(Exception):
    """The text would cost too much. `offset` is where it begins to, if that is known, or else `excerpt` begins with
    the line."""

    def __init__(self, excerpt: str = "", offset: int | None = None) -> None:
        super().__init__(excerpt, offset)
        self.excerpt = excerpt
        self._offset = offset

    def offset_in(self, source: str) -> int:
        """Give the place in the source, as near as it is known."""
        return max(0, source.find(self.excerpt.split("\n")[0])) if self._offset is None else self._offset


class Effort:
    """What is left of the steps that the conversion of one text may cost."""

    def __init__(self) -> None:
        self._left = 0

    def begin(self, source: str) -> None:
        """Begin with a text.

        Raises:
            TooTangledError: it has too many blocks or footnotes.
        """
        for pattern, most in ((_BLOCK, _MOST_BLOCKS), (_NOTE, _MOST_NOTES)):
            beyond = next(islice(pattern.finditer(source), most, None), None)
            if beyond is not None:
                raise TooTangledError(offset=beyond.start("at"))
        self._left = _STEPS + _STEPS_PER_CHARACTER * len(source)

    def spend(self, steps: int, text: str) -> None:
        """Take away steps that a piece of the text costs.

        Raises:
            TooTangledError: there are none left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooTangledError(text)


def count_effort(markdown: Markdown, effort: Effort) -> None:
    """Let what Python-Markdown does with blocks and inside of them be counted."""
    markdown.parser.blockprocessors.register(_BlockCounter(markdown.parser, effort), "effort", 1000)
    markdown.treeprocessors.register(_InlineCounter(effort), "effort", 30)
    markdown.inlinePatterns.register(_Links(LINK_RE, markdown, effort), "link", 160)
    markdown.inlinePatterns.register(_Images(IMAGE_LINK_RE, markdown, effort), "image_link", 150)


class _BlockCounter(BlockProcessor):
    """Sees every block before it is read. A block of which one line is taken comes back with all the others."""

    def __init__(self, parser: BlockParser, effort: Effort) -> None:
        super().__init__(parser)
        self._effort = effort

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  # the base's
        self._effort.spend(len(block) + _STEPS_PER_LINE * block.count("\n"), block)
        return False


class _InlineCounter(Treeprocessor):
    """Sees every text before emphasis, links and the like are sought in it: it is copied for each that is found."""

    def __init__(self, effort: Effort) -> None:
        super().__init__()
        self._effort = effort

    def run(self, root: Element) -> None:
        for element in root.iter():
            for text in (element.text, element.tail):
                if text and not isinstance(text, AtomicString):
                    copies = sum(1 for _ in _INLINE_MARK.finditer(text))
                    length = len(text) + _LETTERS_OF_STAND_IN * copies
                    self._effort.spend(copies * length // _COPIED_PER_STEP, text)


class _Links(LinkInlineProcessor):
    """Links: the end of an address is sought letter by letter, in vain to the end of the paragraph if there is none
    or a quotation mark isn't closed."""

    def __init__(self, pattern: str, markdown: Markdown, effort: Effort) -> None:
        super().__init__(pattern, markdown)
        self._effort = effort

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802  # the base's name
        found = super().getLink(data, index)
        address, _, end, is_link = found
        read_on = not is_link or not {"'", '"'}.isdisjoint(address)
        letters = (len(data) if read_on else end) - index
        self._effort.spend(_STEPS_PER_LETTER_OF_ADDRESS * letters, data[index:])
        return found


class _Images(_Links, ImageInlineProcessor):
    """Images, whose addresses are read in the same way."""
