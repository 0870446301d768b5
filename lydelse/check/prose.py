"""The words of a text in sentences, each with its place: Markdown without the marks, every letter where it stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lydelse.model import Revision
from lydelse.problems import Place

_DESTINATION = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|(?<=\])\[[^\[\]]*\]")
_MARKS = re.compile(
    r"""<[^<>]*>                       # tags, and addresses between angle brackets
      | \{:?[ ]?[#.][^{}\n]*\}         # attribute lists
      | ^\[[^\]\n]+\]:[ ].*$           # definitions of links and footnotes
      | https?://[^\s<>()\[\]]+        # addresses
      | [*`\[\]\\]                     # emphasis, code, brackets of links, escapes
      | (?<!\w)_+ | _+(?!\w)           # emphasis of the other kind
    """,
    re.VERBOSE | re.MULTILINE,
)
_BREAK = re.compile(
    r"""\n[ \t]*(?:>[ \t]*)*\n         # a blank line
      | \n(?=[ \t]*(?:[-+]|\d+[.)])[ ])  # an item of a list
      | ^[ \t]*\#+.*\n?                # a heading
      | \|                             # a cell of a table
      | (?<=[.!?…])[”’"')]*\s+(?=[“‘"'(]*[A-ZÅÄÖÆØÜÉ0-9])
    """,
    re.VERBOSE | re.MULTILINE,
)
_ABBREVIATION = re.compile(
    r"(?:\w\.\s?\w+|\b(?:Art|art|No|no|Nos|Nr|nr|Inc|Ltd|Dr|Mr|Ms|st|kap|ca|resp|Abs|Sec|etc|inkl|ev|s|p|pp))\.$"
)
_LONGEST_ABBREVIATION = 8
_MOST_BLANK = 8
"""How many times as long a passage can be with what was made blank in it, such as long addresses."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it reads, and where it begins in the body. White space in it is as it stands."""

    text: str
    start: int


@dataclass(frozen=True)
class Passages:
    """A text in which something is looked for, and told with the sentence around it. `prose` has the same offsets as
    `raw`, which has the marks and destinations, too."""

    revision: Revision
    raw: str
    prose: str

    @classmethod
    def of_title(cls, revision: Revision) -> Passages:
        """Give a revision's title."""
        return cls(revision, revision.title, revision.title)

    @classmethod
    def of_body(cls, revision: Revision) -> Passages:
        """Give a revision's body."""
        return cls(revision, revision.body, prose(revision.body))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in their order."""
        return tuple(sentences(self.raw))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    def around(self, offset: int, reach: int) -> str:
        """Give the sentence in which an offset lies, with single spaces, as far as it reaches to either side."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return ""
        sentence = self.sentences[number]
        inside = offset - sentence.start
        wide = _MOST_BLANK * reach
        parts = (sentence.text[max(0, inside - wide) : inside], sentence.text[inside : inside + wide])
        before, after = (" ".join(part.split()) for part in parts)
        return f"{before[-reach:]} {after[:reach]}"

    def place(self, offset: int) -> Place:
        """Give the place of an offset; of a title, the file's."""
        return place_in(self.revision, offset) if self.raw is self.revision.body else self.revision.place


def prose(body: str) -> str:
    """Give a body with its marks and the destinations of its links made blank; every word stays at its offset."""
    return _MARKS.sub(_blank, _DESTINATION.sub(_blank, body))


def sentences(body: str) -> Iterator[Sentence]:
    """Give the sentences of a body: those of its paragraphs, items, headings and cells."""
    text = prose(body)
    start = 0
    for match in _BREAK.finditer(text):
        is_heading = match[0].lstrip(" \t").startswith("#")
        if not is_heading and match[0].strip("”’\"')").isspace() and _is_abbreviated(text, match.start()):
            continue
        yield from _sentence(text, start, match.start())
        if is_heading:
            yield from _sentence(text, match.start(), match.end())
        start = match.end()
    yield from _sentence(text, start, len(text))


def place_in(revision: Revision, offset: int) -> Place:
    """Give the place of the character at an offset of a revision's body."""
    line_start = revision.body.rfind("\n", 0, offset) + 1
    line = revision.body_line + revision.body.count("\n", 0, offset)
    return revision.place.at(line, offset - line_start + 1)


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    if part.strip():
        yield Sentence(part.strip(), start + len(part) - len(part.lstrip()))


def _is_abbreviated(text: str, end: int) -> bool:
    """Tell whether the full stop before an offset ends an abbreviation rather than a sentence."""
    return "\n\n" not in text[end - 1 : end + 2] and bool(
        _ABBREVIATION.search(text[max(0, end - _LONGEST_ABBREVIATION) : end])
    )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
