"""With what tests build: in this process, and nothing is kept unless a test says where."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from lydelse.build import Means
from lydelse.cache.packs import Packs

T = TypeVar("T")

_LATER = 60_000_000_000  # nanoseconds


def means(cache: Path | None = None, processes: int = 1) -> Means:
    """Give them. The build begins as if nothing had been touched just before."""
    if cache is not None:
        cache.mkdir(exist_ok=True)
    packs = Packs(cache, "engine") if cache else None
    return Means(time.time_ns() + _LATER, packs, processes, _unseen)


def _unseen(things: Iterable[T], total: int, what: str) -> Iterator[T]:  # noqa: ARG001 - as a progress has it
    return iter(things)
