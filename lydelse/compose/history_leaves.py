"""The leaves of a policy that show several of its texts together, or search them: what changed from version to version,
what a translation says, where a word stands.

Their modules take longer to load than those of all other pages, so the plan loads this one when it gets here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from lydelse import addresses
from lydelse.addresses import PolicyAddresses
from lydelse.compose.beside import beside_page
from lydelse.compose.beside_rows import Aligner
from lydelse.compose.changelog import changelog_page
from lydelse.compose.chooser import chooser_page, has_chooser
from lydelse.compose.chooser_data import chooser_data
from lydelse.compose.compared import Comparer
from lydelse.compose.comparison_json import uncompared_json
from lydelse.compose.comparison_page import comparison_files
from lydelse.compose.composition import Composition
from lydelse.compose.former import UNCOMPARED, lead_on
from lydelse.compose.leaf import Leaf
from lydelse.compose.pairs import Pair, address_of, lasting_pairs, pair_with_current
from lydelse.compose.search import has_other_versions, search_files
from lydelse.compose.sheet import Sheet
from lydelse.compose.wordings import section_ids, wordings_page
from lydelse.model import Policy, SiteFile, Version

ComparerOf: TypeAlias = Callable[[Policy, str], Comparer]
"""Gives what compares the texts of a policy in a language."""


def history_leaves(composition: Composition, policy: Policy, comparer_of: ComparerOf | None) -> Iterator[Leaf]:
    """Give those of a policy, language by language.

    Args:
        composition: what the pages are made of.
        policy: the policy.
        comparer_of: gives what compares its texts, by default a new one for each language.
    """
    aligner = Aligner()
    for language in policy.languages:
        comparer = comparer_of(policy, language) if comparer_of else Comparer(composition.strings(language))
        yield from _History(composition, policy, language, aligner, comparer).leaves()


@dataclass(frozen=True, slots=True)
class _History:
    """A policy's history in a language, with what finds out how texts differ."""

    composition: Composition
    policy: Policy
    language: str
    aligner: Aligner
    comparer: Comparer

    @property
    def there(self) -> PolicyAddresses:
        """The policy's addresses in the language."""
        return self.composition.addresses(self.policy, self.language)

    def leaves(self) -> Iterator[Leaf]:
        """Give all of them."""
        composition, policy, language, comparer = self.composition, self.policy, self.language, self.comparer
        there, pairs = self.there, lasting_pairs(policy, language)
        changelog = partial(changelog_page, composition, policy, language, comparer, pairs)
        yield Leaf.single(addresses.file_of(there.changelog), changelog)
        yield from self._beside()
        yield from self._wordings()
        yield from map(self._comparison, pairs)
        yield from self._with_current()
        if has_chooser(policy, language):
            page = partial(chooser_page, composition, policy, language, pairs)
            yield Leaf.single(addresses.file_of(there.chooser), page)
            data = partial(chooser_data, composition, policy, language, comparer, pairs)
            yield Leaf((), data, below=(there.chooser,))
        yield self._search()

    def _beside(self) -> Iterator[Leaf]:
        page_of = partial(beside_page, self.composition, self.policy, aligner=self.aligner, comparer=self.comparer)
        for version in self.policy.versions:
            for other in version.languages if self.language in version.languages else ():
                if other != self.language:
                    path = addresses.file_of(self.there.beside(version.id, self.language, other))
                    yield Leaf.single(path, partial(page_of, version, (self.language, other)))

    def _wordings(self) -> Iterator[Leaf]:
        for section_id in section_ids(self.policy, self.language):
            page = partial(wordings_page, self.composition, self.policy, self.language, section_id, self.comparer)
            yield Leaf.single(addresses.file_of(self.there.section(section_id)), page)

    def _comparison(self, pair: Pair) -> Leaf:
        address = address_of(self.composition, self.policy, pair, self.language)
        paths = (addresses.file_of(address), addresses.comparison_json(address))
        make = partial(comparison_files, self.composition, self.policy, self.language, pair, self.comparer)
        return Leaf(paths, make)

    def _with_current(self) -> Iterator[Leaf]:
        for version in self.policy.versions:
            pair = pair_with_current(self.policy, version, self.language)
            if pair is not None:
                yield self._comparison(pair)
            elif self.language in version.languages:
                yield self._uncompared(version)

    def _uncompared(self, version: Version) -> Leaf:
        """With nothing in force there is nothing to compare with, but an address that was published answers."""
        composition, policy, language, there = self.composition, self.policy, self.language, self.there
        address = there.comparison_now(version.id)

        def make() -> Iterator[SiteFile]:
            yield lead_on(composition, policy, language, address, there.version(version.id), UNCOMPARED)
            yield uncompared_json(Sheet(composition, policy, language, address), version)

        return Leaf((addresses.file_of(address), addresses.comparison_json(address)), make)

    def _search(self) -> Leaf:
        there, has_others = self.there, has_other_versions(self.policy, self.language)
        paths = (there.search, there.search_others) if has_others else (there.search,)
        return Leaf(paths, partial(search_files, self.composition, self.policy, self.language))
