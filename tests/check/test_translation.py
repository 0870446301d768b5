"""The cases of `translations.txt`: a section in two languages, perhaps as it read before, and what is found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.check.counterparts import pair_up
from lydelse.check.texts import Kind, Part
from lydelse.check.translation import check_translation
from lydelse.problems import Problem
from tests.check.looked_at import found
from tests.sites import Site

CASES = Path(__file__).with_name("translations.txt").read_text(encoding="utf-8")
BODY_LINE = 5
"""Where the body begins in a file that the site of tests writes."""


def read_cases() -> list[tuple[str, dict[str, str]]]:
    """Give the names of the cases and their documents."""
    cases = []
    for case in re.split(r"^=== ", CASES, flags=re.MULTILINE)[1:]:
        name, *documents = re.split(r"^--- ", case, flags=re.MULTILINE)
        parts = (document.partition("\n") for document in documents)
        cases.append((name.strip(), {head: text.removesuffix("\n") for head, _, text in parts}))
    return cases


def test_there_are_cases() -> None:
    names = [name for name, _ in read_cases()]
    assert names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", [pytest.param(documents, id=name) for name, documents in read_cases()])
def test_case(case: Mapping[str, str], tmp_path: Path) -> None:
    expected = case.get("found", "").splitlines()
    told = sorted(each.problem for each in found(check_translation, site_of(case, tmp_path)))
    assert [told_of(problem) for problem in told] == expected


def told_of(problem: Problem) -> str:
    """Write a problem as the cases have it, with the line counted from the start of the body."""
    language = problem.place.path.split(".")[-2]
    return f"{language} {problem.place.line - BODY_LINE + 1}:{problem.place.column} {problem.code}"


def site_of(case: Mapping[str, str], root: Path) -> Site:
    """Write the site of a case, in which the section stands between two others to link to."""
    site = Site(root)
    others = dict.fromkeys(("cookies", "contact"), dict.fromkeys(("sv", "en"), "OK."))
    if "before sv" in case:
        site.version("2026-01-01", {"text": {"sv": case["before sv"], "en": case["before en"]}} | others)
        site.version("2026-02-01", {"text": {"sv": case["sv"], "en": case["en"]}})
    else:
        site.version("2026-01-01", {"text": {"sv": case["sv"], "en": case["en"]}} | others)
    return site


def test_a_message_says_what_is_missing_and_where_it_belongs(tmp_path: Path) -> None:
    site = Site(tmp_path)
    text = {"sv": "Ett.\n\n- Två, en punkt.\n\nTre, ett stycke till som är långt.", "en": "One."}
    site.version("2026-01-01", {"text": text})
    [finding] = found(check_translation, site)
    assert finding.problem.message == (
        "the Swedish text has a list item and a paragraph here that the English one hasn't: “Två, en punkt.”"
    )
    assert finding.problem.hint == (
        "Put them into content/terms/2026-01-01/text.en.md, too, after what stands in line 5, or take them out here."
    )
    assert (finding.policy, finding.section, finding.language) == ("terms", "text", "sv")


def test_a_text_that_stays_is_found_in_every_version_with_the_same_problem(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"text": {"sv": "I 3 år.", "en": "For 30 years."}, "other": "Ja."})
    site.version("2027-01-01", {"other": "Nej."})
    findings = found(check_translation, site)
    assert [str(finding.version) for finding in findings] == ["2026-01-01", "2027-01-01"]
    assert len({finding.problem for finding in findings}) == 1


def test_three_languages_are_held_against_the_binding_one(tmp_path: Path) -> None:
    site = Site(tmp_path, ("sv", "en", "de"))
    texts = {"sv": "1 000 kr från den 1 mars.", "en": "SEK 1,000 from 1 March.", "de": "2.000 SEK ab dem 1. März."}
    site.version("2026-01-01", {"text": texts})
    [finding] = found(check_translation, site)
    assert (finding.language, finding.problem.code) == ("de", "translation-numbers")
    assert finding.problem.message == "this text has “2.000” here, unlike the Swedish one, which has “1 000” instead"


def test_a_translation_that_lags_is_left_alone(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.policy(translations="notice")
    site.version("2026-01-01", {"text": {"sv": "I 3 år.", "en": "For 3 years."}})
    site.version("2026-02-01", {"text": {"sv": "I 4 år."}})
    assert not found(check_translation, site)


parts = st.lists(
    st.tuples(st.sampled_from((Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.ROW)), st.text("ab1 ", max_size=60)),
    max_size=12,
).map(lambda drawn: tuple(Part(index, kind, 1, text) for index, (kind, text) in enumerate(drawn)))


@given(parts, parts)
def test_every_part_is_in_one_pair_and_in_its_order(one: tuple[Part, ...], other: tuple[Part, ...]) -> None:
    pairs = pair_up(one, other)
    assert tuple(part for pair in pairs for part in pair.one) == one
    assert tuple(part for pair in pairs for part in pair.other) == other


@given(parts)
def test_a_text_is_its_own_translation(one: tuple[Part, ...]) -> None:
    assert all(pair.one == pair.other for pair in pair_up(one, one))


@given(parts, st.data())
def test_a_part_that_is_left_out_is_the_only_one_without_a_counterpart(
    one: tuple[Part, ...], data: st.DataObject
) -> None:
    if one:
        gone = data.draw(st.integers(0, len(one) - 1))
        pairs = pair_up(one, one[:gone] + one[gone + 1 :])
        assert sum(len(pair.one) - len(pair.other) for pair in pairs) == 1
        assert all(pair.one for pair in pairs)


@pytest.mark.parametrize("gone", [1, 40])
def test_in_a_long_text_what_is_left_out_at_both_ends_is_found(gone: int) -> None:
    lengths = (1 + index**2 % 47 for index in range(400))
    whole = tuple(Part(i, Kind.PARAGRAPH, 1, f"{'word ' * length} {i}.") for i, length in enumerate(lengths))
    pairs = pair_up(whole[gone:], whole[: -gone - 1])
    assert [pair.one for pair in pairs if not pair.other] == [(part,) for part in whole[-gone - 1 :]]
    assert [pair.other for pair in pairs if not pair.one] == [(part,) for part in whole[:gone]]
