"""The effort that a text may cost: in places Python-Markdown's time grows with the square of a text's size.

What makes it grow is counted in steps, not measured in time, so that a text is refused on every machine or on none.
A step takes some 25 nanoseconds, and the steps that are given away a second or two. No text that people wrote comes
near.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, ImageInlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_STEPS = 80_000_000
HARMLESS = _STEPS // 4
"""Steps so few that a text may be said to cost no more, even with the marks that tell its places."""

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


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """What the conversion of a text cost: how many steps, and how often some were counted."""

    steps: int
    times: int


class Effort:
    """Counts the steps that the conversion of one text costs."""

    def __init__(self) -> None:
        self._given = 0
        self._steps = 0
        self._times = 0

    @property
    def cost(self) -> Cost:
        """What was spent since the text was begun."""
        return Cost(self._steps, self._times)

    def begin(self, source: str) -> None:
        """Begin with a text.

        Raises:
            TooTangledError: it has too many blocks or footnotes.
        """
        for pattern, most in ((_BLOCK, _MOST_BLOCKS), (_NOTE, _MOST_NOTES)):
            beyond = next(islice(pattern.finditer(source), most, None), None)
            if beyond is not None:
                raise TooTangledError(offset=beyond.start("at"))
        self._given = _STEPS + _STEPS_PER_CHARACTER * len(source)
        self._steps = self._times = 0

    def spend(self, steps: int, text: str) -> None:
        """Count steps that a piece of the text costs.

        Raises:
            TooTangledError: they are more than are given away.
        """
        self._steps += steps
        self._times += 1
        if self._steps > self._given:
            raise TooTangledError(text)


def at_most(cost: Cost, longer: str) -> int:
    """The steps that a text of plain words costs, of which a shorter one in the same shape is known.

    Without marks among the words only the blocks are counted, of which none is longer than the text.
    """
    return cost.times * _steps_of_block(longer)


def _steps_of_block(block: str) -> int:
    return len(block) + _STEPS_PER_LINE * block.count("\n")


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
        self._effort.spend(_steps_of_block(block), block)
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
