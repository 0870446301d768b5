"""Which versions of a policy are compared on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lydelse.model import Comparisons, Policy, Status, Version

FIRST = 20
"""How many versions from the first are all compared with each other: 190 pages at most in each language."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions, the old one first. `moves` tells that the one in force takes its place in the address."""

    old: Version
    new: Version
    moves: bool = False

    @property
    def fixed(self) -> Version:
        """Of a pair that moves, the version that the address names."""
        return self.new if self.old.status is Status.CURRENT else self.old


def lasting_pairs(policy: Policy, language: str) -> tuple[Pair, ...]:
    """Give the pairs whose comparison has a permanent address in a language, by new and then old version.

    A version that was withdrawn is compared with the one that it would have replaced, and with no other.
    """
    versions = [version for version in policy.versions if language in version.languages]
    lasting = [version for version in versions if version.status is not Status.WITHDRAWN]
    limit = {Comparisons.ALL: len(lasting), Comparisons.FIRST: FIRST, Comparisons.NEIGHBOURS: 0}[policy.comparisons]
    found = {(old.id, new.id): Pair(old, new) for old, new in combinations(lasting[:limit], 2)}
    for new in versions:
        old = policy.version(new.previous) if new.previous else None
        if old is not None and language in old.languages:
            found[old.id, new.id] = Pair(old, new)
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[1], key[0])))


def moving_pairs(policy: Policy, language: str) -> Iterator[Pair]:
    """Give each version with the one in force."""
    current = policy.current
    if current is None or language not in current.languages:
        return
    for version in policy.versions:
        if language in version.languages and version.status in (Status.SUPERSEDED, Status.UPCOMING):
            old, new = sorted((version, current), key=lambda each: each.id)
            yield Pair(old, new, moves=True)
