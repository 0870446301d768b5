"""What no text has: control characters, and code points that Unicode keeps from being characters."""

from __future__ import annotations

import re

from lydelse.problems import Report
from lydelse.render.faults import Places

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""A character that is none."""


def readable(text: str, places: Places, report: Report) -> str:
    """Replace what is no character, one for one, and report it."""
    for match in UNREADABLE.finditer(text):
        message = f"there is an invisible character here that no text can have (U+{ord(match[0]):04X})"
        hint = "Delete it: it often comes along when text is copied from a PDF or a word processor."
        report.error(places.at(match.start()), "character-not-allowed", message, hint)
    return UNREADABLE.sub("\ufffd", text)
