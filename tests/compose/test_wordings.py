"""A section's own history: its wordings, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, Page, build, built_once
from tests.sites import AS_OF, Site


@pytest.fixture(scope="module")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "three-languages", examples.three_languages, str(AS_OF))


@pytest.fixture(scope="module")
def eventful(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A policy whose sections change, are only written otherwise, leave, come back and are divided."""
    site = Site(tmp_path_factory.mktemp("eventful"))
    site.version(
        "2020-01-01",
        {"rights": "Ask [us](#both).\n\n- one", "contact": "Write.", "both": "One half. Other half."},
    )
    site.version("2021-01-01", {"rights": "Ask [us](#both).\n\n* one"}, significance="editorial")
    site.version("2022-01-01", {"rights": "Ask [all of us](#both).\n\n* one"})
    site.version(
        "2023-01-01",
        {"both": "One half.", "half": "Other half."},
        sections=["rights", "both", "half"],
        from_={"half": ["both"]},
    )
    site.version("2024-01-01", {"contact": "Call."}, sections=["rights", "both", "half", "contact"])
    site.version("2026-12-01", {"rights": "Ask nobody."}, published="2026-06-01")
    return build(site.root, str(AS_OF))


def flat(text: str) -> str:
    return " ".join(text.split())


def entries(page: Page) -> dict[str, Any]:
    """The wordings by their anchors, in the order of the page."""
    return {entry.get("id"): entry for entry in page.document.xpath("//li[contains(@class, 'entry')]")}


def status(entry: Any) -> str:
    return flat(entry.xpath("string(.//p[contains(@class, 'status')])"))


def test_each_wording_tells_since_when_and_until_when_it_read_so(eventful: BuiltSite) -> None:
    found = entries(eventful.pages["en/terms-en/sections/rights/"])
    assert {name: status(entry) for name, entry in found.items()} == {
        "2026-12-01": "Takes effect on 1 December 2026",
        "2022-01-01": "In force since 1 January 2022, until 30 November 2026",
        "2020-01-01": "Was in force from 1 January 2020 to 31 December 2021",
    }


def test_what_is_only_written_otherwise_is_no_wording_but_an_anchor(eventful: BuiltSite) -> None:
    page = eventful.pages["en/terms-en/sections/rights/"]
    assert "2021-01-01" in page.anchors
    assert page.document.xpath("//li[@id='2020-01-01']//*[@id='2021-01-01']")
    version = eventful.pages["en/terms-en/2021-01-01/"]
    link = version.document.xpath("//*[@id='rights']//*[@class='since']/a/@href")[0]
    assert version.resolve(link) == (page.address, "2021-01-01")


def test_each_wording_is_marked_against_the_one_before(eventful: BuiltSite) -> None:
    found = entries(eventful.pages["en/terms-en/sections/rights/"])
    assert [flat(mark.text_content()) for mark in found["2022-01-01"].iter("ins")] == ["added: all of"]
    assert not found["2020-01-01"].xpath(".//ins | .//del")


def test_links_lead_to_the_page_of_the_version(eventful: BuiltSite) -> None:
    page = eventful.pages["en/terms-en/sections/rights/"]
    link = entries(page)["2022-01-01"].xpath(".//*[contains(@class, 'merged')]//a/@href")[0]
    assert page.resolve(link) == ("en/terms-en/2022-01-01/", "both")


def test_a_section_that_left_and_came_back(eventful: BuiltSite) -> None:
    found = entries(eventful.pages["en/terms-en/sections/contact/"])
    assert list(found) == ["2024-01-01", "2023-01-01", "2020-01-01"]
    assert "The section “Contact” was removed on 1 January 2023." in flat(found["2023-01-01"].text_content())
    assert status(found["2023-01-01"]) == ""
    assert flat(found["2024-01-01"].xpath("string(.//*[contains(@class, 'section-body')])")) == "Contact Call."
    assert status(found["2020-01-01"]) == "Was in force from 1 January 2020 to 31 December 2022"


def test_a_split_leads_both_ways(eventful: BuiltSite) -> None:
    both, half = (eventful.pages[f"en/terms-en/sections/{name}/"] for name in ("both", "half"))
    into = entries(both)["2023-01-01"].xpath(".//a[contains(., 'Text from here')]/@href")
    assert [both.resolve(link)[0] for link in into] == [half.address]
    origin = entries(half)["2023-01-01"].xpath(".//a[contains(., 'from which text has come')]/@href")
    assert [half.resolve(link)[0] for link in origin] == [both.address]
    assert "Comes out of the section “Both”." in flat(entries(half)["2023-01-01"].text_content())


def test_a_withdrawn_wording_says_so_and_ends_no_other(three_languages: BuiltSite) -> None:
    found = entries(three_languages.pages["en/terms/sections/rights/"])
    assert status(found["2026-09-01"]) == "Withdrawn, was to take effect on 1 September 2026"
    assert status(found["2025-06-01-2"]) == "In force since 1 June 2025, until 30 September 2026"
    assert status(found["2025-06-01"]) == "Replaced on the day it was to take effect"


def test_a_language_that_a_version_lacks_ends_the_wording(three_languages: BuiltSite) -> None:
    found = entries(three_languages.pages["en/narrowed-en/sections/first/"])
    assert list(found) == ["2021-01-01", "2020-01-01"]
    assert "This version is not available in English." in flat(found["2021-01-01"].text_content())


def test_a_lagging_wording_is_not_compared_across_languages(three_languages: BuiltSite) -> None:
    entry = entries(three_languages.pages["en/terms/sections/cookies/"])["2025-01-01"]
    (body,) = entry.xpath(".//*[contains(@class, 'section-body')]")
    assert body.get("lang") == "sv"
    assert not entry.xpath(".//ins | .//del")
    assert "not been translated yet" in entry.text_content()


def test_the_switch_keeps_the_section(three_languages: BuiltSite) -> None:
    page = three_languages.pages["sv/villkor/avsnitt/disputes/"]
    leads = {switch.get("lang"): page.resolve(switch.get("href"))[0] for switch in page.switches}
    assert leads["en"] == "en/terms/sections/disputes/"
    assert leads["de"] == "de/bedingungen/"
    assert flat(page.document.xpath("string(//*[@id='_missing-de'])")) == "Det här avsnittet finns inte på tyska."


def test_every_section_that_ever_was_has_a_page(eventful: BuiltSite) -> None:
    found = {address.split("/")[3] for address in eventful.pages if address.startswith("en/terms-en/sections/")}
    assert found == {"rights", "contact", "both", "half"}


def test_no_id_stands_twice(tmp_path: Path) -> None:
    site = build(examples.many_versions(tmp_path, 12).root, str(AS_OF))
    page = site.pages["en/terms-en/sections/rights/"]
    ids = page.document.xpath("//@id")
    assert len(entries(page)) == 12
    assert len(ids) == len(set(ids))
