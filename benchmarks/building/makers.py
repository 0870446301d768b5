"""Those that are measured: each is a program that makes pages of what lies in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.building.plain import PlainPage
from benchmarks.building.processes import Cost, run

Feed = Callable[[Iterable[PlainPage]], None]
"""Writes the plain pages where a program looks for its sources, those alone that differ from what is there."""


def _read_by_itself(_pages: Iterable[PlainPage]) -> None:
    """Lydelse and the floor are given no plain pages."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A program that makes pages.

    Attributes:
        name: what it is called in the tables.
        command: how it's started, in `folder`.
        output: the folder of what it makes.
        remembered: folders of what it keeps from one run to the next.
        feed: gives it the plain pages.
        exact: whether it makes the plain pages and no others.
        rebuilds: whether it is run again over what it made before, too.
    """

    name: str
    command: tuple[str | Path, ...]
    folder: Path
    output: Path
    remembered: tuple[Path, ...] = ()
    feed: Feed = field(default=_read_by_itself)
    exact: bool = False
    rebuilds: bool = True

    def clear(self) -> None:
        """Remove all that it made."""
        for folder in (self.output, *self.remembered):
            shutil.rmtree(folder, ignore_errors=True)

    def run(self, *, watched: bool = False) -> Cost:
        """Let it make the pages.

        Raises:
            FailedError: it can't.
        """
        return run(self.command, self.folder, watched=watched)


@dataclass(frozen=True, slots=True)
class Made:
    """What is in an output: HTML pages, all files, and the bytes of either."""

    pages: int
    page_bytes: int
    files: int
    file_bytes: int

    @classmethod
    def of(cls, output: Path) -> Made:
        """Count it."""
        files = [(file.suffix == ".html", file.stat().st_size) for file in _files(output)]
        pages = [size for is_page, size in files if is_page]
        return cls(len(pages), sum(pages), len(files), sum(size for _, size in files))


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file())
