"""The new site while it is being written, in a hidden folder beside the old one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from lydelse.model import SiteFile
from lydelse.publish.errors import reported
from lydelse.publish.paths import Paths
from lydelse.publish.sums import KEEP, LINGERING, SUMS, format_sums

# A web server that runs as another user reads the site, whatever the mask of the one who builds it.
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_CHUNK = 1 << 20  # bytes


def stage(files: Iterable[SiteFile], folder: Path, site: Path, before: Collection[str] = ()) -> dict[str, str]:
    """Write the files to a folder that is there and empty, one by one as they come; give their digests by path.

    Args:
        files: the files of the new site.
        folder: where they are written.
        site: the folder that this one is going to replace.
        before: the paths of files there that stay, should the new site have none of the same path.

    Raises:
        OutputError: a file can't be read or written; its path is the one that it would have in the site.
        ValueError: a path isn't a plain relative one, or comes twice.
    """
    staging = _Staging(folder, site)
    paths = Paths()
    digests = {}
    for file in files:
        paths.take(file.path)
        digests[file.path] = staging.write(file)
    staging.write(SiteFile(SUMS, format_sums(digests).encode()))
    staying = [path for path in before if path not in digests and (site / path).is_file()]
    if staying:
        lingering = {path: staging.write(SiteFile(path, site / path)) for path in staying}
        staging.write(SiteFile(LINGERING, format_sums(lingering).encode()))
    staging.write(SiteFile(KEEP, b""))
    return digests


class _Staging:
    """Writes files below a folder; errors speak of the site that it becomes."""

    def __init__(self, folder: Path, site: Path) -> None:
        self._folder = folder
        self._site = site
        self._made: set[Path] = set()
        with reported(site):
            folder.chmod(_FOLDER_MODE)
            self._made.add(folder)

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
        folder.mkdir()
        folder.chmod(_FOLDER_MODE)
        self._made.add(folder)


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with reported(content), content.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
