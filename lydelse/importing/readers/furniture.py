"""What stands on pages besides the text: page numbers, and lines that come again at the head or foot of every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_DEPTH = 3
"""So many lines at the head and at the foot of a page can be furniture."""
_NUMBER = re.compile(
    r"""[-–—\s|]*(?:page|sida|sid\.?|seite|s\.|p\.|pg\.?)?\s*\d{1,4}\s*
        (?:(?:/|of|av|von|sur|de|\()\s*\d{1,4}\s*\)?)?[-–—\s|]*""",
    re.VERBOSE | re.IGNORECASE,
)
_SURE_NUMBER = re.compile(r"\D*\d{1,4}\s*(?:/|of|av|von|sur|\()\s*\d{1,4}\s*\)?\W*", re.IGNORECASE)
_LONGEST = 90
"""Characters of a line that can be furniture."""
_POINTS = 4.0
_WORDS = 4
"""So many words has a line at least that may end with the number of the page."""
_APART = 5
"""So many lines lie at least between two numbers that are those of pages."""


def furniture(pages: Sequence[Sequence[str]], heights: Sequence[Sequence[float]] | None = None) -> set[tuple[int, int]]:
    """Find the furniture of pages: give each line of it by page and place in it. Lines that are empty don't count.

    `heights` tells where the lines stand on their pages, in points; what comes again has to stand there again.
    """
    found: set[tuple[int, int]] = set()
    if len(pages) > 1:
        found |= _repeated(_shapes(pages, heights))
    for number, page in enumerate(pages):
        found |= {(number, place) for place in _counted(page, alone=len(pages) == 1)}
    return found


def _shapes(pages: Sequence[Sequence[str]], heights: Sequence[Sequence[float]] | None) -> list[list[str]]:
    """What the lines have in common with those of other pages that are the same furniture."""
    shapes = [[_shape(line) if len(line) <= _LONGEST else "" for line in page] for page in pages]
    if heights is None:
        return shapes
    return [
        [shape and f"{shape} {height / _POINTS:.0f}" for shape, height in zip(page, places, strict=True)]
        for page, places in zip(shapes, heights, strict=True)
    ]


def _repeated(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """The lines that come again at the same place of most pages, from the edge inwards until one doesn't."""
    found: set[tuple[int, int]] = set()
    for edge in (0, -1):
        for step in range(_DEPTH):
            layer = {
                number: (step if edge == 0 else len(page) - 1 - step)
                for number, page in enumerate(pages)
                if len(page) > step
            }
            shapes = Counter(pages[number][place] for number, place in layer.items())
            usual = {shape for shape, count in shapes.items() if shape and count >= max(2, (len(pages) + 1) // 2)}
            layer = {number: place for number, place in layer.items() if pages[number][place] in usual}
            if not layer:
                break
            found |= set(layer.items())
    return found


def _shape(line: str) -> str:
    """A line without its number, if that may be the page's: a heading such as "Article 3" could have one, too."""
    words = " ".join(line.split())
    is_title = not _NUMBER.fullmatch(line) and len(words.split()) < _WORDS
    return words if is_title else re.sub(r"\d+", "#", words)


def _counted(page: Sequence[str], *, alone: bool) -> set[int]:
    """The places of page numbers: at the edges of a page, or within a text that has lost its page breaks."""
    if not alone:
        return {place for place in {0, len(page) - 1} if page and _NUMBER.fullmatch(page[place])}
    sure = {
        place
        for place, line in enumerate(page)
        if len(line) <= len("Page 1000 of 1000  ") and _SURE_NUMBER.fullmatch(line)
    }
    numbers = [(place, int(line)) for place, line in enumerate(page) if re.fullmatch(r"\s*\d{1,3}\s*", line)]
    run = _rising(numbers)
    return sure | (run if len(run) > 1 else set())


def _rising(numbers: Sequence[tuple[int, int]]) -> set[int]:
    """The places of numbers that count pages from 1 or 2 on."""
    places: list[int] = []
    expected = 0
    for place, number in numbers:
        starts = not places and number in (1, 2)
        follows = bool(places) and number == expected and place - places[-1] > _APART
        if starts or follows:
            places.append(place)
            expected = number + 1
    return set(places)
