"""Plain text, also such as was taken out of a PDF: every line alone, wrapped in mid-sentence, with page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lydelse.importing.model import Aside, Document, Reason
from lydelse.importing.readers.decoding import decode
from lydelse.importing.readers.furniture import furniture
from lydelse.importing.readers.lines import Line, Run, columns, first_word
from lydelse.importing.readers.structure import build_document

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|_{3,}|\*{3,})\s*")
_OPEN = re.compile(r"[^.:;!?\s]\s*$")
_FEWEST = 2
"""So many lines at least go on in the next one, where a text was wrapped."""
_TAB = 4
_WRAPPED = 160
"""Columns beyond which a line was never wrapped."""
_NEARLY = 0.97
"""The part of the width that has to be taken for the next word not to fit: letters aren't equally wide."""


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line that isn't empty; `gap` is how many empty ones stand before it."""

    text: str
    number: int
    gap: int
    is_page_start: bool = False


def read_text(data: bytes) -> Document:
    """Read a plain text."""
    text, doubts = decode(data)
    kept, asides = _without_furniture(_pages(text))
    lines = _lines(_spaced(kept))
    return build_document(lines, _width(lines), asides=asides, doubts=doubts)


def _pages(text: str) -> list[list[_Raw]]:
    """The lines of a text by page."""
    pages: list[list[_Raw]] = []
    number = 1
    for page in text.split("\f"):
        pages.append([])
        gap = 0
        for line in page.split("\n"):
            if line.strip():
                expanded = line.replace("\u2028", " ").expandtabs(_TAB)
                pages[-1].append(_Raw(expanded, number, gap, is_page_start=len(pages) > 1 and not pages[-1]))
            gap = 0 if line.strip() else gap + 1
            number += 1
        number -= 1
    return pages


def _without_furniture(pages: Sequence[Sequence[_Raw]]) -> tuple[list[_Raw], list[Aside]]:
    """The lines of the text, and those that belong to the pages; what comes after such a one begins a page."""
    found = furniture([[line.text for line in page] for page in pages])
    kept: list[_Raw] = []
    asides: list[Aside] = []
    starts = False
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            starts = starts or line.is_page_start
            if (number, place) in found:
                asides.append(Aside(line.text.strip(), Reason.PAGE, line.number))
                starts = bool(kept)
            else:
                kept.append(replace(line, is_page_start=starts))
                starts = False
    return kept, asides


def _spaced(raw: Sequence[_Raw]) -> list[_Raw]:
    """The lines with gaps beyond the usual one. Where every line stands alone, a larger gap is a page's end."""
    gaps = Counter(line.gap for line in raw[1:])
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0
    alone = usual > 0 and _is_wrapped(raw)
    usual = usual if alone else 0
    return [
        replace(line, gap=max(0, line.gap - usual), is_page_start=line.is_page_start or (alone and line.gap > usual))
        for line in raw
    ]


def _is_wrapped(raw: Sequence[_Raw]) -> bool:
    """Whether lines were parted within sentences: some are long, end no sentence, and go on with a small letter."""
    longest = max(columns(line.text) for line in raw)
    parted = sum(
        columns(last.text) > longest / 2 and _OPEN.search(last.text) is not None and line.text.lstrip()[:1].islower()
        for last, line in pairwise(raw)
    )
    return longest < _WRAPPED and parted >= max(_FEWEST, len(raw) // 20)


def _lines(raw: Sequence[_Raw]) -> list[Line]:
    """The lines with what is to be known of them; one that underlines another, marks it as a heading."""
    lines: list[Line] = []
    for line in raw:
        if match := _UNDERLINE.fullmatch(line.text):
            if lines and not line.gap and lines[-1].is_loose and columns(lines[-1].text) <= len(match[1]) + 2:
                lines[-1] = replace(lines[-1], level=1 if match[1][0] == "=" else 2)
            continue
        text = line.text.strip()
        indent = len(line.text) - len(line.text.lstrip())
        lines.append(
            Line(
                runs=(Run(text),),
                number=line.number,
                length=columns(line.text.rstrip()),
                first=1 + columns(first_word(text)),
                indent=indent,
                is_loose=line.gap > 0 or not lines,
                is_page_start=line.is_page_start,
            )
        )
    return lines


def _width(lines: Sequence[Line]) -> float:
    """How long a line can be: as nine in ten of those that aren't short. A text that isn't wrapped has no width."""
    lengths = sorted(line.length for line in lines)
    long = [length for length in lengths if length > lengths[-1] / 2] or [0]
    width = long[len(long) * 9 // 10]
    return float("inf") if width > _WRAPPED else width * _NEARLY
