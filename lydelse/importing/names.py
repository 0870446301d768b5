"""Names: ids of sections and places from titles, in small letters of ASCII."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from anyascii import anyascii

_LONGEST = 60
"""Characters of an id that is made of a title; longer ones end with a whole word."""

_LETTERS = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "da": {"å": "aa"},
    "nb": {"å": "aa"},
    "nn": {"å": "aa"},
    "no": {"å": "aa"},
    "fi": {"å": "o"},
}
"""Letters that a language writes otherwise where it has only ASCII."""

_NUMBERING = re.compile(
    r"(?:(?:section|article|artikel|avsnitt|paragraf|kapitel|chapter|art\.|§+|no\.|nr\.?)\s*)?"
    r"(?:(?:\d+|[a-z]|[ivx]+)[.):]|\d+(?:\.\d+)+[.):]?|§+\s*\d+[.):]?|\d+(?=\s))+\s*[-–—:.]?\s+(?=\S)",
    re.IGNORECASE,
)
"""What stands before a title to count it."""


def unnumbered(title: str) -> str:
    """Give a title without the number before it: numbers move when a section is added."""
    match = _NUMBERING.match(title.strip())
    return title.strip()[match.end() :] if match else title.strip()


def slug(text: str, language: str = "") -> str:
    """Give a text as an id: words of a–z and 0–9 with hyphens between them; empty if it has none."""
    text = unicodedata.normalize("NFC", text).lower()
    for letter, written in _LETTERS.get(language.partition("-")[0], {}).items():
        text = text.replace(letter, written)
    text = re.sub(r"['’`´]", "", text)
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))


def section_name(title: str, language: str) -> str:
    """Give the id that a section's title makes; empty if it has no letters."""
    name = slug(unnumbered(title), language) or slug(title, language)
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def github_anchor(title: str) -> str:
    """Give the anchor that GitHub gives a heading, and with it most who show Markdown."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def unused(name: str, used: Container[str]) -> str:
    """Give a name that isn't used: itself, or with the first number that is free."""
    number, candidate = 1, name
    while candidate in used:
        number += 1
        candidate = f"{name}-{number}"
    return candidate
