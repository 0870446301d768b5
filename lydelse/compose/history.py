"""What became of the sections that a policy once had: the page in force keeps an anchor for each of them."""

from __future__ import annotations

from datetime import timedelta

from lydelse.compose.sheet import Sheet
from lydelse.compose.views import FormerSection
from lydelse.compose.wording import section_title
from lydelse.model import Policy, Section, Status, Version


def successors(policy: Policy, version: Version) -> dict[str, str]:
    """Give for former sections the section of a version that they went into, when a split or merge says so."""
    named = {
        predecessor: section.id
        for held in reversed(_held(policy))
        for section in reversed(held.sections)
        for predecessor in section.predecessors
    }
    present = {section.id for section in version.sections}
    found = {}
    for former in named:
        successor = former
        for _ in named:  # a successor can have gone into another in its turn, but not more often than there are any
            if successor in present:
                break
            successor = named.get(successor, successor)
        if former not in present and successor in present:
            found[former] = successor
    return found


def former_sections(sheet: Sheet, version: Version | None) -> tuple[FormerSection, ...]:
    """Give the sections that the policy once had and that went into none of those that the page shows."""
    present = {section.id for section in version.sections} if version else set()
    present |= set(successors(sheet.policy, version)) if version else set()
    last: dict[str, tuple[Version, Section]] = {}
    for held in _held(sheet.policy):
        last |= {section.id: (held, section) for section in held.sections if sheet.language in section.wordings}
    return tuple(
        _former_section(sheet, *found) for section_id, found in sorted(last.items()) if section_id not in present
    )


def _held(policy: Policy) -> tuple[Version, ...]:
    """The versions that are or have been in force."""
    return tuple(v for v in policy.versions if v.status in (Status.CURRENT, Status.SUPERSEDED))


def _former_section(sheet: Sheet, held: Version, section: Section) -> FormerSection:
    last = sheet.policy.last_day(held) or sheet.composition.catalogue.as_of
    title = section_title(section, sheet.language, sheet.strings)
    gone = sheet.say("former_section", title=title, date=sheet.strings.day(last + timedelta(days=1)))
    link = sheet.link(sheet.there.version(held.id), sheet.say("former_section_link"), section.id)
    return FormerSection(section.id, gone, link)
