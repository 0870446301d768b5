"""Measure what sites beyond measure cost, beside an honest one of the same size: `python -m benchmarks.limits`.

Each case is built in a process of its own. `--only WORD` takes those whose name has the word.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.limits.cases import CASES, TEXT, Write, honest, write_site

_BUILD = Path(__file__).resolve().parents[2] / "build.py"
_AS_OF = "2026-07-01"
_LARGEST_TEXT = 4_000_000
_STEP = 1.5


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: its outcome in a word, seconds of CPU, and the most memory, in MB."""

    outcome: str
    seconds: float
    megabytes: float
    size: int


def measure(write: Write) -> Cost:
    """Build a site in a process of its own."""
    with TemporaryDirectory() as folder:
        root = write_site(Path(folder), write).root
        said = root / "said"
        with said.open("wb") as stderr:
            command = [sys.executable, str(_BUILD), "--root", folder, "--as-of", _AS_OF]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        outcome = _outcome(process.returncode, said.read_text(encoding="utf-8"))
        size = (root / TEXT).stat().st_size
    return Cost(outcome, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size)


def _outcome(code: int, said: str) -> str:
    if code == 0:
        return "built"
    codes = dict.fromkeys(re.findall(r"^\S+:\d+:\d+: ([a-z-]+): ", said, re.MULTILINE))
    return ", ".join(codes) if codes else f"exit code {code}"


@cache
def _honest_cost(power: int) -> Cost:
    return measure(honest(min(_LARGEST_TEXT, int(_STEP**power))))


def _beside(size: int) -> Cost:
    """Measure an honest text of about the same size, each size once."""
    power = 0
    while _STEP ** (power + 1) <= min(size, _LARGEST_TEXT):
        power += 1
    return _honest_cost(power)


def _row(name: str) -> str:
    cost = measure(CASES[name])
    other = _beside(cost.size)
    ratio = cost.seconds / other.seconds
    return (
        f"| {name} | {cost.outcome} | {cost.seconds:.2f} | {other.seconds:.2f} | {ratio:.1f} "
        f"| {cost.megabytes:.0f} | {other.megabytes:.0f} |"
    )


def main() -> int:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="take the cases whose name has the word")
    options = parser.parse_args()
    print("| case | outcome | CPU s | honest, CPU s | ratio | MB | honest, MB |")
    print("|---|---|---|---|---|---|---|")
    for name in CASES:
        if options.only in name:
            print(_row(name), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
