"""Lydelse as it's measured: the command that everybody runs, and beside it the version pages alone."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.building.makers import Maker

REPOSITORY = Path(__file__).resolve().parents[2]
EVERYTHING, PAGES_ALONE = "Lydelse, everything", "Lydelse, version pages alone"
PARTS = "Lydelse, part by part, in one process"
_CACHE = ("--cache",)
"""Said on every build: where the environment has CI, there would be none."""
_ALONE = ("--jobs", "1")
_FORGETFUL = ("--no-cache",)
IN_ONE_PROCESS = (*_ALONE, *_FORGETFUL)
"""Options of a build in one process that remembers nothing, and writes nothing down for the next."""


def everything(root: Path, as_of: date, options: tuple[str, ...] = (), name: str = EVERYTHING) -> Maker:
    """Give the command `build`, with options of its own, over the content of a folder."""
    given: tuple[str | Path, ...] = ("--root", root, "--as-of", str(as_of), *_CACHE, *options)
    return Maker(name, (sys.executable, "build.py", "build", *given), REPOSITORY, root / "site", (root / ".cache",))


def variants(root: Path, as_of: date, options: tuple[str, ...]) -> tuple[Maker, ...]:
    """Give other ways to build everything."""
    found = (("in one process", _ALONE), ("without a cache", _FORGETFUL))
    return tuple(
        replace(everything(root, as_of, (*options, *further), f"{EVERYTHING}, {words}"), rebuilds=False)
        for words, further in found
    )


def pages_alone(root: Path, as_of: date, output: Path) -> Maker:
    """Give a program that composes the version pages of a folder's content, and nothing else."""
    command = (sys.executable, "-m", "benchmarks.building.alone", root, str(as_of), output)
    return Maker(PAGES_ALONE, command, REPOSITORY, output, rebuilds=False)


def part_by_part(root: Path, as_of: date, output: Path, times: Path) -> Maker:
    """Give a program that composes what is made of policies part by part, and adds what each cost to a file."""
    command = (sys.executable, "-m", "benchmarks.building.parts", root, str(as_of), output, times)
    return Maker(PARTS, command, REPOSITORY, output, rebuilds=False)
