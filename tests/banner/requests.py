"""What snippets are made of in tests: a declaration as a site would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from lydelse.banner.snippet import FILES, Request
from lydelse.banner.texts import Leads
from lydelse.model import (
    NECESSARY,
    Asking,
    Banner,
    Category,
    Consent,
    Declaration,
    Duration,
    Reason,
    StorageKind,
    Stored,
    Unit,
    VersionId,
    Waiting,
)
from lydelse.problems import Place, Report
from lydelse.read.layouts import read_engine_strings
from lydelse.strings import Strings

SHIPPED = Path(__file__).resolve().parents[2] / "layouts" / "banner" / "shipped"
PLACE = Place("content/privacy/2026-03-01/cookies.yaml")
AS_OF = date(2026, 4, 1)
FIRST = VersionId.parse("2025-11-01")
CURRENT = VersionId.parse("2026-03-01")


def stored(name: str, kind: StorageKind = StorageKind.COOKIE, **values: object) -> Stored:
    """Something that is stored, with harmless values for what isn't stated."""
    stated = Stored(name, kind, "Example", {"sv": "Räknar.", "en": "Counts."}, Duration(1, Unit.YEAR), PLACE)
    return replace(stated, **values)  # type: ignore[arg-type]


ANALYTICS = Category(
    "analytics",
    {"sv": "Statistik", "en": "Statistics"},
    {
        "sv": "Vi ser vilka sidor som läses, så att vi kan göra dem bättre.",
        "en": "We see which pages are read, so that we can make them better.",
    },
    (
        stored("_pk_id*"),
        stored("_pk_ses*"),
        stored("visits", StorageKind.LOCAL),
        stored("journey", StorageKind.INDEXED_DB),
    ),
    PLACE,
    signals=("analytics_storage",),
)
MARKETING = Category(
    "marketing",
    {"sv": "Marknadsföring", "en": "Marketing"},
    {
        "sv": "Filmer, kartor och annonser från andra, som då får veta att du är här.",
        "en": "Films, maps and advertisements from others, who then learn that you are here.",
    },
    (
        stored("_fbp"),
        stored("tab", StorageKind.SESSION),
        stored("fr", host="facebook.com", http_only=True),
    ),
    PLACE,
    waits=(Waiting.SCRIPTS, Waiting.FRAMES, Waiting.IMAGES),
    signals=("ad_storage", "ad_user_data", "ad_personalization"),
)
NEEDED = Category(
    NECESSARY,
    {"sv": "Nödvändigt", "en": "Necessary"},
    {"sv": "Inloggningen och ditt val här.", "en": "The login and your choice here."},
    (stored("session"),),
    PLACE,
)
EVERYTHING = (NEEDED, ANALYTICS, MARKETING)
"""Three categories and eight things stored, of every kind, with everything that can wait."""

PLAIN = (
    NEEDED,
    replace(ANALYTICS, signals=()),
    replace(MARKETING, waits=(Waiting.SCRIPTS,), signals=()),
)
"""The same without frames, images and Consent Mode."""

ASKINGS = (
    Asking(CURRENT, "analytics", (Reason.PROVIDER,), ("Matomo",)),
    Asking(CURRENT, "marketing", (Reason.PURPOSE, Reason.DURATION), ("_fbp",)),
)


def consent(categories: Sequence[Category] = EVERYTHING, askings: Sequence[Asking] = ASKINGS) -> Consent:
    """What is asked, by a version that asks for every category anew."""
    declaration = Declaration(tuple(categories), PLACE)
    since = {category.id: CURRENT for category in declaration.optional}
    return Consent("privacy", CURRENT, declaration, since, tuple(askings))


def request(asked: Consent | None = None, **values: object) -> Request:
    """A request for snippets in Swedish and English."""
    leads = {
        "sv": Leads(
            "https://policy.example.com/sv/integritetspolicy/",
            "https://policy.example.com/sv/integritetspolicy/andringar/*--nu/",
        ),
        "en": Leads(
            "https://policy.example.com/en/privacy-policy/",
            "https://policy.example.com/en/privacy-policy/changes/*--now/",
        ),
    }
    stated = Request(
        consent=asked or consent(),
        banner=Banner(),
        as_of=AS_OF,
        declaration=sha256(b"the declaration").hexdigest(),
        strings={language: _strings(language) for language in leads},
        leads=leads,
        pieces={name: (SHIPPED / name).read_text(encoding="utf-8") for name in FILES},
    )
    return replace(stated, **values)  # type: ignore[arg-type]


def _strings(language: str) -> Strings:
    found = read_engine_strings(language, Report())
    assert found is not None
    return found
