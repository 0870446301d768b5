"""Versions from amendments: what carries over, what is new, and since when a section has read as it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.model import ChangeKind, Section, SectionChange, Version
from tests.sites import Site, revision, version_of


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three sections in two languages."""
    site = Site(tmp_path)
    site.version("2020-01-01", {"scope": "All.", "rights": "Ask.", "contact": "Call."})
    return site


def _section(version: Version, section: str) -> Section:
    found = version.section(section)
    assert found is not None
    return found


def _ids(version: Version) -> list[str]:
    return [section.id for section in version.sections]


def _body(version: Version, section: str, language: str = "en") -> str:
    return _section(version, section).wordings[language].revision.body


def _since(version: Version, section: str, language: str = "en") -> str:
    return str(_section(version, section).wordings[language].since)


def _changes(version: Version, language: str = "en") -> dict[str, tuple[ChangeKind, ...]]:
    return {change.section: change.kinds(language) for change in version.changes}


def _change(version: Version, section: str) -> SectionChange:
    return next(change for change in version.changes if change.section == section)


def test_what_a_version_doesnt_touch_carries_over(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Write."})
    first, second = site.resolved().versions
    assert _ids(second) == ["scope", "rights", "contact"]
    assert [_body(second, section) for section in _ids(second)] == ["All.", "Write.", "Call."]
    assert second.title == first.title
    assert _changes(second) == {"rights": (ChangeKind.CHANGED,)}
    assert {section: _since(second, section) for section in _ids(second)} == {
        "scope": "2020-01-01",
        "rights": "2021-01-01",
        "contact": "2020-01-01",
    }


def test_a_first_version_has_no_changes(site: Site) -> None:
    (first,) = site.resolved().versions
    assert first.changes == ()
    assert first.previous is None


def test_equal_text_counts_as_unchanged(site: Site) -> None:
    site.version(
        "2021-01-01",
        {"scope": "All.", "rights": "Write.", "contact": "Call."},
        title={"sv": "Terms of use", "en": "Terms of use"},
        sections=["scope", "rights", "contact"],
    )
    second = site.resolved().versions[1]
    assert _changes(second) == {"rights": (ChangeKind.CHANGED,)}
    assert _since(second, "scope") == "2020-01-01"


def test_text_that_differs_by_normalisation_line_ends_or_blank_lines_alone_is_equal(site: Site) -> None:
    site.version("2021-01-01", {"rights": "På ett ärende."})
    text = revision("rights", "Pa\u030a ett a\u0308rende.\n\n").replace("\n", "\r\n")
    site.version("2022-01-01", {"contact": "Write."})
    for language in ("sv", "en"):
        site.write(f"content/terms/2022-01-01/rights.{language}.md", text)
    third = site.resolved().versions[2]
    assert _changes(third) == {"contact": (ChangeKind.CHANGED,)}
    assert _since(third, "rights") == "2021-01-01"


def test_what_a_text_covers_is_no_part_of_its_wording(site: Site) -> None:
    for language in ("sv", "en"):
        text = "---\ntitle: Rights\ncovers: [gdpr-13-2-b]\n---\nAsk.\n"
        site.write(f"content/terms/2021-01-01/rights.{language}.md", text)
    site.version("2021-01-01", {"scope": "Some."})
    assert _changes(site.resolved().versions[1]) == {"scope": (ChangeKind.CHANGED,)}


def test_a_section_is_added_where_the_list_has_it(site: Site) -> None:
    site.version("2021-01-01", {"cookies": "None."}, sections=["scope", "cookies", "rights", "contact"])
    second = site.resolved().versions[1]
    assert _ids(second) == ["scope", "cookies", "rights", "contact"]
    assert _changes(second) == {"cookies": (ChangeKind.ADDED,)}
    change = _change(second, "cookies")
    assert (change.old_position, change.new_position) == (None, 2)
    assert (change.old_titles, change.new_titles["en"]) == ({}, "Cookies")


def test_a_section_that_leaves_the_list_is_removed_from_then_on(site: Site) -> None:
    site.version("2021-01-01", sections=["scope", "contact"])
    site.version("2022-01-01", {"scope": "Some."})
    _, second, third = site.resolved().versions
    assert _ids(second) == _ids(third) == ["scope", "contact"]
    assert _changes(second) == {"rights": (ChangeKind.REMOVED,)}
    change = _change(second, "rights")
    assert (change.old_position, change.new_position, change.old_titles["en"]) == (2, None, "Rights")


def test_a_section_that_comes_back_brings_its_text_and_begins_a_new_run(site: Site) -> None:
    site.version("2021-01-01", sections=["scope", "contact"])
    site.version("2022-01-01", {"rights": "Ask."}, sections=["scope", "rights", "contact"])
    third = site.resolved().versions[2]
    assert _changes(third) == {"rights": (ChangeKind.ADDED,)}
    assert _since(third, "rights") == "2022-01-01"


def test_a_section_that_comes_back_without_its_text_is_a_problem(site: Site) -> None:
    site.version("2021-01-01", sections=["scope", "contact"])
    site.version("2022-01-01", sections=["scope", "rights", "contact"])
    (problem,) = site.problems()
    assert problem.code == "section-without-text"
    assert "A section that comes back brings its text again." in problem.hint


MOVES = {
    "one to the end": (["b", "c", "d", "a"], 1),
    "one to the front": (["d", "a", "b", "c"], 1),
    "two that swap": (["a", "c", "b", "d"], 1),
    "all in reverse": (["d", "c", "b", "a"], 3),
    "none": (["a", "b", "c", "d"], 0),
    "none, though one was removed": (["a", "c", "d"], 0),
}


@pytest.mark.parametrize(("order", "moved"), MOVES.values(), ids=MOVES.keys())
def test_the_fewest_sections_are_called_moved(order: list[str], moved: int, tmp_path: Path) -> None:
    site = Site(tmp_path, ["en"])
    site.version("2020-01-01", dict.fromkeys("abcd", "Text."))
    site.version("2021-01-01", sections=order)
    second = site.resolved().versions[1]
    assert _ids(second) == order
    assert sum(ChangeKind.MOVED in kinds for kinds in _changes(second).values()) == moved
    assert all(_since(second, section) == "2020-01-01" for section in order)


def test_a_new_title_is_a_rename_and_begins_a_new_run(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"sv": ("Rättigheter", "Ask."), "en": ("Your rights", "Ask.")}})
    second = site.resolved().versions[1]
    change = _change(second, "rights")
    assert change.kinds("en") == (ChangeKind.RENAMED,)
    assert (change.old_titles["en"], change.new_titles["en"]) == ("Rights", "Your rights")
    assert _since(second, "rights") == "2021-01-01"


def test_a_change_in_one_language_alone_is_none_in_the_other(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"sv": "Fråga."}}, unchanged={"en": ["rights"]})
    second = site.resolved().versions[1]
    assert _changes(second, "sv") == {"rights": (ChangeKind.CHANGED,)}
    assert _changes(second, "en") == {"rights": ()}
    assert (_since(second, "rights", "sv"), _since(second, "rights", "en")) == ("2021-01-01", "2020-01-01")


def test_a_section_that_was_split_or_merged_keeps_its_predecessors(site: Site) -> None:
    site.version(
        "2021-01-01",
        {"access": "Ask.", "erasure": "Ask."},
        sections=["scope", "access", "erasure", "contact"],
        from_={"access": ["rights"], "erasure": ["rights"]},
    )
    site.version(
        "2022-01-01",
        {"help": "Ask or call."},
        sections=["scope", "help"],
        from_={"help": ["access", "erasure", "contact"]},
    )
    site.version("2023-01-01", {"help": "Ask."})
    _, second, third, fourth = site.resolved().versions
    assert _change(second, "access").predecessors == ("rights",)
    assert _change(third, "help").predecessors == ("access", "erasure", "contact")
    assert _section(fourth, "help").predecessors == ("access", "erasure", "contact")
    assert _change(fourth, "help").predecessors == ()


def test_an_attachment_carries_over_and_a_new_one_changes_the_sections_that_show_it(site: Site) -> None:
    site.write("content/terms/2021-01-01/files/map.png", b"old")
    site.version("2021-01-01", {"contact": "Call. ![Map](files/map.png)"})
    site.version("2022-01-01", {"scope": "Some."})
    site.write("content/terms/2023-01-01/files/map.png", b"new")
    site.version("2023-01-01")
    _, second, third, fourth = site.resolved().versions
    assert _changes(third) == {"scope": (ChangeKind.CHANGED,)}
    assert _changes(fourth) == {"contact": (ChangeKind.CHANGED,)}
    assert _since(third, "contact") == _since(second, "contact") == "2021-01-01"
    assert _since(fourth, "contact") == "2023-01-01"


def test_versions_of_one_day_follow_each_other_by_number(site: Site) -> None:
    for number in range(2, 12):
        site.version(f"2020-01-01-{number}", {"rights": f"Ask {number}."})
    policy = site.resolved()
    assert [str(version.id) for version in policy.versions][-3:] == ["2020-01-01-9", "2020-01-01-10", "2020-01-01-11"]
    assert policy.current == policy.versions[-1]
    assert _body(policy.versions[-1], "rights") == "Ask 11."


def test_a_version_says_whom_it_corrects_and_is_found_from_there(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Wrte."})
    site.version("2021-01-02", {"rights": "Write."}, corrects="2021-01-01", significance="editorial")
    policy = site.resolved()
    corrected, correcting = policy.versions[1:]
    assert correcting.corrects == corrected.id
    assert corrected.corrected_by == (correcting.id,)
    assert version_of(policy, "2020-01-01").corrected_by == ()


def test_what_a_policy_says_of_itself_carries_over_until_it_is_stated_anew(site: Site) -> None:
    site.version("2021-01-01", title={"en": "Terms"}, description={"sv": "Kort.", "en": "Short."}, binding="en")
    site.version("2022-01-01", {"rights": "Write."})
    third = site.resolved().versions[2]
    assert third.title == {"sv": "Terms of use", "en": "Terms"}
    assert third.description == {"sv": "Kort.", "en": "Short."}
    assert third.binding == "en"
