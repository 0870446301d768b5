"""What people come for, from the first page to the end, by keyboard alone.

No journey clicks, nor opens an address. Each says how many presses it may take: little more than somebody needs who
takes the way that the words of the links show.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.reader import Reader
from tests.judges.paper import printed

ORGANISATION = "Västmanlands IT AB (IT-Smart)"
TABLE = {
    "sv": "Vilken version gällde när? Tidslinjen som tabell",
    "en": "Which version was in force when? The time line as a table",
}

only_wide = pytest.mark.parametrize("window", ["wide"], indirect=True)
needs_script = pytest.mark.parametrize("has_script", [True], ids=["script"], indirect=True)


def to_the_policy(reader: Reader, title: str = "Integritetspolicy") -> None:
    """Go from the choice of language to what holds now, in the language of its title."""
    assert reader.title == f"Välj språk – {ORGANISATION}"
    reader.skip()
    reader.follow(title)
    assert reader.title == f"{title} – {ORGANISATION}"


def to_the_versions(reader: Reader, language: str = "sv") -> None:
    """Go from the policy in force to the table of all versions in its changelog, and open it."""
    name, title = {
        "sv": ("Alla versioner och ändringar", "Integritetspolicy: ändringar"),
        "en": ("All versions and changes", "Privacy policy: changes"),
    }[language]
    reader.skip()
    reader.follow(name)
    assert reader.title == f"{title} – {ORGANISATION}"
    reader.skip()
    reader.open(TABLE[language])


def to_section(reader: Reader, title: str, window: str) -> None:
    """Go from the top of a policy to a section by the table of contents, which is closed on a phone."""
    reader.skip()
    if window == "phone":
        reader.open("Innehåll")
    reader.follow(title)


# What holds ----------------------------------------------------------------------------------------------------


def test_find_what_holds_on_cookies_and_read_it_in_the_other_language(reader: Reader, window: str) -> None:
    to_the_policy(reader)
    assert reader.address == "sv/integritetspolicy/"
    expect(reader.page.locator(".status")).to_have_text("Gäller sedan 1 oktober 2026, till och med 28 februari 2027")
    to_section(reader, "Cookies", window)
    assert reader.address == "sv/integritetspolicy/#cookies"
    assert reader.presses <= 25
    reader.follow("In English")
    assert reader.address == "en/privacy-policy/#cookies"
    assert reader.title == f"Privacy policy – {ORGANISATION}"
    reader.follow("På svenska")
    assert reader.address == "sv/integritetspolicy/#cookies"
    assert reader.presses <= 35


@only_wide
def test_print_what_holds(reader: Reader, tmp_path: Path) -> None:
    to_the_policy(reader)
    reader.skip()
    reader.follow("Den här versionens fasta adress")
    assert reader.title == f"Integritetspolicy, versionen från 1 oktober 2026 – {ORGANISATION}"
    text = " ".join(printed(reader.page, tmp_path).split())
    for told in (
        "Gäller sedan 1 oktober 2026, till och med 28 februari 2027",
        "En cookie är en liten fil",
        "Integritetspolicy, versionen från 1 oktober 2026",
        "https://policy.it-smart.example/sv/integritetspolicy/2026-10-01/",
    ):
        assert told in text
    for gone in ("Hoppa till", "English", "Sök i policyn", "Alla versioner och ändringar", "Innehåll", "Kopiera"):
        assert gone not in text


# What held -----------------------------------------------------------------------------------------------------


def test_find_what_changed_since_a_version(reader: Reader) -> None:
    to_the_policy(reader)
    to_the_versions(reader)
    reader.follow("Alla ändringar sedan 15 maj 2018")
    assert reader.address == "sv/integritetspolicy/andringar/2018-05-15--nu/"
    assert reader.title == f"Integritetspolicy, 15 maj 2018 jämfört med 1 oktober 2026 – {ORGANISATION}"
    reader.skip()
    reader.follow("Cookies")
    expect(reader.page.locator("#cookies :is(ins, .row-inserted, .row-changed):visible").first).to_be_in_viewport()
    assert reader.presses <= 55

    reader.follow("In English")
    assert reader.title == f"Privacy policy, 15 May 2018 compared with 1 October 2026 – {ORGANISATION}"
    assert reader.address == "en/privacy-policy/changes/2018-05-15--now/#cookies"
    assert reader.presses <= 58


def test_find_the_version_of_a_day(reader: Reader) -> None:
    to_the_policy(reader, "Privacy policy")
    to_the_versions(reader, "en")
    # Held against the column that says when each was in force, 3 March 2021 leads to this one.
    held = reader.page.get_by_role("row").filter(has_text="In force from 1 January 2021 to 31 January 2023")
    expect(held.get_by_role("rowheader")).to_have_text("1 January 2021")
    reader.follow("1 January 2021")
    assert reader.address == "en/privacy-policy/2021-01-01/"
    assert reader.title == f"Privacy policy, version of 1 January 2021 – {ORGANISATION}"
    expect(reader.page.locator(".status")).to_have_text("Was in force from 1 January 2021 to 31 January 2023")
    permanent = "https://policy.it-smart.example/en/privacy-policy/2021-01-01/"
    expect(reader.page.locator("link[rel=canonical]")).to_have_attribute("href", permanent)
    assert reader.presses <= 36


# With JavaScript -----------------------------------------------------------------------------------------------


@needs_script
def test_search_for_a_form_of_a_word(reader: Reader) -> None:
    to_the_policy(reader)
    reader.go_to("Sök i policyn")
    reader.press("Enter")
    expect(reader.page.get_by_role("searchbox")).to_be_focused()
    reader.type("klagomålen")
    expect(reader.page.get_by_role("dialog").get_by_role("status")).to_contain_text("träff")
    assert reader.press("Escape").name == "Sök i policyn"
    reader.press("Enter")
    reader.follow("Klagomål till en myndighet")
    assert reader.address == "sv/integritetspolicy/#complaints"
    assert reader.presses <= 30


@needs_script
def test_copy_a_reference_to_a_section_of_a_version(reader: Reader, window: str) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    to_the_policy(reader)
    to_the_versions(reader)
    reader.follow("1 januari 2021")
    assert reader.title == f"Integritetspolicy, versionen från 1 januari 2021 – {ORGANISATION}"
    to_section(reader, "Cookies", window)
    reader.open("Kopiera hänvisning: Cookies")
    expect(reader.page.locator("#cookies").get_by_role("status")).to_have_text("Kopierat")
    root = reader.page.url.removesuffix(reader.address)
    assert reader.page.evaluate("navigator.clipboard.readText()") == (
        f"Integritetspolicy, version 2021-01-01, Cookies, {root}sv/integritetspolicy/2021-01-01/#cookies"
    )
    assert reader.presses <= 55
