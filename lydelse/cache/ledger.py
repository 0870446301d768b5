"""What the last build was made of and what it left in `site/`, by which it is known that nothing is to be done.

Looking it up needs neither the model nor the libraries, so that a build of what hasn't changed is over at once.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lydelse import engine
from lydelse.cache.packs import Packs
from lydelse.problems import Problem
from lydelse.snapshot import NOTHING, Snapshot, all_hold, look

LEDGER = "ledger.pack"
"""The file's name in the cache."""
_PAPERS = "pdf"


class Basis(NamedTuple):
    """What all pages of a site are made of, besides the policies.

    Attributes:
        day: the day for which the site is built, as ISO 8601 has it.
        settings: the folder `content/`, without what is in its folders.
        layouts: the site's own layouts, and the engine's.
        papers: the PDFs of the versions.
    """

    day: str
    settings: Snapshot
    layouts: tuple[Snapshot, Snapshot]
    papers: Snapshot

    @property
    def digest(self) -> str:
        """What tells it from every other."""
        looks = (self.settings, *self.layouts, self.papers)
        facts = (self.day, *(part for each in looks for part in (*each.paths, each.facts.hex())))
        return hashlib.sha256("\n".join(facts).encode(errors="surrogateescape")).hexdigest()

    def is_fresh(self, now: int) -> bool:
        """Tell whether something of it had been touched just before a time, as `Snapshot` has it."""
        return any(each.is_fresh(now) for each in (self.settings, *self.layouts, self.papers))


class Record(NamedTuple):
    """What a policy's files were made of, and what became of them.

    Attributes:
        source: what the policy's folder looked like.
        made: what its files look like in the site.
        problems: what was found while they were made.
        sums: what tells them from all others, as `sums_of` gives it.
        kept: what they look like where they are kept; `None` when they aren't.
    """

    source: Snapshot
    made: Snapshot
    problems: tuple[Problem, ...] = ()
    sums: str = ""
    kept: Snapshot | None = None


class Ledger(NamedTuple):
    """What the last build did.

    Attributes:
        zone: the site's time zone.
        basis: what all pages were made of; `None` when it was touched just before.
        policies: what became of each policy, by its folder's name.
        rest: what the files look like in the site that belong to no policy.
        problems: what was found, none of which stopped the build.
        files: how many files the site has.
        is_settled: whether no file stays from the site before, which the next build is to take away.
    """

    zone: str
    basis: Basis | None
    policies: Mapping[str, Record]
    rest: Snapshot
    problems: tuple[Problem, ...]
    files: int
    is_settled: bool

    def is_site_as_left(self, site: Path) -> bool:
        """Tell whether the site stands just as the build left it.

        Raises:
            OSError: it can't be looked at.
        """
        if site.is_symlink():
            return False  # what it leads to may look just so
        return all_hold([(each, site) for each in self._looks()])

    def has_site_the_same_files(self, site: Path) -> bool:
        """Tell whether nothing in the site came, went or was exchanged since the build left it: what `is_site_as_left`
        tells, but for files that were altered where they stand, in a fraction of the time.

        Raises:
            OSError: it can't be looked at.
        """
        return not site.is_symlink() and all(each.of_folders().holds(site) for each in self._looks())

    def is_that_folder(self, site: Path) -> bool:
        """Tell whether the site's folder is the one that the build left, whatever became of the files in it: each build
        puts another in its place.

        Raises:
            OSError: it can't be looked at.
        """
        return not site.is_symlink() and self.rest.of_folders().holds(site)

    def _looks(self) -> Iterator[Snapshot]:
        yield self.rest
        yield from (record.made for record in self.policies.values())

    def is_true(self, root: Path, day: str) -> bool:
        """Tell whether nothing has changed since, so that a build would make the site as it stands.

        Raises:
            OSError: something can't be looked at.
        """
        if not self.is_settled or self.basis is None or self.basis != basis_of(root, day):
            return False
        content = root / "content"
        sources = all_hold([(record.source, content / name) for name, record in self.policies.items()])
        return sources and self.is_site_as_left(root / "site")


def load_ledger(cache: Packs) -> Ledger | None:
    """Read the ledger of the last build; `None` when there is none that can be read."""
    found = cache.load(LEDGER)
    return found if isinstance(found, Ledger) else None


def save_ledger(cache: Packs, ledger: Ledger) -> None:
    """Keep the ledger for the next build.

    Raises:
        OSError: it can't be written.
    """
    cache.save(LEDGER, ledger)


def basis_of(root: Path, day: str) -> Basis:
    """Look at what all pages of a site are made of.

    Raises:
        OSError: something can't be looked at.
    """
    content = root / "content"
    beside = (path.name for path in content.glob("*") if path.is_file())
    here = ("", *sorted(beside)) if content.exists() else ()
    layouts = look(root / "layouts"), look(engine.LAYOUTS)
    return Basis(day, look(content, here), layouts, look(root / _PAPERS))


def settled(look: Snapshot, began: int) -> Snapshot:
    """Give a look at what was read after a time, unless it was touched so shortly before that it may have changed
    since without looking otherwise: then one that nothing looks like."""
    return NOTHING if look.is_fresh(began) else look


def engine_of(options: Iterable[str]) -> str:
    """Give what tells this engine, its libraries and its options from every other: of its own files the sizes and
    times, of the libraries the versions."""
    own = look(engine.PACKAGE, (path for path in _modules("")))
    facts = "\n".join((sys.version, *own.paths, own.facts.hex(), *sorted(_libraries()), *options))
    return hashlib.sha256(facts.encode(errors="surrogateescape")).hexdigest()


def _modules(prefix: str) -> Iterator[str]:
    """Give what the engine consists of, but for what Python keeps of it."""
    with os.scandir(engine.PACKAGE / prefix) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name


def _libraries() -> Iterator[str]:
    """Give the names of installed packages, which have their versions in them."""
    for folder in map(Path, sys.path):
        if folder.name in ("site-packages", "dist-packages") and folder.is_dir():
            yield from (name for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208 - names alone
