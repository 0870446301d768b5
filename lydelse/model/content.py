"""What was read from `content/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lydelse.model.checks import Acceptance, InformationArticle
from lydelse.model.declaration import DECLARATION_SPOT, Declaration
from lydelse.model.look import Attachment, Look
from lydelse.model.register import Register
from lydelse.model.words import (
    AddressForm,
    Comparisons,
    Compression,
    Localised,
    RenderingKey,
    Significance,
    Translations,
    VersionId,
)
from lydelse.problems import Place


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who stands behind the policies."""

    name: str
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """How the consent banner looks and remembers: `colours` by the names of its custom properties, `keeps_days` the
    days after which a person is asked again."""

    keeps_days: int = 182
    colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """What `site.yaml` says. The first of the languages is the default. `declaration` is the id of the policy that
    holds the declaration of cookies, if one does; `accepted` is what checks may find in any policy; `urls` is
    how links name the pages, `precompressed` how files are compressed ahead."""

    organisation: Organisation
    languages: tuple[str, ...]
    base_url: str
    time_zone: str
    notice: Localised
    place: Place
    declaration: str | None = None
    banner: Banner = field(default_factory=Banner)
    look: Look = field(default_factory=Look)
    accepted: tuple[Acceptance, ...] = ()
    urls: AddressForm = AddressForm.FOLDERS
    precompressed: tuple[Compression, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    def place_of(self, key: str) -> Place:
        """Where a key of `site.yaml` stands."""
        return self.places.get(key, self.place)


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

    @property
    def names_declaration(self) -> bool:
        """Whether the body names the spot of the declaration; in code it may do so without showing it."""
        return DECLARATION_SPOT in self.body


@dataclass(frozen=True, slots=True)
class Amendment:
    """A version's folder as it was read: what it says of itself and the texts that stand beside it.

    `None` (and an empty mapping) means that the folder doesn't state it, so that it carries over. `places` knows
    where in `version.yaml` each key stands. `source` is the commit or file that an import made it from; no reader is
    told.
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
    source: str = ""
    declaration: Declaration | None = None
    reconsent: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it doesn't say when it is published: then it is shown to editors alone, and never built."""
        return "published" not in self.places

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
    """A policy's folder as it was read.

    `sound` is false when a fault keeps its versions from being resolved. `duties` are the articles of the GDPR whose
    information duties it answers; `None` where it doesn't say. `accepted` is what checks may find in it.
    """

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
    register: Register | None = None
    sound: bool = True
    duties: tuple[InformationArticle, ...] | None = None
    accepted: tuple[Acceptance, ...] = ()

    def place_of(self, key: str) -> Place:
        """Where a key of `policy.yaml` stands."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Content:
    """All that was read from `content/`."""

    site: Site
    policies: tuple[PolicySource, ...]
