"""The snippet: the one script that a site pastes in or loads."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lydelse.banner.clearing import KINDS, clearing
from lydelse.banner.colours import stylesheet
from lydelse.banner.texts import Leads, recent, texts
from lydelse.model import Asking, Banner, Category, Consent, Waiting
from lydelse.strings import Strings

STEM = "banner"
PIECES = (
    "languages.js",
    "choices.js",
    "signals.js",
    "clearing.js",
    "cookies.js",
    "storage.js",
    "indexeddb.js",
    "dialog.js",
    "changes.js",
    "scripts.js",
    "embeds.js",
    "start.js",
)
"""The pieces of the script in the order in which they run. A snippet has those that its declaration needs."""
STYLES = ("base.css", "dialog.css", "placeholder.css")
SHORT_NAMES = "names.json"
"""The file with the short names of what the script gets from the build."""
FILES = (*PIECES, *STYLES, SHORT_NAMES)

_MILLISECONDS_A_DAY = 86_400_000
_DIGEST_LENGTH = 16
"""Hexadecimal digits: enough to tell snippets apart, and little to send to every visitor."""


@dataclass(frozen=True, slots=True)
class Request:
    """What snippets are made of: what is asked, on which day, in how many languages, and with what.

    `pieces` are the minified files of `layouts/banner/shipped/` by name; `strings` and `leads` are by language;
    `declaration` is the digest of the declaration, in hexadecimal.
    """

    consent: Consent
    banner: Banner
    as_of: date
    declaration: str
    strings: Mapping[str, Strings]
    leads: Mapping[str, Leads]
    pieces: Mapping[str, str]

    @property
    def optional(self) -> tuple[Category, ...]:
        """The categories that are asked for."""
        return self.consent.declaration.optional

    @property
    def askings(self) -> tuple[Asking, ...]:
        """What the banner tells of: it asks again because of these."""
        ids = {category.id for category in self.optional}
        found = recent(self.consent.askings, self.as_of, self.banner.keeps_days)
        return tuple(asking for asking in found if asking.category in ids)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A script for one language, or for several, of which it takes that of the page."""

    languages: tuple[str, ...]
    script: str
    digest: str
    """Of the script, without the place where it stands itself: by it a copy is known."""

    @property
    def html(self) -> str:
        """What is pasted into a page."""
        return f"<script>{self.script}</script>\n"

    @property
    def csp(self) -> str:
        """The source expression by which a Content Security Policy (CSP Level 3) allows the pasted script."""
        return f"'sha256-{base64.b64encode(hashlib.sha256(self.script.encode()).digest()).decode()}'"


def is_needed(consent: Consent | None) -> bool:
    """Whether anybody has to be asked: for what is necessary alone there is neither banner nor script."""
    return consent is not None and bool(consent.declaration.optional)


def snippet(request: Request, languages: Sequence[str]) -> Snippet:
    """Make the snippet for these languages, the first of which is taken where a page has another."""
    blank = _script(request, languages, "")
    digest = hashlib.sha256(blank.encode()).hexdigest()[:_DIGEST_LENGTH]
    return Snippet(tuple(languages), _script(request, languages, digest), digest)


def _script(request: Request, languages: Sequence[str], digest: str) -> str:
    parts = features(request)
    constants = {**_constants(request, digest), **_words(request, languages)}
    constants["STYLE"] = _style(request, "base.css", "dialog.css")
    if "embeds.js" in parts:
        constants["PLACEHOLDER_STYLE"] = _style(request, "placeholder.css")
    if len(languages) > 1:
        parts = ("languages.js", *parts)
    short = json.loads(request.pieces[SHORT_NAMES])
    declared = ",".join(f"{short[name]}={_literal(value)}" for name, value in constants.items())
    body = "".join(request.pieces[part].strip() for part in parts)
    return f"self.lydelseConsent||(()=>{{let {declared};{body}}})();"


def features(request: Request) -> tuple[str, ...]:
    """Give the pieces that a snippet needs: nothing is sent that no page could use."""
    needed = {"choices.js", "dialog.js", "start.js", *_needed(request)}
    return tuple(piece for piece in PIECES if piece in needed)


def _needed(request: Request) -> Iterator[str]:
    kinds = {stored.kind for category in request.optional for stored in category.stored if stored.is_clearable}
    waits = {waiting for category in request.optional for waiting in category.waits}
    by_kind = ("cookies.js", "storage.js", "storage.js", "indexeddb.js")
    if kinds:
        yield "clearing.js"
    yield from (piece for kind, piece in zip(KINDS, by_kind, strict=True) if kind in kinds)
    if any(category.signals for category in request.optional):
        yield "signals.js"
    if Waiting.SCRIPTS in waits:
        yield "scripts.js"
    if waits & {Waiting.FRAMES, Waiting.IMAGES}:
        yield "embeds.js"
    if request.askings:
        yield "changes.js"


def _constants(request: Request, digest: str) -> dict[str, object]:
    """Give what the scripts know by names in capitals."""
    since = request.consent.since
    categories = [
        [category.id, str(since[category.id]), list(category.signals), clearing(category)]
        for category in request.optional
    ]
    return {
        "CATEGORIES": categories,
        "VERSION": str(request.consent.version),
        "DECLARATION": request.declaration[:_DIGEST_LENGTH],
        "SNIPPET": digest,
        "KEPT_FOR": request.banner.keeps_days * _MILLISECONDS_A_DAY,
    }


def _words(request: Request, languages: Sequence[str]) -> dict[str, object]:
    has_embeds = "embeds.js" in features(request)
    words = {
        language: texts(
            request.consent, request.strings[language], request.leads[language], request.askings, has_embeds=has_embeds
        )
        for language in languages
    }
    if len(words) > 1:
        return {"LANGUAGES": words, "LANGUAGE": "", "TEXTS": []}
    return {"LANGUAGE": languages[0], "TEXTS": words[languages[0]]}


def _style(request: Request, *names: str) -> str:
    colours = stylesheet(request.banner.colours) if "base.css" in names else ""
    return colours + "".join(request.pieces[name].strip() for name in names)


def _literal(value: object) -> str:
    """Write a value so that it can stand in a script, and the script in a page, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
