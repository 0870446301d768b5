"""What became of the sections that a policy once had: the page in force keeps an anchor for each of them."""

from __future__ import annotations

from datetime import timedelta

from lydelse import addresses
from lydelse.compose.composition import Composition
from lydelse.compose.views import FormerSection, Link
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


def former_sections(
    composition: Composition, policy: Policy, version: Version | None, language: str
) -> tuple[FormerSection, ...]:
    """Give the sections that the policy once had and that went into no other."""
    present = {section.id for section in version.sections} if version else set()
    present |= set(successors(policy, version)) if version else set()
    last: dict[str, tuple[Version, Section]] = {}
    for held in _held(policy):
        last |= {section.id: (held, section) for section in held.sections if language in section.wordings}
    return tuple(
        _former_section(composition, policy, *found, language)
        for section_id, found in sorted(last.items())
        if section_id not in present
    )


def _held(policy: Policy) -> tuple[Version, ...]:
    """The versions that are or have been in force."""
    return tuple(v for v in policy.versions if v.status in (Status.CURRENT, Status.SUPERSEDED))


def _former_section(
    composition: Composition, policy: Policy, held: Version, section: Section, language: str
) -> FormerSection:
    strings, there = composition.strings(language), composition.addresses(policy, language)
    title = section_title(section, language, strings)
    href = addresses.relative(there.in_force, there.version(held.id), section.id)
    last = policy.last_day(held) or composition.catalogue.as_of
    gone = strings.say("former_section", title=title, date=strings.day(last + timedelta(days=1)))
    return FormerSection(section.id, gone, Link(href, strings.say("former_section_link")))
