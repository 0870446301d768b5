"""Sentences about versions, policies and languages, put together from the strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lydelse.compose.views import Day
from lydelse.model import Policy, Section, Status, Version, VersionId
from lydelse.strings import Strings


def name_of(version: VersionId, strings: Strings) -> str:
    """Name a version by its date, and by its number when the day has several."""
    text = strings.day(version.effective)
    return text if version.ordinal == 1 else strings.say("same_day_date", date=text, ordinal=version.ordinal)


def day_of(day: date, strings: Strings) -> Day:
    """Give a date for people and machines."""
    return Day(strings.day(day), day.isoformat())


def title_of(policy: Policy, language: str) -> str:
    """Name a policy: as its version in force does, else the coming or the last one that has the language."""
    candidates = [policy.current, *policy.upcoming[:1], *reversed(policy.versions)]
    return next(v.title[language] for v in candidates if v is not None and language in v.title)


def section_title(section: Section, language: str, strings: Strings) -> str:
    """Name a section in lists; an introduction may have no title of its own."""
    wording = section.wordings.get(language) or next(iter(section.wordings.values()))
    return wording.revision.title or strings.say("introduction")


def status_text(policy: Policy, version: Version, strings: Strings) -> str:
    """Say where a version stands, in a line."""
    start = strings.day(version.effective)
    if version.status is Status.WITHDRAWN:
        return strings.say("withdrawn_before", date=start)
    if version.status is Status.DRAFT:
        return strings.say("draft_from", date=start)
    last = policy.last_day(version)
    if last is None:
        key = "upcoming_from" if version.status is Status.UPCOMING else "in_force_since"
        return strings.say(key, date=start)
    if last < version.effective:
        return strings.say("never_in_force")
    if last == version.effective and version.status is Status.SUPERSEDED:
        return strings.say("in_force_on", date=start)
    keys = {Status.UPCOMING: "upcoming_from_to", Status.CURRENT: "in_force_since_until"}
    return strings.say(keys.get(version.status, "in_force_from_to"), start=start, end=strings.day(last))


def as_held(policy: Policy, versions: Sequence[Version]) -> Version:
    """Give a version that stands for several with one wording: it begins with the first and ends with the last."""
    held = [version for version in versions if version.status is not Status.WITHDRAWN]
    if not held:
        return versions[0]
    status = Status.CURRENT if policy.current in held else held[0].status
    return replace(held[0], status=status, following=held[-1].following)
