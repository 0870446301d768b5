"""Changes as they come in, handed on as one when there is a moment's quiet: a save is several events, a change of
branch hundreds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

Changed = frozenset[Path] | None
"""The files and folders in which something changed; `None` when that isn't known."""

_QUIET = 0.005
"""Seconds without a change after which a burst is over."""
_WRITING = 0.02
"""The same while a file may still be written: its end is told by another event, but not on every system."""
_MANY, _IN_THE_MIDST = 4, 0.05
"""So many changed files make it likely that git or a person changes a great many; then there are pauses in it."""
_LONGEST = 0.25
"""Seconds after which a burst is handed on though it hasn't ended, so that endless saves still show."""


class Gathering:
    """The changes since they were last asked for. It belongs to one event loop, and isn't safe elsewhere."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._is_unclear = False
        self._news = asyncio.Event()
        self._first = self._quiet_at = 0.0

    def note(self, path: Path | None, *, is_done: bool = True) -> None:
        """Note a change.

        Args:
            path: what changed; `None` when that isn't known.
            is_done: whether nothing more is to be expected of the same change.
        """
        now = asyncio.get_running_loop().time()
        if not self._paths and not self._is_unclear:
            self._first = now
        if path is None:
            self._is_unclear = True
        else:
            self._paths.add(path)
        self._quiet_at = now + self._pause(is_done=is_done)
        self._news.set()

    async def burst(self) -> Changed:
        """Wait until something changed and the burst is over; give all that was noted since the last time."""
        if not self._paths and not self._is_unclear:  # a wait that was given up has left something
            await self._news.wait()
        while (pause := self._seconds_left()) > 0:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), pause)
        changed = None if self._is_unclear else frozenset(self._paths)
        self._paths.clear()
        self._is_unclear = False
        self._news.clear()
        return changed

    def _pause(self, *, is_done: bool) -> float:
        if len(self._paths) >= _MANY:
            return _IN_THE_MIDST
        return _QUIET if is_done else _WRITING

    def _seconds_left(self) -> float:
        return min(self._quiet_at, self._first + _LONGEST) - asyncio.get_running_loop().time()
