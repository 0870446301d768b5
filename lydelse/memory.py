"""What a run may remember from the one before: what was made of sources and values that are the same still.

A build remembers nothing. The preview remembers all of it, so that a change costs what follows from it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar, cast

from lydelse.problems import Problem, Report

T = TypeVar("T")


class Memory(Protocol):
    """Gives what a function makes, or what it made before; the problems that it found are reported either way."""

    def of_values(self, name: Hashable, given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of values.

        Args:
            name: what is made; nothing else has the name.
            given: all that it follows from; equal values make equal results.
            make: makes it.
            report: where problems go.
        """

    def of_folders(self, folders: Collection[Path], given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of folders with all that is in them, and of values.

        Args:
            folders: the folders; what is made of them is their name.
            given: what else it follows from.
            make: makes it.
            report: where problems go.

        Raises:
            OSError: as `make` raises it, or a folder can't be looked at.
        """


class Forgetful:
    """Makes everything anew."""

    def of_values(self, name: Hashable, given: object, make: Callable[[Report], T], report: Report) -> T:  # noqa: ARG002 - as the protocol has it
        """Give what a function makes of values."""
        return make(report)

    def of_folders(
        self,
        folders: Collection[Path],  # noqa: ARG002 - as the protocol has it
        given: object,  # noqa: ARG002 - as the protocol has it
        make: Callable[[Report], T],
        report: Report,
    ) -> T:
        """Give what a function makes of folders and values."""
        return make(report)


class Recall:
    """Remembers what was made last under each name; `begin` begins a run.

    Folders are known by the names, sizes, times and numbers of all files in them. Those of which it is known that
    nothing in them changed aren't even looked at.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._kept: dict[Hashable, tuple[object, object, tuple[Problem, ...]]] = {}
        self._looks: dict[Path, tuple[object, ...]] = {}
        self._changed: tuple[Path, ...] | None = None

    def begin(self, changed: Collection[Path] | None) -> None:
        """Begin a run.

        Args:
            changed: the files and folders in which something may have changed since the run before; `None` when
                that isn't known.
        """
        self._changed = None if changed is None else tuple(changed)

    def of_values(self, name: Hashable, given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of values."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != given:
            found = Report()
            kept = self._kept[name] = given, make(found), found.problems
        report.extend(kept[2])
        return cast(T, kept[1])

    def of_folders(self, folders: Collection[Path], given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of folders and values."""
        name = tuple(folders)
        looks = tuple(self._look_of(folder) for folder in folders)
        return self.of_values(name, (looks, given), make, report)

    def _look_of(self, folder: Path) -> object:
        """Give what a folder is known by."""
        if folder not in self._looks or self._may_have_changed(folder):
            self._looks[folder] = tuple(_look(folder))
        return self._looks[folder]

    def _may_have_changed(self, folder: Path) -> bool:
        """Whether a change lies in a folder, or in one that holds it."""
        if self._changed is None:
            return True
        return any(folder == path or folder in path.parents or path in folder.parents for path in self._changed)


def _look(folder: Path | str) -> Iterator[tuple[str, int, int, int, int]]:
    """Tell what a folder's files look like from outside, those of its own folders among them."""
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in found:
        about = entry.stat(follow_symlinks=False)
        yield entry.path, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino
        if entry.is_dir(follow_symlinks=False):
            yield from _look(entry.path)


FORGETFUL: Memory = Forgetful()
