"""The new site while it is being written, in a hidden folder beside the old one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from lydelse.model import SiteFile
from lydelse.publish.errors import reported
from lydelse.publish.paths import Paths
from lydelse.publish.sums import KEEP, LINGERING, SUMS, format_sums

# A web server that runs as another user reads the site, whatever the mask of the one who builds it.
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_CHUNK = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder in which a new site is written, and the one that it is going to replace.

    Several processes may write to it at the same time, each to folders of its own.
    """

    folder: Path
    site: Path

    def stage(self, files: Iterable[SiteFile], before: Mapping[str, str] | None = None) -> dict[str, str]:
        """Write files one by one as they come; give their digests by path.

        Args:
            files: the files.
            before: digests, by path, of files of the present site that are known to be what a build wrote. One that
                would be written just so is taken over.

        Raises:
            OutputError: a file can't be read or written; its path is the one that it would have in the site.
            ValueError: a path isn't a plain relative one, or comes twice.
        """
        writer, paths, known = _Writer(self), Paths(), before or {}
        digests = {}
        for file in files:
            paths.take(file.path)
            present = known.get(file.path)
            is_same = present is not None and present == digest_of(file.content) and writer.link(file.path)
            digests[file.path] = present if present is not None and is_same else writer.write(file)
        return digests

    def take_over(self, paths: Iterable[str]) -> None:
        """Let files of the present site stand in the new one, too.

        Args:
            paths: theirs; the files are known to be what a build wrote.

        Raises:
            OutputError: a file can't be read or written.
        """
        writer = _Writer(self)
        for path in paths:
            if not writer.link(path):
                writer.write(SiteFile(path, self.site / path))

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
    """Writes files below a folder; errors speak of the site that it becomes."""

    def __init__(self, staging: Staging) -> None:
        self._folder = staging.folder
        self._site = staging.site
        self._made: set[Path] = {staging.folder}

    def link(self, path: str) -> bool:
        """Give a file of the present site its place in the new one as well; tell whether the system can.

        Where it can't, the file is written like any other: on some network drives a file has one name alone.
        """
        target = self._folder / path
        with reported(self._site / path):
            self._make(target.parent)
        try:
            target.hardlink_to(self._site / path)
        except OSError:
            return False
        return True

    def write(self, file: SiteFile) -> str:
        """Write a file; give its SHA-256 in hexadecimal."""
        target = self._folder / file.path
        digest = sha256()
        with reported(self._site / file.path):
            self._make(target.parent)
            with target.open("xb") as stream:
                for chunk in _chunks(file.content):
                    stream.write(chunk)
                    digest.update(chunk)
            target.chmod(_FILE_MODE)
        return digest.hexdigest()

    def _make(self, folder: Path) -> None:
        if folder in self._made:
            return
        self._make(folder.parent)
        make_folder(folder)
        self._made.add(folder)


def make_folder(folder: Path) -> None:
    """Make a folder that a web server may read, unless another process has made it.

    Raises:
        OSError: the system refuses it.
    """
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(_FOLDER_MODE)


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with reported(content), content.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
