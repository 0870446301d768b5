"""The keys of an entry of `accepted`: what checks may find."""

from __future__ import annotations

from lydelse.forms.key import Form, Key
from lydelse.forms.values import LANGUAGE, NAMED, TEXT, VERSION, one_of
from lydelse.model import FindingCode

ACCEPTED: Form = {
    "code": Key(
        one_of(FindingCode, "code"),
        "The [code of the finding](checks.md#what-is-found)",
        required=True,
        example="duty-conditional",
    ),
    "section": Key(NAMED, "The section in which it is accepted; without it, in all", example="rights"),
    "language": Key(LANGUAGE, "The language; without it, all", example="en"),
    "version": Key(VERSION, "The version; without it, all", example="2021-01-01"),
    "about": Key(TEXT, "What exactly it is about: an information duty, an act, a link", example="gdpr-13-1-b"),
    "reason": Key(TEXT, "Why; it is shown with what is accepted", required=True, example="We have no such officer."),
}
