"""The declaration from version to version: what carries over, what changes with it, and what has to hold of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lydelse.model import ChangeKind
from lydelse.preparing import prepare
from lydelse.problems import Domain, Report, Severity
from tests.declarations import NECESSARY, RECORD, category, stored, write
from tests.sites import AS_OF, POLICY, Site

ANALYTICS = category("analytics", stored("visits"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy whose first version declares something, and shows it in one of its sections."""
    site = Site(tmp_path, declaration=POLICY)
    site.version("2020-01-01", {"rights": "Ask.", "cookies": "Ours:\n\n[[cookies]]"})
    write(site, "2020-01-01", NECESSARY, ANALYTICS)
    return site


def _found(site: Site, as_of: date = AS_OF) -> list[str]:
    """What a build says, with the severity of what isn't an error of the content."""
    report = Report()
    prepare(site.root, lambda _: as_of, report)
    marks = {
        (Severity.ERROR, Domain.CONTENT): "",
        (Severity.WARNING, Domain.CONTENT): "warning ",
        (Severity.ERROR, Domain.CONFIGURATION): "configuration ",
    }
    return [
        f"{found.place.path.removeprefix('content/')}:{found.place.line} {mark}{found.code}"
        for found in report.problems
        for mark in [marks[found.severity, found.domain]]
    ]


def _changed(site: Site, version: int, language: str = "en") -> dict[str, str]:
    """The sections that a version changes, and since when they read so."""
    found = site.resolved().versions[version]
    changes = {change.section for change in found.changes if ChangeKind.CHANGED in change.kinds(language)}
    return {each.id: str(each.wordings[language].since) for each in found.sections if each.id in changes}


def test_it_carries_over_until_another_takes_its_place(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Write."})
    site.version("2022-01-01")
    write(site, "2022-01-01", NECESSARY)
    first, second, third = (version.declaration for version in site.resolved().versions)
    assert first is second is not None
    assert third is not None
    assert [category.id for category in third.categories] == ["necessary"]
    assert _found(site) == []


def test_a_changed_declaration_changes_the_section_that_shows_it(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", NECESSARY, category("analytics", stored("visits", duration="1 day")))
    assert _changed(site, 1) == {"cookies": "2021-01-01"}


@pytest.mark.parametrize(
    "analytics",
    [
        ANALYTICS,
        ANALYTICS | {"signals": ["ad_storage"], "waits": []},
        category("analytics", stored("visits", path="/a")),
    ],
)
def test_what_no_reader_is_told_changes_no_section(site: Site, analytics: dict[str, object]) -> None:
    site.version("2021-01-01", {"rights": "Write."})
    write(site, "2021-01-01", NECESSARY, analytics)
    assert _changed(site, 1) == {"rights": "2021-01-01"}


def test_a_word_in_one_language_changes_the_section_in_that_language(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", NECESSARY, ANALYTICS | {"title": {"sv": "Statistik", "en": "Analytics"}})
    assert _changed(site, 1, "sv") == {"cookies": "2021-01-01"}
    assert _changed(site, 1, "en") == {}


def test_a_version_with_the_same_declaration_changes_nothing(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", NECESSARY, ANALYTICS)
    assert _found(site) == ["terms/2021-01-01/version.yaml:1 warning version-changes-nothing"]


def test_one_that_asks_again_does_something(site: Site) -> None:
    site.version("2021-01-01", reconsent=["analytics"])
    assert _found(site) == []


def test_one_that_declares_what_only_the_snippet_needs_does_something(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", NECESSARY, ANALYTICS | {"waits": ["frames"]})
    assert _found(site) == []


# What has to hold ------------------------------------------------------------------------------------------------


def test_a_policy_that_site_yaml_doesnt_name_cant_hold_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2020-01-01", {"cookies": "[[cookies]]"})
    write(site, "2020-01-01", NECESSARY)
    assert _found(site) == ["terms/2020-01-01/cookies.yaml:1 declaration-elsewhere"]


def test_a_draft_that_brings_it_there_is_a_warning(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2020-01-01", {"rights": "Ask."})
    site.version("2027-01-01", {"rights": "Ours:\n\n[[cookies]]"}, published=None)
    write(site, "2027-01-01", NECESSARY)
    assert _found(site) == ["terms/2027-01-01/cookies.yaml:1 warning declaration-elsewhere"]


def test_one_policy_holds_it(site: Site) -> None:
    site.policy("privacy")
    site.version("2020-01-01", {"cookies": "None."}, policy="privacy")
    write(site, "2020-01-01", NECESSARY, policy="privacy")
    assert "privacy/2020-01-01/cookies.yaml:1 declaration-elsewhere" in _found(site)


@pytest.mark.parametrize(
    ("named", "code"), [("term", "policy-unknown"), ("privacy", "declaration-missing"), (POLICY, None)]
)
def test_the_policy_that_is_named_has_to_hold_it(tmp_path: Path, named: str, code: str | None) -> None:
    site = Site(tmp_path, declaration=named)
    site.policy("privacy")
    site.version("2020-01-01", {"rights": "Ask."}, policy="privacy")
    site.version("2020-01-01", {"cookies": "[[cookies]]"})
    if named == POLICY:
        write(site, "2020-01-01", NECESSARY)
    expected = [f"site.yaml:7 configuration {code}"] if code else []
    assert [found for found in _found(site) if found.startswith("site.yaml")] == expected


def test_a_text_cant_show_it_where_there_is_none(site: Site) -> None:
    texts = {"rights": "Ask.", "cookies": "Ours:\n\n[[cookies]]"}
    site.version("2019-01-01", texts, title={"sv": "V", "en": "T"}, sections=[*texts])
    site.policy("privacy")
    site.version("2020-01-01", {"cookies": "[[cookies]]"}, policy="privacy")
    assert _found(site) == [
        "privacy/2020-01-01/cookies.en.md:5 declaration-missing",
        "privacy/2020-01-01/cookies.sv.md:5 declaration-missing",
        *(f"terms/2019-01-01/cookies.{language}.md:7 declaration-missing" for language in ("en", "sv")),
    ]


def test_in_a_draft_that_is_a_warning(site: Site) -> None:
    site.policy("privacy")
    site.version("2020-01-01", {"rights": "Ask."}, policy="privacy")
    site.version("2027-01-01", {"rights": {"sv": "[[cookies]]", "en": "None."}}, policy="privacy", published=None)
    assert _found(site) == ["privacy/2027-01-01/rights.sv.md:5 warning declaration-missing"]


def test_it_has_to_be_shown(site: Site) -> None:
    site.version("2021-01-01", {"cookies": "None."})
    write(site, "2021-01-01", NECESSARY)
    assert _found(site) == ["terms/2021-01-01/cookies.yaml:1 warning declaration-not-shown"]


def test_it_has_every_text_in_the_languages_of_the_version(site: Site) -> None:
    site.version("2021-01-01")
    maps = category("maps", stored("map", purpose={"en": "Shows."}))
    write(
        site, "2021-01-01", NECESSARY, ANALYTICS | {"title": {"sv": "Statistik"}, "purpose": {"en": "To know."}}, maps
    )
    assert [found.partition(" ")[2] for found in _found(site)] == ["translation-missing"] * 3


def test_a_language_that_joins_needs_all_of_its_texts(tmp_path: Path) -> None:
    site = Site(tmp_path, ("sv", "en"), declaration=POLICY)
    site.version("2020-01-01", {"cookies": {"sv": "[[cookies]]"}}, languages=["sv"], title={"sv": "V"})
    site.write(
        f"content/{POLICY}/2020-01-01/cookies.yaml",
        "categories:\n  - id: necessary\n    title: {sv: N}\n    purpose: {sv: A}\n    stored:\n"
        "      - {name: a, kind: cookie, provider: B, purpose: {sv: C}, duration: session}\n",
    )
    assert _found(site) == []
    site.version("2021-01-01", {"cookies": {"en": "[[cookies]]"}}, languages=["sv", "en"], title={"en": "T"})
    assert _found(site) == ["terms/2021-01-01/version.yaml:6 translation-missing"]


@pytest.mark.parametrize("asked", ["necessary", "analytic"])
def test_an_editor_asks_again_for_a_category_that_people_are_asked_for(site: Site, asked: str) -> None:
    site.version("2021-01-01", reconsent=[asked])
    assert _found(site) == ["terms/2021-01-01/version.yaml:6 category-unknown"]


@pytest.mark.parametrize(
    ("analytics", "is_found"),
    [
        (category("analytics", stored("visits", provider="New Ltd")), True),
        (category("analytics", stored("visits", recipients=["New Ltd"])), True),
        (category("analytics", stored("visits", duration="31 days")), True),
        (category("marketing", stored("visits")), True),
        (category("analytics", stored("visits", purpose="To kount.")), False),
        (category("analytics", stored("visits"), title="Statistics"), False),
        (category("analytics", stored("visit")), False),
    ],
)
def test_what_asks_again_is_no_editorial_change(site: Site, analytics: dict[str, object], is_found: bool) -> None:
    site.version("2021-01-01", significance="editorial")
    write(site, "2021-01-01", NECESSARY, analytics)
    assert [found.partition(" ")[2] for found in _found(site)] == ["significance-understated"] * is_found


def test_a_first_declaration_may_be_editorial(tmp_path: Path) -> None:
    """What was told of cookies before, in a text, is nothing that can be compared."""
    site = Site(tmp_path, declaration=POLICY)
    site.version("2020-01-01", {"cookies": "A table."})
    site.version("2021-01-01", {"cookies": "[[cookies]]"}, significance="editorial")
    write(site, "2021-01-01", NECESSARY, ANALYTICS)
    assert _found(site) == []


@pytest.mark.parametrize(
    "necessary",
    [category("necessary", stored("session")), category("necessary", RECORD | {"kind": "cookie", "duration": "1 day"})],
)
def test_the_record_of_the_banner_is_declared_where_there_is_a_banner(site: Site, necessary: dict[str, object]) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", necessary, ANALYTICS)
    assert _found(site) == ["terms/2021-01-01/cookies.yaml:1 consent-record-missing"]
    write(site, "2021-01-01", necessary)
    assert _found(site) == []


def test_the_lines_that_declare_it_can_be_pasted(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", ANALYTICS)
    report = Report()
    prepare(site.root, lambda _: AS_OF, report)
    line = report.errors[0].hint.partition(": - ")[2]
    necessary = "- {id: necessary, title: {sv: N, en: N}, purpose: {sv: A, en: A}, stored: [" + line + "]}\n"
    path = site.root / f"content/{POLICY}/2021-01-01/cookies.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("categories:\n", f"categories:\n{necessary}"), "utf-8")
    assert _found(site) == []
