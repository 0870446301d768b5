"""What a run does, stage by stage, for those who ask with `--verbose`. The stages themselves know nothing of it: who
puts them together notes what was done, and the edge listens or doesn't."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Shows how far a work is."""

    def __call__(self, things: Iterable[T], total: int, what: str) -> Iterator[T]:
        """Give things on as they come.

        Args:
            things: what is done, one by one.
            total: how many there will be.
            what: how they are counted, such as “pages made”.
        """


_LISTENERS: list[Callable[[str], None]] = []
_SHOWING: list[Progress | None] = []


@contextmanager
def listening(listener: Callable[[str], None]) -> Iterator[None]:
    """Let somebody hear each note, a line without its end, for as long as it takes."""
    _LISTENERS.append(listener)
    try:
        yield
    finally:
        _LISTENERS.remove(listener)


def note(text: str) -> None:
    """Note what was done."""
    for listener in _LISTENERS:
        listener(text)


@contextmanager
def stage(done: str) -> Iterator[None]:
    """Note, when a stage is over, what was done in it and how long it took, such as “texts rendered: 0.41 s”."""
    began = time.monotonic()
    yield
    note(f"{done}: {time.monotonic() - began:.2f} s")


@contextmanager
def showing(progress: Progress | None) -> Iterator[None]:
    """Let the progress of long stages be shown, or with `None` not be, for as long as it takes."""
    _SHOWING.append(progress)
    try:
        yield
    finally:
        _SHOWING.pop()


def each(things: Collection[T], what: str) -> Iterator[T]:
    """Give things on as a stage takes them, and show how far it is where that is wanted. One thing is there or isn't.

    Args:
        things: what is done, one by one.
        what: how they are counted, such as “policies rendered”.
    """
    progress = _SHOWING[-1] if _SHOWING else None
    return progress(things, len(things), what) if progress and len(things) > 1 else iter(things)
