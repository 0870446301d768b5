"""Every page has its counterpart in every language of its version, they name each other, and the language switch
names what is missing."""

from __future__ import annotations

import pytest

from tests.site.built import BuiltSite, Page


def test_alternates_are_reciprocal_and_name_the_page_itself(site: BuiltSite) -> None:
    named = [page for page in site.pages.values() if page.alternates]
    assert len(named) > 5
    for page in named:
        if page.address:
            assert page.alternates[page.language] == site.base_url + page.address
        for language, url in page.alternates.items():
            other = site.page_at(url)
            assert other.is_indexed
            assert language in (other.language, "x-default")
            assert _without_choice(other) == _without_choice(page)


def test_the_choice_of_language_is_the_default_alternate(site: BuiltSite) -> None:
    assert site.pages[""].alternates["x-default"] == site.base_url


def test_every_indexed_page_names_its_counterparts(site: BuiltSite) -> None:
    for page in site.pages.values():
        counterparts = [switch for switch in page.switches if not switch.get("aria-describedby")]
        if page.is_indexed and page.canonical == site.base_url + page.address and counterparts:
            assert set(page.alternates) == {page.language, *(switch.get("lang") for switch in counterparts)}


def test_the_switch_leads_to_the_same_page_and_back(site: BuiltSite) -> None:
    followed = 0
    for page in site.pages.values():
        for switch in page.switches:
            if switch.get("aria-describedby"):
                continue
            other = site.pages[page.resolve(switch.get("href"))[0]]
            back = next(link for link in other.switches if link.get("lang") == page.language)
            assert other.language == switch.get("lang") == switch.get("hreflang")
            assert other.resolve(back.get("href"))[0] == page.address
            followed += 1
    assert followed > 20


def test_every_page_of_a_policy_offers_every_language(three_languages: BuiltSite) -> None:
    for address, page in three_languages.pages.items():
        if address.count("/") > 1 and not page.is_moved:
            assert {page.language, *(s.get("lang") for s in page.switches)} == {"sv", "en", "de"}, address


@pytest.mark.parametrize(
    ("address", "language", "leads_to", "sentence"),
    [
        ("en/terms/2024-01-01/", "de", "de/bedingungen/", "This version is not available in German."),
        ("sv/narrowed-sv/2021-01-01/", "en", "en/narrowed-en/", "Den här versionen finns inte på engelska."),
        ("sv/lokal/", "en", "en/", "Den här policyn finns inte på engelska."),
        ("sv/lokal/andringar/", "de", "de/", "Den här policyn finns inte på tyska."),
        ("sv/lokal/2022-01-01/", "de", "de/", "Den här policyn finns inte på tyska."),
    ],
)
def test_the_switch_names_what_is_missing(
    three_languages: BuiltSite, address: str, language: str, leads_to: str, sentence: str
) -> None:
    page = three_languages.pages[address]
    (switch,) = (link for link in page.switches if link.get("lang") == language)
    (missing,) = page.document.xpath(f"//*[@id='{switch.get('aria-describedby')}']")
    assert missing.text_content() == sentence
    assert page.resolve(switch.get("href")) == (leads_to, "")


def test_each_section_links_to_itself_in_the_other_languages(site: BuiltSite) -> None:
    followed = 0
    for page in site.pages.values():
        for section in page.document.xpath("//div[@class='section']"):
            for link in section.xpath(".//ul[@class='section-links']//a[@hreflang]"):
                address, fragment = page.resolve(link.get("href"))
                assert fragment == section.get("id")
                assert site.pages[address].language == link.get("hreflang")
                followed += 1
    assert followed > 20


def test_text_in_another_language_is_marked_and_named(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/terms/"]
    (section,) = page.document.xpath("//div[@class='section'][@id='cookies']")
    marked = {element.get("class"): element.text_content().strip() for element in section.xpath("./*[@lang='sv']")}
    assert marked == {"section-title": "Kakor", "section-body": "Vi har slutat med kakor."}
    (notice,) = section.xpath("./p[contains(@class, 'notice-lagging')]")
    assert notice.text_content() == (
        "This section has not been translated yet. You see the text in Swedish, which is the binding language."
    )
    (entry,) = page.document.xpath("//nav[@class='contents']//a[@href='#cookies']")
    assert entry.get("lang") == "sv"
    assert not three_languages.pages["sv/villkor/"].document.xpath("//*[contains(@class, 'notice-lagging')]")


def _without_choice(page: Page) -> dict[str, str]:
    return {language: url for language, url in page.alternates.items() if language != "x-default"}
