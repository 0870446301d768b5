"""Lydelse as it's measured: the command that everybody runs, and beside it the version pages alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.building.makers import Maker

REPOSITORY = Path(__file__).resolve().parents[2]
EVERYTHING, PAGES_ALONE = "Lydelse, everything", "Lydelse, version pages alone"
_VARIANTS = (("one process", ("--jobs", "1")), ("without the cache", ("--no-cache",)))
"""Other ways to build everything, as far as the command has their options."""


def everything(root: Path, as_of: date, options: tuple[str, ...] = (), name: str = EVERYTHING) -> Maker:
    """Give the command `build` over the content of a folder."""
    command: tuple[str | Path, ...] = (
        sys.executable,
        "build.py",
        "build",
        "--root",
        root,
        "--as-of",
        str(as_of),
        *options,
    )
    return Maker(name, command, REPOSITORY, root / "site", (root / ".cache",))


def plain_options(options: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the options of a build in one process that remembers nothing, as far as the command has them."""
    return (*options, *(part for _, further in _VARIANTS if further[0] in _help() for part in further))


def variants(root: Path, as_of: date, options: tuple[str, ...]) -> tuple[Maker, ...]:
    """Give the other ways to build everything that there are."""
    return tuple(
        everything(root, as_of, (*options, *further), f"{EVERYTHING}, {words}")
        for words, further in _VARIANTS
        if further[0] in _help() and further[0] not in options
    )


def pages_alone(root: Path, as_of: date, output: Path) -> Maker:
    """Give a program that composes the version pages of a folder's content, and nothing else."""
    module = "benchmarks.building.alone"
    command: tuple[str | Path, ...] = (sys.executable, "-m", module, root, str(as_of), output)
    return Maker(PAGES_ALONE, command, REPOSITORY, output, rebuilds=False)


@cache
def _help() -> str:
    command = (sys.executable, "build.py", "build", "--help")
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
