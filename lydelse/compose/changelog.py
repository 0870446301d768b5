"""The changelog of a policy: what the editors say of each version, with what the comparison of its sections finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lydelse import addresses
from lydelse.addresses import PolicyAddresses
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Elsewhere, Spot, frame_of
from lydelse.compose.policy_page import title_of
from lydelse.compose.views import ChangeLine, ChangelogEntry, ChangelogView, Day, Link
from lydelse.compose.wording import name_of, section_title
from lydelse.model import ChangeKind, Policy, SectionChange, SiteFile, Version, VersionId
from lydelse.strings import Strings


def changelog_page(composition: Composition, policy: Policy, language: str) -> SiteFile:
    """Compose a policy's changelog, the latest version first."""
    writer = _Writer(composition, policy, language)
    title = title_of(policy, language)
    say = writer.strings.say
    spot = Spot(
        language=language,
        address=writer.address,
        title=say("changelog_title", title=title),
        description=say(
            "description_changelog", title=title, organisation=composition.catalogue.site.organisation.name
        ),
        counterparts={
            other: composition.addresses(policy, other).changelog
            for other in composition.languages
            if other in policy.languages
        },
        elsewhere={
            other: Elsewhere(
                addresses.policies(other),
                say("policy_not_in_language", language=writer.strings.language_name(other)),
            )
            for other in composition.languages
            if other not in policy.languages
        },
        breadcrumbs=(
            (addresses.policies(language), say("policies_title")),
            (writer.there.in_force, title),
        ),
        feed=(writer.there.feed, say("link_feed")),
    )
    view = ChangelogView(
        title=say("changelog_title", title=title),
        introduction=say("changelog_introduction"),
        entries=tuple(writer.entry(version) for version in reversed(policy.versions)),
        links=(
            writer.link(writer.there.in_force, say("link_policy", title=title)),
            writer.link(writer.there.feed, say("link_feed")),
        ),
    )
    return composition.page("changelog.html", writer.address, frame_of(composition, spot), view)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the entries of one changelog."""

    composition: Composition
    policy: Policy
    language: str

    @property
    def strings(self) -> Strings:
        return self.composition.strings(self.language)

    @property
    def there(self) -> PolicyAddresses:
        return self.composition.addresses(self.policy, self.language)

    @property
    def address(self) -> str:
        return self.there.changelog

    def link(self, address: str, text: str, anchor: str = "", lang: str | None = None) -> Link:
        return Link(addresses.relative(self.address, address, anchor), text, lang)

    def entry(self, version: Version) -> ChangelogEntry:
        say = self.strings.say
        changes = tuple(line for change in version.changes if (line := self._line(version, change)) is not None)
        published = version.published or version.effective
        return ChangelogEntry(
            id=str(version.id),
            heading=self._to_version(version, say("version_of", date=self._name(version.id))),
            status=version.status.value,
            status_text=say(f"status_{version.status}"),
            significance=version.significance.value,
            significance_text=say(f"significance_{version.significance}"),
            effective=Day(self.strings.day(version.effective), version.effective.isoformat()),
            published=Day(self.strings.day(published), published.isoformat()),
            summary=version.summary.get(self.language, ""),
            remarks=tuple(self._remarks(version)),
            changes=changes,
            unchanged="" if changes else self._unchanged(version),
        )

    def _name(self, version_id: VersionId) -> str:
        return name_of(version_id, self.strings)

    def _to_version(self, version: Version, text: str) -> Link:
        """Link to a version in the page's language, or else in its binding one."""
        if self.language in version.languages:
            return self.link(self.there.version(version.id), text)
        there = self.composition.addresses(self.policy, version.binding)
        return self.link(there.version(version.id), text)

    def _unchanged(self, version: Version) -> str:
        if version.previous is None:
            return self.strings.count("first_version_sections", len(version.sections))
        return self.strings.say("no_section_changed")

    def _remarks(self, version: Version) -> Iterator[str]:
        say = self.strings.say
        if version.corrects is not None:
            yield say("corrects", date=self._name(version.corrects))
        for other in version.corrected_by:
            yield say("corrected_by", date=self._name(other))
        if version.withdrawn_by is not None:
            yield say("withdrawn_by", date=self._name(version.withdrawn_by))
        for other in version.withdraws:
            yield say("withdraws", date=self._name(other))
        if version.published is not None and version.published > version.effective:
            yield say("published_late", published=self.strings.day(version.published))
        if self.language not in version.languages:
            names = [self.strings.language_name(language) for language in version.languages]
            yield say("only_in_languages", languages=self.strings.enumerate(names))

    def _line(self, version: Version, change: SectionChange) -> ChangeLine | None:
        kinds = change.kinds(self.language)
        elsewhere = () if kinds else dict.fromkeys(change.changed + change.renamed)
        if not kinds and not elsewhere and not change.predecessors:
            return None
        kinds = kinds or ((ChangeKind.CHANGED,) if elsewhere else ())
        details = list(self._details(version, change))
        if elsewhere:
            names = [self.strings.language_name(language) for language in elsewhere]
            details.append(self.strings.say("changed_only_in", languages=self.strings.enumerate(names)))
        return ChangeLine(
            kinds=tuple(kind.value for kind in kinds),
            labels=tuple(self.strings.say(f"change_{kind}") for kind in kinds),
            section=self._to_section(version, change),
            details=tuple(details),
        )

    def _to_section(self, version: Version, change: SectionChange) -> Link:
        """Link to the section where it stands: in the version, or for a removed one in the version before."""
        removed = ChangeKind.REMOVED in change.place
        shown = self.policy.version(version.previous) if removed and version.previous else version
        section = shown.section(change.section) if shown else None
        if shown is None or section is None or self.language not in section.wordings:
            return self._to_version(version, change.section)
        text = section_title(section, self.language, self.strings)
        lang = section.wordings[self.language].revision.language
        return self.link(self.there.version(shown.id), text, change.section, lang if lang != self.language else None)

    def _details(self, version: Version, change: SectionChange) -> Iterator[str]:
        say = self.strings.say
        if self.language in change.renamed and change.old_titles.get(self.language):
            yield say("renamed_from", title=change.old_titles[self.language])
        if ChangeKind.MOVED in change.place:
            yield say("moved_from", old=change.old_position, new=change.new_position)
        titles = [self._title_before(version, predecessor) for predecessor in change.predecessors]
        if len(titles) == 1:
            yield say("split_from", title=titles[0])
        elif titles:
            quoted = [say("quoted_title", title=title) for title in titles]
            yield say("split_from_many", titles=self.strings.enumerate(quoted))

    def _title_before(self, version: Version, section_id: str) -> str:
        before = self.policy.version(version.previous) if version.previous else None
        section = before.section(section_id) if before else None
        return section_title(section, self.language, self.strings) if section else section_id
