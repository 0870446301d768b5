"""The addresses that tell of a version for ever."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.composition import Composition
from lydelse.compose.pairs import lasting_pairs
from lydelse.model import Lasting, Policy, Version


def lasting_addresses(composition: Composition, policy: Policy, version: Version, language: str) -> Iterator[Lasting]:
    """Give a version's own addresses in a language, and those of its comparisons."""
    there = composition.addresses(policy, language)
    yield Lasting(there.version(version.id))
    yield Lasting(there.text(version.id))
    for pair in lasting_pairs(policy, language):
        if version.id in (pair.old.id, pair.new.id):
            other = pair.old if pair.new.id == version.id else pair.new
            yield Lasting(there.comparison(pair.old.id, pair.new.id), other.id)
