"""The values that the stages pass along: what was read (`Content`) and what it means on a day (`Catalogue`).

All are frozen and their sequences are tuples. The words are those of `docs/glossary.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import ClassVar, TypeAlias

from lydelse.problems import Place

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Ids of policies and sections, and slugs."""

Localised: TypeAlias = Mapping[str, str]
"""A text by language."""

RenderingKey: TypeAlias = tuple[str, str, str]
"""Section, language and body: each distinct one is rendered once."""


class Significance(StrEnum):
    """What the editor says of a version: whether it changes what holds, or only how it is put."""

    MATERIAL = "material"
    EDITORIAL = "editorial"


class Translations(StrEnum):
    """What a policy does when a section isn't translated: a problem, or a notice on the page."""

    REQUIRED = "required"
    NOTICE = "notice"


class Comparisons(StrEnum):
    """Which pairs of versions have a page of their own."""

    FIRST = "first"
    """Each version with the one before, and every pair among the first twenty."""
    NEIGHBOURS = "neighbours"
    """Each version with the one before."""
    ALL = "all"
    """Every pair."""


class Status(StrEnum):
    """Where a version stands on a day; derived, never stored."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ChangeKind(StrEnum):
    """What happened to a section from one version to the next; one section can have several."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, order=True)
class VersionId:
    """A version's effective date, and its place among the versions of that day, counted from 1."""

    effective: date
    ordinal: int = 1

    _PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?", re.ASCII)

    @classmethod
    def parse(cls, text: str) -> VersionId:
        """Read `2026-03-01` or `2026-03-01-2`.

        Raises:
            ValueError: the text has another form, or the day doesn't exist.
        """
        match = cls._PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"not a version id: {text!r}")
        ordinal = match[2]
        if ordinal is not None and (ordinal.startswith("0") or ordinal == "1"):
            raise ValueError(f"the number after the date starts at 2: {text!r}")
        return cls(date.fromisoformat(match[1]), int(ordinal or 1))

    def __str__(self) -> str:
        day = self.effective.isoformat()
        return day if self.ordinal == 1 else f"{day}-{self.ordinal}"


# What was read -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who stands behind the policies."""

    name: str
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What `site.yaml` says. The first of the languages is the default."""

    organisation: Organisation
    languages: tuple[str, ...]
    base_url: str
    time_zone: str
    notice: Localised
    place: Place


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that sections show or link to; published under its digest (SHA-256, in hexadecimal)."""

    name: str
    digest: str
    source: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Revision:
    """The text of one section in one language from one version on: one file.

    `title` is empty for an introduction without one. `body` is normalised Markdown that starts at `body_line` of
    the file. `covers` names information duties of GDPR Art. 13 and 14. `published` is set when a translation came
    later than its version.
    """

    section: str
    language: str
    title: str
    body: str
    place: Place
    body_line: int = 1
    covers: tuple[str, ...] = ()
    published: date | None = None

    @property
    def text(self) -> tuple[str, str]:
        """What makes two revisions read alike: all else about them is no part of the wording."""
        return self.title, self.body

    @property
    def rendered_as(self) -> RenderingKey:
        """What a rendering of the body follows from: the section's id is in its anchors, the language in the words
        that rendering adds."""
        return self.section, self.language, self.body


@dataclass(frozen=True, slots=True)
class Amendment:
    """A version's folder as it was read: what it says of itself and the texts that stand beside it.

    `None` (and an empty mapping) means that the folder doesn't state it, so that it carries over. `places` knows
    where in `version.yaml` each key stands.
    """

    id: VersionId
    place: Place
    places: Mapping[str, Place]
    published: date | None
    significance: Significance
    summary: Localised
    follows: VersionId | None = None
    corrects: VersionId | None = None
    withdraws: tuple[VersionId, ...] = ()
    predecessors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unchanged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: Localised = field(default_factory=dict)
    description: Localised = field(default_factory=dict)
    languages: tuple[str, ...] | None = None
    binding: str | None = None
    sections: tuple[str, ...] | None = None
    revisions: tuple[Revision, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def place_of(self, *keys: str) -> Place:
        """Where a key (`"sections"`, or `"summary", "en"`) stands, or the nearest that is there."""
        for end in range(len(keys), 0, -1):
            place = self.places.get(".".join(keys[:end]))
            if place is not None:
                return place
        return self.place


@dataclass(frozen=True, slots=True)
class Retirement:
    """The end of a policy, from a day on, and the id of the policy that replaces it."""

    on: date
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class PolicySource:
    """A policy's folder as it was read. `sound` is false when a fault keeps its versions from being resolved."""

    id: str
    place: Place
    places: Mapping[str, Place]
    slugs: Localised
    formerly: Mapping[str, tuple[str, ...]]
    notice_days: int | None
    translations: Translations
    comparisons: Comparisons
    retired: Retirement | None
    amendments: tuple[Amendment, ...]
    sound: bool = True

    def place_of(self, key: str) -> Place:
        """Where a key of `policy.yaml` stands."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Content:
    """All that was read from `content/`."""

    site: Site
    policies: tuple[PolicySource, ...]


# What it means on a day ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wording:
    """A section's text as a version shows it in one language.

    `since` is the version from which it has read so without interruption. Where a translation lags, `revision` is
    the binding language's.
    """

    revision: Revision
    since: VersionId
    attachments: tuple[Attachment, ...] = ()

    @property
    def reads_as(self) -> tuple[object, ...]:
        """What makes two wordings the same: language, title, body, and the files that the body shows."""
        return self.revision.title, self.body_reads_as

    @property
    def body_reads_as(self) -> tuple[object, ...]:
        """The same without the title."""
        files = tuple((attachment.name, attachment.digest) for attachment in self.attachments)
        return self.revision.language, self.revision.body, files


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

    @property
    def effective(self) -> date:
        """The day from which the version holds."""
        return self.id.effective

    def section(self, section_id: str) -> Section | None:
        """The section of that id, if the version has it."""
        return next((section for section in self.sections if section.id == section_id), None)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with its versions in order. `versions` are the published ones, withdrawn ones among them."""

    id: str
    slugs: Localised
    formerly: Mapping[str, tuple[str, ...]]
    notice_days: int | None
    comparisons: Comparisons
    retired: Retirement | None
    versions: tuple[Version, ...]
    drafts: tuple[Version, ...]
    place: Place

    @property
    def current(self) -> Version | None:
        """The version in force, if any is."""
        return next((version for version in self.versions if version.status is Status.CURRENT), None)

    @property
    def upcoming(self) -> tuple[Version, ...]:
        """The published versions that have not yet taken effect."""
        return tuple(version for version in self.versions if version.status is Status.UPCOMING)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language in which a version was published, in the order in which they came."""
        return tuple(dict.fromkeys(language for version in self.versions for language in version.languages))

    def version(self, version_id: VersionId) -> Version | None:
        """The published version of that id."""
        return next((version for version in self.versions if version.id == version_id), None)

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
        held = [v for v in self.versions if v.effective <= day and v.status is not Status.WITHDRAWN]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The policies as of a day."""

    site: Site
    as_of: date
    policies: tuple[Policy, ...]

    def policy(self, policy_id: str) -> Policy | None:
        """The policy of that id."""
        return next((policy for policy in self.policies if policy.id == policy_id), None)


# What was rendered ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or image that leads into the site and gets its address on the page that shows it.

    Of `#cookies` and `policy:terms#cookies` the `policy` (`None` for the same one) and the `anchor` (empty for the
    policy's top); of `files/x.png` the `file`. `place` is where the text has it.
    """

    place: Place
    policy: str | None = None
    anchor: str = ""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """A rendered text: HTML in which references stand open, and the anchors that it sets (with the section's
    prefix)."""

    parts: tuple[str | Reference, ...]
    anchors: frozenset[str]

    def html(self, address: Callable[[Reference], str]) -> str:
        """Give the HTML, each open reference replaced by its (escaped) address."""
        return "".join(part if isinstance(part, str) else escape(address(part)) for part in self.parts)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The open references, in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Reference))


Fragments: TypeAlias = Mapping[RenderingKey, Fragment]
"""The rendered texts."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the finished site: its POSIX path below the site's root, and its bytes or where they are."""

    path: str
    content: bytes | Path
