"""One trial: a build that a fault strikes at one of its calls, and what has to hold afterwards."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from tests.faults.ground import Ground, Start, build_in_process
from tests.publish.helpers import names, snapshot


class Fault(Enum):
    """What happens at a call; the value is the number of the error, if it is one."""

    KILL = None
    ENOSPC = errno.ENOSPC
    EIO = errno.EIO


@dataclass(frozen=True, slots=True)
class Call:
    """A call to the system: its name, which one of that name it is in the process, and what it is about."""

    name: str
    number: int
    subject: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault at a call of a build that begins with a certain site."""

    start: Start
    call: Call
    fault: Fault

    def __str__(self) -> str:
        return f"{self.fault.name} at {self.call.name} {self.call.number} ({self.call.subject}), from {self.start}"


class Way(Protocol):
    """A way to make calls fail."""

    @property
    def name(self) -> str:
        """What makes them fail, as it is told in the terminal."""

    def calls(self, root: Path) -> tuple[Call, ...]:
        """Build a site; give the calls that write, rename, sync, close, make or remove in or beside it."""

    def strike(self, root: Path, call: Call, fault: Fault) -> subprocess.CompletedProcess[str]:
        """Build a site, and let the call fail.

        Raises:
            AssertionError: the fault struck nothing, or something else.
        """


def trials(way: Way, ground: Ground, scratch: Path) -> tuple[Trial, ...]:
    """Give every trial there is."""
    return tuple(
        Trial(start, call, fault)
        for start in Start
        for call in way.calls(ground.copy(start, scratch / start.name))
        for fault in Fault
    )


def carry_out(trial: Trial, way: Way, ground: Ground, root: Path) -> None:
    """Let the fault strike; check what it left, what the build said, and that the next build makes all good.

    Raises:
        AssertionError: something didn't hold.
    """
    ground.copy(trial.start, root)
    done = way.strike(root, trial.call, trial.fault)
    site = root / "site"
    held = snapshot(site) if site.exists() else None
    before, after = ground.sites[trial.start], ground.built[trial.start]
    assert held in (before, after), f"{trial}: the site is a mixture"
    _check_words(trial, done, root, is_new=held == after)
    build_in_process(root)
    assert snapshot(site) == (after if held == before else ground.settled), f"{trial}: the next build made another site"
    assert names(root) == ["content", "layouts", "site"], f"{trial}: the next build left something behind"


def _check_words(trial: Trial, done: subprocess.CompletedProcess[str], root: Path, *, is_new: bool) -> None:
    told = f"{trial}: {done.returncode} {done.stdout}{done.stderr}"
    if trial.fault is Fault.KILL:
        assert done.returncode == -signal.SIGKILL, told
    elif is_new:
        assert (done.returncode, done.stderr) == (0, ""), told
        assert done.stdout.startswith(f"Built {root / 'site'} as of "), told
    else:
        reason = re.escape(os.strerror(trial.fault.value))
        message = rf"{re.escape(str(root))}[^\n]*: {reason}\n    The site is as it was before\.\n"
        assert done.returncode == 74, told
        assert re.fullmatch(message, done.stderr), told
        assert done.stdout == "", told
