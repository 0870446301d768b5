"""The processes that help with a site, and what is handed to them and back. They are loaded where several work."""

from __future__ import annotations

import errno
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

from lydelse.shares.workshop import Workshop

T = TypeVar("T")
R = TypeVar("R")

_LOST = (
    "a process that helped was ended by the system, as happens when memory runs out; with --jobs 1 less of it is needed"
)

_MOMENT = 0.5
"""Seconds: what ended a process may be a signal to all of them, and ours, which interrupts, arrives a little later:
some who send it go through the processes one by one."""


class Pool:
    """Processes that help, in each of which `_enter` was called; they are handed things in the folder `desk`."""

    def __init__(self, executor: ProcessPoolExecutor, desk: Path) -> None:
        """Work with the processes of an executor."""
        self._executor = executor
        self._desk = desk

    def each(self, work: Callable[[Workshop, T], R], things: Sequence[T]) -> Iterator[R]:
        """Have a work done on each of several things; give what comes of it, in their order.

        Raises:
            ChildProcessError: a process has ended.
        What the work raises goes through.
        """
        try:
            handed = [_put(self._desk, thing) for thing in things]
            yield from map(_take, self._executor.map(partial(_do, work, self._desk), handed))
        except BrokenProcessPool as error:
            time.sleep(_MOMENT)
            raise ChildProcessError(errno.ECHILD, _LOST) from error


@contextmanager
def pool(workshop: Workshop, processes: int) -> Iterator[Pool]:
    """Start processes that help; all have ended afterwards."""
    # A process that is split off knows the workshop already. Elsewhere than on Linux that isn't safe.
    how = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with tempfile.TemporaryDirectory(prefix="lydelse-", ignore_cleanup_errors=True) as desk:
        executor = ProcessPoolExecutor(processes, how, _enter, (workshop,))
        try:
            yield Pool(executor, Path(desk))
        finally:
            executor.shutdown(cancel_futures=True)


_here: list[Workshop] = []
"""The workshop of a process that helps."""


def _enter(workshop: Workshop) -> None:
    """Begin to help. Who is asked to stop is the process that is helped; when that is gone, the work is in vain."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, signal.SIG_IGN if name == "SIGINT" else signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _here[:] = [workshop]


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _do(work: Callable[[Workshop, T], R], desk: Path, thing: str) -> str:
    return _put(desk, work(_here[0], _take(thing)))


# A pipe between processes takes what is small in one piece. Of what is large a part may be in it when a process is
# killed, and whoever reads waits for the rest for ever; so it is handed over in files.


def _put(desk: Path, value: object) -> str:
    """Leave something for another process; give where it is."""
    number, name = tempfile.mkstemp(dir=desk)
    with open(number, "wb") as file:  # noqa: PTH123 - it is open already
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
    return name


def _take(name: str) -> Any:
    """Take what another process left."""
    path = Path(name)
    value = pickle.loads(path.read_bytes())  # noqa: S301 - of this program, in a folder that nobody else may write to
    path.unlink()
    return value
