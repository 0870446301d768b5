"""Lines of a text that was laid out: how they become paragraphs again.

Where a paragraph ends can only be seen from the lines: one that could have taken the next word, and didn't, was its
last.
Lengths are in the unit of the source: columns for text, points for PDF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from lydelse.importing.readers.blocks import linked
from lydelse.importing.readers.hyphens import Hyphens
from lydelse.importing.readers.markers import Marker, marker_of

_ENDED = re.compile(r"[.!?:…。！？：؟।][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"[,;(\[–/&‘“„«]$|\w[-\u2010\u00ad]$")
_AT_LEAST_FULL = 0.45
"""The part of the width that a line has to fill for a small letter on the next one to mean that it goes on."""
_EAST_ASIAN = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. `address` is where a link leads."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line. `first` is the length of its first word, `indent` how far it begins from the margin; `is_loose` tells
    that there is more room above it than between the lines of a paragraph, `is_page_start` that a page begins with it.
    `level` is that of a heading which the source marks as one, else 0; `number` counts from 1."""

    runs: tuple[Run, ...]
    number: int
    length: float
    first: float
    indent: float = 0
    is_loose: bool = False
    is_page_start: bool = False
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells, if this stands for the lines of a table."""

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together: a paragraph, a heading, an item of a list; without the item's mark."""

    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    marker: Marker | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells, if this is a table."""

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return "".join(run.text for run in self.runs)

    @property
    def whole_text(self) -> str:
        """The same with the mark of an item."""
        return f"{self.marker.text} {self.text}" if self.marker else self.text

    @property
    def html(self) -> str:
        """What it says, as HTML."""
        return write_runs(self.runs)

    @property
    def level(self) -> int:
        """The level of a heading that the source marks as one, else 0."""
        return self.lines[0].level

    @property
    def is_loose(self) -> bool:
        """Whether there is room above it."""
        return self.lines[0].is_loose or self.lines[0].is_page_start

    def unmarked(self) -> Chunk:
        """The same with the mark as a part of what it says."""
        if self.marker is None:
            return self
        return replace(self, runs=(Run(f"{self.marker.text} "), *self.runs), marker=None)


@dataclass(slots=True)
class Gathering:
    """Puts lines together, and remembers how each was joined to the one before."""

    width: float
    hyphens: Hyphens
    chunks: list[Chunk] = field(default_factory=list)
    joints: dict[int, str] = field(default_factory=dict)
    """What stands between a line, by its number, and the next: nothing, or white space."""
    cut: set[int] = field(default_factory=set)
    """The lines of which the hyphen at their end is no part of the word."""

    def gather(self, lines: Sequence[Line]) -> list[Chunk]:
        """Give the chunks of lines."""
        last: Line | None = None
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if last is not None and self._flows(last, line) and not self._is_apart(last, line, following):
                self._append(last, line)
            else:
                self._begin(line)
            last = line
        return self.chunks

    def _flows(self, last: Line, line: Line) -> bool:
        """Whether a line goes on with what the one before says."""
        if line.rows or last.rows:
            return False
        if line.level or last.level:
            return line.level == last.level and not line.is_loose and self._is_full(last, line)
        if line.is_loose and not line.is_page_start:
            return False
        ended = _ENDED.search(last.text.rstrip()) is not None
        return not self._begins_item(last, line, ended=ended) and self._reads_on(last, line, ended=ended)

    def _is_apart(self, last: Line, line: Line, following: Line | None) -> bool:
        """Whether a line stands alone, though the one before ends a sentence and had no room for more: it ends none,
        and had room. So do headings."""
        if following is None or line.level or not _ENDED.search(last.text.rstrip()) or _starts_small(line.text):
            return False
        text = line.text.rstrip()
        goes_on = self._is_full(line, following) or _starts_small(following.text) or _GOES_ON.search(text)
        return not goes_on and not _ENDED.search(text)

    def _begins_item(self, last: Line, line: Line, *, ended: bool) -> bool:
        marker = marker_of(line.text)
        return marker is not None and (not marker.kind or ended or not self._is_full(last, line))

    def _reads_on(self, last: Line, line: Line, *, ended: bool) -> bool:
        text = last.text.rstrip()
        if _GOES_ON.search(text):
            return True
        if _starts_small(line.text) and last.length >= _AT_LEAST_FULL * self.width:
            return not text.endswith(":")
        return self._is_full(last, line) and not (ended and line.is_page_start)

    def _is_full(self, last: Line, line: Line) -> bool:
        return last.length + line.first > self.width

    def _begin(self, line: Line) -> None:
        marker = None if line.level or line.rows else marker_of(line.text)
        runs = cut_off(line.runs, marker.length) if marker else line.runs
        self.chunks.append(Chunk((line,), stripped(runs), marker, line.rows))

    def _append(self, last: Line, line: Line) -> None:
        chunk = self.chunks[-1]
        runs = list(chunk.runs)
        joint, cuts = (
            ("", False) if _is_east_asian(last.text, line.text) else self.hyphens.joint(last.text.rstrip(), line.text)
        )
        if cuts and runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip()[:-1])
            self.cut.add(last.number)
        if joint and runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text + joint)
        self.joints[last.number] = joint
        runs += stripped(line.runs)
        self.chunks[-1] = replace(chunk, lines=(*chunk.lines, line), runs=tuple(runs))


def _starts_small(text: str) -> bool:
    first = next((character for character in text if character.isalpha()), "")
    return first.islower() and text.lstrip("\"'”’»(")[:1].isalpha()


def _is_east_asian(last: str, text: str) -> bool:
    return bool(_EAST_ASIAN.match(last.rstrip()[-1:]) and _EAST_ASIAN.match(text.lstrip()[:1]))


def columns(text: str) -> int:
    """How many columns a text takes where all characters are as wide as one another, East Asian ones as two."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def first_word(text: str) -> str:
    """The word with which a text begins; the first character of East Asian text, which may be parted anywhere."""
    text = text.lstrip()
    return text[:1] if _EAST_ASIAN.match(text) else re.split(r"\s", text, maxsplit=1)[0]


def stripped(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of a line without the white space at its ends."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def cut_off(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """The runs without their first characters."""
    kept = []
    for run in runs:
        text, length = run.text[length:], max(0, length - len(run.text))
        kept.append(replace(run, text=text))
    return tuple(run for run in kept if run.text)


def write_runs(runs: Sequence[Run]) -> str:
    """Write runs as HTML; runs that look alike are one."""
    return "".join(
        _write_run(replace(look, text="".join(run.text for run in alike)))
        for look, alike in groupby(runs, key=lambda run: replace(run, text=""))
    )


def _write_run(run: Run) -> str:
    words = run.text.strip()
    if not words:
        return escape(run.text)
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    html = f'<a href="{escape(run.address)}">{escape(words)}</a>' if run.address else linked(words)
    html = f"<em>{html}</em>" if run.emphasis else html
    html = f"<strong>{html}</strong>" if run.strong else html
    return before + html + after
