"""The new site while it is being written, in a hidden folder beside the old one."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from io import FileIO
from pathlib import Path

from lydelse.model import SiteFile
from lydelse.publish.errors import OutputError, reported
from lydelse.publish.paths import Paths
from lydelse.publish.sums import KEEP, LINGERING, SUMS, format_sums

# A web server that runs as another user reads the site, whatever the mask of the one who builds it.
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_CHUNK = 1 << 20  # bytes
_SHARED = 1
"""How many levels of folders hold files of several policies: those of the languages."""


@dataclass(frozen=True, slots=True)
class Former:
    """Files that are known to be what a build wrote, in a folder, with the paths that they have in the site and their
    digests."""

    folder: Path
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder in which a new site is written, and the one that it is going to replace.

    Several processes may write to it at the same time, each to folders of its own.
    """

    folder: Path
    site: Path

    def stage(self, files: Iterable[SiteFile], former: Former | None = None) -> dict[str, str]:
        """Write files one by one as they come; give their digests by path.

        Args:
            files: the files.
            former: files that an earlier build wrote. One that would be written just so is taken over.

        Raises:
            OutputError: a file can't be read or written; its path is the one that it would have in the site.
            ValueError: a path isn't a plain relative one, or comes twice.
        """
        writer, paths, known = _Writer(self), Paths(), former or Former(self.site, {})
        digests = {}
        for file in files:
            paths.take(file.path)
            present = known.digests.get(file.path)
            is_same = present is not None and present == digest_of(file.content) and writer.link(known, file.path)
            digests[file.path] = present if present is not None and is_same else writer.write(file)
        return digests

    def take_over(self, former: Former) -> None:
        """Let files that an earlier build wrote stand in the new site, too.

        Raises:
            OutputError: a file can't be read or written.
        """
        writer = _Writer(self)
        for path in former.digests:
            if not writer.link(former, path):
                writer.write(SiteFile(path, former.folder / path))

    def complete(self, digests: Mapping[str, str], lingering: Collection[str]) -> None:
        """Write what tells which files there are.

        Args:
            digests: those of all files, by path.
            lingering: the paths of files of the present site that stay, should the new one have none of that path.

        Raises:
            OutputError: a file can't be read or written.
        """
        writer = _Writer(self)
        writer.write(SiteFile(SUMS, format_sums(digests).encode()))
        staying = [path for path in lingering if path not in digests and (self.site / path).is_file()]
        if staying:
            kept = {path: writer.write(SiteFile(path, self.site / path)) for path in staying}
            writer.write(SiteFile(LINGERING, format_sums(kept).encode()))
        writer.write(SiteFile(KEEP, b""))


def digest_of(content: bytes | Path) -> str:
    """Give the SHA-256 of bytes or of a file, in hexadecimal.

    Raises:
        OutputError: the file can't be read.
    """
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with reported(content), content.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


class _Writer:
    """Writes files below a folder; errors speak of the site that it becomes.

    A site has tens of thousands of files: paths are plain text here, since to make a `Path` takes longer than to open
    the file.
    """

    def __init__(self, staging: Staging) -> None:
        self._folder = str(staging.folder)
        self._site = str(staging.site)
        self._made = {""}

    def link(self, former: Former, path: str) -> bool:
        """Give a file that was written before its place in the new site as well; tell whether the system can.

        Where it can't, the file is written like any other: on some network drives a file has one name alone.
        """
        self._make(path.rpartition("/")[0])
        try:
            os.link(f"{former.folder}/{path}", f"{self._folder}/{path}")
        except OSError:
            return False
        return True

    def write(self, file: SiteFile) -> str:
        """Write a file; give its SHA-256 in hexadecimal."""
        self._make(file.path.rpartition("/")[0])
        target = f"{self._folder}/{file.path}"
        digest = sha256()
        try:
            with open(target, "xb", buffering=0) as stream:  # noqa: PTH123 - see above
                for chunk in _chunks(file.content):
                    _write_all(stream, chunk)
                    digest.update(chunk)
            os.chmod(target, _FILE_MODE)  # noqa: PTH101
        except OSError as error:
            raise _told(f"{self._site}/{file.path}", error) from error
        return digest.hexdigest()

    def _make(self, folder: str) -> None:
        if folder in self._made:
            return
        self._make(folder.rpartition("/")[0])
        try:
            make_folder(Path(f"{self._folder}/{folder}"))
        except OSError as error:
            raise _told(f"{self._site}/{folder}", error) from error
        self._made.add(folder)


def _write_all(stream: FileIO, content: bytes) -> None:
    """Write all of it, though the system may take a part at a time."""
    written = stream.write(content)
    while written < len(content):
        content = content[written:]
        written = stream.write(content)


def _told(path: str, error: OSError) -> OutputError:
    return OutputError(Path(path), error.strerror or str(error))


def make_folder(folder: Path) -> None:
    """Make a folder that a web server may read, unless another process has made it.

    Raises:
        OSError: the system refuses it.
    """
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(_FOLDER_MODE)


def move(paths: Iterable[str], source: Path, target: Path) -> bool:
    """Move files of a site from one folder to another, with the paths that they have, whole folders at once; give
    whether it could be done. If not, they stand where they stood.

    Args:
        paths: those of the files, and of the folders that hold nothing else.
        source: the folder that has them.
        target: the folder that gets them.

    Raises:
        OSError: what was moved can't be moved back.
    """
    moved = []
    try:
        make_folder(target)
        for path in (path for path in paths if path.count("/") <= _SHARED):
            make_folder((target / path).parent)
            (source / path).rename(target / path)
            moved.append(path)
    except OSError:
        for path in moved:
            (target / path).rename(source / path)
        return False
    return True


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with reported(content), content.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
