"""Publishing as a whole: write the new site beside the old one, sync it, exchange the two in one step.

Where the system can't exchange folders, the old one is renamed aside and the new one renamed into its place: between
the two there is no site for an instant, and a build that is killed then has its old site put back by the next one.
"""

from __future__ import annotations

import errno
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from operator import eq
from pathlib import Path

from lydelse.model import SiteFile
from lydelse.publish.errors import Busy, reported
from lydelse.publish.folder import check_location, survey
from lydelse.publish.staging import Staging, make_folder
from lydelse.publish.sums import KEEP
from lydelse.publish.system import exchange, flushing, locked, sync
from lydelse.published import Published

Fill = Callable[[Staging], Mapping[str, str]]
"""Writes the files of a new site where it is told to, and gives their digests by path."""

Survey = Callable[[Path], Mapping[str, str]]
"""Gives the digests, by path, of the site that stands in a folder, as `survey` does."""

Reuse = Callable[[Path], None]
"""Is given the folder of the site before when the new one has taken its place, and may move out of it what can be used
again; what is left is removed."""


def publish(files: Iterable[SiteFile], site: Path, *, lingering: str | None = None) -> Published:
    """Make the files, taken one by one as they come, the site, as `publish_by` does. What `files` raises goes through.

    Args:
        files: the files of the new site.
        site: the folder.
        lingering: as `publish_by` has it.

    Raises:
        Refused, Busy, OutputError, ValueError: as `publish_by` raises them.
    """
    return publish_by(lambda staging: staging.stage(files), site, lingering=lingering)


def publish_by(
    fill: Fill,
    site: Path,
    *,
    lingering: str | None = None,
    survey: Survey = survey,
    surveyed: Mapping[str, str] | None = None,
    reuse: Reuse | None = None,
) -> Published:
    """Let a new site be written, and make it the site; all of it, or the site before stays as it was.

    Args:
        fill: writes the new site's files. What it raises goes through.
        site: the folder.
        lingering: how the paths begin of files that stay when the new site no longer has them, until the build after
            it: whoever has fetched a page just before the exchange asks for its stylesheet just after. These must be
            files whose names change with their bytes, and hold nothing that somebody may need to be rid of at once.
        survey: tells what stands in the folder, and refuses what no build put there. It is asked before the files are
            written and once more before the exchange.
        surveyed: what is known to stand in the folder, where that was looked at just now; it isn't asked before then.
        reuse: takes what it needs of the site before.

    Raises:
        Refused: a build may not write over the folder.
        Busy: another build is writing it.
        OutputError: the system refused to read or write a file.
        ValueError: two files have one path, or a path isn't a plain relative one.
    """
    site = _absolute(site)
    check_location(site)
    with locked(site.with_name(f".{site.name}.lock")) as free:
        if not free:
            raise Busy(site)
        _sweep(site)
        try:
            published, old = _publish(fill, site, lingering, survey, surveyed)
            if old is not None and reuse is not None:
                reuse(old)
        finally:
            _sweep(site)
        return published._replace(leftovers=_leftovers(site))


def _absolute(site: Path) -> Path:
    """Resolve the links that lead to a folder, but not the folder itself, should it be one."""
    with reported(site):
        return site.parent.resolve() / site.name if site.is_symlink() else site.resolve()


def _publish(
    fill: Fill, site: Path, lingering: str | None, survey: Survey, surveyed: Mapping[str, str] | None
) -> tuple[Published, Path | None]:
    """Give what was published, and where the site before stands now, if there was one."""
    old = survey(site) if surveyed is None else surveyed  # refuse before the work is done rather than after
    before = sorted(path for path in old if lingering is not None and path.startswith(lingering))
    new = _beside(site, "new")
    with reported(site):
        make_folder(new)
    with flushing(new, site) as flush:
        staging = Staging(new, site)
        digests = fill(staging)
        staging.complete(digests, before)
        flush()
    published = _compared(survey(site), digests)
    with reported(site):
        left = _replace(site, new)
    return published._replace(durable=_confirmed(site.parent)), left


def _compared(old: Mapping[str, str], new: Mapping[str, str]) -> Published:
    common = len(old.keys() & new.keys())
    unchanged = sum(map(eq, new.values(), map(old.get, new)))
    return Published(
        written=len(new),
        added=len(new) - common,
        changed=common - unchanged,
        removed=len(old) - common,
        unchanged=unchanged,
    )


def _replace(site: Path, new: Path) -> Path | None:
    """Let the new site stand where the one before stood; give where that stands now, if there was one."""
    if not site.exists():
        new.rename(site)
        return None
    return new if exchange(new, site) else _rename_twice(site, new)


def _rename_twice(site: Path, new: Path) -> Path:
    old = _beside(site, "old")
    try:
        _set_aside(site, old)
        new.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    return old


def _set_aside(site: Path, old: Path) -> None:
    try:
        site.rename(old)
    except OSError as error:
        # A folder from a lower layer of a container's image can't be renamed. An empty one needn't be.
        if error.errno != errno.EXDEV or not {path.name for path in site.iterdir()} <= {KEEP}:
            raise
        shutil.rmtree(site)


def _confirmed(folder: Path) -> bool:
    try:
        sync(folder)
    except OSError:
        return False
    return True


def _beside(site: Path, suffix: str) -> Path:
    return site.with_name(f".{site.name}-{secrets.token_hex(8)}.{suffix}")


def _leftovers(site: Path) -> tuple[Path, ...]:
    pattern = re.compile(rf"\.{re.escape(site.name)}-[0-9a-f]{{16}}\.(?:new|old)")
    with suppress(OSError):
        return tuple(sorted(path for path in site.parent.iterdir() if pattern.fullmatch(path.name)))
    return ()


def _sweep(site: Path) -> None:
    """Put back the old site if a build was killed between two renames, and remove what builds left behind."""
    leftovers = _leftovers(site)
    old = next((folder for folder in leftovers if folder.suffix == ".old"), None)
    with suppress(OSError):
        if old is not None and not site.exists():
            old.rename(site)
        for folder in leftovers:
            shutil.rmtree(folder, ignore_errors=True)
