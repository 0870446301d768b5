"""How far long work is: a bar on a terminal, and elsewhere a line now and then, so that a log shows that it goes on."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from lydelse import console
from lydelse.stages import note

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds of work before a bar is shown; it's shown ten times in as long."""
_BETWEEN_LINES = 10.0
"""Seconds between two lines where there is no terminal."""
_BAR = 20
"""How many characters long the bar is."""


class Meter:
    """Shows how far a work is, once it takes long."""

    __slots__ = ("_began", "_count", "_has_bar", "_next", "_total", "_what")

    def __init__(self, what: str, total: int | None = None) -> None:
        """Begin.

        Args:
            what: how things are counted, such as “pages made”.
            total: how many there will be, if that is known; then the time that is left is shown, too.
        """
        self._what, self._total, self._count = what, total, 0
        self._has_bar = console.has_bars()
        self._began = time.monotonic()
        self._next = self._began + (_PATIENCE if self._has_bar else _BETWEEN_LINES)

    def at(self, count: int, total: int | None = None) -> None:
        """Say that so many are done, and how many there will be if that has become known."""
        self._count, self._total = count, total or self._total
        now = time.monotonic()
        if now < self._next or console.is_quiet():
            return
        far = _far(count, self._total, now - self._began)
        console.show(f"{far} {self._what}", is_passing=self._has_bar)
        self._next = now + (_PATIENCE / 10 if self._has_bar else _BETWEEN_LINES)

    def end(self) -> None:
        """Take the bar away."""
        if self._has_bar:
            console.show("", is_passing=True)
        note(f"{self._what}: {self._count:,} in {time.monotonic() - self._began:.2f} s")


def with_progress(things: Iterable[T], total: int | None = None, what: str = "files") -> Iterator[T]:
    """Show how far a work is, as `Meter` does, while things are given on.

    Args:
        things: what is done, one by one.
        total: how many there will be, if that is known.
        what: how they are counted, such as “pages made”.
    """
    meter = Meter(what, total)
    try:
        for count, thing in enumerate(things, start=1):
            yield thing
            meter.at(count)
    finally:
        meter.end()


def _far(count: int, total: int | None, seconds: float) -> str:
    """Say how far a work is after some time."""
    if not total or not count:
        return f"{count:,}"
    left = seconds / count * (total - count)
    minutes, rest = divmod(round(left), 60)
    about = f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    done = round(_BAR * count / total)
    return f"[{'#' * done}{'.' * (_BAR - done)}] {count:,} of {total:,}, about {about} left:"
