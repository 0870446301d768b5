"""What a program costs: its time by the clock, its processors' time and its memory, with all that it starts."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_PROCESSES = Path("/proc")
_SHORTEST, _LONGEST = 0.002, 1.0
_WORDS = 2000
"""How many letters are shown of what a program said that failed."""
_PATIENCE = 20
"""How many times longer than looking at memory the pause is after it: the system goes through all of a process's
memory, and holds it up meanwhile; with gigabytes that takes a twentieth of a second."""


class FailedError(Exception):
    """A program that is measured failed; the text is the last of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: seconds by the clock, seconds of all processors, and the peak of memory in bytes.

    Of memory, 0 says that nobody looked: `largest` is what the largest process had in it, `together` what all had at
    the same time, memory that they share counted once (the sum of their proportional set sizes).
    """

    wall: float
    cpu: float
    largest: int = 0
    together: int = 0


def run(command: Sequence[str | Path], folder: Path, *, watched: bool = False) -> Cost:
    """Run a program to its end in a folder.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        watched: whether to look at the memory of its processes meanwhile, which slows it down a little.

    Raises:
        FailedError: it can't be started, or ends with another code than 0.
    """
    with TemporaryFile() as said:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                [str(part) for part in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        except OSError as error:
            raise FailedError(str(error)) from error
        memory = _watch(process.pid) if watched else (0, 0)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for, which Popen can't know
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-_WORDS:]
            raise FailedError(f"{command[0]}: exit code {process.returncode}\n{words}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, *memory)


def _watch(pid: int) -> tuple[int, int]:
    """Look at the memory of a process and its descendants until it ends; give the most that one had and the highest
    sum, in bytes. What the system tells afterwards of the most that one had counts the process that started it, too,
    until its program was loaded (getrusage(2), `ru_maxrss`)."""
    largest = highest = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        start = time.process_time()
        family = tuple(_family(pid))
        largest = max(largest, *(_told(each, "status", "VmHWM:") for each in family))
        highest = max(highest, sum(_told(each, "smaps_rollup", "Pss:") for each in family))
        pause = _PATIENCE * (time.process_time() - start)
        time.sleep(min(max(pause, _SHORTEST), _LONGEST))
    return largest, highest


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):  # it may have ended since
        for thread in (_PROCESSES / str(pid) / "task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _family(int(child))


def _told(pid: int, file: str, name: str) -> int:
    """Give what the system tells of a process's memory under a name, in bytes; 0 if it has ended."""
    with suppress(OSError):
        for line in (_PROCESSES / str(pid) / file).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0
