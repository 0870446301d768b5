"""The declaration: the cookies and other storage that the sites use, by category.

It is dated like a section: a version's folder that holds a `cookies.yaml` changes it, all others carry it over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lydelse.model.words import Localised
from lydelse.problems import Place

NECESSARY = "necessary"
"""The id of the category for which nobody is asked (ePrivacy Directive Art. 5(3); LEK 2022:482 ch. 9 § 28)."""


DECLARATION_SPOT = "[[cookies]]"
"""Alone in a paragraph of a text it is where the declaration is shown."""

CONSENT_RECORD = "lydelse-consent"
"""The name under which the banner itself keeps what a person chose, in local storage."""


class StorageKind(StrEnum):
    """Where a browser keeps what is stored."""

    COOKIE = "cookie"
    LOCAL = "local"
    """Web Storage, `localStorage`."""
    SESSION = "session"
    """Web Storage, `sessionStorage`: gone with the tab."""
    INDEXED_DB = "indexeddb"


class Unit(StrEnum):
    """What a duration is counted in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def seconds(self) -> int:
        """Its length in seconds, a month as 30 days and a year as 365, for comparing durations."""
        day = 86_400
        lengths = {"minute": 60, "hour": 3_600, "day": day, "week": 7 * day, "month": 30 * day, "year": 365 * day}
        return lengths[self.value]


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something is kept: a count of units, `unit=None` with count 0 until the browser is closed, and with
    count 1 until somebody deletes it. Made by `Duration.session()` and `Duration.lasting()` in these two cases."""

    count: int
    unit: Unit | None

    @classmethod
    def session(cls) -> Duration:
        """Until the browser (or, for session storage, the tab) is closed."""
        return cls(0, None)

    @classmethod
    def lasting(cls) -> Duration:
        """Until somebody deletes it, as with local storage."""
        return cls(1, None)

    @property
    def is_session(self) -> bool:
        """Whether it ends with the browser's session."""
        return self == Duration.session()

    @property
    def is_lasting(self) -> bool:
        """Whether it has no end of its own."""
        return self == Duration.lasting()

    def __str__(self) -> str:
        """As it is written in `cookies.yaml`, with the plural where there are several."""
        if self.unit is None:
            return "session" if self.is_session else "until-deleted"
        return f"{self.count} {self.unit}{'s' if self.count > 1 else ''}"

    @property
    def seconds(self) -> float:
        """Its length in seconds; infinite when it has no end, 0 for a session."""
        if self.unit is None:
            return 0.0 if self.is_session else float("inf")
        return float(self.count * self.unit.seconds)


class Waiting(StrEnum):
    """What on the pages of a site waits for a category's consent."""

    SCRIPTS = "scripts"
    FRAMES = "frames"
    IMAGES = "images"


@dataclass(frozen=True, slots=True)
class Stored:
    """A cookie, or another thing that is stored in the visitor's browser.

    `name` may hold `*` for any run of characters (`_ga_*`). `host` is empty for the site's own; another host's (and
    what is `http_only`) can't be cleared by the site's scripts. `path` is the cookie's. `recipients` are those who
    get what is stored, besides the provider. Where it stands doesn't count when entries are compared.
    """

    name: str
    kind: StorageKind
    provider: str
    purpose: Localised
    duration: Duration
    place: Place = field(compare=False)
    recipients: tuple[str, ...] = ()
    host: str = ""
    path: str = "/"
    http_only: bool = False
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two entries of different declarations the same thing: kind, name and host."""
        return self.kind.value, self.name, self.host

    @property
    def is_clearable(self) -> bool:
        """Whether a script of the site can clear it."""
        return not self.host and not self.http_only

    def covers(self, name: str) -> bool:
        """Whether a name is this one or fits it as a pattern."""
        first, *others = self.name.split("*")
        if not others or not name.startswith(first):
            return name == self.name
        at = len(first)
        for part in others[:-1]:
            at = name.find(part, at) + len(part)
            if at < len(part):
                return False
        return name.endswith(others[-1]) and len(name) - len(others[-1]) >= at

    def told(self, language: str) -> tuple[object, ...]:
        """What a reader of a language is told of it; `path` is for the snippet alone."""
        told = self.name, self.kind, self.provider, self.purpose.get(language, ""), self.duration
        return *told, self.recipients, self.host, self.http_only

    def place_of(self, key: str) -> Place:
        """Where a key of the entry stands."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Category:
    """What is stored for one purpose, for which a person is asked once.

    `waits` is what on the sites' pages waits for it; `signals` are the types of Google's Consent Mode that it
    governs (`analytics_storage`). Both are for the snippet alone: no reader is told, so the digest leaves them out.
    """

    id: str
    title: Localised
    purpose: Localised
    stored: tuple[Stored, ...]
    place: Place = field(compare=False)
    waits: tuple[Waiting, ...] = (Waiting.SCRIPTS,)
    signals: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def is_necessary(self) -> bool:
        """Whether it needs no consent."""
        return self.id == NECESSARY

    def told(self, language: str) -> tuple[object, ...]:
        """What a reader of a language is told of it."""
        entries = tuple(entry.told(language) for entry in self.stored)
        return self.id, self.title.get(language, ""), self.purpose.get(language, ""), entries

    def place_of(self, key: str) -> Place:
        """Where a key of the category stands."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Declaration:
    """All that the sites store, by category, the necessary one first when there is one."""

    categories: tuple[Category, ...]
    place: Place = field(compare=False)

    @property
    def optional(self) -> tuple[Category, ...]:
        """The categories for which a person is asked."""
        return tuple(category for category in self.categories if not category.is_necessary)

    def category(self, category_id: str) -> Category | None:
        """The category of that id."""
        return next((category for category in self.categories if category.id == category_id), None)

    def told(self, language: str) -> tuple[object, ...]:
        """What a reader of a language is told: what makes two declarations read alike."""
        return tuple(category.told(language) for category in self.categories)
