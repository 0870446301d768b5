"""Links from the history of a policy to its versions, and to what changed before and since each of them."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.pairs import address_of, pair_with_current, pair_with_previous
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import Link
from lydelse.model import Status, Version


def to_version(sheet: Sheet, version: Version, text: str) -> Link:
    """Link to a version in the page's language, or else in its binding one."""
    if sheet.language in version.languages:
        return sheet.link(sheet.there.version(version.id), text)
    there = sheet.composition.addresses(sheet.policy, version.binding)
    return sheet.link(there.version(version.id), text)


def changes_before(sheet: Sheet, version: Version) -> Link | None:
    """Link to the comparison with the version before, if there is one in the language."""
    pair = pair_with_previous(sheet.policy, version, sheet.language)
    if pair is None:
        return None
    address = address_of(sheet.composition, sheet.policy, pair, sheet.language)
    return sheet.link(address, sheet.say("link_comparison_previous", date=sheet.name(pair.old.id)))


def changes_since(sheet: Sheet, version: Version) -> Link | None:
    """Link from a version that held to its comparison with the one in force, if that is in the language."""
    pair = pair_with_current(sheet.policy, version, sheet.language)
    if pair is None or version.status is not Status.SUPERSEDED:
        return None
    address = address_of(sheet.composition, sheet.policy, pair, sheet.language)
    return sheet.link(address, sheet.say("link_comparison_since", date=sheet.name(version.id)))


def beside_links(sheet: Sheet, version: Version, section_id: str = "", without: str = "") -> Iterator[Link]:
    """Lead to a version, or a section of it, beside each of its other languages, but for one."""
    for other in version.languages:
        if other not in (sheet.language, without):
            name = sheet.strings.language_name(other)
            key = "link_beside_section" if section_id else "link_beside"
            address = sheet.there.beside(version.id, sheet.language, other)
            yield sheet.link(address, sheet.say(key, language=name), section_id)
