"""Languages: what has to be translated, what is shown where a translation lags, and languages that come later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lydelse.model import Version, Wording
from tests.sites import POLICY, Site, revision


def _wording(version: Version, language: str, section: str = "rights") -> Wording:
    found = version.section(section)
    assert found is not None
    return found.wordings[language]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy that allows its translations to lag."""
    site = Site(tmp_path)
    site.policy(translations="notice")
    site.version("2020-01-01", {"rights": {"sv": "Fråga.", "en": "Ask."}})
    return site


def test_where_a_translation_lags_the_binding_text_is_shown(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"sv": "Skriv."}})
    second = site.resolved().versions[1]
    assert _wording(second, "en").revision == _wording(second, "sv").revision
    assert str(_wording(second, "en").since) == "2021-01-01"


def test_it_is_shown_until_the_translation_is_there(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"sv": "Skriv."}})
    site.version("2022-01-01", title={"sv": "Regler", "en": "Rules"})
    site.version("2023-01-01", {"rights": {"en": "Write."}})
    _, _, third, fourth = site.resolved().versions
    assert _wording(third, "en").revision.language == "sv"
    assert str(_wording(third, "en").since) == "2021-01-01"
    assert _wording(fourth, "en").revision.body == "Write."
    assert str(_wording(fourth, "en").since) == "2023-01-01"
    assert str(_wording(fourth, "sv").since) == "2021-01-01"


def test_a_section_that_was_never_translated_is_shown_in_the_binding_language(site: Site) -> None:
    site.version("2021-01-01", {"cookies": {"sv": "Inga."}}, sections=["rights", "cookies"])
    second = site.resolved().versions[1]
    assert _wording(second, "en", "cookies").revision.language == "sv"


def test_the_binding_text_itself_cant_lag(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"en": "Write."}})
    (problem,) = site.problems()
    assert problem.message == "the section “rights” changes in “en”, but not in “sv”"


def test_a_text_that_needs_no_change_stays(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"sv": "Skriv."}}, unchanged={"en": ["rights"]})
    assert _wording(site.resolved().versions[1], "en").revision.body == "Ask."


def test_a_copy_of_a_text_that_needs_no_change_is_fine(site: Site) -> None:
    site.policy(translations="required")
    site.version("2021-01-01", {"rights": {"sv": "Skriv.", "en": "Ask."}})
    (problem,) = site.problems()
    assert problem.hint.startswith("Change content/terms/2021-01-01/rights.en.md, or say in version.yaml ")
    site.version("2021-01-01", unchanged={"en": ["rights"]})
    assert site.problems() == ()


LATE = "---\ntitle: Rights\npublished: 2021-06-01\n---\nWrite.\n"


def test_a_late_translation_is_there_from_its_day_on(site: Site) -> None:
    site.version("2021-01-01", {"rights": {"sv": "Skriv."}})
    site.write(f"content/{POLICY}/2021-01-01/rights.en.md", LATE)
    before = site.resolved(date(2021, 5, 31)).versions[1]
    after = site.resolved(date(2021, 6, 1)).versions[1]
    assert _wording(before, "en").revision.language == "sv"
    assert _wording(after, "en").revision.body == "Write."
    assert _wording(after, "en").revision.published == date(2021, 6, 1)
    assert str(_wording(after, "en").since) == "2021-01-01"


def test_where_translations_are_required_a_late_one_is_missed_until_its_day(site: Site) -> None:
    site.policy(translations="required")
    site.version("2021-01-01", {"rights": {"sv": "Skriv."}})
    site.write(f"content/{POLICY}/2021-01-01/rights.en.md", LATE)
    assert [problem.code for problem in site.problems(date(2021, 5, 31))] == ["translation-missing"]
    assert site.problems(date(2021, 6, 1)) == ()


def test_a_policy_can_begin_in_one_language_and_gain_others(tmp_path: Path) -> None:
    site = Site(tmp_path, ["sv", "en", "de"])
    site.version("2020-01-01", {"rights": {"sv": "Fråga."}}, languages=["sv"], title={"sv": "Villkor"})
    site.version(
        "2021-01-01", {"rights": {"en": "Ask."}}, languages=["sv", "en"], title={"en": "Terms"}, summary=_in("sv", "en")
    )
    site.version(
        "2022-01-01",
        {"rights": {"de": "Fragen Sie."}},
        languages=["de", "sv", "en"],
        title={"de": "Bedingungen"},
        binding="de",
    )
    policy = site.resolved()
    first, second, third = policy.versions
    assert [version.languages for version in policy.versions] == [("sv",), ("sv", "en"), ("de", "sv", "en")]
    assert [version.binding for version in policy.versions] == ["sv", "sv", "de"]
    assert policy.languages == ("sv", "en", "de")
    assert set(first.sections[0].wordings) == {"sv"}
    assert str(_wording(second, "sv").since) == "2020-01-01"
    assert str(_wording(second, "en").since) == "2021-01-01"
    assert {language: str(_wording(third, language).since)[:4] for language in third.languages} == {
        "sv": "2020",
        "en": "2021",
        "de": "2022",
    }


def test_a_language_that_comes_needs_every_text_and_each_that_lacks_is_told_once(tmp_path: Path) -> None:
    site = Site(tmp_path, ["sv", "en"])
    texts = {"rights": {"sv": "Fråga."}, "contact": {"sv": "Ring."}}
    site.version("2020-01-01", texts, languages=["sv"], title={"sv": "Villkor"})
    site.version("2021-01-01", {"rights": {"en": "Ask."}}, languages=["sv", "en"])
    site.version("2022-01-01", {"rights": "Skriv."})
    assert [(problem.code, problem.message) for problem in site.problems()] == [
        ("translation-missing", "the section “contact” has no text in “en”"),
        ("translation-missing", "the title has no text in “en”"),
    ]


def test_a_language_can_be_given_up(tmp_path: Path) -> None:
    site = Site(tmp_path, ["sv", "en"])
    site.version("2020-01-01", {"rights": "Fråga."})
    site.version("2021-01-01", {"rights": {"sv": "Skriv."}}, languages=["sv"], summary=_in("sv"))
    policy = site.resolved()
    assert set(policy.versions[1].sections[0].wordings) == {"sv"}
    assert policy.languages == ("sv", "en")


def test_five_languages_are_like_two(tmp_path: Path) -> None:
    languages = ["sv", "en", "de", "fi", "nb"]
    site = Site(tmp_path, languages)
    site.version("2020-01-01", {"rights": {language: f"Text in {language}." for language in languages}})
    site.version("2021-01-01", {"rights": {language: f"New in {language}." for language in languages[:4]}})
    (problem,) = site.problems()
    assert problem.message == "the section “rights” changes in “sv”, but not in “nb”"
    site.write(f"content/{POLICY}/2021-01-01/rights.nb.md", revision("rights", "Ny."))
    assert list(site.resolved().versions[1].sections[0].wordings) == languages


def _in(*languages: str) -> dict[str, str]:
    return dict.fromkeys(languages, "What is new.")
