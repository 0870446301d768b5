"""The plan of the site: which files there are, before any of them is made; each is made when it's asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING

from lydelse import addresses
from lydelse.canonical import canonical_text
from lydelse.compose import machine
from lydelse.compose.banner import banner_files
from lydelse.compose.composition import Composition
from lydelse.compose.former import former_answers, former_paths
from lydelse.compose.hosts import HOST_FILES, host_files
from lydelse.compose.leaf import Leaf
from lydelse.compose.lists import language_page, not_found_page, policies_page
from lydelse.compose.policy_page import in_force_page, version_page
from lydelse.model import Attachment, Policy, SiteFile, Version, VersionId

if TYPE_CHECKING:
    from lydelse.compose.history_leaves import ComparerOf


def shown_files(policy: Policy) -> Iterator[Attachment]:
    """Give what the versions of a policy show besides texts, some of it several times."""
    for version in policy.versions:
        for section in version.sections:
            for wording in section.wordings.values():
                yield from wording.attachments


class _Planned:
    """Leaves that are planned as far as somebody asked for them: of many versions, planning all takes its time."""

    def __init__(self, leaves: Iterator[Leaf]) -> None:
        self._rest = leaves
        self._by_path: dict[str, Leaf] = {}
        self._with_below: list[Leaf] = []

    def leaf_at(self, path: str) -> Leaf | None:
        """Give the leaf that makes the file at a path, if any does."""
        if path not in self._by_path:
            for leaf in self._rest:
                self._by_path |= dict.fromkeys(leaf.paths, leaf)
                self._with_below += [leaf] if leaf.below else []
                if path in leaf.paths:
                    break
        below = (leaf for leaf in self._with_below if leaf.answers(path))
        return self._by_path.get(path) or next(below, None)


class Plan:
    """What files a composition makes, in the order of the stream."""

    def __init__(self, composition: Composition, comparer_of: ComparerOf | None = None) -> None:
        """Plan the site of a composition.

        Args:
            composition: what the pages are made of.
            comparer_of: gives what compares the texts of a policy in a language, by default a new one for each.
        """
        self.composition = composition
        self._comparer_of = comparer_of
        self._digests: dict[tuple[str, VersionId, str], str] = {}
        self._planned: dict[str, _Planned] = {}

    def leaves(self) -> Iterator[Leaf]:
        """Give all of them."""
        for policy in self.composition.catalogue.policies:
            yield from self.of_policy(policy)
        yield from self._of_site()

    def leaf_at(self, path: str) -> Leaf | None:
        """Give the one that makes the file at a path below the site's root, if any does."""
        policy = next((p for p in self.composition.catalogue.policies if self._holds(p, path)), None)
        name = policy.id if policy else ""
        if name not in self._planned:
            self._planned[name] = _Planned(self.of_policy(policy) if policy else self._of_site())
        return self._planned[name].leaf_at(path)

    def _holds(self, policy: Policy, path: str) -> bool:
        """Whether a path is below a policy's addresses, those of the past among them."""
        language, _, rest = path.partition("/")
        slug = rest.partition("/")[0]
        return language in policy.languages and slug in (policy.slugs[language], *policy.formerly.get(language, ()))

    def _of_site(self) -> Iterator[Leaf]:
        policies = self.composition.catalogue.policies
        return self.of_site(frozenset(file for policy in policies for file in shown_files(policy)))

    def of_site(self, files: Collection[Attachment]) -> Iterator[Leaf]:
        """Give those that belong to no policy.

        Args:
            files: what the versions of all policies show besides texts.
        """
        composition, consent = self.composition, self.composition.consent
        for asset in composition.layouts.assets:
            yield Leaf.single(asset.address, partial(SiteFile, asset.address, asset.content))
        yield Leaf.single(addresses.file_of(addresses.LANGUAGES), partial(language_page, composition))
        for language in composition.languages:
            path = addresses.file_of(addresses.policies(language))
            yield Leaf.single(path, partial(policies_page, composition, language))
        shown = {*files, *composition.catalogue.site.look.files}
        for address, source in sorted({addresses.attachment(file): file.source for file in shown}.items()):
            yield Leaf.single(address, partial(SiteFile, address, source))
        if consent is not None:
            assets = tuple(asset.address for asset in composition.layouts.banner_assets)
            yield Leaf(assets, partial(banner_files, composition, consent), below=(addresses.BANNER,))
        yield Leaf.single(addresses.NOT_FOUND, partial(not_found_page, composition))
        yield Leaf.single(addresses.SITEMAP, partial(machine.sitemap, composition))
        yield Leaf.single(addresses.ROBOTS, partial(machine.robots, composition))
        yield Leaf(HOST_FILES, partial(host_files, composition))

    # A policy --------------------------------------------------------------------------------------------------

    def of_policy(self, policy: Policy) -> Iterator[Leaf]:
        """Give those of one policy; what answers at a former address is made with what answers there now."""
        for leaf in self._of_policy(policy):
            yield self._with_former(policy, leaf) if policy.formerly else leaf

    def _with_former(self, policy: Policy, leaf: Leaf) -> Leaf:
        def make() -> Iterator[SiteFile]:
            for file in leaf.make():
                yield file
                yield from former_answers(self.composition, policy, file)

        def with_former(paths: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(each for path in paths for each in (path, *former_paths(self.composition, policy, path)))

        return Leaf(with_former(leaf.paths), make, with_former(leaf.below))

    def _of_policy(self, policy: Policy) -> Iterator[Leaf]:
        for version in policy.versions:
            for language in version.languages:
                yield self._version(policy, version, language)
                yield from self._paper(policy, version, language)
        for language in policy.languages:
            yield from self._now(policy, language)
        yield from self._history(policy)

    def _version(self, policy: Policy, version: Version, language: str) -> Leaf:
        there = self.composition.addresses(policy, language)
        address = there.text(version.id)

        def make() -> Iterator[SiteFile]:
            text = canonical_text(version, language)
            self._digests[policy.id, version.id, language] = text.digest
            yield SiteFile(address, text.content)
            yield version_page(self.composition, policy, version, language, text.digest)

        return Leaf((address, addresses.file_of(there.version(version.id))), make)

    def _paper(self, policy: Policy, version: Version, language: str) -> Iterator[Leaf]:
        paper = self.composition.paper(version, language)
        if paper is not None:
            address = self.composition.addresses(policy, language).paper(version.id)
            yield Leaf.single(address, partial(SiteFile, address, paper.source))

    def _now(self, policy: Policy, language: str) -> Iterator[Leaf]:
        composition, there = self.composition, self.composition.addresses(policy, language)
        digest = partial(self._digest, policy)
        yield Leaf.single(
            addresses.file_of(there.in_force),
            lambda: in_force_page(composition, policy, language, digest(policy.current, language)),
        )
        yield Leaf.single(there.feed, partial(machine.feed, composition, policy, language))
        yield Leaf.single(there.versions, partial(machine.versions_json, composition, policy, language, digest))
        if policy.register is not None:
            yield Leaf.single(there.register, partial(SiteFile, there.register, policy.register.text.encode()))

    def _history(self, policy: Policy) -> Iterator[Leaf]:
        from lydelse.compose.history_leaves import history_leaves  # noqa: PLC0415 - most pages needn't wait for it

        yield from history_leaves(self.composition, policy, self._comparer_of)

    def _digest(self, policy: Policy, version: Version | None, language: str) -> str:
        """Give the digest of a version's canonical text, of which one is known when its page was made before; empty
        where there is no such text."""
        if version is None or language not in version.languages:
            return ""
        key = policy.id, version.id, language
        if key not in self._digests:
            self._digests[key] = canonical_text(version, language).digest
        return self._digests[key]
