"""Two languages side by side: every word of both is there, each marked with its language, and lagging is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, Page, build
from tests.sites import AS_OF, Site

_ADDRESS = re.compile(r"^(?P<version>(?P<lang>[a-z]+)/[^/]+/(?P<id>[0-9-]+)/)(?P=lang)-(?P<other>[a-z]+)/$")


def pairs(site: BuiltSite) -> list[tuple[Page, re.Match[str]]]:
    """Every page of two languages, with its address in parts."""
    found = [(page, _ADDRESS.match(address)) for address, page in site.pages.items() if not page.is_moved]
    return [(page, match) for page, match in found if match]


def column(page: Page, place: int) -> list[Any]:
    """The cells of a column."""
    return [row.xpath("./div")[place - 1] for row in page.document.xpath("//div[@class='facing']")]


def words(elements: list[Any]) -> list[str]:
    return [word for element in elements for word in " ".join(element.itertext()).split()]


def of_version(page: Page) -> list[str]:
    """The words of a version's sections, with their titles, on its own page."""
    return words(page.document.xpath("//*[@class='section-title'] | //div[@class='section']/*[@class='section-body']"))


def is_lagging(page: Page) -> bool:
    return bool(page.document.xpath("//*[contains(@class, 'notice-lagging')]"))


def test_every_version_stands_beside_each_of_its_other_languages(site: BuiltSite) -> None:
    found = {page.address for page, _ in pairs(site)}
    assert len(found) > 15
    for page in site.pages.values():
        links = page.document.xpath("//ul[@class='section-links']//a[not(@hreflang)]/@href")
        beside = {page.resolve(link)[0] for link in links} & found
        others = {link.get("hreflang") for link in page.document.xpath("//ul[@class='section-links']//a[@hreflang]")}
        assert {address.rstrip("/").rpartition("-")[2] for address in beside} == others


def test_every_word_of_both_languages_is_there_in_its_order(site: BuiltSite) -> None:
    compared = 0
    for page, match in pairs(site):
        if is_lagging(page):
            continue
        assert words(column(page, 1)) == of_version(site.pages[match["version"]])
        link = page.document.xpath("//*[contains(@class, 'parallel-titles')]/div[2]//a/@href")[0]
        assert words(column(page, 2)) == of_version(site.pages[page.resolve(link)[0]])
        compared += 1
    assert compared > 15


def test_each_column_says_its_language(site: BuiltSite) -> None:
    for page, match in pairs(site):
        if not is_lagging(page):
            assert {cell.get("lang") for cell in column(page, 1)} == {match["lang"]}
            assert {cell.get("lang") for cell in column(page, 2)} == {match["other"]}
        assert all(cell.get("dir") in ("ltr", "rtl") for cell in column(page, 1) + column(page, 2))


def test_the_switch_turns_the_columns_around(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/terms/2025-01-01/en-de/"]
    leads = {switch.get("lang"): page.resolve(switch.get("href"))[0] for switch in page.switches}
    assert leads == {"de": "de/bedingungen/2025-01-01/de-en/", "sv": "sv/villkor/2025-01-01/"}
    (missing,) = page.document.xpath("//*[@id='_missing-sv']")
    assert missing.text_content() == "These two languages are not side by side in Swedish."


def test_an_older_translation_stands_there_with_what_it_lacks(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/terms/2025-01-01/en-sv/"]
    (section,) = page.document.xpath("//*[@id='cookies']")
    (notice,) = section.xpath("./p[contains(@class, 'notice-lagging')]")
    assert " ".join(words([notice])) == (
        "The translation into English is older than the text: it gives the wording of the version of 1 January 2024."
        " The text in Swedish is the binding one."
    )
    one, other = (
        [" ".join(words([cell])) for cell in section.xpath(f"./div[@class='facing']/div[{n}]")] for n in (1, 2)
    )
    assert "Cookies" in one
    assert any("session" in cell for cell in one)
    assert other[:2] == ["Kakor", "Vi har slutat med kakor."]
    assert not section.xpath("./div[@class='facing']/div[1]//a")
    (behind,) = section.xpath(".//*[contains(@class, 'merged')]")
    assert behind.get("lang") == "sv"
    assert [" ".join(added.itertext()) for added in behind.iter("ins")] == ["added:  Vi har slutat med kakor."]
    assert behind.xpath(".//del")


def test_what_never_was_translated_stands_once(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.policy(translations="notice")
    site.version("2026-01-01", {"rights": {"sv": ("Rätt", "Fråga oss.")}})
    page = build(tmp_path, str(AS_OF)).pages["en/terms-en/2026-01-01/en-sv/"]
    (notice,) = page.document.xpath("//p[contains(@class, 'notice-lagging')]")
    assert notice.text_content() == (
        "This section has not been translated into English. The text in Swedish is the binding one."
    )
    assert words(column(page, 1)) == []
    assert words(column(page, 2)) == ["Rätt", "Fråga", "oss."]


def test_two_translations_that_never_were_show_the_binding_text(tmp_path: Path) -> None:
    site = Site(tmp_path, ("sv", "en", "de"))
    site.policy(translations="notice")
    site.version("2026-01-01", {"rights": {"sv": ("Rätt", "Fråga oss.")}})
    page = build(tmp_path, str(AS_OF)).pages["en/terms-en/2026-01-01/en-de/"]
    assert words(column(page, 1)) == words(column(page, 2)) == ["Rätt", "Fråga", "oss."]
    assert {cell.get("lang") for cell in column(page, 1)} == {"sv"}


def test_every_anchor_of_both_texts_is_there_once(three_languages: BuiltSite) -> None:
    page = three_languages.pages["sv/villkor/2024-01-01/sv-en/"]
    versions = [three_languages.pages[address] for address in ("sv/villkor/2024-01-01/", "en/terms/2024-01-01/")]
    inner = {anchor for version in versions for anchor in version.anchors if "--" in anchor}
    assert inner
    assert inner <= page.anchors
    assert len(page.document.xpath("//@id")) == len(page.anchors)


def test_nothing_of_a_text_is_closed(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "<details><summary>More</summary>\n<p>To read.</p>\n</details>"})
    page = build(tmp_path, str(AS_OF)).pages["en/terms-en/2026-01-01/en-sv/"]
    assert not page.document.xpath("//*[@class='facing']//details")
    assert words(column(page, 1))[-3:] == ["More", "To", "read."]


@pytest.mark.parametrize("address", ["en/terms-en/2025-01-01/en-sv/", "en/terms-en/2025-01-01/"])
def test_hostile_texts_stay_texts(tmp_path: Path, address: str) -> None:
    page = build(examples.hostile(tmp_path).root, str(AS_OF)).pages[address]
    assert not page.document.xpath("//main//script | //main//@onerror")
    assert examples.HOSTILE in " ".join(page.words()) or "{{7*7}}" in " ".join(page.words())
