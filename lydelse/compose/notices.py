"""What a reader must know before the text: that it doesn't hold yet, or no more, or was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.pairs import address_of, pair_with_current
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import Due, Link, Notice
from lydelse.compose.wording import title_of
from lydelse.model import EntryKind, Status, Version, VersionId


def notices(sheet: Sheet, version: Version | None) -> tuple[Notice, ...]:
    """Give the notices of a page of a policy that shows a version, or none when nothing is in force."""
    if sheet.is_moving:
        return tuple(_on_in_force(sheet, version))
    return tuple(_on_version(sheet, version)) if version is not None else ()


def _on_in_force(sheet: Sheet, version: Version | None) -> Iterator[Notice]:
    """What concerns the page of what holds now."""
    yield from _end(sheet)
    if version is None and not sheet.policy.has_ended(sheet.composition.catalogue.as_of):
        yield from _nothing_in_force(sheet)
    for coming in sheet.policy.upcoming if sheet.policy.current is not None else ():
        if sheet.language in coming.languages:
            text = sheet.say("notice_upcoming_on_current", date=sheet.name(coming.id))
            links = (_to(sheet, coming.id, "link_upcoming"), *_to_comparison(sheet, coming))
            yield Notice("upcoming", text, links, _due(sheet, coming, "notice_due_on_current"))
    for draft in sheet.policy.shown_drafts:
        if sheet.language in draft.languages:
            text = sheet.say("notice_draft_on_current", date=sheet.name(draft.id))
            yield Notice("draft", text, (_to(sheet, draft.id, "link_draft"), *_to_comparison(sheet, draft)))
    if version is not None:
        yield from _late(sheet, version)


def _due(sheet: Sheet, coming: Version, key: str) -> Due:
    instant = sheet.composition.instant(coming.effective)
    return Due(instant, sheet.say(key, date=sheet.strings.day(coming.effective)))


def _to_comparison(sheet: Sheet, coming: Version) -> Iterator[Link]:
    pair = pair_with_current(sheet.policy, coming, sheet.language)
    if pair is not None:
        address = address_of(sheet.composition, sheet.policy, pair, sheet.language)
        yield sheet.link(address, sheet.say("link_comparison_coming"))


def _on_version(sheet: Sheet, version: Version) -> Iterator[Notice]:
    """What concerns a version at its permanent address."""
    yield from _standing(sheet, version)
    for other in version.corrected_by:
        yield Notice("corrected", sheet.say("notice_corrected", date=sheet.name(other)), _to_version(sheet, other))
    if version.corrects is not None:
        text = sheet.say("notice_correction", date=sheet.name(version.corrects))
        yield Notice("correction", text, _to_version(sheet, version.corrects))
    yield from _redacted(sheet, version)
    yield from _late(sheet, version)
    yield from _end(sheet)


def _redacted(sheet: Sheet, version: Version) -> Iterator[Notice]:
    entries = sheet.policy.register.entries if sheet.policy.register else ()
    for entry in entries:
        if entry.kind is EntryKind.REDACTED and (entry.version, entry.language) == (version.id, sheet.language):
            yield Notice("corrected", sheet.say("notice_redacted", date=sheet.strings.day(entry.sealed)))


def _standing(sheet: Sheet, version: Version) -> Iterator[Notice]:
    status = version.status
    if status is Status.SUPERSEDED:
        yield Notice("superseded", _superseded(sheet, version), _to_in_force(sheet))
    elif status in (Status.UPCOMING, Status.WITHDRAWN, Status.DRAFT):
        text = sheet.say(f"notice_{status}", date=sheet.name(version.id))
        due = _due(sheet, version, "notice_due") if status is Status.UPCOMING else None
        yield Notice(status.value, text, _to_in_force(sheet), due)


def _superseded(sheet: Sheet, version: Version) -> str:
    last = sheet.policy.last_day(version)
    start = sheet.strings.day(version.effective)
    if last is None or last < version.effective:
        return sheet.say("notice_superseded_same_day", date=start)
    return sheet.say("notice_superseded", start=start, end=sheet.strings.day(last))


def _late(sheet: Sheet, version: Version) -> Iterator[Notice]:
    if version.published is not None and version.published > version.effective:
        published, effective = sheet.strings.day(version.published), sheet.strings.day(version.effective)
        yield Notice("late", sheet.say("notice_late", published=published, effective=effective))


def _end(sheet: Sheet) -> Iterator[Notice]:
    retired = sheet.policy.retired
    if retired is None:
        return
    key = "notice_retired" if retired.on <= sheet.composition.catalogue.as_of else "notice_retires"
    yield Notice("retired", sheet.say(key, date=sheet.strings.day(retired.on)), tuple(_to_replacement(sheet)))


def _to_replacement(sheet: Sheet) -> Iterator[Link]:
    retired = sheet.policy.retired
    other = sheet.composition.catalogue.policy(retired.replaced_by) if retired and retired.replaced_by else None
    if other is not None and sheet.language in other.languages:
        address = sheet.composition.addresses(other, sheet.language).in_force
        title = title_of(other, sheet.language)
        yield sheet.link(address, sheet.say("link_replacement", title=title))


def _nothing_in_force(sheet: Sheet) -> Iterator[Notice]:
    if sheet.policy.current is not None:
        yield from _not_in_language(sheet, sheet.policy.current)
    elif sheet.policy.upcoming:
        first = sheet.policy.upcoming[0]
        links = _to_version(sheet, first.id, "link_upcoming")
        yield Notice("upcoming", sheet.say("notice_first_upcoming", date=sheet.name(first.id)), links)
    else:
        yield Notice("superseded", sheet.say("notice_nothing_in_force"))


def _not_in_language(sheet: Sheet, current: Version) -> Iterator[Notice]:
    text = sheet.say("policy_not_in_language", language=sheet.strings.language_name(sheet.language))
    there = sheet.composition.addresses(sheet.policy, current.binding)
    link = sheet.link(there.in_force, current.title[current.binding], lang=current.binding)
    yield Notice("superseded", text, (link,))


def _to_in_force(sheet: Sheet) -> tuple[Link, ...]:
    if sheet.policy.current is None:
        return ()
    return (sheet.link(sheet.there.in_force, sheet.say("link_in_force")),)


def _to_version(sheet: Sheet, version_id: VersionId, key: str = "link_version") -> tuple[Link, ...]:
    version = sheet.policy.version(version_id)
    has_page = version is not None and sheet.language in version.languages
    return (_to(sheet, version_id, key),) if has_page else ()


def _to(sheet: Sheet, version_id: VersionId, key: str) -> Link:
    return sheet.link(sheet.there.version(version_id), sheet.say(key, date=sheet.name(version_id)))
