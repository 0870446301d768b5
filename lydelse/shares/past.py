"""What of the last build still holds, policy by policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lydelse.cache.files import folder_of, kept_digests, kept_look
from lydelse.cache.ledger import Basis, Ledger
from lydelse.cache.packs import Packs
from lydelse.problems import Problem
from lydelse.publish import Former
from lydelse.publish.sums import SUMS, parse_sums
from lydelse.shares.study import Gist
from lydelse.snapshot import Snapshot

GISTS = "gists.pack"
"""The name of the file in the cache that has what is known of the policies."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was known of the policies, and what each was read from."""

    basis: Basis | None
    gists: Mapping[str, tuple[Snapshot, Gist]]


@dataclass(frozen=True, slots=True)
class Past:
    """What the last build left that can be used.

    Attributes:
        gists: of the policies that would be studied with the same result, by the names of their folders.
        unmoved: the names of those from which the site was made that stands there, with all else that it is made of.
        files: those of each policy that can be taken over: from the site where all of it stands as it was written, or
            else from among those that are kept.
        kept: what the files look like that are kept of policies, where all are there and as they were written.
        digests: those of all files of the site, by path, where it stands so.
        left: what the build did that wrote them.
    """

    gists: Mapping[str, Gist] = field(default_factory=dict)
    unmoved: frozenset[str] = frozenset()
    files: Mapping[str, Former] = field(default_factory=dict)
    kept: Mapping[str, Snapshot] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    left: Ledger | None = None

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """Give what was found while a policy's files were made."""
        return self.left.policies[name].problems if self.left is not None else ()

    def sums_of(self, name: str) -> str:
        """Give what tells a policy's files from all others."""
        return self.left.policies[name].sums if self.left is not None else ""


def keep_gists(cache: Packs, basis: Basis | None, sources: Mapping[str, Snapshot], gists: Mapping[str, Gist]) -> None:
    """Keep what is known of the policies for the next build.

    Args:
        cache: what the last build kept.
        basis: what they were studied with; `None` when it isn't known for sure.
        sources: what they were read from, by the names of their folders.
        gists: what is known of them.

    Raises:
        OSError: it can't be written.
    """
    cache.save(GISTS, _Known(basis, {name: (sources[name], gist) for name, gist in gists.items()}))


def past_of(cache: Packs, site: Path, basis: Basis, sources: Mapping[str, Snapshot], ledger: Ledger | None) -> Past:
    """Give what the last build left.

    Args:
        cache: what the last build kept.
        site: the site's folder.
        basis: what the policies are studied with now.
        sources: what they are read from now.
        ledger: what the last build did.

    Raises:
        OSError: the site can't be looked at.
    """
    known = cache.load(GISTS)
    gists = {}
    if isinstance(known, _Known) and known.basis == basis:
        gists = {name: gist for name, (source, gist) in known.gists.items() if sources.get(name) == source}
    if ledger is None:
        return Past(gists)
    unmoved = frozenset(
        name for name, record in ledger.policies.items() if ledger.basis == basis and sources.get(name) == record.source
    )
    is_as_left = ledger.is_site_as_left(site)
    kept = dict(_kept(cache, ledger, is_site_as_left=is_as_left))
    if not is_as_left:
        return Past(gists, unmoved, dict(_kept_files(cache, ledger, kept)), kept, {}, ledger)
    digests = parse_sums((site / SUMS).read_text(encoding="utf-8"))
    files = {
        name: Former(site, {path: digests[path] for path in record.made.paths if path in digests})
        for name, record in ledger.policies.items()
    }
    return Past(gists, unmoved, files, kept, digests, ledger)


def _kept(cache: Packs, ledger: Ledger, *, is_site_as_left: bool) -> Iterator[tuple[str, Snapshot]]:
    """Give what the files look like that are kept of policies. A build that was killed may have let those of the site
    take the place of those that were kept, and not have noted it any more."""
    for name, record in ledger.policies.items():
        found = kept_look(cache, name, (record.kept, record.made), is_site_as_left=is_site_as_left)
        if found is not None:
            yield name, found


def _kept_files(cache: Packs, ledger: Ledger, kept: Iterable[str]) -> Iterator[tuple[str, Former]]:
    """Give the files that are kept of policies, where their digests are known."""
    for name in kept:
        digests = kept_digests(cache, name, ledger.policies[name].sums)
        if digests is not None:
            yield name, Former(folder_of(cache, name), digests)
