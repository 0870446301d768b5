"""The files that a build wrote, kept as further names of the very same files: they take up no space of their own as
long as the site has them, and bring it back when it was emptied."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lydelse.cache.packs import FILES, Packs, remove
from lydelse.snapshot import Snapshot, look


class _Kept(NamedTuple):
    """The digests of files by the paths that they have in the site, and what they look like, called by their
    digests."""

    digests: Mapping[str, str]
    look: Snapshot


def keep_files(cache: Packs, name: str, site: Path, digests: Mapping[str, str], made: Snapshot) -> None:
    """Keep files of a site, and nothing that was kept under the name before. Where the system gives a file no second
    name, or another build or somebody else has altered one meanwhile, none is kept.

    Args:
        cache: where.
        name: what they are kept under.
        site: the site's folder, in which they stand as a build wrote them.
        digests: theirs, by path.
        made: what they looked like when they had been written.
    """
    folder = _folder_of(cache, name)
    with suppress(OSError):
        _forget(cache, name)
        folder.mkdir()
        for path, digest in digests.items():
            with suppress(FileExistsError):  # files of the same bytes share a name
                os.link(f"{site}/{path}", f"{folder}/{digest}")
        kept = look(folder, {*digests.values()}, is_linked=True)
        if made.holds(site):  # looked at last: what has a second name now is what was written
            cache.save(_list_of(name), _Kept(digests, kept))


def kept_files(cache: Packs, name: str, sums: str) -> tuple[Path, Mapping[str, str]] | None:
    """Give the folder in which files are kept by their digests, and these by path; `None` when one isn't there, or
    not as it was written.

    Args:
        cache: where.
        name: what they are kept under.
        sums: what `sums_of` gave for them.
    """
    kept, folder = cache.load(_list_of(name)), _folder_of(cache, name)
    if not isinstance(kept, _Kept) or sums_of(kept.digests) != sums:
        return None
    try:
        return (folder, kept.digests) if kept.look.holds(folder) else None
    except OSError:
        return None


def sums_of(digests: Mapping[str, str]) -> str:
    """Give what tells files from all others, by their paths and digests."""
    return hashlib.sha256(
        "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()
    ).hexdigest()


def names_of_files(name: str) -> tuple[str, str]:
    """Give the names that stand in the cache for files that are kept under a name."""
    return _list_of(name), f"{name}{FILES}"


def _forget(cache: Packs, name: str) -> None:
    for path in (cache.folder / _list_of(name), _folder_of(cache, name)):
        with suppress(FileNotFoundError):
            remove(path)


def _folder_of(cache: Packs, name: str) -> Path:
    return cache.folder / f"{name}{FILES}"


def _list_of(name: str) -> str:
    return f"files-{name}.pack"
