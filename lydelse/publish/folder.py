"""The folder that a site is published to: whether a build may write over it, and what stands in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from lydelse.publish.errors import Refused, reported
from lydelse.publish.sums import KEEP, LINGERING, SUMS, UNLISTED, parse_sums

_SOURCES = ("content", "layouts")
_NAMED_AT_MOST = 5


def check_location(site: Path) -> None:
    """Check that a folder is a site's own, whatever stands in it. The path is absolute.

    Raises:
        Refused: a build may not write there.
        OutputError: what stands there can't be read.
    """
    with reported(site):
        _check_surroundings(site)
        _check_kind(site)


def survey(site: Path) -> dict[str, str]:
    """Give the digests by path of the site that stands in the folder; none when the folder is empty or not there.
    What stayed from the site before it isn't among them.

    Raises:
        Refused: it holds what no build put there.
        OutputError: it can't be read.
    """
    with reported(site):
        if not site.exists():
            return {}
        digests = _listed(site / SUMS)
        known = digests.keys() | _listed(site / LINGERING).keys() | UNLISTED
        foreign = sorted(path for path, plain in _entries(site) if not plain or path not in known)
        if foreign:
            raise Refused(_told(site, foreign), _HINT)
        return digests


def left_in(site: Path) -> frozenset[str]:
    """Give the paths of the files in a site that no content gives: what tells which files there are, and what stays
    from the site before.

    Raises:
        OSError: one can't be read.
    """
    return frozenset(name for name in UNLISTED if (site / name).exists()) | _listed(site / LINGERING).keys()


def _check_surroundings(site: Path) -> None:
    home = _home()
    if site == Path(site.anchor) or (home is not None and home.is_relative_to(site)):
        raise Refused(f"{site} holds more than a site.", "Choose a folder that is there for the site alone.")
    root = next((folder for folder in (site, *site.parents) if (folder / "content" / "site.yaml").is_file()), None)
    if root is not None and (site == root or site.relative_to(root).parts[0] in _SOURCES):
        raise Refused(f"{site} holds what the site is made from.", f"Choose another folder, such as {root / 'site'}.")


def _check_kind(site: Path) -> None:
    if site.is_symlink():
        raise Refused(f"{site} is a link that leads elsewhere.", "Remove the link, or name the folder it leads to.")
    if site.exists() and not site.is_dir():
        raise Refused(f"{site} is a file, and the site needs a folder.", "Move the file away, or choose a folder.")
    if site.is_mount():
        raise Refused(
            f"{site} is where a volume is mounted, so it can't be replaced in one step.",
            "Mount the volume at the folder above, or choose a folder inside it.",
        )


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a user without a home, as in some containers
        return None


def _listed(sums: Path) -> dict[str, str]:
    try:
        return parse_sums(sums.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return {}


def _entries(folder: Path, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Give the path of all that isn't a folder, and whether it is a plain file; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path), f"{path}/")
            else:
                yield path, entry.is_file(follow_symlinks=False)


_HINT = (
    "Move them away if you want to keep them, or choose another folder: a build writes only to a folder that is"
    f" empty (but for {KEEP}) or that holds nothing but what a build made."
)


def _told(site: Path, foreign: list[str]) -> str:
    named = ", ".join(foreign[:_NAMED_AT_MOST])
    more = len(foreign) - _NAMED_AT_MOST
    return f"{site} holds files that no build put there: {named}" + (f" and {more} more." if more > 0 else ".")
