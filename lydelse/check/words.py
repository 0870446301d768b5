"""Words that messages of several checks have in common."""

from __future__ import annotations

from babel import Locale

_EXCERPT = 60
"""Characters of a text that a message quotes."""


def language_name(language: str) -> str:
    """Name a language in English."""
    return Locale.parse(language, sep="-").get_display_name("en") or language


def excerpt(text: str) -> str:
    """Give the first words of a text on one line, with “…” where it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"
