"""The paths of a site's files: where a host or a file system could take two for one, they are refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lydelse.publish.sums import UNLISTED

# Control characters and backslashes mean something else to SHA256SUMS, to Windows or to a terminal.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")


class Paths:
    """The paths taken so far, with the folders that they imply."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for name in UNLISTED:
            self.take(name)

    def take(self, path: str) -> None:
        """Take a path.

        Raises:
            ValueError: it isn't a plain relative path, or is taken, or is so when case and Unicode form don't count.
        """
        segments = path.split("/")
        if _UNSAFE.search(path) or not {"", ".", ".."}.isdisjoint(segments):
            raise ValueError(f"not a plain relative path: {path!r}")
        holder = path.rpartition("/")[0]
        for folder in () if self._folders.get(_folded(holder)) == holder else _with_parents(holder):
            key = _folded(folder)
            if key in self._files or self._folders.setdefault(key, folder) != folder:
                raise _clash(folder, self._files.get(key) or self._folders[key])
        key = _folded(path)
        taken = self._files.get(key) or self._folders.get(key)
        if taken is not None:
            raise _clash(path, taken)
        self._files[key] = path


def _with_parents(folder: str) -> Iterator[str]:
    """Give a folder and those that hold it; of the site's own, none."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _folded(path: str) -> str:
    """What a path is where neither case nor Unicode form counts."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _clash(path: str, taken: str) -> ValueError:
    return ValueError(f"two files of the site would have one path: {taken!r} and {path!r}")
