"""Faults that rendering finds in a text, by their place in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lydelse.problems import Place
from lydelse.render.tokens import Start


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem whose place is not yet known or is an `offset` in the source; `sought` is what to look for there
    when it isn't."""

    code: str
    message: str
    hint: str
    offset: int | None = None
    sought: str = ""


def attribute_offset(source: str, start: Start, name: str) -> int | None:
    """Where an attribute stands in the source, or else the tag that has it."""
    if name in start.places:
        return start.places[name]
    pattern = re.compile(rf"(?i)(?<![\w.#-]){re.escape(name)}(?=[\s=/>}}])")
    for offset in start.offsets:
        if match := pattern.search(source, offset, source.find("\n\n", offset) % (len(source) + 1)):
            return match.start()
    return min(start.offsets, default=None)


class Places:
    """Finds places in a file from offsets in the source, which begins at the place `body`."""

    def __init__(self, source: str, body: Place) -> None:
        self._source = source
        self._body = body

    @cached_property
    def _lowered(self) -> str:
        return self._source.lower()

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._source))]

    def at(self, offset: int) -> Place:
        """The place of an offset."""
        line = bisect_right(self._lines, offset) - 1
        return self._body.at(self._body.line + line, offset - self._lines[line] + 1)

    def of(self, fault: Fault) -> Place:
        """The place of a fault: as marked, or where what it is about first stands."""
        if fault.offset is not None:
            return self.at(fault.offset)
        return self.at(max(0, self._lowered.find(fault.sought.lower())))
