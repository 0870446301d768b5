"""HTML that stands beside another text: its links lead nowhere, and it has no ids."""

from __future__ import annotations

import re

from lydelse.compare.run import attributes, escape_attribute, without_attributes

FORMER_LINK = "cmp-former-link"
"""The class of words that were a link."""
_START_OR_LINK = re.compile(r"""</a\s*>|<([a-zA-Z][^\s/<>]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)


def lifeless(html: str) -> str:
    """Give HTML without ids and with links that lead nowhere, for a text that stands beside another."""
    return _START_OR_LINK.sub(_without_life, html)


def _without_life(match: re.Match[str]) -> str:
    tag = match[0]
    if tag.startswith("</"):
        return "</span>"
    values = attributes(tag)
    if match[1].lower() == "a":
        return f'<span class="{FORMER_LINK}" data-href="{escape_attribute(values.get("href", ""))}">'
    return without_attributes(tag, "id") if "id" in values else tag
