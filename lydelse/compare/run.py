"""Inline HTML as a run: its text as plain characters, and its elements as intervals of that text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import NamedTuple

# Characters with a meaning of their own in a run's text; the parser takes them out of what it reads.
LINK_EDGE = "\x02"
"""Stands where a link begins or ends, so that no word reaches across."""
UNIT_EDGE = "\x03"
"""Stands between two units that were joined into one run."""
OBJECT = "\ufffc"
"""Stands for an image or another element without text."""
BREAK = "\u2028"
"""Stands for a line break element."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that no reader sees: they never make a difference."""
_SIGNS = INVISIBLE + LINK_EDGE + OBJECT + BREAK + UNIT_EDGE
_AS_SEEN = str.maketrans(dict.fromkeys(INVISIBLE + LINK_EDGE + OBJECT) | dict.fromkeys(BREAK + UNIT_EDGE, " "))

_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_KNOWN_TAGS = 4096  # distinct tags that are remembered from text to text
_TAG_NAME = re.compile(r"</?[^\s/>]*")


_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


class Mark(NamedTuple):
    """An inline tag in a run: where it stands in the run's text, its name and its source."""

    at: int
    name: str
    source: str
    closes: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """An inline element as an interval of its run's text. `target` is where a link leads, `None` for others."""

    name: str
    source: str
    start: int
    end: int
    target: str | None = None


class Span(NamedTuple):
    """A stretch of a run's text with the inline elements that it stands in, the outermost first."""

    start: int
    end: int
    within: tuple[Inline, ...]


@dataclass(eq=False)
class Run:
    """Inline HTML as text. `objects` are the sources of what stands in for no text, in order; `marks` balance."""

    text: str
    marks: tuple[Mark, ...] = ()
    objects: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is text alone, with line breaks at most."""
        return not self.marks and not self.objects

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The text cut at every inline tag; an element without text gives an empty span."""
        return _spans(self)

    @cached_property
    def links(self) -> tuple[Inline, ...]:
        """The links with text, in order."""
        found = {element: None for span in self.spans for element in span.within if element.target is not None}
        return tuple(link for link in found if link.start < link.end)

    @cached_property
    def readable(self) -> str:
        """The text as a reader sees it, white space closed up."""
        return readable(self.text)

    def count_words(self, start: int, end: int) -> int:
        """How many words stand in an interval of the text; of a word that reaches out of it, what is inside counts."""
        return len(_WORD.findall(self.text, start, end))


def readable(text: str) -> str:
    """Give a run's text, or a part of it, as a reader sees it, white space closed up."""
    if any(map(text.__contains__, _SIGNS)):
        text = text.translate(_AS_SEEN)
    return " ".join(text.split())


def attributes(start_tag: str) -> dict[str, str]:
    """Read the attributes of a start tag, their values unescaped, the first of two with one name."""
    return dict(_attributes(start_tag))


@lru_cache(_KNOWN_TAGS)
def _attributes(start_tag: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    body = start_tag[_name_end(start_tag) :].rstrip(">").rstrip("/")
    for name, double, single, bare in _ATTRIBUTE.findall(body):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return tuple(found.items())


@lru_cache(_KNOWN_TAGS)
def without_attributes(start_tag: str, *names: str) -> str:
    """Give a start tag without some of its attributes."""
    kept = {name: value for name, value in attributes(start_tag).items() if name not in names}
    return with_attributes(start_tag, kept)


@lru_cache(_KNOWN_TAGS)
def with_class(start_tag: str, name: str) -> str:
    """Give a start tag with a class added to those that it has."""
    values = attributes(start_tag)
    return with_attributes(start_tag, values | {"class": f"{values.get('class', '')} {name}".strip()})


def with_attributes(start_tag: str, values: dict[str, str]) -> str:
    """Give a start tag of the same name with other attributes."""
    written = "".join(f' {name}="{escape_attribute(value)}"' for name, value in values.items())
    return f"{start_tag[: _name_end(start_tag)]}{written}>"


def escape_attribute(value: str) -> str:
    """Escape a value for double quotes."""
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def escape_text(text: str) -> str:
    """Escape text for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def joined(runs: tuple[Run, ...]) -> Run:
    """Join runs into one, with an edge between them."""
    if len(runs) == 1:
        return runs[0]
    if not any(run.marks or run.objects for run in runs):
        return Run(UNIT_EDGE.join(run.text for run in runs))
    marks: list[Mark] = []
    offset = 0
    for run in runs:
        marks.extend(Mark(mark.at + offset, mark.name, mark.source, mark.closes) for mark in run.marks)
        offset += len(run.text) + 1
    objects = tuple(source for run in runs for source in run.objects)
    return Run(UNIT_EDGE.join(run.text for run in runs), tuple(marks), objects)


def _name_end(tag: str) -> int:
    match = _TAG_NAME.match(tag)
    return match.end() if match else 0


def _spans(run: Run) -> tuple[Span, ...]:
    elements = _elements(run.marks)
    spans: list[Span] = []
    within: tuple[Inline, ...] = ()
    outer: list[tuple[Inline, ...]] = []
    at = 0
    for position, mark in enumerate(run.marks):
        if mark.at > at:
            spans.append(Span(at, mark.at, within))
            at = mark.at
        if mark.closes:
            if within[-1].start == within[-1].end:
                spans.append(Span(at, at, within))
            within = outer.pop()
        else:
            outer.append(within)
            within = (*within, elements[position])
    if at < len(run.text):
        spans.append(Span(at, len(run.text), within))
    return tuple(spans)


def _elements(marks: tuple[Mark, ...]) -> dict[int, Inline]:
    """The inline elements by the index of their start tag."""
    opened: list[int] = []
    elements: dict[int, Inline] = {}
    for position, mark in enumerate(marks):
        if not mark.closes:
            opened.append(position)
            continue
        start = opened.pop()
        first = marks[start]
        target = attributes(first.source).get("href") if first.name == "a" else None
        elements[start] = Inline(first.name, first.source, first.at, mark.at, target)
    return elements
