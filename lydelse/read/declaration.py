"""Reads `cookies.yaml`: the declaration of what the sites store in a visitor's browser."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lydelse.forms import CATEGORY, DECLARATION, STORED, Signal
from lydelse.model import NECESSARY, Category, Declaration, Duration, StorageKind, Stored, Unit, Waiting
from lydelse.problems import Place, Report
from lydelse.read.duration import read_duration
from lydelse.read.fields import Fields, check_id
from lydelse.read.tree import ListNode, MapNode

LONGEST_COOKIE = Duration(400, Unit.DAY)
"""What browsers cut a cookie's life to (draft-ietf-httpbis-rfc6265bis, section 5.5)."""

_MAX_NAME = 200
_COOKIE_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A token (RFC 6265, section 4.1.1, after RFC 2616, section 2.2)."""
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_PATH = re.compile(r"/[A-Za-z0-9._~!$&'()*+,=:@%/-]{0,200}")
"""An absolute path (RFC 3986, section 3.3) without the semicolon, which would end it in `Set-Cookie`."""


def read_declaration(node: MapNode, languages: Collection[str], report: Report) -> Declaration:
    """Read a declaration; what is wrong is reported and left out."""
    fields = Fields(node, DECLARATION, report)
    fields.require("categories", "[]")
    found = tuple(_categories(fields, languages, report))
    _check_entries(found, report)
    _check_patterns(found, report)
    _check_signals(found, report)
    return Declaration(tuple(sorted(found, key=lambda category: not category.is_necessary)), node.place)


def _categories(fields: Fields, languages: Collection[str], report: Report) -> Iterator[Category]:
    seen: dict[str, Place] = {}
    for form in fields.forms("categories", CATEGORY):
        category = _category(form, languages, report)
        if category is None:
            continue
        if category.id in seen:
            message = f"the category “{category.id}” stands twice, first on line {seen[category.id].line}"
            report.error(category.place_of("id"), "category-twice", message, "Put what both hold under one of them.")
        else:
            seen[category.id] = category.place_of("id")
            yield category


def _category(fields: Fields, languages: Collection[str], report: Report) -> Category | None:
    examples = ("analytics", _texts(languages), _texts(languages), "[{name: session_id, …}]")
    for key, example in zip(("id", "title", "purpose", "stored"), examples, strict=True):
        fields.require(key, example)
    category_id = fields.text("id")
    title, purpose = fields.by_language("title", languages), fields.by_language("purpose", languages)
    stored = tuple(entry for form in fields.forms("stored", STORED) if (entry := _stored(form, languages, report)))
    waits, signals = fields.choices("waits", Waiting), fields.choices("signals", Signal)
    if fields.node("stored") == ListNode((), fields.place_of("stored")):
        message = "the category holds nothing that is stored"
        hint = "List what is stored for it, or take the category out."
        report.error(fields.place_of("stored"), "category-empty", message, hint)
    if category_id is None or not check_id(category_id, fields.place_of("id"), report):
        return None
    if category_id == NECESSARY:
        _check_necessary(fields, report)
    return Category(
        id=category_id,
        title=title,
        purpose=purpose,
        stored=stored,
        place=fields.place,
        waits=(Waiting.SCRIPTS,) if waits is None else waits,
        signals=tuple(signal.value for signal in signals or ()),
        places=fields.places(),
    )


def _texts(languages: Collection[str]) -> str:
    return "{" + ", ".join(f"{language}: …" for language in languages) + "}"


def _check_necessary(fields: Fields, report: Report) -> None:
    for key in ("waits", "signals"):
        if fields.node(key) is not None:
            message = f"“{key}” can't stand in the category “{NECESSARY}”, for which nobody is asked"
            report.error(fields.place_of(key), "necessary-waits", message, "Take the line out.")


# What is stored ------------------------------------------------------------------------------------------------


def _stored(fields: Fields, languages: Collection[str], report: Report) -> Stored | None:
    """Read an entry; one without a name, kind, provider or duration can't stand for anything."""
    examples = ("session_id", "cookie", "Example Ltd", _texts(languages), "6 months")
    for key, example in zip(("name", "kind", "provider", "purpose", "duration"), examples, strict=True):
        fields.require(key, example)
    name, kind, provider = fields.text("name"), fields.choice("kind", StorageKind), fields.text("provider")
    purpose, duration = fields.by_language("purpose", languages), read_duration(fields, "duration", report)
    recipients = tuple(" ".join(node.text.split()) for node in fields.words("recipients"))
    host, path, http_only = _host(fields, report), _path(fields, report), fields.flag("http_only")
    if name is None or kind is None or provider is None or duration is None:
        return None
    _check_name(name, kind, fields.place_of("name"), report)
    _check_kind(fields, kind, report)
    _check_duration(kind, duration, fields.place_of("duration"), report)
    return Stored(
        name=name,
        kind=kind,
        provider=provider,
        purpose=purpose,
        duration=duration,
        place=fields.place,
        recipients=tuple(dict.fromkeys(recipients)),
        host=host,
        path=path,
        http_only=http_only,
        places=fields.places(),
    )


def _check_name(name: str, kind: StorageKind, place: Place, report: Report) -> None:
    if not name.strip("*"):
        message = f"the name “{name}” stands for everything that is stored"
        report.error(place, "storage-name", message, "Write what the names have in common before the star: _ga_*.")
    elif len(name) > _MAX_NAME:
        message = f"the name is too long: {len(name)} characters, at most {_MAX_NAME} fit"
        report.error(place, "storage-name", message, "Write its beginning, and a star for the rest.")
    elif kind is StorageKind.COOKIE and not _COOKIE_NAME.fullmatch(name):
        message = f"“{name}” can't be the name of a cookie"
        hint = "Use letters a–z, digits and the characters ! # $ % & ' * + - . ^ _ ` | ~ alone."
        report.error(place, "storage-name", message, hint)
    elif not name.isprintable() or re.search("[<>]", name):
        message = f"“{name}” can't be the name of something stored: it has “<”, “>” or an invisible character"
        report.error(place, "storage-name", message, "Write a star for what can't stand here.")


def _host(fields: Fields, report: Report) -> str:
    host = fields.text("host")
    if host is None or _HOST.fullmatch(host):
        return host or ""
    message = f"“{host}” can't be the name of a host"
    hint = "Write it like other.example, in small letters, without https:// and without a dot in front."
    report.error(fields.place_of("host"), "host-invalid", message, hint)
    return ""


def _path(fields: Fields, report: Report) -> str:
    path = fields.text("path")
    if path is None or _PATH.fullmatch(path):
        return path or "/"
    message = f"“{path}” can't be the path of a cookie"
    report.error(fields.place_of("path"), "path-invalid", message, "Write it like /shop, beginning with a slash.")
    return "/"


def _check_kind(fields: Fields, kind: StorageKind, report: Report) -> None:
    for key in ("path", "http_only"):
        if fields.node(key) is not None and kind is not StorageKind.COOKIE:
            message = f"“{key}” is for cookies, and this entry is of the kind “{kind}”"
            report.error(fields.place_of(key), "cookie-only", message, "Take the line out, or mend “kind”.")


def _check_duration(kind: StorageKind, duration: Duration, place: Place, report: Report) -> None:
    """Report what no browser does with this kind of storage."""
    if kind is StorageKind.COOKIE and duration.is_lasting:
        message = "no cookie stays until somebody deletes it: it ends with the session, or after a time"
        report.error(place, "duration-impossible", message, "Write the time for which it is set, like 13 months.")
    elif kind is StorageKind.SESSION and not duration.is_session:
        message = "session storage ends when the tab is closed"
        report.error(place, "duration-impossible", message, "Write session, or mend “kind”.")
    elif kind in (StorageKind.LOCAL, StorageKind.INDEXED_DB) and duration.is_session:
        message = "this kind of storage stays when the browser is closed"
        hint = "Write until-deleted, or the time after which the site deletes it; or “kind: session”."
        report.error(place, "duration-impossible", message, hint)
    elif kind is StorageKind.COOKIE and duration.seconds > LONGEST_COOKIE.seconds:
        # A warning, as it may well be what the provider sets: readers are told more than will happen, never less.
        message = f"browsers delete a cookie after {LONGEST_COOKIE.count} days, whatever it asks for"
        hint = f"Write {LONGEST_COOKIE.count} days or less, or leave it if this is what the provider states."
        report.warning(place, "duration-cut", message, hint)


# What has to hold among entries ------------------------------------------------------------------------------


def _check_entries(categories: Collection[Category], report: Report) -> None:
    """Each thing is declared once: two entries for it could say different things."""
    seen: dict[tuple[str, str, str], Place] = {}
    for entry in (entry for category in categories for entry in category.stored):
        first = seen.setdefault(entry.identity, entry.place)
        if first != entry.place:
            message = f"“{entry.name}” stands twice, first on line {first.line}"
            report.error(entry.place_of("name"), "stored-twice", message, "Keep one of the two.")


def _check_patterns(categories: Collection[Category], report: Report) -> None:
    """What is necessary can't be meant by a pattern for what is deleted when somebody refuses."""
    necessary = [entry for category in categories if category.is_necessary for entry in category.stored]
    optional = [entry for category in categories if not category.is_necessary for entry in category.stored]
    for pattern in (entry for entry in optional if "*" in entry.name):
        for entry in necessary:
            is_alike = (entry.kind, entry.host) == (pattern.kind, pattern.host) and entry.name != pattern.name
            if is_alike and pattern.covers(entry.name):
                message = f"“{pattern.name}” also means “{entry.name}”, which is necessary and can't be deleted with it"
                report.error(
                    pattern.place_of("name"), "stored-twice", message, "Write more of the name before the star."
                )


def _check_signals(categories: Collection[Category], report: Report) -> None:
    """A signal follows one category, or nobody could tell which."""
    seen: dict[str, Category] = {}
    for category in categories:
        for signal in category.signals:
            first = seen.setdefault(signal, category)
            if first is not category:
                message = f"“{signal}” already follows the category “{first.id}”"
                report.error(category.place_of("signals"), "signal-twice", message, "Take it out of one of the two.")
