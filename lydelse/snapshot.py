"""What files look like from outside, by which it is known that nobody has touched them.

A build that has nothing to do needs this and little else, so it does without dataclasses, which take long to load.
"""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

_FRESH = 2_000_000_000
"""Nanoseconds: a file that was touched so shortly before it was looked at may change again without looking otherwise,
as some file systems tell times in steps of two seconds."""

_NUMBERS = 4
_BYTES = 8 * _NUMBERS
_MANY = 10_000
"""How many files and folders there are when a second process pays."""
_HOLDS, _DIFFERS, _UNKNOWN = range(3)
"""What a process that helps to look ends with."""
_KIND = 12
_A_FOLDER = 4
"""How many bits of permissions stand below the kind of a file, and the kind that is a folder (POSIX, <sys/stat.h>)."""
_ALL = (1 << 64) - 1
"""The bits that are kept of a number: times before 1970 are negative."""


class Snapshot(NamedTuple):
    """Files and folders, and what the system told of them.

    Attributes:
        paths: their paths, in a folder that the snapshot doesn't know.
        facts: four numbers of 64 bits for each: size, number (inode), time of the last change, and time of the last
            change of what the system keeps of it.
        is_linked: whether the files may get other names, which changes the last of the numbers: then it is the kind and
            the permissions instead.
    """

    paths: tuple[str, ...]
    facts: bytes
    is_linked: bool = False

    def holds(self, folder: Path) -> bool:
        """Tell whether all of them look as they did: files that came or went change their folder's times.

        Raises:
            OSError: one can't be looked at, though it may be there.
        """
        try:
            return _facts(folder, self.paths, is_linked=self.is_linked).tobytes() == self.facts
        except (FileNotFoundError, NotADirectoryError):
            return False

    def agrees_with(self, before: Snapshot) -> bool:
        """Tell whether files that were among others before, under whatever path, look as they did; of looks with
        `is_linked`. To alter a file in one place alters it wherever it has a name."""
        known = before._by_number()
        return all(known.get(number, about) == about for number, about in self._by_number().items())

    def _by_number(self) -> dict[int, tuple[int, ...]]:
        facts = array("Q", self.facts)
        about = zip(facts[::_NUMBERS], facts[2::_NUMBERS], facts[3::_NUMBERS], strict=True)
        return dict(zip(facts[1::_NUMBERS], about, strict=True))

    def half(self, number: int) -> Snapshot:
        """Give the first half of what is known, for 0, or the second, for 1."""
        middle = len(self.paths) // 2
        first, last = (0, middle) if number == 0 else (middle, len(self.paths))
        return self._replace(paths=self.paths[first:last], facts=self.facts[_BYTES * first : _BYTES * last])

    def of_folders(self) -> Snapshot:
        """Give what is known of the folders alone, whose times tell whether something in them came, went or was
        exchanged; of a look with `is_linked`."""
        numbers = self._folders()
        facts = array("Q", self.facts)
        own = array("Q", chain.from_iterable(facts[_NUMBERS * each : _NUMBERS * (each + 1)] for each in numbers))
        return Snapshot(tuple(self.paths[each] for each in numbers), own.tobytes(), is_linked=True)

    def linked_in(self, folder: Path) -> Snapshot:
        """Give what the same files look like under further names, of the same paths, in another folder; of a look with
        `is_linked`.

        Raises:
            OSError: a folder there can't be looked at.
        """
        numbers = self._folders()
        facts, others = array("Q", self.facts), _facts(folder, [self.paths[each] for each in numbers], is_linked=True)
        for place, each in enumerate(numbers):
            facts[_NUMBERS * each : _NUMBERS * (each + 1)] = others[_NUMBERS * place : _NUMBERS * (place + 1)]
        return self._replace(facts=facts.tobytes())

    def _folders(self) -> list[int]:
        """Give the places of the folders among the paths."""
        kinds = array("Q", self.facts)[_NUMBERS - 1 :: _NUMBERS]
        return [place for place, kind in enumerate(kinds) if kind >> _KIND == _A_FOLDER]

    def is_fresh(self, now: int) -> bool:
        """Tell whether one of them had been touched just before a time, in nanoseconds since 1970; then it may have
        changed since without looking otherwise."""
        facts = array("Q", self.facts)
        times = chain(islice(facts, 2, None, _NUMBERS), islice(facts, 3, None, _NUMBERS))
        return any(now - _FRESH < time < _ALL >> 1 for time in times)


def look(folder: Path, paths: Iterable[str] | None = None, *, is_linked: bool = False) -> Snapshot:
    """Look at a folder.

    Args:
        folder: the folder. One that isn't there has nothing in it, not even itself.
        paths: which files and folders in it to look at; by default itself, as an empty path, with all that is in it.
        is_linked: whether the files may get other names yet.

    Raises:
        OSError: something can't be looked at.
    """
    if paths is None:
        paths = _walk(folder) if folder.is_dir() else ()
    known = tuple(sorted(paths))
    return Snapshot(known, _facts(folder, known, is_linked=is_linked).tobytes(), is_linked)


def all_hold(looks: Sequence[tuple[Snapshot, Path]]) -> bool:
    """Tell whether folders look as they did. Of many files, two processes look at half of them each.

    Raises:
        OSError: something can't be looked at.
    """
    if sum(len(look.paths) for look, _ in looks) < _MANY or not _may_split():
        return all(look.holds(folder) for look, folder in looks)
    here, there = (tuple((look.half(number), folder) for look, folder in looks) for number in (0, 1))
    try:
        helper = os.fork()
    except OSError:  # there may be as many processes as there may be
        return all(look.holds(folder) for look, folder in looks)
    if helper == 0:
        outcome = _UNKNOWN
        try:
            outcome = _HOLDS if all(look.holds(folder) for look, folder in there) else _DIFFERS
        finally:
            os._exit(outcome)
    try:
        holds = all(look.holds(folder) for look, folder in here)
    finally:
        outcome = _outcome_of(helper)
    if holds and outcome not in (_HOLDS, _DIFFERS):
        return all(look.holds(folder) for look, folder in there)
    return holds and outcome == _HOLDS


def _outcome_of(helper: int) -> int:
    """Wait for a process; where who started this one had the system ignore such ends, it doesn't tell how it ended."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(helper, 0)[1])
    except ChildProcessError:
        return _UNKNOWN


def _may_split() -> bool:
    """Tell whether a second process is safe, and of use: a copy of this one has none of its other threads."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


NOTHING = Snapshot(("",), b"")
"""Looks like no folder."""


def _walk(folder: Path) -> Iterator[str]:
    """Give all that is in a folder, itself as an empty path."""
    yield ""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                yield path
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")


def _facts(folder: Path, paths: Sequence[str], *, is_linked: bool) -> array[int]:
    """Give four numbers for each path. What the size of a folder says differs by system, so it doesn't count. A link
    never looks twice the same: what it leads to may change while it doesn't."""
    found = array("Q")
    base, look_up = f"{folder}/", os.lstat
    for path in paths:
        about = look_up(base + path)
        size = 0 if stat.S_ISDIR(about.st_mode) else about.st_size
        changed = about.st_mode if is_linked else about.st_ctime_ns & _ALL
        if stat.S_ISLNK(about.st_mode):
            changed = time.time_ns()
        found.extend((size, about.st_ino & _ALL, about.st_mtime_ns & _ALL, changed))
    return found
