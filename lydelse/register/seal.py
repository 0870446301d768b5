"""Makes the entries for what was published and isn't in the register yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from lydelse.canonical import canonical_text
from lydelse.model import Entry, EntryKind, Lasting, Policy, Register, Version, VersionId

Addresses = Callable[[Version, str], Sequence[Lasting]]
"""Gives the lasting addresses that tell of a version in a language."""


Lacking: TypeAlias = tuple[Version, tuple[str, ...]]
"""A version, and the languages in which it isn't in the register as it is now."""


def unsealed(policy: Policy, register: Register, day: date) -> Iterator[Lacking]:
    """Give the published versions of which the register lacks a text, with the languages that it lacks.

    A text lacks, too, when translations have come since it was sealed; on a day before that of its entry, they
    haven't come yet.
    """
    latest = register.latest()
    for version in policy.versions:
        languages = tuple(
            language
            for language in version.languages
            if (entry := latest.get((version.id, language))) is None
            or (entry.sealed <= day and entry.sha256 != canonical_text(version, language).digest)
        )
        if languages:
            yield version, languages


def is_late(register: Register, version: Version) -> bool:
    """Tell whether a version says that it was published on a day by which the register was sealed without it."""
    last = register.last_day
    is_there = any(entry.version == version.id for entry in register.entries)
    return last is not None and not is_there and _publication(version)[0] < last


def seal(policy: Policy, register: Register, day: date, addresses: Addresses) -> Register:
    """Add what was published since; whether what was sealed before is unaltered has been checked.

    Args:
        policy: the policy as of the day.
        register: its register, empty when it has none.
        day: the day of the new entries.
        addresses: gives the lasting addresses that tell of a version.
    """
    before = register
    for version, languages in sorted(unsealed(policy, before, day), key=lambda found: _publication(found[0])):
        late = is_late(before, version)
        for language in languages:
            entry = _entry(register, version, language, day, addresses(version, language))
            register = added(register, replace(entry, late=late))
    return register


def added(register: Register, entry: Entry) -> Register:
    """Give the register with one more entry, chained to the last."""
    chained = replace(entry, number=len(register.entries) + 1, previous=register.head)
    return replace(register, entries=(*register.entries, chained))


def _entry(register: Register, version: Version, language: str, day: date, addresses: Sequence[Lasting]) -> Entry:
    text, latest = canonical_text(version, language), register.latest()
    return Entry(
        number=0,
        kind=EntryKind.TRANSLATED if (version.id, language) in latest else EntryKind.PUBLISHED,
        version=version.id,
        language=language,
        sealed=day,
        sha256=text.digest,
        head=text.head_digest,
        files=text.file_digests,
        sections=text.section_digests,
        # A comparison is entered with the later of its two versions, so each address once.
        addresses=tuple(it.address for it in addresses if it.other is None or (it.other, language) in latest),
        previous="",
    )


def _publication(version: Version) -> tuple[date, VersionId]:
    return version.published or version.effective, version.id
