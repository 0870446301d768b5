"""Takes personal data out of old texts, so that the register tells of it (GDPR Art. 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lydelse.canonical import canonical_text
from lydelse.model import EntryKind, Policy, Register, Version
from lydelse.register.seal import added


def pattern_of(words: str) -> re.Pattern[str]:
    """Give what finds some words in a text, wherever its lines end, but not inside other words."""
    inner = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)")


def taken_out(text: str, pattern: re.Pattern[str], marker: str) -> str:
    """Put a marker in the place of words. A link whose address holds them keeps its text alone."""
    words = pattern.pattern
    text = re.sub(rf"\[([^\]]*)\]\([^()]*{words}[^()]*\)", r"\1", text)
    text = re.sub(rf"<[^<>\s]*{words}[^<>\s]*>", lambda _: marker, text)
    return pattern.sub(lambda _: marker, text)


def altered(policy: Policy, register: Register) -> Iterator[tuple[Version, str]]:
    """Give the versions and languages whose text isn't the one in the register."""
    latest = register.latest()
    for version in policy.versions:
        for language in version.languages:
            entry = latest.get((version.id, language))
            if entry is not None and entry.sha256 != canonical_text(version, language).digest:
                yield version, language


def redacted(policy: Policy, register: Register, day: date, reason: str) -> Register:
    """Enter the texts out of which something was taken.

    Args:
        policy: the policy with its texts as they are from now on.
        register: its register, in which these texts are as they were.
        day: the day of the new entries.
        reason: why it was taken out.
    """
    latest = register.latest()
    for version, language in altered(policy, register):
        text = canonical_text(version, language)
        entry = replace(
            latest[version.id, language],
            kind=EntryKind.REDACTED,
            sealed=day,
            sha256=text.digest,
            head=text.head_digest,
            sections=text.section_digests,
            addresses=(),
            late=False,
            reason=reason,
        )
        register = added(register, entry)
    return register
