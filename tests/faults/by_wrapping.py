"""Faults made within Python, where the system doesn't let one process trace another: see `wrapped`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.faults.ground import REPOSITORY, arguments
from tests.faults.trial import Call, Fault


class Wrapping:
    """Needs nothing. It strikes the functions that Python calls the system by, not the calls themselves."""

    name = "wrapped functions"

    def calls(self, root: Path) -> tuple[Call, ...]:
        done, calls = _build(root, 0, Fault.KILL)
        assert done.returncode == 0, done.stderr
        return calls

    def strike(self, root: Path, call: Call, fault: Fault) -> subprocess.CompletedProcess[str]:
        done, calls = _build(root, call.number, fault)
        assert calls[call.number - 1].name == call.name, f"the fault struck something else: {call}"
        return done


def _build(root: Path, number: int, fault: Fault) -> tuple[subprocess.CompletedProcess[str], tuple[Call, ...]]:
    log = root.with_name(f"{root.name}.calls")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.faults.wrapped", str(number), fault.name, log, *arguments(root)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split("\t") for line in log.read_text(encoding="utf-8").splitlines()]
    log.unlink()
    return done, tuple(Call(name, number, Path(subject).name) for number, (name, subject) in enumerate(lines, 1))
