"""What happened to the sections from one version to the next, by their ids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lydelse.model import ChangeKind, Section, SectionChange


def section_changes(
    old: Sequence[Section], new: Sequence[Section], predecessors: Mapping[str, tuple[str, ...]]
) -> tuple[SectionChange, ...]:
    """Give what happened to each section, in the new order, those that were removed last.

    Args:
        old: the sections of the version before.
        new: the sections of the version.
        predecessors: what the version itself says of sections that were split or merged.
    """
    before = {section.id: _Placed(section, position) for position, section in enumerate(old, start=1)}
    moved = _moved([before[section.id].position for section in new if section.id in before])
    found = []
    for position, section in enumerate(new, start=1):
        placed = before.pop(section.id, None)
        is_moved = placed is not None and placed.position in moved
        change = _change(placed, _Placed(section, position), is_moved, predecessors.get(section.id, ()))
        if change is not None:
            found.append(change)
    return (*found, *(_removal(placed) for placed in before.values()))


def joined(old: Sequence[Section], new: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """Give the sections of an old version that went into each of a new one on the way, by the new one's id."""
    before = {section.id: section for section in old}
    found = {}
    for section in new:
        known = before[section.id].predecessors if section.id in before else ()
        fresh = tuple(each for each in section.predecessors if each in before and each not in known)
        if fresh:
            found[section.id] = fresh
    return found


def in_order(old: Sequence[Section], new: Sequence[Section]) -> tuple[Section, ...]:
    """Give the sections of both versions: the new order, and what was removed behind what it stood behind."""
    kept = {section.id for section in new}
    behind: dict[str | None, list[Section]] = {}
    last = None
    for section in old:
        if section.id in kept:
            last = section.id
        else:
            behind.setdefault(last, []).append(section)
    found = [*behind.get(None, ())]
    for section in new:
        found += (section, *behind.get(section.id, ()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A section at its place in the table of contents, counted from 1."""

    section: Section
    position: int


def _moved(positions: Sequence[int]) -> frozenset[int]:
    """Give the old positions that are out of order: all but a longest increasing run of them."""
    tails: list[int] = []  # the smallest last position of an increasing run of each length
    before: dict[int, int | None] = {}
    for position in positions:
        place = bisect_left(tails, position)
        before[position] = tails[place - 1] if place else None
        tails[place : place + 1] = [position]
    kept = set()
    current = tails[-1] if tails else None
    while current is not None:
        kept.add(current)
        current = before[current]
    return frozenset(positions) - kept


def _change(old: _Placed | None, new: _Placed, is_moved: bool, predecessors: tuple[str, ...]) -> SectionChange | None:
    old_section = old.section if old else None
    if old_section and not is_moved and not predecessors and _is_carried_over(old_section, new.section):
        return None
    place = () if old and not is_moved else (ChangeKind.MOVED if old else ChangeKind.ADDED,)
    old_titles, new_titles = _titles(old_section), _titles(new.section)
    changed, renamed = _changed(old_section, new.section), _renamed(old_titles, new_titles)
    if not (place or changed or renamed or predecessors):
        return None
    return SectionChange(
        section=new.section.id,
        place=place,
        changed=changed,
        renamed=renamed,
        old_titles=old_titles,
        new_titles=new_titles,
        old_position=old.position if old else None,
        new_position=new.position,
        predecessors=predecessors,
    )


def _is_carried_over(old: Section, new: Section) -> bool:
    """Whether a section's wordings are those of the version before, as they are of most sections."""
    return all(old.wordings.get(language) is wording for language, wording in new.wordings.items())


def _removal(old: _Placed) -> SectionChange:
    return SectionChange(old.section.id, (ChangeKind.REMOVED,), (), (), _titles(old.section), {}, old.position, None)


def _changed(old: Section | None, new: Section) -> tuple[str, ...]:
    """The languages of both versions in which the text below the title differs."""
    if old is new:
        return ()
    wordings = old.wordings if old else {}
    return tuple(
        language
        for language, wording in new.wordings.items()
        if language in wordings
        and wording is not wordings[language]
        and wording.body_reads_as != wordings[language].body_reads_as
    )


def _renamed(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(language for language, title in new.items() if old.get(language, title) != title)


def _titles(section: Section | None) -> dict[str, str]:
    wordings = section.wordings if section else {}
    return {language: wording.revision.title for language, wording in wordings.items()}
