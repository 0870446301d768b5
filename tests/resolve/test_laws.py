"""Laws of resolving, held against a model: a policy as a plain list of states, one per version."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.model import Amendment, Catalogue, ChangeKind, Content, Policy, Retirement, Status, VersionId
from lydelse.problems import Report
from lydelse.resolve import resolve
from tests.sites import Site

LANGUAGES = ("sv", "en")
FIRST_DAY = date(2020, 1, 1)
LAST_DAY = date(2025, 1, 1)

Texts: TypeAlias = Mapping[str, tuple[str, str]]
"""Title and body by language."""
State: TypeAlias = tuple[tuple[str, Texts], ...]
"""The sections of one version, in their order."""

TITLES = st.sampled_from(["One", "Two"])
BODIES = st.sampled_from(["a", "b", "a\n\nb"])
TEXTS = st.fixed_dictionaries({language: st.tuples(TITLES, BODIES) for language in LANGUAGES})


@st.composite
def histories(draw: st.DrawFn) -> tuple[State, ...]:
    """Give some states, each made from the one before by a few edits."""
    sections = dict(draw(st.lists(st.tuples(st.sampled_from("xyz"), TEXTS), min_size=1, max_size=3)))
    history = [tuple(sections.items())]
    for _ in range(draw(st.integers(1, 5))):
        for section in draw(st.lists(st.sampled_from("vwxyz"), max_size=3)):
            edited = draw(st.sampled_from(["write", "translate", "remove"]))
            if edited == "remove" and len(sections) > 1:
                sections.pop(section, None)
            elif edited == "translate" and section in sections:
                sections[section] = sections[section] | {
                    draw(st.sampled_from(LANGUAGES)): draw(st.tuples(TITLES, BODIES))
                }
            else:
                sections[section] = draw(TEXTS)
        sections = dict(draw(st.permutations(list(sections.items()))) if draw(st.booleans()) else sections)
        history.append(tuple(sections.items()))
    return tuple(history)


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def _write(root: Path, history: Sequence[State], *, whole: bool) -> Site:
    """Write a history as versions, each with all of its texts or with what differs from the version before alone."""
    site = Site(root, LANGUAGES)
    before: dict[str, Texts] = {}
    for number, state in enumerate(history):
        texts: dict[str, Texts] = {}
        unchanged: dict[str, list[str]] = {}
        for section, by_language in state:
            same = [
                language for language in LANGUAGES if before.get(section, {}).get(language) == by_language[language]
            ]
            texts[section] = {lang: text for lang, text in by_language.items() if whole or lang not in same}
            if len(same) == 1:
                unchanged.setdefault(same[0], []).append(section)
        ids = [section for section, _ in state]
        site.version(
            _day(number), texts, sections=ids if whole or ids != list(before) else None, unchanged=unchanged or None
        )
        before = dict(state)
    return site


def _states(policy: Policy) -> list[State]:
    return [
        tuple(
            (section.id, {lang: wording.revision.text for lang, wording in section.wordings.items()})
            for section in v.sections
        )
        for v in policy.versions
    ]


def _since(history: Sequence[State], number: int, section: str, language: str) -> str:
    """Say by the model since when a text has stood: go back as long as it is there and the same."""
    text = dict(history[number])[section][language]
    first = number
    while first and dict(history[first - 1]).get(section, {}).get(language) == text:
        first -= 1
    return _day(first)


@given(histories())
@settings(max_examples=60)
def test_amendments_resolve_to_the_state_that_they_were_made_from(history: tuple[State, ...]) -> None:
    with TemporaryDirectory() as root:
        policy = _write(Path(root), history, whole=False).resolved(LAST_DAY)
    assert _states(policy) == list(history)
    for number, version in enumerate(policy.versions):
        for section in version.sections:
            for language, wording in section.wordings.items():
                assert str(wording.since) == _since(history, number, section.id, language)


@given(histories())
@settings(max_examples=40)
def test_a_folder_that_holds_everything_means_the_same_as_one_that_holds_what_changed(
    history: tuple[State, ...],
) -> None:
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        part = _write(Path(first), history, whole=False).resolved(LAST_DAY)
        whole = _write(Path(second), history, whole=True).resolved(LAST_DAY)
    assert _states(whole) == _states(part)
    assert [version.changes for version in whole.versions] == [version.changes for version in part.versions]
    assert [_all_since(policy) for policy in (whole, part)] == [_all_since(whole)] * 2


def _all_since(policy: Policy) -> list[VersionId]:
    return [
        wording.since
        for version in policy.versions
        for section in version.sections
        for wording in section.wordings.values()
    ]


@given(histories())
@settings(max_examples=40)
def test_changes_tell_what_differs_between_neighbours(history: tuple[State, ...]) -> None:
    with TemporaryDirectory() as root:
        policy = _write(Path(root), history, whole=False).resolved(LAST_DAY)
    for (old, new), version in zip(pairwise(history), policy.versions[1:], strict=True):
        before, after = dict(old), dict(new)
        changes = {change.section: change for change in version.changes}
        kinds = {section: change.kinds("sv") for section, change in changes.items()}
        assert {section for section in kinds if ChangeKind.ADDED in kinds[section]} == after.keys() - before.keys()
        assert {section for section in kinds if ChangeKind.REMOVED in kinds[section]} == before.keys() - after.keys()
        common = [section for section in after if section in before]
        assert {section for section in common if ChangeKind.CHANGED in kinds.get(section, ())} == {
            section for section in common if before[section]["sv"][1] != after[section]["sv"][1]
        }
        assert {section for section in common if ChangeKind.RENAMED in kinds.get(section, ())} == {
            section for section in common if before[section]["sv"][0] != after[section]["sv"][0]
        }
        stayed = [section for section in common if ChangeKind.MOVED not in kinds.get(section, ())]
        assert stayed == [section for section in before if section in stayed]
        assert len(stayed) == _longest_run([list(before).index(section) for section in common])


def _longest_run(positions: Sequence[int]) -> int:
    """Give the length of the longest increasing run the slow way."""
    lengths: list[int] = []
    for number, position in enumerate(positions):
        lengths.append(1 + max((lengths[i] for i in range(number) if positions[i] < position), default=0))
    return max(lengths, default=0)


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_in_which_a_system_lists_folders_and_files_means_nothing(
    history: tuple[State, ...], chance: random.Random
) -> None:
    with TemporaryDirectory() as root:
        content = _write(Path(root), history, whole=False).read()
    assert _resolve(_shuffled(content, chance)) == _resolve(content)


def _resolve(content: Content, as_of: date = LAST_DAY) -> Catalogue:
    return resolve(content, as_of, Report())


def _shuffled(content: Content, chance: random.Random) -> Content:
    (policy,) = content.policies
    amendments = [
        replace(amendment, revisions=tuple(chance.sample(amendment.revisions, len(amendment.revisions))))
        for amendment in policy.amendments
    ]
    chance.shuffle(amendments)
    return replace(content, policies=(replace(policy, amendments=tuple(amendments)),))


# What the day decides --------------------------------------------------------------------------------------------

DAYS = st.integers(0, 20).map(lambda number: FIRST_DAY + timedelta(days=number))
IDS = st.builds(VersionId, DAYS, st.integers(1, 3))
DATED = st.dictionaries(IDS, st.tuples(st.none() | DAYS, st.lists(IDS, max_size=2).map(tuple)), min_size=1, max_size=6)


def _dated(root: Path, dated: Mapping[VersionId, tuple[date | None, tuple[VersionId, ...]]]) -> Content:
    """Give a policy of which the versions differ in their days alone."""
    site = Site(root, ["en"])
    site.version("2020-01-01", {"rights": "Ask."})
    content = site.read()
    (policy,) = content.policies
    (model,) = policy.amendments
    amendments: list[Amendment] = [
        replace(model, id=version, published=published, withdraws=withdraws)
        for version, (published, withdraws) in dated.items()
    ]
    return replace(content, policies=(replace(policy, amendments=tuple(amendments)),))


@given(DATED, DAYS, st.none() | DAYS)
@settings(max_examples=150)
def test_every_version_has_one_status_and_at_most_one_is_in_force(
    dated: dict[VersionId, tuple[date | None, tuple[VersionId, ...]]], as_of: date, end: date | None
) -> None:
    with TemporaryDirectory() as root:
        content = _dated(Path(root), dated)
    source = replace(content.policies[0], retired=Retirement(end) if end else None)
    (policy,) = _resolve(replace(content, policies=(source,)), as_of).policies
    assert sorted(version.id for version in (*policy.versions, *policy.drafts)) == sorted(dated)
    assert [version.id for version in policy.versions] == sorted(version.id for version in policy.versions)
    by_status = {
        status: [version for version in (*policy.versions, *policy.drafts) if version.status is status]
        for status in Status
    }
    assert len(by_status[Status.CURRENT]) <= 1
    assert all(version.effective > as_of for version in by_status[Status.UPCOMING])
    assert all(version.effective <= as_of for version in by_status[Status.CURRENT] + by_status[Status.SUPERSEDED])
    in_effect = by_status[Status.CURRENT] + by_status[Status.SUPERSEDED]
    if in_effect and not (end and end <= as_of):
        assert by_status[Status.CURRENT] == [max(in_effect, key=lambda version: version.id)]
    else:
        assert by_status[Status.CURRENT] == []
    for version in by_status[Status.DRAFT]:
        assert version.published is None or version.published > as_of
    for version in policy.versions:
        assert version.published is None or version.published <= as_of
        assert (version.status is Status.WITHDRAWN) == (version.withdrawn_by is not None)
    assert policy.current == policy.on(as_of) or (end is not None and policy.current is None)
