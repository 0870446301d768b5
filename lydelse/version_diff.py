"""Compares two versions of a policy, drafts among them, section by section and without any page: the command `diff`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lydelse.asked import find_policy, find_version, language_of
from lydelse.changes import in_order, joined, section_changes
from lydelse.compare import Comparison, compare
from lydelse.model import SectionChange, Version
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Report
from lydelse.strings import Strings
from lydelse.wordings import section_html


@dataclass(frozen=True, slots=True)
class Versions:
    """Which versions are to be compared: each by its id, or by a day on which it was in force; by default in the
    binding language."""

    policy: str
    old: str
    new: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SectionDiff:
    """A section of two versions compared. `change` is what happened to it; `None` when it reads as before."""

    id: str
    comparison: Comparison
    change: SectionChange | None


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """Two versions of a policy compared in a language, of which `strings` are the words: all sections, in the new
    order."""

    old: Version
    new: Version
    strings: Strings
    sections: tuple[SectionDiff, ...]

    @property
    def language(self) -> str:
        """The language in which they are compared."""
        return self.strings.language

    @property
    def changed(self) -> tuple[tuple[SectionChange, Comparison], ...]:
        """The sections that don't read as before, or stand elsewhere."""
        return tuple((each.change, each.comparison) for each in self.sections if each.change is not None)


def compare_versions(root: Path, as_of: AsOf, versions: Versions, report: Report) -> VersionDiff | None:
    """Compare two versions.

    Args:
        root: the folder that holds `content/`.
        as_of: today: what is published later is a draft.
        versions: which versions.
        report: where problems go that keep it from being done.

    Returns:
        What differs, or `None` when a problem has to be mended first.

    Raises:
        Unfit: a version isn't there, or not in the language.
        OSError: a source can't be read.
    """
    edition = prepare(root, as_of, found := Report())
    if edition is None:
        report.extend(found.problems)
        return None
    policy = find_policy(edition.catalogue, versions.policy)
    old, new = find_version(policy, versions.old), find_version(policy, versions.new)
    language = language_of((old, new), versions.language)
    changes = section_changes(old.sections, new.sections, joined(old.sections, new.sections))
    by_id = {change.section: change for change in changes}
    return VersionDiff(
        old,
        new,
        edition.layouts.strings[language],
        tuple(
            _compared(edition, (old, new), section.id, language, by_id.get(section.id))
            for section in in_order(old.sections, new.sections)
        ),
    )


def _compared(
    edition: Edition, versions: tuple[Version, Version], section_id: str, language: str, change: SectionChange | None
) -> SectionDiff:
    """Compare a section. A text that was only written in another way, or differs in other languages, hasn't changed."""
    old, new = versions
    text = partial(section_html, edition, section_id=section_id, language=language)
    comparison = compare(text(old), text(new))
    if change is not None and language in change.changed:
        alike = compare(text(old, titled=False), text(new, titled=False)).equal
        change = replace(change, changed=() if alike else (language,))
    is_seen = change is not None and (change.kinds(language) or change.predecessors)
    return SectionDiff(section_id, comparison, change if is_seen else None)
