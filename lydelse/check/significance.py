"""The check of significance: changes of what always matters that are stated as editorial."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lydelse.check.duties import DUTIES
from lydelse.check.model import Finding, Subject, finding
from lydelse.model import ChangeKind, FindingCode, Policy, Section, SectionChange, Significance, Version

_ALWAYS_MATTERS = frozenset(
    {
        *("gdpr-13-1-a", "gdpr-14-1-a"),  # the controller
        *("gdpr-13-1-c", "gdpr-14-1-c"),  # the purposes
        *("gdpr-13-2-b", "gdpr-13-2-c", "gdpr-13-2-d", "gdpr-14-2-c", "gdpr-14-2-d", "gdpr-14-2-e"),  # the rights
    }
)
_OF_SUBSTANCE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})
_WORD = re.compile(r"\w+")


def check_significance(subject: Subject) -> Iterator[Finding]:
    """Find editorial versions that change a section on the controller, the purposes or the rights: a change of these is
    always to be told (WP260 rev.01, paras 29 and 30). One of punctuation and white space alone is none."""
    for policy, version in subject.versions:
        before = _version(policy, version)
        if version.significance is not Significance.EDITORIAL or before is None:
            continue
        for change in version.changes:
            matters = _matters(change, before, version)
            if matters and _is_of_words(change, before, version):
                yield _doubt(subject, policy, version, change.section, matters)


def _version(policy: Policy, version: Version) -> Version | None:
    known = (*policy.versions, *policy.drafts)
    return next((other for other in known if other.id == version.previous), None)


def _matters(change: SectionChange, before: Version, after: Version) -> tuple[str, ...]:
    """Give what always matters in a changed section, before or after the change."""
    sections = [version.section(change.section) for version in (before, after)]
    covered = {duty for section in sections if section for duty in _covered(section)}
    return tuple(duty.point for duty in DUTIES if duty.id in covered & _ALWAYS_MATTERS)


def _covered(section: Section) -> Iterator[str]:
    for wording in section.wordings.values():
        yield from wording.revision.covers


def _is_of_words(change: SectionChange, before: Version, after: Version) -> bool:
    if _OF_SUBSTANCE.intersection(change.place):
        return True
    return any(_words(before, change.section, lang) != _words(after, change.section, lang) for lang in change.changed)


def _words(version: Version, section_id: str, language: str) -> list[str]:
    section = version.section(section_id)
    wording = section.wordings.get(language) if section else None
    return _WORD.findall(wording.revision.body) if wording else []


def _doubt(subject: Subject, policy: Policy, version: Version, section: str, matters: tuple[str, ...]) -> Finding:
    amendments = (a for source in subject.content.policies if source.id == policy.id for a in source.amendments)
    amendment = next((found for found in amendments if found.id == version.id), None)
    return finding(
        FindingCode.SIGNIFICANCE_DOUBTFUL,
        amendment.place_of("significance") if amendment else version.place,
        f"an editorial version changes “{section}”, which answers {', '.join(matters)}",
        "A change of the controller, the purposes or how people use their rights is always to be told (WP260 rev.01, "
        "para. 29): write “significance: material”, or accept this with the reason why it is none.",
        policy=policy.id,
        version=version.id,
        section=section,
    )
