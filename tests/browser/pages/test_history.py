"""The time line, the table of sections and versions, two languages side by side, and a section's wordings in a window:
on a phone, wide, by keyboard, on paper, and without JavaScript."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Served
from tests.judges.visitors import Visitors
from tests.preview.running import until

PHONE: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1440, "height": 900}
BESIDE = "sv/integritetspolicy/2026-10-01/sv-en/"
MANY = "en/terms-en/changes/"


def opened(page: Page, served: Served, address: str, viewport: ViewportSize) -> Page:
    """The changelog at an address with its tables open."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(viewport)
    page.goto(served.root + address)
    for box in page.locator(".timeline-table summary, .matrix-box summary").all():
        box.press("Enter")
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def box(page: Page, selector: str) -> Any:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


# The time line and the table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_open_tables_never_widen_the_page(page: Page, many_versions: Served, viewport: ViewportSize) -> None:
    opened(page, many_versions, MANY, viewport)
    assert fits(page)


def test_the_table_scrolls_by_keyboard_and_its_heads_stay(page: Page, many_versions: Served) -> None:
    opened(page, many_versions, MANY, PHONE)
    frame = page.get_by_role("group", name="What each version changed, section by section")
    frame.focus()
    before = box(page, ".matrix tbody th")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    until(lambda: page.evaluate("document.querySelector('.matrix').scrollLeft > 100"))
    assert abs(box(page, ".matrix tbody th")["x"] - before["x"]) < 1
    frame.evaluate("frame => { frame.scrollTop = 60; }")
    assert abs(box(page, ".matrix thead th")["y"] - box(page, ".matrix")["y"]) < 3


def test_a_focused_cell_is_not_behind_the_heads(page: Page, many_versions: Served) -> None:
    opened(page, many_versions, MANY, PHONE)
    for place in (-1, 0):
        link = page.locator(".matrix tbody tr").nth(1).locator("td a").nth(place)
        link.focus()
        seen = link.evaluate("""link => { const b = link.getBoundingClientRect();
            return link.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)); }""")
        assert seen


def test_a_cell_leads_to_the_change(page: Page, it_smart: Served) -> None:
    opened(page, it_smart, "en/privacy-policy/changes/", WIDE)
    page.locator(".matrix tbody tr", has_text="Cookies").get_by_role("link", name="Changed").first.press("Enter")
    expect(page).to_have_url(re.compile(r"/changes/2026-10-01--2027-03-01/#cookies$"))
    expect(page.locator("#cookies")).to_be_in_viewport()


def test_the_words_of_the_picture_keep_their_size_and_stay_apart(page: Page, many_versions: Served) -> None:
    page.goto(many_versions.root + MANY)
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        for selector in (".timeline-label", ".timeline-tick"):
            boxes = page.evaluate(
                """selector => [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect())
                    .filter((each) => each.width).map((each) => [each.left, each.right, each.height])
                    .sort((one, other) => one[0] - other[0])""",
                selector,
            )
            assert boxes[0][2] > 10
            assert boxes[0][0] >= 0
            assert boxes[-1][1] <= width
            for (_, end, _), (start, _, _) in pairwise(boxes):
                assert start > end, (width, selector)


def test_the_picture_is_seen_in_forced_colours(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(forced_colors="active", color_scheme="dark").new_page()
    page.goto(it_smart.root + "en/privacy-policy/changes/")
    fills = page.evaluate("""() => [...document.querySelectorAll(".timeline-picture .period")]
        .map((each) => getComputedStyle(each).fill + getComputedStyle(each).strokeDasharray)""")
    assert len(set(fills)) == len({"was in force", "in force now", "takes effect"})


# Two languages side by side -------------------------------------------------------------------------------------


def test_blocks_stand_beside_each_other_or_under_each_other(page: Page, it_smart: Served) -> None:
    page.set_viewport_size(WIDE)
    page.goto(it_smart.root + BESIDE)
    edges = """() => [...document.querySelectorAll(".parallel-section .facing")].map((row) =>
        [...row.children].map((cell) => cell.getBoundingClientRect()))
        .map(([one, other]) => [one.right <= other.left, one.top === other.top, one.bottom <= other.top])"""
    assert {tuple(row[:2]) for row in page.evaluate(edges)} == {(True, True)}
    page.set_viewport_size(PHONE)
    page.reload()
    assert {row[2] for row in page.evaluate(edges)} == {True}
    assert fits(page)


def test_the_switch_keeps_the_section_and_the_pair(page: Page, it_smart: Served) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{it_smart.root}{BESIDE}#rights")
    switch = page.locator("a[data-language-switch]")
    expect(switch).to_have_attribute("href", re.compile(r"#rights$"))
    switch.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/privacy-policy/2026-10-01/en-sv/#rights$"))
    expect(page.locator("#rights h2").first).to_be_in_viewport()


def test_from_what_holds_to_the_same_section_in_both_languages(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(it_smart.root + "sv/integritetspolicy/")
    page.locator("#rights").get_by_role("link", name="Bredvid engelska").press("Enter")
    expect(page).to_have_url(re.compile(r"/2026-10-01/sv-en/#rights$"))
    expect(page.locator("#rights [lang=en]").first).to_be_in_viewport()


def test_paper_has_both_columns(page: Page, it_smart: Served) -> None:
    page.set_viewport_size({"width": 660, "height": 900})
    page.goto(it_smart.root + BESIDE)
    page.emulate_media(media="print")
    one, other = (page.locator(f"#rights .facing > div:nth-child({place})").first for place in (1, 2))
    boxes = [each.bounding_box() for each in (one, other)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]


# A section's wordings -------------------------------------------------------------------------------------------


def test_from_the_margin_to_what_changed(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(it_smart.root + "en/privacy-policy/")
    page.locator("#cookies .since").get_by_role("link").press("Enter")
    expect(page).to_have_url(re.compile(r"/sections/cookies/#2026-10-01$"))
    expect(page.locator("[id='2026-10-01'] h2").first).to_be_in_viewport()
    assert page.locator("[id='2026-10-01'] .merged ins").count() > 0


def test_only_what_changed_can_be_shown(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + "en/privacy-policy/sections/cookies/")
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.get_by_label("What changed, in context").check()
    assert page.evaluate("document.documentElement.scrollHeight") < whole
