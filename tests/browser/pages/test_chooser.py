"""Choosing two versions: one pair has a page, another is put together in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from lydelse.compose import chooser_files
from tests.browser.conftest import Served
from tests.judges.axe import axe
from tests.judges.visitors import Visitors
from tests.site import examples
from tests.site.built import build
from tests.sites import AS_OF

CHANGES = "en/terms-en/changes/"
WITH_PAGE = ("2020-01-01", "2020-03-01")
PAIRS = [
    ("2020-01-01", "2021-12-21"),  # moved, renamed, removed, split off
    ("2020-04-30", "2021-12-21"),
    ("2020-07-29", "2021-09-22"),
    ("2020-08-28", "2021-11-21"),  # a line break came
]


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Served:
    """The same versions as `many_versions`, with a page for every pair."""
    site = build(examples.many_versions(tmp_path_factory.mktemp("every"), comparisons="all").root, str(AS_OF))
    return Served(site, serve(site.folder))


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Served:
    """The same versions as `many_versions`, what they are compared with in as many files as there can be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chooser_files, "FULL", 0)
        patch.setattr(chooser_files, "LITTLE", 0)
        site = build(examples.many_versions(tmp_path_factory.mktemp("divided")).root, str(AS_OF))
    return Served(site, serve(site.folder))


def choose(page: Page, old: str, new: str) -> None:
    page.get_by_label("Older version").select_option(old)
    page.get_by_label("Newer version").select_option(new)
    page.get_by_role("button", name="Compare", exact=True).click()


def heading(page: Page) -> Locator:
    return page.locator(".comparison h2").first


# Where a choice leads ------------------------------------------------------------------------------------------


def test_a_pair_with_a_page_leads_there_and_back(page: Page, many_versions: Served) -> None:
    page.goto(many_versions.root + CHANGES)
    page.get_by_role("link", name="Compare any two versions").click()
    choose(page, *WITH_PAGE)
    expect(page).to_have_url(f"{many_versions.root}{CHANGES}2020-01-01--2020-03-01/")
    page.go_back()
    expect(page).to_have_url(f"{many_versions.root}{CHANGES}compare/")


def test_the_older_version_counts_as_the_older_one(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/")
    choose(page, *reversed(WITH_PAGE))
    expect(page).to_have_url(f"{many_versions.root}{CHANGES}2020-01-01--2020-03-01/")


def test_another_pair_is_put_together(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/")
    choose(page, "2021-12-21", "2020-01-01")
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_have_text("Terms of use, 1 January 2020 compared with 21 December 2021")
    expect(page).to_have_title("Terms of use, 1 January 2020 compared with 21 December 2021 – Example Ltd")
    expect(page.get_by_label("Older version")).to_have_value("2020-01-01")
    expect(page.get_by_role("status").first).to_have_text("4 sections differ.")
    assert page.locator(".merged ins, .merged del").count() > 5
    page.locator(".changes").get_by_role("link", name="Complaints").click()
    expect(page.locator("#complaints")).to_be_in_viewport()
    page.reload()
    expect(page.locator("#complaints")).to_be_in_viewport()


def test_back_leads_from_one_pair_to_the_one_before(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/")
    for old, new in PAIRS[:2]:
        choose(page, old, new)
        expect(heading(page)).to_be_focused()
    page.go_back()
    expect(heading(page)).to_contain_text("1 January 2020")
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".comparison")).to_have_count(0)


def test_one_version_is_not_compared_with_itself(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/")
    choose(page, "2020-01-01", "2020-01-01")
    expect(page.get_by_role("status")).to_have_text("Choose two different versions.")


@pytest.mark.parametrize("query", ["?old=2020-01-01", "?old=1999-01-01&new=2021-12-21", "?new=%22%5D"])
def test_an_address_that_names_no_pair_shows_the_choice(page: Page, many_versions: Served, query: str) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/{query}")
    expect(page.get_by_label("Newer version")).to_have_value("2021-12-21")
    expect(page.locator(".comparison")).to_have_count(0)


def test_the_language_switch_keeps_the_pair(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/?old=2020-01-01&new=2021-12-21")
    page.locator("a[data-language-switch]").click()
    expect(heading(page)).to_have_text("Terms of use, 1 januari 2020 jämfört med 21 december 2021")


# What is put together ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_it_reads_as_its_page_would(page: Page, many_versions: Served, every: Served, old: str, new: str) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/?old={old}&new={new}")
    expect(heading(page)).to_be_focused()
    together = told(page)
    page.goto(f"{every.root}{CHANGES}{old}--{new}/")
    assert together == told(page)
    assert together["changes"]
    assert [html for html in together["merged"].values() if "cmp-" in html]


def told(page: Page) -> Any:
    """What a comparison says: its summary, the line of each section that differs, and the texts that changed."""
    return page.evaluate("""() => {
      const words = (element) => element.textContent.split(/\\s+/).filter(Boolean).join(" ");
      const all = (selector) => [...document.querySelectorAll(selector)];
      const changed = all(".compared:has(.merged [class*=cmp-])");
      return {
        versions: all(".compared-versions a").map((link) => [words(link), link.href.split("/").at(-2)]),
        summary: all(".changes").map((list) => words(list.parentElement.querySelector("p:not(.lead)"))),
        changes: all(".change").map(words),
        links: all(".change a").map((link) => link.hash),
        order: all(".compared").map((section) => {
          // What is put together here has no counterpart in another language.
          section.querySelectorAll(".change-language").forEach((link) => link.remove());
          return [section.id, words(section.querySelector(".compared-labels") ?? { textContent: "" })];
        }),
        merged: Object.fromEntries(changed.map((each) => [each.id, each.querySelector(".merged").innerHTML.trim()])),
      };
    }""")


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_it_reads_the_same_from_many_files(
    page: Page, many_versions: Served, divided: Served, old: str, new: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = []
    for served, files in ((many_versions, 1), (divided, 2)):
        asked.clear()
        page.goto(f"{served.root}{CHANGES}compare/?old={old}&new={new}")
        expect(heading(page)).to_be_focused()
        found.append(told(page))
        fetched = [url for url in asked if re.search(r"/[0-9a-f]{16}\.json$", url)]
        assert len(fetched) == len(set(fetched)) >= files
    assert found[0] == found[1]


def test_its_changes_can_be_stepped_through(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/?old=2020-08-28&new=2021-11-21")
    expect(page.get_by_role("button", name="Next change")).to_be_visible()
    page.get_by_role("button", name="Next change").click()
    expect(page.locator(".steps-at")).to_have_text("Change 1 of 2")


def test_no_link_of_it_leads_nowhere(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/?old=2020-01-01&new=2021-12-21")
    expect(heading(page)).to_be_focused()
    targets = page.evaluate("[...document.querySelectorAll('.comparison a[href]')].map((link) => link.href)")
    assert len(targets) > 8
    for target in targets:
        if target.startswith(many_versions.root):
            path, _, fragment = target.removeprefix(many_versions.root).partition("#")
            if "?" in path:
                assert page.locator(f"[id='{fragment}']").count() == 1, target
            else:
                assert many_versions.site.leads_somewhere(path, fragment), target


def test_it_is_accessible(page: Page, many_versions: Served) -> None:
    page.goto(f"{many_versions.root}{CHANGES}compare/?old=2020-01-01&new=2021-12-21")
    expect(heading(page)).to_be_focused()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert axe(page) == [], (scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# When it can't be ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lost", [r"/index\.json$", r"/[0-9a-f]{16}\.json$"])
def test_a_failed_fetch_says_so_and_shows_both_versions(page: Page, many_versions: Served, lost: str) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=500)

    page.route(re.compile(lost), fail)
    page.goto(f"{many_versions.root}{CHANGES}compare/?old=2020-01-01&new=2021-12-21")
    expect(page.locator(".comparison")).to_contain_text("could not be fetched")
    shows_both_versions(page)


def test_more_than_there_are_fragments_for_shows_both_versions(page: Page, many_versions: Served) -> None:
    def without_fragments(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"files": []})

    page.route(re.compile(r"/index\.json$"), without_fragments)
    page.goto(f"{many_versions.root}{CHANGES}compare/?old=2020-01-01&new=2021-12-21")
    expect(page.locator(".comparison")).to_contain_text("so many versions that these two can’t be compared here")
    shows_both_versions(page)


def shows_both_versions(page: Page) -> None:
    expect(heading(page)).to_be_focused()
    texts = [f"site/en/terms-en/{version}/text.md" for version in ("2020-01-01", "2021-12-21")]
    expect(page.locator(".comparison code")).to_have_text(f"lydelse diff {' '.join(texts)}")
    for place, version in enumerate(("2020-01-01", "2021-12-21")):
        expect(page.locator(".compared-versions a").nth(place)).to_have_attribute("href", f"../../{version}/")
    assert axe(page) == []


def test_without_javascript_every_rendered_pair_is_found_by_links(visitors: Visitors, many_versions: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(f"{many_versions.root}{CHANGES}compare/")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("noscript code")).to_contain_text("lydelse diff site/en/terms-en/")
    page.get_by_role("link", name="Compare 1 January 2020 with 1 March 2020").click()
    expect(page).to_have_url(f"{many_versions.root}{CHANGES}2020-01-01--2020-03-01/")
