"""The words of the banner in a language, in the order in which `layouts/banner/source/texts.js` takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lydelse.model import Asking, Category, Consent, Stored
from lydelse.strings import Strings

_ANY = "*"
"""Stands in a text for what is known only in the browser."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the banner leads in a language: absolute addresses, as it stands on other sites.

    `comparison` is that of a version with what holds now, with `*` for the version.
    """

    policy: str
    comparison: str


def recent(askings: Sequence[Asking], as_of: date, keeps_days: int) -> tuple[Asking, ...]:
    """Give the askings that a consent can be older than: what came before has expired anyway."""
    oldest = as_of - timedelta(days=keeps_days)
    return tuple(asking for asking in askings if asking.version.effective >= oldest)


def texts(
    consent: Consent, strings: Strings, leads: Leads, askings: Sequence[Asking], *, has_embeds: bool
) -> list[object]:
    """Give the words of a language; 0 stands for those that the snippet doesn't need.

    Args:
        consent: what is asked.
        strings: the words of the pages.
        leads: where the links lead.
        askings: those of which the banner tells.
        has_embeds: whether frames or images wait.
    """
    settings = strings.say("banner_settings")
    language = strings.language
    necessary = [category for category in consent.declaration.categories if category.is_necessary]
    return [
        strings.say("banner_title"),
        settings,
        strings.say("banner_introduction"),
        strings.say("banner_by_browser"),
        strings.say("banner_withdrawal", settings=settings),
        leads.policy,
        strings.say("banner_policy"),
        strings.say("banner_accept"),
        strings.say("banner_reject"),
        strings.say("banner_select"),
        strings.say("banner_save"),
        [_named(category, strings) for category in consent.declaration.optional],
        next(([category.title[language], category.purpose[language]] for category in necessary), 0),
        strings.say("banner_waiting", host=_ANY, category=_ANY) if has_embeds else 0,
        strings.say("banner_once") if has_embeds else 0,
        *(_changes(consent, strings, leads, askings) if askings else ()),
    ]


def _named(category: Category, strings: Strings) -> list[str]:
    """Give a category's title, its purpose, and what of it the site's scripts can't clear."""
    named = [category.title[strings.language], category.purpose[strings.language]]
    kept = [_with_host(stored) for stored in category.stored if not stored.is_clearable]
    return [*named, strings.say("banner_uncleared", names=", ".join(kept))] if kept else named


def _with_host(stored: Stored) -> str:
    return f"{stored.name} ({stored.host})" if stored.host else stored.name


def _changes(consent: Consent, strings: Strings, leads: Leads, askings: Sequence[Asking]) -> Iterator[object]:
    optional = [category.id for category in consent.declaration.optional]
    yield strings.say("banner_changed")
    yield [
        [optional.index(asking.category), str(asking.version), _told(asking, consent, strings)]
        for asking in askings
        if asking.category in optional
    ]
    yield leads.comparison
    yield strings.say("banner_comparison")


def _told(asking: Asking, consent: Consent, strings: Strings) -> str:
    category = consent.declaration.category(asking.category)
    title = category.title[strings.language] if category else asking.category
    reasons = strings.enumerate([strings.say(f"banner_reason_{reason}") for reason in asking.reasons])
    if not asking.names:
        return strings.say("banner_asking", category=title, reasons=reasons)
    return strings.say("banner_asking_named", category=title, reasons=reasons, names=", ".join(asking.names))
