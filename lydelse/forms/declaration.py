"""The keys of `cookies.yaml`: the declaration of what the sites store in a visitor's browser."""

from __future__ import annotations

from enum import StrEnum

from lydelse.forms.key import Form, Key
from lydelse.forms.values import DURATION, FLAG, NAME, TEXT, by_language, list_of, mapping, one_of
from lydelse.model import StorageKind, Waiting


class Signal(StrEnum):
    """The types of consent of Google's Consent Mode, version 2."""

    AD_STORAGE = "ad_storage"
    AD_USER_DATA = "ad_user_data"
    AD_PERSONALIZATION = "ad_personalization"
    ANALYTICS_STORAGE = "analytics_storage"
    FUNCTIONALITY_STORAGE = "functionality_storage"
    PERSONALIZATION_STORAGE = "personalization_storage"
    SECURITY_STORAGE = "security_storage"


STORED: Form = {
    "name": Key(
        TEXT,
        "The name or key; `*` stands for any run of characters. A name that begins with it goes in quotation marks",
        required=True,
        example="_ga_*",
    ),
    "kind": Key(
        one_of(StorageKind),
        "Where it is stored: `local` is local storage, `session` session storage",
        required=True,
        example="cookie",
    ),
    "provider": Key(TEXT, "Who stores it", required=True, example="Example Ltd"),
    "purpose": Key(
        by_language(TEXT),
        "What it is for",
        required=True,
        example="{sv: Räknar besökare, en: Counts visitors}",
    ),
    "duration": Key(
        DURATION,
        "How long it stays: `session` (until the browser or tab is closed), `until-deleted`, or a number of minutes, "
        "hours, days, weeks, months or years",
        required=True,
        example="13 months",
    ),
    "recipients": Key(list_of(TEXT, "list of texts"), "Others who receive it", example="[Other Ltd]"),
    "host": Key(
        TEXT,
        "Another host to which it belongs; the sites' scripts can't delete it then",
        example="other.example",
    ),
    "path": Key(TEXT, "Of a cookie: the path for which it is set", default="/", example="/shop"),
    "http_only": Key(
        FLAG,
        "Of a cookie: `true` if scripts can't read it, and so can't delete it",
        default="false",
        example="true",
    ),
}

CATEGORY: Form = {
    "id": Key(
        NAME, "Its id. `necessary` is the category for which nobody is asked", required=True, example="analytics"
    ),
    "title": Key(by_language(TEXT), "Its name", required=True, example="{sv: Statistik, en: Statistics}"),
    "purpose": Key(
        by_language(TEXT),
        "What it is for, in a sentence",
        required=True,
        example="{sv: Räknar besök., en: Counts visits.}",
    ),
    "stored": Key(list_of(mapping(STORED), "list of mappings"), "What is stored for it", required=True),
    "waits": Key(
        list_of(one_of(Waiting), f"list of {', '.join(f'`{waiting}`' for waiting in Waiting)}"),
        "What on the sites' pages waits for consent; not in `necessary`",
        default="[scripts]",
        example="[scripts, frames]",
    ),
    "signals": Key(
        list_of(one_of(Signal), "list of signals"),
        f"The signals of Google's Consent Mode that follow it: {', '.join(f'`{signal}`' for signal in Signal)}. Each "
        "in one category; not in `necessary`",
        example="[analytics_storage]",
    ),
}

DECLARATION: Form = {
    "categories": Key(
        list_of(mapping(CATEGORY), "list of mappings"),
        "The categories; `[]` says that nothing is stored",
        required=True,
    ),
}
