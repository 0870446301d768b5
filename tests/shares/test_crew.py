"""Several processes at work on one build."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from select import PIPE_BUF
from typing import cast

import pytest

from lydelse.shares import pool
from lydelse.shares.crew import crew
from lydelse.shares.workshop import Workshop

NOBODY = cast(Workshop, None)
"""Nothing of the workshop is asked for here."""
LARGE = "x" * 10_000_000


def _grow(_workshop: Workshop, thing: str) -> str:
    return thing + LARGE


def _end(_workshop: Workshop, _thing: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def test_large_things_come_through_in_their_order() -> None:
    things = [f"{number}{LARGE}" for number in range(4)]
    with crew(NOBODY, 2) as together:
        assert list(together.each(_grow, things)) == [thing + LARGE for thing in things]


def test_what_goes_through_a_pipe_fits_into_it_in_one_piece(tmp_path: Path) -> None:
    """Of more than `PIPE_BUF` bytes (POSIX, write()) a killed process may leave a part, and the rest is waited for."""
    pool._here[:] = [NOBODY]
    left = pool._do(_grow, tmp_path, pool._put(tmp_path, LARGE))
    assert len(left.encode()) < PIPE_BUF / 4
    assert pool._take(left) == LARGE + LARGE


def test_a_process_that_is_killed_is_told() -> None:
    with crew(NOBODY, 2) as together, pytest.raises(ChildProcessError, match="ended by the system"):
        list(together.each(_end, ["", ""]))
