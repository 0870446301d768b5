"""Reading a comparison: the two presentations, the extent, the way from change to change, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Served
from tests.browser.pages.conftest import KINDS
from tests.judges.visitors import Visitors

ADDRESS = "en/privacy-policy/changes/2021-01-01--2023-02-01/"
"""A comparison with sections of every kind, lists and a table."""
PHONE: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture
def url(it_smart: Served) -> str:
    return it_smart.root + ADDRESS


@pytest.fixture
def comparison(page: Page, url: str) -> Page:
    """A comparison in a wide window."""
    page.set_viewport_size(WIDE)
    page.goto(url)
    return page


def shown(page: Page) -> dict[str, int]:
    """How many sections are shown in one column, and how many side by side."""
    return {name: page.locator(f".{name}:visible").count() for name in ("merged", "beside")}


def differing(page: Page) -> int:
    return page.locator(".compared .compared-labels").count()


def test_comparisons_are_among_the_pages_that_are_judged() -> None:
    assert any("--" in address for _, address in KINDS.values())


# How it is shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_presentation_is_shown_at_a_time(visitors: Visitors, url: str, script: bool) -> None:
    page = visitors.visitor(java_script_enabled=script, viewport=WIDE).new_page()
    page.goto(url)
    count = differing(page)
    assert count > 5
    assert shown(page) == {"merged": 0, "beside": count}
    page.get_by_label("In one column").check()
    assert shown(page) == {"merged": count, "beside": 0}
    page.get_by_label("Side by side").check()
    page.set_viewport_size({"width": 800, "height": 600})
    assert shown(page) == {"merged": 0, "beside": count}
    page.get_by_label("By the window’s width").check()
    assert shown(page) == {"merged": count, "beside": 0}


def test_a_phone_shows_one_column_and_offers_no_other(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(url)
    assert shown(page) == {"merged": differing(page), "beside": 0}
    expect(page.get_by_label("Side by side")).to_be_hidden()
    expect(page.get_by_label("The whole text")).to_be_visible()


@pytest.mark.parametrize("extent", ["What changed, in context", "The whole text"])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, url: str, extent: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(url)
    page.get_by_label(extent).check()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.evaluate("scrollTo(1000, 0)")
    assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_what_is_far_from_a_change_is_left_out_until_it_is_asked_for(
    visitors: Visitors, url: str, script: bool
) -> None:
    page = visitors.visitor(java_script_enabled=script, viewport=WIDE).new_page()
    page.goto(url)
    expect(page.locator(".far").first).to_be_hidden()
    expect(page.locator(".left-out").first).to_be_visible()
    page.get_by_label("The whole text").check()
    expect(page.locator(".far").first).to_be_visible()
    expect(page.locator(".left-out").first).to_be_hidden()


def test_the_whole_text_opens_the_unchanged_sections(comparison: Page, it_smart: Served) -> None:
    comparison.goto(it_smart.root + "en/privacy-policy/changes/2018-05-15--2018-06-11/")
    sections = comparison.locator("details.unchanged")
    assert sections.count() > 3
    assert comparison.locator("details.unchanged[open]").count() == 0
    comparison.get_by_label("The whole text").check()
    assert comparison.locator("details.unchanged[open]").count() == sections.count()
    comparison.get_by_label("What changed, in context").check()
    assert comparison.locator("details.unchanged[open]").count() == 0


def test_an_unchanged_section_opens_without_script(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(it_smart.root + "en/privacy-policy/changes/2018-05-15--2018-06-11/")
    section = page.locator("details.unchanged").first
    expect(section.locator(".section-body")).to_be_hidden()
    section.locator("summary").press("Enter")
    expect(section.locator(".section-body")).to_be_visible()


# From change to change ------------------------------------------------------------------------------------------


def status(page: Page) -> Locator:
    return page.locator("[data-comparison-steps] [role=status]")


def position(page: Page) -> tuple[int, int]:
    """Which change the announcement names, and of how many."""
    match = re.fullmatch(r"Change (\d+) of (\d+)", status(page).inner_text())
    assert match, status(page).inner_text()
    return int(match[1]), int(match[2])


def assert_focus_is_on_a_change_in_view(page: Page) -> None:
    focus = page.locator(":focus")
    assert focus.evaluate("element => Boolean(element.closest('.compared'))")
    expect(focus).to_be_in_viewport()
    bar = page.locator("[data-comparison-steps]").bounding_box()
    box = focus.bounding_box()
    assert bar is not None
    assert box is not None
    assert box["y"] + box["height"] > bar["y"] + bar["height"], "the bar hides it"


def step_by_button(page: Page, step: int) -> None:
    page.get_by_role("button", name="Next change" if step > 0 else "Previous change").click()


def step_by_key(page: Page, step: int) -> None:
    page.keyboard.press("Alt+ArrowDown" if step > 0 else "Alt+ArrowUp")


@pytest.mark.parametrize(("step", "presentation"), [(step_by_button, "In one column"), (step_by_key, "Side by side")])
def test_the_way_leads_through_every_change_and_back(
    comparison: Page, it_smart: Served, step: Callable[[Page, int], None], presentation: str
) -> None:
    comparison.goto(it_smart.root + "en/privacy-policy/changes/2025-05-12--2027-03-01/")
    comparison.get_by_label(presentation).check()
    match = re.fullmatch(r"Changes: (\d+)", status(comparison).inner_text())
    assert match
    count = int(match[1])
    assert count > 10
    for number in range(1, count + 1):
        step(comparison, 1)
        assert position(comparison) == (number, count)
        assert_focus_is_on_a_change_in_view(comparison)
        comparison.evaluate(
            "document.activeElement.dataset.come = Number(document.activeElement.dataset.come ?? 0) + 1"
        )
    assert comparison.locator("[data-come='1']").count() == count, "each change once"
    differing_sections = comparison.locator(".compared:has(.compared-labels)").count()
    assert comparison.locator(".compared:is([data-come], :has([data-come]))").count() == differing_sections
    step(comparison, 1)
    assert position(comparison) == (1, count)
    step(comparison, -1)
    assert position(comparison) == (count, count)
    step(comparison, -1)
    assert position(comparison) == (count - 1, count)


def test_the_announcement_is_polite(comparison: Page) -> None:
    assert status(comparison).get_attribute("aria-live") in (None, "polite")
    expect(status(comparison)).to_have_attribute("role", "status")
    step_by_key(comparison, 1)
    assert status(comparison).evaluate("element => element !== document.activeElement")


def test_the_way_begins_where_the_reader_is(comparison: Page) -> None:
    comparison.locator("#cookies").evaluate("element => element.scrollIntoView()")
    step_by_button(comparison, 1)
    here = comparison.locator(":focus").evaluate("element => element.closest('.compared').id")
    assert here == "cookies"


def test_coming_to_the_buttons_by_keyboard_leaves_the_text_where_it_is(comparison: Page) -> None:
    comparison.locator("#cookies").evaluate("element => element.scrollIntoView()")
    before = comparison.evaluate("scrollY")
    comparison.get_by_role("button", name="Previous change").focus()
    comparison.keyboard.press("Tab")
    expect(comparison.get_by_role("button", name="Next change")).to_be_focused()
    assert comparison.evaluate("scrollY") == before > 0


def test_an_arrow_alone_is_left_to_the_page(comparison: Page) -> None:
    before = status(comparison).inner_text()
    comparison.keyboard.press("ArrowDown")
    comparison.keyboard.press("Control+Alt+ArrowDown")
    assert status(comparison).inner_text() == before


def test_without_script_there_are_no_steps(visitors: Visitors, url: str) -> None:
    page = visitors.visitor(java_script_enabled=False, viewport=WIDE).new_page()
    page.goto(url)
    expect(page.locator("[data-comparison-steps]")).to_be_hidden()


def test_a_comparison_without_changes_has_nothing_to_choose(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + "en/privacy-policy/changes/2026-10-01--now/")
    expect(page.locator(".lead")).to_be_visible()
    assert page.locator("main input, main button").count() == 0


# Where links lead -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_the_summary_leads_to_the_sections(page: Page, url: str, viewport: ViewportSize) -> None:
    page.set_viewport_size(viewport)
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    page.locator("header .changes").get_by_role("link", name="Cookies", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"#cookies$"))
    expect(page.locator("#cookies .compared-labels")).to_be_in_viewport()


def test_the_language_switch_keeps_the_comparison_and_the_section(comparison: Page, url: str) -> None:
    comparison.goto(f"{url}#recipients")
    switch = comparison.locator("a[data-language-switch]")
    expect(switch).to_have_attribute("href", re.compile(r"#recipients$"))
    switch.press("Enter")
    expect(comparison).to_have_url(re.compile(r"/sv/integritetspolicy/andringar/2021-01-01--2023-02-01/#recipients$"))
    expect(comparison.locator("#recipients .compared-labels")).to_be_in_viewport()


@pytest.mark.parametrize("presentation", ["In one column", "Side by side"])
def test_a_place_within_a_section_leads_to_the_section(comparison: Page, it_smart: Served, presentation: str) -> None:
    places = [name for name in it_smart.site.pages[ADDRESS].anchors if re.match(r"[a-z-]+--", name)]
    assert "purposes--website" in places
    comparison.get_by_label(presentation).check()
    for place in places:
        comparison.evaluate("place => { location.hash = place; }", place)
        expect(comparison.locator(f"#{place.partition('--')[0]} .compared-labels")).to_be_in_viewport()


# On paper -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("presentation", ["By the window’s width", "Side by side"])
def test_paper_has_one_column_and_nothing_to_press(comparison: Page, presentation: str) -> None:
    comparison.get_by_label(presentation).check()
    comparison.emulate_media(media="print")
    assert shown(comparison) == {"merged": differing(comparison), "beside": 0}
    expect(comparison.locator("[data-comparison-steps]")).to_be_hidden()
    expect(comparison.locator(".comparison-controls")).to_be_hidden()
    marks = comparison.evaluate("""() => [...document.querySelectorAll(".merged ins, .merged del")].map((mark) =>
        mark.localName + " " + getComputedStyle(mark).textDecorationLine)""")
    assert set(marks) == {"ins underline", "del line-through"}
