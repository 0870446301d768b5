"""What a run does, stage by stage, for those who ask with `--verbose`. The stages themselves know nothing of it: who
puts them together notes what was done, and the edge listens or doesn't."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LISTENERS: list[Callable[[str], None]] = []


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
