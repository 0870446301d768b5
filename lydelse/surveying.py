"""The recipe that tells how the policies stand: what holds and what is to come, what lacks, what is sealed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lydelse.asked import unknown_policy
from lydelse.model import REGISTER_FILE, Catalogue, Content, Localised, Policy, PolicySource, Register, Section, Version
from lydelse.preparing import AsOf
from lydelse.problems import Place, Report
from lydelse.read import read_content
from lydelse.register import check_registers, unsealed
from lydelse.register.seal import Lacking
from lydelse.resolve import resolve


@dataclass(frozen=True, slots=True)
class VersionState:
    """A version, and the sections that lack a translation, by language."""

    version: Version
    untranslated: Mapping[str, tuple[str, ...]]

    @property
    def notice(self) -> int | None:
        """The days between its publication and the day on which it takes effect, if it is published in time."""
        published = self.version.published
        days = (self.version.effective - published).days if published else -1
        return days if days >= 0 else None


@dataclass(frozen=True, slots=True)
class RegisterState:
    """A policy's register: how many entries it has, the day of the last one, the last version in it, and the published
    versions of which it lacks a text, with their languages."""

    entries: int
    sealed_on: date | None
    sealed_to: str | None
    unsealed: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class PolicyState:
    """How a policy stands on a day: the version in force, those to come and the drafts."""

    policy: Policy
    current: VersionState | None
    upcoming: tuple[VersionState, ...]
    drafts: tuple[VersionState, ...]
    register: RegisterState

    @property
    def states(self) -> tuple[VersionState, ...]:
        """All that can still be worked on, or holds."""
        return (*((self.current,) if self.current else ()), *self.upcoming, *self.drafts)

    @property
    def title(self) -> Localised:
        """The policy's title by language: that in force, or else the last one that was, or is to be."""
        known = (
            *self.policy.drafts[:1],
            *self.policy.versions,
            *((self.policy.current,) if self.policy.current else ()),
        )
        return known[-1].title if known else {}

    @property
    def last_change(self) -> date | None:
        """The day on which something of it was published last."""
        return max((version.published for version in self.policy.versions if version.published), default=None)


@dataclass(frozen=True, slots=True)
class Survey:
    """How the policies stand on a day. `unreadable` are the ids of those that a problem keeps from being read."""

    day: date
    policies: tuple[PolicyState, ...]
    unreadable: tuple[str, ...]


def survey(root: Path, as_of: AsOf, policies: Collection[str], report: Report) -> Survey | None:
    """Look at the policies. The texts themselves aren't: `build` does that.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        policies: the ids of the policies; all of them when empty.
        report: where problems go.

    Returns:
        How they stand, as far as it can be told; `None` when `site.yaml` can't be read.

    Raises:
        Unfit: a policy isn't there.
        OSError: a source can't be read.
    """
    content = read_content(root, report)
    if content is None:
        return None
    sources = {source.id: source for source in content.policies}
    for policy in policies:
        if policy not in sources:
            raise unknown_policy(policy, sources)
    catalogue = resolve(content, as_of(content.site), report)
    check_registers(content, catalogue, _unreported, report)
    chosen = [source for source in content.policies if not policies or source.id in policies]
    readable = {policy.id: policy for policy in catalogue.policies}
    return Survey(
        catalogue.as_of,
        tuple(_state(readable[source.id], source, catalogue.as_of) for source in chosen if source.id in readable),
        tuple(source.id for source in chosen if source.id not in readable),
    )


def _unreported(content: Content, day: date) -> Catalogue:
    return resolve(content, day, Report())


def _state(policy: Policy, source: PolicySource, day: date) -> PolicyState:
    versions = {version.id: version for version in (*policy.versions, *policy.drafts)}
    unchanged = {amendment.id: amendment.unchanged for amendment in source.amendments}

    def state(version: Version) -> VersionState:
        base = versions[version.previous] if version.previous else None
        return VersionState(version, dict(_untranslated(version, base, unchanged[version.id])))

    return PolicyState(
        policy=policy,
        current=state(policy.current) if policy.current else None,
        upcoming=tuple(map(state, policy.upcoming)),
        drafts=tuple(map(state, policy.drafts)),
        register=_register(policy, day),
    )


def _untranslated(
    version: Version, base: Version | None, unchanged: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the sections that have no text of their own in a language, or one that a change has left behind."""
    touched = {section.id: _touched(section, base) for section in version.sections}

    def is_behind(section: Section, language: str) -> bool:
        return language not in touched[section.id] and section.id not in unchanged.get(language, ())

    for language in version.languages:
        lacking = tuple(
            section.id
            for section in version.sections
            if _own(section, language) is None or (touched[section.id] and is_behind(section, language))
        )
        if lacking:
            yield language, lacking


def _touched(section: Section, base: Version | None) -> set[str]:
    """Give the languages in which a section's text was another one in the version before."""
    old = base.section(section.id) if base else None
    if old is None:
        return set()
    texts = {language: (_own(old, language), _own(section, language)) for language in old.wordings}
    return {language for language, (before, after) in texts.items() if None not in (before, after) and before != after}


def _own(section: Section, language: str) -> tuple[str, str] | None:
    """Give a section's text in a language, unless another language's stands in for it."""
    wording = section.wordings.get(language)
    return wording.revision.text if wording and wording.revision.language == language else None


def _register(policy: Policy, day: date) -> RegisterState:
    register = policy.register or Register((), Place(f"content/{policy.id}/{REGISTER_FILE}"))
    last = max((entry.version for entry in register.entries), default=None)
    return RegisterState(
        entries=len(register.entries),
        sealed_on=register.last_day,
        sealed_to=str(last) if last else None,
        unsealed=tuple(unsealed(policy, register, day)),
    )
