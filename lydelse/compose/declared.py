"""The declaration as a reader sees it, within the text that shows it."""

from __future__ import annotations

from lydelse.compose.views import DeclarationView, DeclaredCategory, DeclaredRow
from lydelse.model import Category, Declaration, StorageKind, Stored
from lydelse.strings import Strings

_COLUMNS = ("name", "purpose", "provider", "duration")


def declaration_view(declaration: Declaration, strings: Strings) -> DeclarationView:
    """Put a declaration into the words of a language. That of a draft can lack some, and then shows nothing there."""
    return DeclarationView(
        columns={column: strings.say(f"declared_{column}") for column in _COLUMNS},
        categories=tuple(_category(category, strings) for category in declaration.categories),
        nothing="" if declaration.categories else strings.say("declared_nothing"),
    )


def _category(category: Category, strings: Strings) -> DeclaredCategory:
    return DeclaredCategory(
        title=category.title.get(strings.language, ""),
        purpose=category.purpose.get(strings.language, ""),
        rows=tuple(_row(entry, category, strings) for entry in category.stored),
    )


def _row(entry: Stored, category: Category, strings: Strings) -> DeclaredRow:
    recipients = strings.enumerate(list(entry.recipients))
    return DeclaredRow(
        name=entry.name,
        kind=strings.say(f"kind_{entry.kind}"),
        purpose=entry.purpose.get(strings.language, ""),
        provider=entry.provider,
        recipients=strings.say("declared_recipients", names=recipients) if recipients else "",
        duration=_duration(entry, strings),
        uncleared="" if category.is_necessary else _uncleared(entry, strings),
    )


def _duration(entry: Stored, strings: Strings) -> str:
    if entry.duration.unit is not None:
        return strings.duration(entry.duration.count, entry.duration.unit)
    if entry.duration.is_lasting:
        return strings.say("duration_lasting")
    return strings.say("duration_tab" if entry.kind is StorageKind.SESSION else "duration_session")


def _uncleared(entry: Stored, strings: Strings) -> str:
    if entry.host:
        return strings.say("declared_host", host=entry.host)
    return strings.say("declared_http_only") if entry.http_only else ""
