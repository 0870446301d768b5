"""The files that a build wrote, kept as further names of the very same files: they take up no space of their own as
long as the site has them, bring it back when it was emptied, and stand ready for the next build.

They have the paths that they have in the site. So the next build can move whole folders of them into the new site, and
those of the site before take their place: to publish what hasn't changed costs no more than that."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lydelse.cache.packs import FILES, Packs, remove
from lydelse.publish.sums import format_sums, parse_sums
from lydelse.snapshot import Snapshot


def keep_files(cache: Packs, name: str, site: Path, digests: Mapping[str, str], made: Snapshot) -> Snapshot | None:
    """Keep files of a site, and nothing that was kept under the name before.

    Args:
        cache: where.
        name: what they are kept under.
        site: the site's folder, in which they stand as a build wrote them.
        digests: theirs, by path.
        made: what they looked like when they had been written, with their folders.

    Returns:
        What they look like where they are kept; `None` where the system gives a file no second name. A file that
        somebody has altered or exchanged meanwhile won't look so.
    """
    folder = folder_of(cache, name)
    try:
        for path in (cache.folder / _list_of(name), folder):
            with suppress(FileNotFoundError):
                remove(path)
        _link(site, folder, digests)
        cache.save(_list_of(name), format_sums(digests))
        return made.linked_in(folder)
    except OSError:
        return None


def _link(site: Path, folder: Path, files: Collection[str]) -> None:
    for holder in sorted({path.rpartition("/")[0] for path in files}):
        os.makedirs(f"{folder}/{holder}", exist_ok=True)  # noqa: PTH103 - plain text is quicker, of tens of thousands
    for path in files:
        os.link(f"{site}/{path}", f"{folder}/{path}")


def kept_look(cache: Packs, name: str, looks: Iterable[Snapshot | None], *, is_site_as_left: bool) -> Snapshot | None:
    """Give what files look like that are kept; `None` when one isn't there, or not as it was written.

    Args:
        cache: where.
        name: what they are kept under.
        looks: what they may look like.
        is_site_as_left: whether the site was found to have these files as they were written. What is kept are further
            names of them, and folders tell that they still are.
    """
    folder = folder_of(cache, name)
    for each in looks:
        with suppress(OSError):
            if each is not None and (each.of_folders() if is_site_as_left else each).holds(folder):
                return each
    return None


def kept_digests(cache: Packs, name: str, sums: str) -> Mapping[str, str] | None:
    """Give the digests of files that are kept, by path; `None` when they aren't known.

    Args:
        cache: where.
        name: what they are kept under.
        sums: what `sums_of` gave for them.
    """
    kept = cache.load(_list_of(name))
    return parse_sums(kept) if isinstance(kept, str) and _named(kept) == sums else None


def sums_of(digests: Mapping[str, str]) -> str:
    """Give what tells files from all others, by their paths and digests."""
    return _named(format_sums(digests))


def _named(sums: str) -> str:
    return hashlib.sha256(sums.encode()).hexdigest()


def names_of_files(name: str) -> tuple[str, str]:
    """Give the names that stand in the cache for files that are kept under a name."""
    return _list_of(name), f"{name}{FILES}"


def folder_of(cache: Packs, name: str) -> Path:
    """Give the folder in which files are kept under a name."""
    return cache.folder / f"{name}{FILES}"


def _list_of(name: str) -> str:
    return f"files-{name}.pack"
