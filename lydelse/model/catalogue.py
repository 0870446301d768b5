"""What the content means on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from lydelse.model.content import Retirement, Revision, Site
from lydelse.model.declaration import Declaration
from lydelse.model.look import Attachment
from lydelse.model.register import Register
from lydelse.model.words import ChangeKind, Comparisons, Localised, Significance, Status, VersionId
from lydelse.problems import Place


@dataclass(frozen=True, slots=True)
class Wording:
    """A section's text as a version shows it in one language.

    `since` is the version from which it has read so without interruption. Where a translation lags, `revision` is
    the binding language's. `declaration` is set where the text shows it.
    """

    revision: Revision
    since: VersionId
    attachments: tuple[Attachment, ...] = ()
    declaration: Declaration | None = None

    @property
    def reads_as(self) -> tuple[object, ...]:
        """What makes two wordings the same: language, title, body, and the files and declaration that it shows."""
        return self.revision.title, self.body_reads_as

    @property
    def body_reads_as(self) -> tuple[object, ...]:
        """The same without the title."""
        files = tuple((each.name, each.digest) for each in self.attachments) if self.attachments else ()
        declared = self.declaration.told(self.revision.language) if self.declaration else None
        return self.revision.language, self.revision.body, files, declared


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it holds in a version: its wording by language, and the sections it came from, if it was
    split off or merged in that version or before."""

    id: str
    wordings: Mapping[str, Wording]
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What happened to one section from a version to the next.

    `place` holds what concerns its place in the policy (added, removed, moved); `changed` and `renamed` are the
    languages in which its text or title differs. Titles are by language; positions count from 1 in the table of
    contents and are `None` where the section isn't there. `predecessors` are those that this version names.
    """

    section: str
    place: tuple[ChangeKind, ...]
    changed: tuple[str, ...]
    renamed: tuple[str, ...]
    old_titles: Localised
    new_titles: Localised
    old_position: int | None
    new_position: int | None
    predecessors: tuple[str, ...] = ()

    def kinds(self, language: str) -> tuple[ChangeKind, ...]:
        """What happened as a reader of one language sees it; empty when only other languages differ."""
        renamed = (ChangeKind.RENAMED,) if language in self.renamed else ()
        changed = (ChangeKind.CHANGED,) if language in self.changed else ()
        return self.place + renamed + changed


@dataclass(frozen=True, slots=True)
class Version:
    """A policy as it holds from one effective date."""

    policy: str
    id: VersionId
    status: Status
    published: date | None
    significance: Significance
    summary: Localised
    title: Localised
    description: Localised
    languages: tuple[str, ...]
    binding: str
    sections: tuple[Section, ...]
    changes: tuple[SectionChange, ...]
    previous: VersionId | None
    following: VersionId | None
    corrects: VersionId | None
    corrected_by: tuple[VersionId, ...]
    withdraws: tuple[VersionId, ...]
    withdrawn_by: VersionId | None
    place: Place
    declaration: Declaration | None = None
    reconsent: tuple[str, ...] = ()

    @property
    def effective(self) -> date:
        """The day from which the version holds."""
        return self.id.effective

    @property
    def is_complete(self) -> bool:
        """Whether there is a title and every section has a text in each language, as has to be of what is published."""
        texts = all(language in section.wordings for section in self.sections for language in self.languages)
        return texts and bool(self.sections) and all(language in self.title for language in self.languages)

    def section(self, section_id: str) -> Section | None:
        """The section of that id, if the version has it."""
        for section in self.sections:
            if section.id == section_id:
                return section
        return None


@dataclass(frozen=True)
class Policy:
    """A policy with its versions in order. `versions` are the published ones, withdrawn ones among them.

    What every page asks of all versions is found once: a page mustn't cost more the more versions there are.
    """

    id: str
    slugs: Localised
    formerly: Mapping[str, tuple[str, ...]]
    notice_days: int | None
    comparisons: Comparisons
    retired: Retirement | None
    versions: tuple[Version, ...]
    drafts: tuple[Version, ...]
    place: Place
    register: Register | None = None

    @cached_property
    def current(self) -> Version | None:
        """The version in force, if any is."""
        return next((version for version in self.versions if version.status is Status.CURRENT), None)

    @cached_property
    def upcoming(self) -> tuple[Version, ...]:
        """The published versions that have not yet taken effect."""
        return tuple(version for version in self.versions if version.status is Status.UPCOMING)

    @cached_property
    def shown_drafts(self) -> tuple[Version, ...]:
        """The drafts that stand among the versions, for editors to see; nothing of what is built has any."""
        return tuple(version for version in self.versions if version.status is Status.DRAFT)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language in which a version was published, in the order in which they came."""
        return tuple(dict.fromkeys(language for version in self.versions for language in version.languages))

    def with_drafts(self) -> Policy:
        """Give the policy as editors see it before it's published: those of its drafts that can be shown stand among
        the versions."""
        shown = (*self.versions, *(draft for draft in self.drafts if draft.is_complete))
        return replace(self, versions=tuple(sorted(shown, key=lambda version: version.id)))

    def version(self, version_id: VersionId) -> Version | None:
        """The published version of that id."""
        return self._by_id.get(version_id)

    @cached_property
    def _by_id(self) -> Mapping[VersionId, Version]:
        return {version.id: version for version in self.versions}

    def has_ended(self, day: date) -> bool:
        """Tell whether the policy is retired on a day."""
        return self.retired is not None and self.retired.on <= day

    def last_day(self, version: Version) -> date | None:
        """The last day on which a version holds, if one is known: the day before the following version takes effect,
        or before the policy ends. Before the effective date when another of the same day replaces it."""
        ends = [] if version.following is None else [version.following.effective]
        if self.retired is not None:
            ends.append(self.retired.on)
        return min(ends) - timedelta(days=1) if ends else None

    def on(self, day: date) -> Version | None:
        """The version that held on a day, had the policy not been retired."""
        never = (Status.WITHDRAWN, Status.DRAFT)
        held = [v for v in self.versions if v.effective <= day and v.status not in never]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The policies as of a day."""

    site: Site
    as_of: date
    policies: tuple[Policy, ...]

    def with_drafts(self) -> Catalogue:
        """Give the policies as editors see them before they're published."""
        return replace(self, policies=tuple(policy.with_drafts() for policy in self.policies))

    def policy(self, policy_id: str) -> Policy | None:
        """The policy of that id."""
        return next((policy for policy in self.policies if policy.id == policy_id), None)
