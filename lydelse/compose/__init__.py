"""Compose: from the catalogue and the rendered texts to the files of the site, as a stream of paths and bytes."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse import addresses
from lydelse.banner import is_needed
from lydelse.canonical import canonical_text
from lydelse.compose import machine
from lydelse.compose.banner import banner_files
from lydelse.compose.changelog import changelog_page
from lydelse.compose.chooser import chooser_files
from lydelse.compose.compared import Comparer
from lydelse.compose.comparison_json import uncompared_json
from lydelse.compose.comparison_page import comparison_files
from lydelse.compose.composition import Composition, TemplateFault
from lydelse.compose.former import UNCOMPARED, former_addresses, lead_on
from lydelse.compose.lasting import lasting_addresses
from lydelse.compose.lists import language_page, not_found_page, policies_page
from lydelse.compose.pairs import lasting_pairs, pair_with_current
from lydelse.compose.policy_page import in_force_page, version_page
from lydelse.compose.sheet import Sheet
from lydelse.consent import consent_of
from lydelse.layouts import Layouts
from lydelse.links import Links
from lydelse.model import Catalogue, Fragments, Policy, SiteFile, VersionId

__all__ = ["Composition", "TemplateFault", "compose", "lasting_addresses"]


def compose(catalogue: Catalogue, fragments: Fragments, layouts: Layouts) -> Iterator[SiteFile]:
    """Give the files of the site one by one.

    Args:
        catalogue: the policies as of a day.
        fragments: their rendered texts, all of whose references lead somewhere.
        layouts: words and templates for all of the site's languages.

    Raises:
        TemplateFault: a template asks for what isn't there.
    """
    consent = consent_of(catalogue)
    asked = consent if is_needed(consent) else None
    composition = Composition(catalogue, fragments, layouts, Links(catalogue, fragments), asked)
    for asset in layouts.assets:
        yield SiteFile(asset.address, asset.content)
    yield language_page(composition)
    for language in composition.languages:
        yield policies_page(composition, language)
    versions: list[str] = []
    for policy in catalogue.policies:
        for file in _with_former_addresses(composition, policy):
            yield file
            versions += [file.path] if file.path.endswith(f"/{addresses.VERSIONS}") else []
    yield from composition.attachments()
    if asked is not None:
        yield from banner_files(composition, asked)
    yield not_found_page(composition)
    yield machine.sitemap(composition)
    yield machine.robots(composition)
    yield from machine.host_files(versions)


def _with_former_addresses(composition: Composition, policy: Policy) -> Iterator[SiteFile]:
    for file in _policy_files(composition, policy):
        yield file
        yield from former_addresses(composition, policy, file)


def _policy_files(composition: Composition, policy: Policy) -> Iterator[SiteFile]:
    digests: dict[tuple[VersionId, str], str] = {}
    for version in policy.versions:
        for language in version.languages:
            text = canonical_text(version, language)
            digests[version.id, language] = text.digest
            yield SiteFile(composition.addresses(policy, language).text(version.id), text.content)
            yield version_page(composition, policy, version, language, text.digest)
    current = policy.current
    for language in policy.languages:
        digest = digests.get((current.id, language), "") if current else ""
        yield in_force_page(composition, policy, language, digest)
        comparer = Comparer(composition.strings(language))
        pairs = lasting_pairs(policy, language)
        yield changelog_page(composition, policy, language, comparer, pairs)
        for pair in pairs:
            yield from comparison_files(composition, policy, language, pair, comparer)
        yield from _comparisons_with_current(composition, policy, language, comparer)
        yield from chooser_files(composition, policy, language, comparer, pairs)
        yield machine.feed(composition, policy, language)
        yield machine.versions_json(composition, policy, language, digests)
        if policy.register is not None:
            yield SiteFile(composition.addresses(policy, language).register, policy.register.text.encode())


def _comparisons_with_current(
    composition: Composition, policy: Policy, language: str, comparer: Comparer
) -> Iterator[SiteFile]:
    there = composition.addresses(policy, language)
    for version in policy.versions:
        pair_now = pair_with_current(policy, version, language)
        if pair_now is not None:
            yield from comparison_files(composition, policy, language, pair_now, comparer)
        elif language in version.languages:
            # With nothing in force there is nothing to compare with, but an address that was published answers.
            address = there.comparison_now(version.id)
            yield lead_on(composition, policy, language, address, there.version(version.id), UNCOMPARED)
            yield uncompared_json(Sheet(composition, policy, language, address), version)
