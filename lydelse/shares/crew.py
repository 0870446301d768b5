"""Who does the work: this process alone, or several at once where that is quicker."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from lydelse.shares.workshop import Workshop

if TYPE_CHECKING:
    from lydelse.shares.pool import Pool

T = TypeVar("T")
R = TypeVar("R")


class Crew:
    """Does the same work on many things."""

    def __init__(self, workshop: Workshop, pool: Pool | None = None) -> None:
        """Work in this process, or in those of a pool."""
        self.workshop = workshop
        self._pool = pool

    def each(self, work: Callable[[Workshop, T], R], things: Sequence[T]) -> Iterator[R]:
        """Do a work on each of several things; give what comes of it, in their order. One alone is done here: another
        process would be told all of it first.

        Raises:
            ChildProcessError: a process has ended.
        What the work raises goes through.
        """
        if self._pool is None or len(things) == 1:
            yield from (work(self.workshop, thing) for thing in things)
        else:
            yield from self._pool.each(work, things)


@contextmanager
def crew(workshop: Workshop, processes: int) -> Iterator[Crew]:
    """Get together for work; all processes that were started have ended afterwards."""
    if processes < 2:  # noqa: PLR2004 - one and many
        yield Crew(workshop)
        return
    from lydelse.shares.pool import pool  # noqa: PLC0415 - who works alone needn't wait for it

    with pool(workshop, processes) as helpers:
        yield Crew(workshop, helpers)


def processors() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
