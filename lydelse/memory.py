"""What a run may remember from the one before: what was made of sources and values that are the same still.

A build remembers nothing. The preview remembers all of it, so that a change costs what follows from it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar, cast

from lydelse.problems import Problem, Report
from lydelse.snapshot import Snapshot, look

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

    def of_file(self, file: Path, given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of a file and of values; else as `of_folders`."""


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

    def of_file(self, file: Path, given: object, make: Callable[[Report], T], report: Report) -> T:  # noqa: ARG002 - as the protocol has it
        """Give what a function makes of a file and values."""
        return make(report)


class Recall:
    """Remembers what was made last under each name; `begin` begins a run.

    Files are known by their names, sizes, times and numbers, folders by those of all files in them. Those of which it
    is known that nothing in them changed aren't even looked at.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._kept: dict[Hashable, tuple[object, object, tuple[Problem, ...]]] = {}
        self._looks: dict[Path, Snapshot] = {}
        self._changed: tuple[str, ...] | None = None
        self._holders: frozenset[str] = frozenset()
        self._meanwhile: Callable[[], None] = _nothing

    @classmethod
    def of(cls, kept: Mapping[Hashable, tuple[object, object, tuple[Problem, ...]]]) -> Recall:
        """Give a memory of what another one kept."""
        recall = cls()
        recall._kept.update(kept)
        return recall

    def kept(self, now: int) -> Mapping[Hashable, tuple[object, object, tuple[Problem, ...]]]:
        """Give what can be kept for another process: all but what was made of files that were touched just now, as
        they may change again without looking otherwise. What was made of single files is part of what was made of their
        folders, and isn't kept once more.

        Args:
            now: the time at which the run began, in nanoseconds since 1970.
        """
        fresh = {(folder,) for folder, seen in self._looks.items() if seen.is_fresh(now)}
        return {name: kept for name, kept in self._kept.items() if name not in fresh and not isinstance(name, Path)}

    def begin(self, changed: Collection[Path] | None, meanwhile: Callable[[], None] | None = None) -> None:
        """Begin a run.

        Args:
            changed: the files and folders in which something may have changed since the run before; `None` when
                that isn't known.
            meanwhile: is called before anything is made, as that can take a while. It may ask this memory for
                things, too.
        """
        self._meanwhile = meanwhile or _nothing
        self._changed = None if changed is None else tuple(map(str, changed))
        self._holders = frozenset(str(folder) for path in changed or () for folder in path.parents)

    def of_values(self, name: Hashable, given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of values."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != given:
            self._meanwhile()
            found = Report()
            kept = self._kept[name] = given, make(found), found.problems
        report.extend(kept[2])
        return cast(T, kept[1])

    def of_folders(self, folders: Collection[Path], given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of folders and values."""
        name = tuple(folders)
        looks = tuple(self._look_of(folder, look) for folder in folders)
        return self.of_values(name, (looks, given), make, report)

    def of_file(self, file: Path, given: object, make: Callable[[Report], T], report: Report) -> T:
        """Give what a function makes of a file and values."""
        seen = self._look_of(file, lambda file: look(file.parent, (file.name,)))
        return self.of_values(file, (seen, given), make, report)

    def _look_of(self, path: Path, look_at: Callable[[Path], Snapshot]) -> Snapshot:
        """Give what a folder or file is known by."""
        if path not in self._looks or self._may_have_changed(path):
            self._looks[path] = look_at(path)
        return self._looks[path]

    def _may_have_changed(self, path: Path) -> bool:
        """Whether a change lies in a folder or file, or in a folder that holds it."""
        if self._changed is None:
            return True
        name = str(path)
        return name in self._holders or any(name == each or name.startswith(each + os.sep) for each in self._changed)


def _nothing() -> None:
    """Do what there is to do meanwhile where there is nothing."""


FORGETFUL: Memory = Forgetful()
