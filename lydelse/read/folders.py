"""Folders of content: what may stand in them, and what is reported."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from lydelse.problems import Place, Report
from lydelse.read.nodes import parse
from lydelse.read.text import MAX_BYTES, decode
from lydelse.read.tree import MapNode

_FROM_THE_SYSTEM = frozenset({"Thumbs.db", "desktop.ini", "README.md"})
_AUTOSAVED = re.compile("#.*#")
"""What Emacs keeps beside a file that isn't saved yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder of the content."""

    location: str
    """Its path on this system."""
    name: str
    shown: str
    """The POSIX path from the site's root, as problems show it."""
    is_folder: bool

    @property
    def path(self) -> Path:
        """The path."""
        return Path(self.location)

    @property
    def place(self) -> Place:
        """The entry as a whole."""
        return Place(self.shown)


def entries(folder: Path, shown: str, report: Report) -> Iterator[Entry]:
    """Give what stands in a folder, by name, without what editors and systems leave there.

    Links are reported and left out: what they lead to can change without the content changing.
    """
    with os.scandir(folder) as scanned:
        found = sorted(scanned, key=lambda each: each.name)
    for each in found:
        name = each.name
        if is_passed_over(name):
            continue
        entry = Entry(each.path, name, f"{shown}/{name}", each.is_dir(follow_symlinks=False))
        if not (entry.is_folder or each.is_file(follow_symlinks=False)):
            message = "this is a link or no ordinary file, and neither is read"
            report.error(entry.place, "file-not-ordinary", message, "Put the file itself here.")
        else:
            yield entry


def is_passed_over(name: str) -> bool:
    """Whether a name is one that editors and systems leave in folders."""
    return (
        name.startswith(".") or name.endswith("~") or name in _FROM_THE_SYSTEM or _AUTOSAVED.fullmatch(name) is not None
    )


def report_unknown(entry: Entry, expected: str, report: Report) -> None:
    """Report an entry that has no meaning where it stands."""
    kind = "folder" if entry.is_folder else "file"
    message = f"a {kind} of this name has no meaning here"
    report.error(entry.place, "file-unknown", message, f"{expected} Rename it, or take it away.")


def read_text(entry: Entry, report: Report, at_most: int = MAX_BYTES) -> str | None:
    """Read a text file of so many bytes at most, or report why it can't be.

    Raises:
        OSError: the file can't be read from the disk.
    """
    with FileIO(entry.location) as file:
        is_large = os.fstat(file.fileno()).st_size > at_most
        data = file.read(at_most + 1) if is_large else file.read()
    return decode(data, entry.shown, report, at_most)


def read_yaml(entry: Entry, report: Report) -> MapNode | None:
    """Read a YAML file that must be a mapping, or report why it can't be."""
    text = read_text(entry, report)
    return None if text is None else parse(text, entry.shown, report)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
