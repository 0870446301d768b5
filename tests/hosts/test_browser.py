"""Chromium opens each kind of page on every server, and from the disk: its console stays empty, and nothing is asked of
anybody else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Browser, Page, expect

from tests.hosts.conftest import Built, Visit
from tests.hosts.places import Place
from tests.hosts.watching import Watch, watched

KINDS: Mapping[str, tuple[str, ...]] = {
    "root": (
        "",
        "sv/",
        "sv/integritetspolicy/",
        "en/privacy-policy/2018-05-15/",
        "sv/integritetspolicy/2027-03-01/",
        "en/privacy-policy/changes/",
        "en/privacy-policy/changes/2018-05-15--2020-02-01/",
        "sv/integritetspolicy/2026-10-01/sv-en/",
        "en/privacy-policy/sections/cookies/",
        "banner/",
        "banner/sv/",
        "banner/en/demonstration/",
    ),
    "below": (
        "",
        "en/terms/",
        "sv/villkor/2024-01-01/",
        "de/bedingungen/2026-09-01/",
        "en/terms/changes/",
        "sv/villkor/andringar/2024-01-01--nu/",
        "en/terms/2025-01-01/en-sv/",
        "de/bedingungen/abschnitte/cookies/",
        "en/terms/changes/compare/",
        "en/narrowed-en/",
        "banner/de/demonstration/",
    ),
}
"""An address of every kind of page on a site."""


def kinds(place: Place) -> tuple[str, ...]:
    """Give the paths of a place's pages of every kind, as its links name them."""
    return tuple(place.address_of(f"{address}index.html") for address in KINDS["below" if place.former else "root"])


def open_every_kind(page: Page, watch: Watch, base: str, place: Place) -> None:
    """Open the pages one by one, as far as scripts run by themselves."""
    for path in kinds(place):
        page.goto(base + path.removeprefix(place.prefix))
        expect(page.locator("main")).to_be_visible()
    assert watch.faults == []


def test_pages_of_every_kind_show_no_fault(browser: Browser, browsed_whole: Visit) -> None:
    browsed = browsed_whole
    base = browsed.host.address + browsed.place.prefix
    with watched(browser, base) as (page, watch):
        open_every_kind(page, watch, base, browsed.place)


def test_pages_show_no_fault_from_the_disk(browser: Browser, built: Built) -> None:
    place = built("files")
    base = f"{place.site.folder.as_uri()}/"
    with watched(browser, base) as (page, watch):
        open_every_kind(page, watch, base, place)


def test_the_page_for_what_is_missing_shows_no_fault(browser: Browser, browsed_with_missing: Visit) -> None:
    browsed = browsed_with_missing
    base = browsed.host.address + browsed.place.prefix
    with watched(browser, base) as (page, watch):
        missing = f"{base}en/nothing/at/all/"
        watch.expected.add(missing)
        page.goto(missing)
        page.locator("main").get_by_role("link").first.click()
        expect(page.locator("main")).to_be_visible()
        assert page.url.startswith(base)
        assert page.url != missing
        assert watch.faults == []


def test_a_former_address_leads_to_the_same_part_of_the_page(browser: Browser, browsed_with_former: Visit) -> None:
    place, host = browsed_with_former.place, browsed_with_former.host
    base = host.address + place.prefix
    with watched(browser, base) as (page, watch):
        page.goto(host.address + place.address_of("sv/avtal/index.html") + "?q=fråga#rights")
        present = host.address + place.address_of("sv/villkor/index.html")
        expect(page).to_have_url(re.compile(f"^{re.escape(present)}"))
        assert watch.faults == []


def test_search_finds_words(browser: Browser, browsed: Visit) -> None:
    base = browsed.host.address + browsed.place.prefix
    policy = "en/terms/" if browsed.place.former else "en/privacy-policy/"
    with watched(browser, base) as (page, watch):
        page.goto(browsed.host.address + browsed.place.address_of(f"{policy}index.html"))
        page.get_by_role("button", name="Search this policy").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("searchbox").fill("rights")
        dialog.get_by_role("searchbox").press("Enter")
        found = dialog.get_by_role("listitem").get_by_role("link").first
        found.click()
        expect(page.locator("main")).to_be_visible()
        assert watch.faults == []


def test_two_versions_are_compared_in_the_browser(browser: Browser, browsed_with_former: Visit) -> None:
    visit = browsed_with_former
    base = visit.host.address + visit.place.prefix
    with watched(browser, base) as (page, watch):
        page.goto(visit.host.address + visit.place.address_of("en/terms/changes/compare/index.html"))
        choose(page, "2024-01-01", "2025-06-01")
        expect(page.locator(".comparison h2").first).to_be_focused()
        page.goto(visit.host.address + visit.place.address_of("en/terms/changes/compare/index.html"))
        choose(page, "2024-01-01", "2025-01-01")
        expect(page).to_have_url(re.compile("2024-01-01--2025-01-01"))
        assert watch.faults == []


def choose(page: Page, old: str, new: str) -> None:
    page.get_by_label("Older version").select_option(old)
    page.get_by_label("Newer version").select_option(new)
    page.get_by_role("button", name="Compare", exact=True).click()
