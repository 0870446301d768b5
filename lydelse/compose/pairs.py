"""Which versions of a policy are compared on a page of their own."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from lydelse.compose.composition import Composition
from lydelse.model import Comparisons, Policy, Version, VersionId

FIRST = 20
"""How many versions from the first are all compared with each other: 190 pages at most in each language."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions, the old one first. Of a pair that moves with what is in force, `fixed` is the version that the
    address names."""

    old: Version
    new: Version
    fixed: Version | None = None


def versions_in(policy: Policy, language: str) -> tuple[Version, ...]:
    """Give the versions that have a language, in their order."""
    return tuple(version for version in policy.versions if language in version.languages)


def lasting_pairs(policy: Policy, language: str) -> tuple[Pair, ...]:
    """Give the pairs whose comparison has a permanent address in a language, by new and then old version.

    Versions count in the order in which they were published, so that a later one takes no page away from another.
    """
    versions = versions_in(policy, language)
    limit = {Comparisons.ALL: len(versions), Comparisons.FIRST: FIRST, Comparisons.NEIGHBOURS: 0}[policy.comparisons]
    first = {version.id for version in sorted(versions, key=_publication)[:limit]}
    found = {
        (old.id, new.id): Pair(old, new)
        for old, new in combinations(versions, 2)
        if old.id in first and new.id in first
    }
    for pair in _steps(policy, language):
        found[pair.old.id, pair.new.id] = pair
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[1], key[0])))


def _publication(version: Version) -> tuple[date, VersionId]:
    return version.published or version.effective, version.id


def _steps(policy: Policy, language: str) -> Iterator[Pair]:
    """Give each version with the one that it amends, and with those that it amended on an earlier day.

    Another version can be published in between, or the one before be taken back: what was compared stays compared.
    """
    for version in policy.versions:
        pair = pair_with_previous(policy, version, language)
        if pair is not None:
            yield pair
    versions = {version.id: version for version in policy.versions}
    for pair_of_ids in _beside_each_other(policy):
        old, new = (versions[version_id] for version_id in pair_of_ids)
        if language in old.languages and language in new.languages:
            yield Pair(old, new)


def _beside_each_other(policy: Policy) -> Iterator[tuple[VersionId, VersionId]]:
    """Give the versions that on some day followed each other among those that were public and not taken back.

    They come to do so on a day on which one of them is published, or one between them taken back.
    """
    came: defaultdict[date, list[VersionId]] = defaultdict(list)
    went: defaultdict[date, list[VersionId]] = defaultdict(list)
    for version in policy.versions:
        by = policy.version(version.withdrawn_by) if version.withdrawn_by else None
        day, last = _publication(version)[0], _publication(by)[0] if by else date.max
        if day < last:
            came[day].append(version.id)
            went[last].append(version.id)
    standing: list[VersionId] = []
    for day in sorted({*came, *went}):
        for version_id in came[day]:
            insort(standing, version_id)
        for version_id in went[day]:
            standing.remove(version_id)
        for version_id in (*came[day], *went[day]):
            at = bisect_left(standing, version_id)
            yield from pairwise(standing[max(at - 1, 0) : at + 2])


def other_pairs(versions: Sequence[Version], pairs: Iterable[Pair]) -> tuple[tuple[Version, Version], ...]:
    """Give the pairs of versions that aren't among those with a page of their own, the old version first.

    They begin with what is asked for most: what is new in the latest versions since the ones before.
    """
    known = {(pair.old.id, pair.new.id) for pair in pairs}
    return tuple((old, new) for new, old in combinations(reversed(versions), 2) if (old.id, new.id) not in known)


def pair_with_previous(policy: Policy, version: Version, language: str) -> Pair | None:
    """Give a version with the one that it amends, if both have the language."""
    old = policy.version(version.previous) if version.previous else None
    return Pair(old, version) if old and language in old.languages and language in version.languages else None


def pair_with_current(policy: Policy, version: Version, language: str) -> Pair | None:
    """Give a version with the one in force, if there is one and both have the language; it may be itself."""
    current = policy.current
    if current is None or language not in current.languages or language not in version.languages:
        return None
    old, new = sorted((version, current), key=lambda each: each.id)
    return Pair(old, new, fixed=version)


def neighbours(policy: Policy, pair: Pair, language: str) -> tuple[Pair, ...]:
    """Give the comparisons of the steps before and after a pair."""
    following = policy.version(pair.new.following) if pair.new.following else None
    before = pair_with_previous(policy, pair.old, language)
    after = pair_with_previous(policy, following, language) if following else None
    return tuple(found for found in (before, after) if found is not None)


def address_of(composition: Composition, policy: Policy, pair: Pair, language: str) -> str:
    """Give the address of the comparison of a pair in a language."""
    there = composition.addresses(policy, language)
    return there.comparison_now(pair.fixed.id) if pair.fixed else there.comparison(pair.old.id, pair.new.id)
