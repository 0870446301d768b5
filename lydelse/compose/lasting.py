"""The addresses that tell of a version for ever."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.composition import Composition
from lydelse.compose.pairs import lasting_pairs
from lydelse.compose.wordings import sections_brought
from lydelse.model import Lasting, Policy, Version


def lasting_addresses(composition: Composition, policy: Policy, version: Version, language: str) -> Iterator[Lasting]:
    """Give a version's own addresses in a language, those of the sections that it brings, and of its comparisons."""
    there = composition.addresses(policy, language)
    yield Lasting(there.version(version.id))
    yield Lasting(there.text(version.id))
    others = (other for other in version.languages if other != language)
    yield from (Lasting(there.beside(version.id, language, other)) for other in others)
    for section_id in sections_brought(policy, version, language):
        yield Lasting(there.section(section_id))
    for pair in lasting_pairs(policy, language):
        if version.id in (pair.old.id, pair.new.id):
            other = pair.old if pair.new.id == version.id else pair.new
            yield Lasting(there.comparison(pair.old.id, pair.new.id), other.id)
