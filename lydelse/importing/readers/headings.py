"""Headings among the chunks of a text that doesn't mark them: guessed from their shape and from what is around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lydelse.importing.model import Doubt
from lydelse.importing.readers.lines import Chunk
from lydelse.importing.readers.markers import heading_depth
from lydelse.importing.statements import is_statement

_LONGEST, _MOST_WORDS = 100, 16
_ENDING = re.compile(r"[.,;:。、；：…][\"'”’»)]*$")
_ADDRESS = re.compile(r"\S@\S|https?://|www\.")
_RUN = 3
"""So many short lines in a row are no headings, but lines: an address, or a list without marks."""
_LONGEST_BELOW = 600
"""Characters of a paragraph below one of the headings that a colon leads to."""


@dataclass(slots=True)
class Outline:
    """The levels of the headings, by the index of their chunks, and what wasn't sure of them."""

    levels: dict[int, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def find_headings(chunks: Sequence[Chunk]) -> Outline:
    """Find the headings of a text. Those that the source marks stay as they are; if it marks any, no others are
    guessed but those with numbers."""
    marked = {index: chunk.level for index, chunk in enumerate(chunks) if chunk.level}
    if marked:
        return Outline(_closed_up(marked))
    guessed = _without_runs(chunks, _looks(chunks))
    if not guessed:
        return Outline()
    outline = Outline(_leveled(chunks, guessed))
    _lower_after_colons(chunks, outline)
    outline.doubts.append(Doubt("The text doesn't mark its headings; they were found by their shape. Look at each."))
    return outline


def _closed_up(levels: dict[int, int]) -> dict[int, int]:
    order = {level: number for number, level in enumerate(sorted(set(levels.values())), start=1)}
    single_title = list(levels.values()).count(min(levels.values())) == 1 and levels[min(levels)] == min(
        levels.values()
    )
    return {index: min(6, order[level] + (not single_title)) for index, level in levels.items()}


def _looks(chunks: Sequence[Chunk]) -> list[bool]:
    """Which chunks look like headings; one with the number after that of an item is an item, too."""
    looks: list[bool] = []
    items: dict[str, int] = {}
    for index, chunk in enumerate(chunks):
        marker = chunk.marker
        goes_on = marker is not None and bool(marker.kind) and items.get(marker.kind) == marker.number - 1
        looks.append(not goes_on and _looks_like_heading(chunks, index))
        if looks[-1]:
            items.clear()
        elif marker is not None and marker.kind:
            items[marker.kind] = marker.number
    return looks


def _looks_like_heading(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether a chunk has the shape of a heading, and stands where one can stand."""
    chunk = chunks[index]
    if chunk.rows or (chunk.marker and not chunk.marker.kind):
        return False
    text = chunk.whole_text
    numbered = heading_depth(text)
    if len(chunk.lines) > (2 if numbered else 1) or not _is_short(text) or index + 1 == len(chunks):
        return False
    words = chunk.text if chunk.marker else text
    may_end = numbered and chunks[index + 1].marker is None
    ending = _ENDING.search(words.rstrip(".") if may_end else words)
    if ending or _ADDRESS.search(text) or is_statement(text) or not _begins_large(words):
        return False
    return not (chunk.marker and _is_among_items(chunks, index))


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS


def _begins_large(text: str) -> bool:
    first = next((character for character in text if character.isalpha()), "")
    return bool(first) and not first.islower()


def _is_among_items(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether the items before or after a chunk follow it directly: then they are a list."""
    return any(
        _are_siblings(chunks[first], chunks[first + 1]) for first in (index - 1, index) if 0 <= first < len(chunks) - 1
    )


def _are_siblings(first: Chunk, second: Chunk) -> bool:
    if first.marker is None or second.marker is None:
        return False
    return first.marker.kind == second.marker.kind and second.marker.number == first.marker.number + 1


def _without_runs(chunks: Sequence[Chunk], looks: list[bool]) -> list[int]:
    """The indices of the chunks that stay headings when runs of short lines are taken out."""
    kept: list[int] = []
    index = 0
    while index < len(looks):
        end = index
        while end < len(looks) and looks[end]:
            end += 1
        kept += _of_run(chunks, index, end)
        index = max(end, index + 1)
    return kept


def _of_run(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """What stays of a run of chunks that look like headings: those with a number, the title, and the last, since a text
    follows it; and all of a run that is short."""
    run = list(range(start, end))
    if not run or not any(len(chunk.text) > 1 for chunk in chunks[end:]):
        return [index for index in run if start == 0 and index == 0 and len(run) == 1 and end < len(chunks)]
    if len(run) < _RUN:
        return run
    if any(map(_has_plain_digit, (chunks[index].whole_text for index in run[1:]))):
        return [0] if start == 0 else []
    strong = [index for index in run if heading_depth(chunks[index].whole_text)]
    first = [0] if start == 0 else []
    return sorted({*first, *strong, run[-1]})


def _has_plain_digit(text: str) -> bool:
    """Whether a line has a digit that isn't a heading's number, as those of addresses have."""
    return not heading_depth(text) and any(character.isdigit() for character in text)


def _leveled(chunks: Sequence[Chunk], indices: list[int]) -> dict[int, int]:
    """The levels of the headings that were found: the title, those with numbers by these, those in capitals, others."""
    levels: dict[int, int] = {}
    title = indices[0] == 0 and len(indices) > 1 and not heading_depth(chunks[0].whole_text)
    below = indices[1:] if title else indices
    numbered = [index for index in below if heading_depth(chunks[index].whole_text)]
    by_numbers = len(numbered) >= max(2, len(below) / 3)
    capitals = {index for index in below if chunks[index].whole_text.isupper()}
    by_capitals = bool(capitals) and not by_numbers
    if title:
        levels[0] = 1
    depth = 0
    for index in below:
        number = heading_depth(chunks[index].whole_text)
        if by_numbers and number:
            depth = number
            levels[index] = min(6, 1 + number)
        elif by_numbers and depth:
            levels[index] = min(6, 2 + depth)
        else:
            levels[index] = 3 if by_capitals and index not in capitals else 2
    return levels


def _lower_after_colons(chunks: Sequence[Chunk], outline: Outline) -> None:
    """Put headings that a section's text leads to with a colon ("for the following purposes:") below that section."""
    indices = sorted(outline.levels)
    for place, index in enumerate(indices):
        level = outline.levels[index]
        if level == 1 or heading_depth(chunks[index].whole_text):
            continue
        if members := _led_to(chunks, outline, indices, place):
            for member in members:
                outline.levels[member] = min(6, level + 1)
            outline.doubts.append(_doubt(chunks, index, members))


def _led_to(chunks: Sequence[Chunk], outline: Outline, indices: list[int], place: int) -> list[int]:
    """The headings to which the last paragraph of a section leads, if it does and it can be seen where they end: at one
    with nothing below it, or before one with more than a paragraph."""
    ends = [*indices[1:], len(chunks)]
    section = chunks[indices[place] + 1 : ends[place]]
    if not section or not section[-1].text.rstrip().endswith((":", "：")):
        return []
    members: list[int] = []
    for start, end in zip(indices[place + 1 :], ends[place + 1 :], strict=True):
        below = chunks[start + 1 : end]
        if outline.levels[start] != outline.levels[indices[place]]:
            return []
        if not below and members:
            return [*members, start]
        if len(below) > 1 or sum(len(chunk.text) for chunk in below) > _LONGEST_BELOW:
            return members if len(members) > 1 else []
        members.append(start)
    return []


def _doubt(chunks: Sequence[Chunk], index: int, members: list[int]) -> Doubt:
    titles = ", ".join(f"“{chunks[member].text}”" for member in members)
    return Doubt(
        f"The headings {titles} were put below “{chunks[index].text}”, since its text leads to them with a colon; look "
        "whether they belong there."
    )
