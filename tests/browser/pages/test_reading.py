"""Reading a page on a phone, with larger spacing, by keyboard, on paper, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Served
from tests.judges.paper import printed
from tests.judges.visitors import Visitors
from tests.sites import AS_OF

PHONE: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1440, "height": 900}

SPACING = """
* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }
"""
"""The text spacing that WCAG 2.2, 1.4.12, says a page has to bear."""

_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element && (["auto", "scroll"].includes(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement));
  const hidden = (element) => getComputedStyle(element).clipPath !== "none";
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element) && !hidden(element))
    .map((element) => element.outerHTML.slice(0, 100))
    .concat(document.documentElement.scrollWidth > width ? ["the page scrolls"] : []);
}"""
"""What is wider than the window, but for what scrolls in a box of its own."""


_COVERED = """() => {
  const focused = document.activeElement;
  const points = [...focused.getClientRects()].flatMap((box) => [0.2, 0.5, 0.8].flatMap((across) =>
    [0.2, 0.5, 0.8].map((down) => [box.left + box.width * across, box.top + box.height * down])));
  const covers = ([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return found && !focused.contains(found) && !found.contains(focused) ? [found.outerHTML.slice(0, 80)] : [];
  };
  return focused === document.body ? null : [focused.outerHTML.slice(0, 120), [...new Set(points.flatMap(covers))]];
}"""
"""What has the focus, and what lies on it; nothing at the end of the page."""


_LAY_OVER = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def lay_over(page: Page, css: str) -> None:
    """Give a page a style of the reader's, as browsers do: past the page's policy."""
    page.evaluate(_LAY_OVER, css)


# On a phone ----------------------------------------------------------------------------------------------------


def test_nothing_scrolls_sideways_on_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(url)
    assert page.evaluate(_OVERFLOW) == []
    lay_over(page, SPACING)
    assert page.evaluate(_OVERFLOW) == []


def test_nothing_is_cut_off_with_large_text(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 640, "height": 640})
    page.goto(url)
    lay_over(page, "html { font-size: 200% !important; }")
    assert page.evaluate(_OVERFLOW) == []


# By keyboard ---------------------------------------------------------------------------------------------------


def test_the_first_stop_skips_to_the_content(page: Page, url: str) -> None:
    page.goto(url)
    page.keyboard.press("Tab")
    if url.endswith("/demonstration/"):  # where the banner stands, it comes first
        while page.evaluate("document.activeElement.localName") == "lydelse-consent":
            page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.locator(".skip-link").bounding_box() is not None
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"


@pytest.mark.parametrize(("key", "window"), [("Tab", WIDE), ("Shift+Tab", PHONE)])
def test_nothing_lies_on_what_has_the_focus(page: Page, url: str, key: str, window: ViewportSize) -> None:
    page.set_viewport_size(window)
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    page.evaluate("""() => {
        document.querySelector("lydelse-consent")?.remove();  // has tests of its own
        for (const each of document.querySelectorAll("details")) each.open = true;
    }""")
    stops = 0
    while stops < 150:
        page.keyboard.press(key)
        found = page.evaluate(_COVERED)
        if found is None:
            break
        assert found[1] == [], found[0]
        stops += 1
    assert stops > 1


def test_focus_is_seen_at_every_stop(page: Page, it_smart: Served) -> None:
    page.set_viewport_size(WIDE)
    page.emulate_media(reduced_motion="reduce")
    page.goto(it_smart.root + "sv/integritetspolicy/")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        outline, top, bottom = page.evaluate("""() => {
            const element = document.activeElement, style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return [style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), box.top, box.bottom];
        }""")
        stop = page.evaluate("document.activeElement.outerHTML")
        assert outline >= 2, stop
        assert bottom > 0, stop
        assert top < WIDE["height"], stop
        stops.append(stop)
    assert len(set(stops)) > 50


def test_the_contents_lead_to_their_sections(page: Page, it_smart: Served) -> None:
    page.set_viewport_size(WIDE)
    page.goto(it_smart.root + "en/privacy-policy/")
    page.locator(".contents").get_by_role("link", name="Cookies", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"#cookies$"))
    expect(page.locator("#cookies .section-title")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.section').id") == "cookies"


def test_the_contents_open_by_keyboard_on_a_phone(page: Page, it_smart: Served) -> None:
    page.set_viewport_size(PHONE)
    page.goto(it_smart.root + "en/privacy-policy/")
    entry = page.locator(".contents").get_by_role("link", name="Cookies", exact=True)
    expect(entry).not_to_be_visible()
    page.locator(".contents summary").press("Enter")
    expect(entry).to_be_visible()


# Anchors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("anchor", ["rights", "complaints", "introduction", "third-party-links"])
def test_an_address_with_a_section_opens_there(
    page: Page, it_smart: Served, viewport: ViewportSize, anchor: str
) -> None:
    page.set_viewport_size(viewport)
    page.goto(f"{it_smart.root}en/privacy-policy/#{anchor}")
    top, distance_to_end = page.evaluate("""() => new Promise((resolve) => requestAnimationFrame(() => {
        const top = document.getElementById(location.hash.slice(1)).getBoundingClientRect().top;
        resolve([top, document.documentElement.scrollHeight - innerHeight - scrollY]);
    }))""")
    assert -1 <= top < viewport["height"] / 4 or distance_to_end < 2


def test_an_entry_of_the_changelog_can_be_linked_to(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + "en/privacy-policy/changes/#2020-02-01")
    expect(page.locator("[id='2020-02-01'] .entry-title")).to_be_in_viewport()


# In the other language -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["en/privacy-policy/", "en/privacy-policy/2018-05-15/"])
def test_the_language_switch_keeps_the_section(page: Page, it_smart: Served, address: str) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{it_smart.root}{address}#recipients")
    switch = page.locator("a[data-language-switch]")
    expect(switch).to_have_attribute("href", re.compile(r"#recipients$"))
    switch.press("Enter")
    expect(page).to_have_url(re.compile(r"/sv/integritetspolicy/.*#recipients$"))
    expect(page.locator("#recipients .section-title")).to_be_in_viewport()


def test_the_language_switch_keeps_the_section_that_is_scrolled_to(page: Page, it_smart: Served) -> None:
    page.set_viewport_size(WIDE)
    page.goto(it_smart.root + "en/privacy-policy/")
    page.locator("#retention").evaluate("element => element.scrollIntoView()")
    expect(page.locator("a[data-language-switch]")).to_have_attribute("href", re.compile(r"#retention$"))
    expect(page.locator(".contents a[aria-current='true']")).to_have_attribute("href", "#retention")


# Without JavaScript --------------------------------------------------------------------------------------------


def test_everything_can_be_read_without_javascript(visitors: Visitors, url: str) -> None:
    with_script, without = (visitors.visitor(java_script_enabled=on).new_page() for on in (True, False))
    with_script.clock.set_fixed_time(f"{AS_OF}T12:00:00Z")  # the day of the sites: nothing on them is overdue
    with_script.goto(url)
    without.goto(url)
    # What only works with a script is shown by it, and what stands there instead of it isn't.
    scripted = "[data-comparison-steps], [data-chooser], [data-copy], [data-consent-open], [data-search], .cite"
    for page, alone in ((with_script, scripted), (without, "noscript")):
        page.locator(alone).evaluate_all("all => all.forEach((each) => each.remove())")
    text = without.locator("body").inner_text()
    assert text.split() == with_script.locator("body").inner_text().split()
    assert len(text) > 100


def test_without_javascript_each_section_leads_to_its_translation(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(java_script_enabled=False, viewport=WIDE).new_page()
    page.goto(it_smart.root + "en/privacy-policy/")
    page.locator("#cookies").get_by_role("link", name="På svenska").click()
    expect(page).to_have_url(re.compile(r"/sv/integritetspolicy/#cookies$"))
    expect(page.locator("#cookies .section-title")).to_be_in_viewport()


def test_a_former_address_leads_on_without_javascript(visitors: Visitors, three_languages: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(three_languages.root + "sv/avtal/2025-01-01/")
    expect(page).to_have_url(three_languages.root + "sv/villkor/2025-01-01/")


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("sv/avtal/2025-01-01/#rights", "sv/villkor/2025-01-01/#rights"),
        (
            "en/agreement/changes/compare/?old=2024-01-01&new=2025-01-01",
            "en/terms/changes/2024-01-01--2025-01-01/",
        ),
    ],
)
def test_a_former_address_leads_to_what_was_asked_for_there(
    page: Page, three_languages: Served, former: str, present: str
) -> None:
    page.goto(three_languages.root + former)
    expect(page).to_have_url(three_languages.root + present)


def test_an_address_that_leads_nowhere_shows_the_way_back(page: Page, three_languages: Served) -> None:
    page.goto(three_languages.root + "en/terms/1999-01-01/nothing/")
    expect(page.locator("h1")).to_have_text("Sidan finns inte")
    page.locator("main [lang=de] a").click()
    expect(page).to_have_url(three_languages.root + "de/")


# Weight --------------------------------------------------------------------------------------------------------


def test_what_holds_is_light(it_smart: Served) -> None:
    files = it_smart.site.files
    for address in ("sv/integritetspolicy/", "en/privacy-policy/"):
        page = it_smart.site.pages[address]
        loaded = page.document.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
        weights = {target: len(files[page.resolve(target)[0]]) for target in loaded}
        assert len(files[f"{address}index.html"]) + sum(weights.values()) < 50_000, weights
        assert sum(weight for target, weight in weights.items() if target.endswith(".js")) < 5_000


def test_a_page_asks_for_what_it_names_and_nothing_in_it_moves(visitors: Visitors, it_smart: Served) -> None:
    for address in ("sv/integritetspolicy/", "en/privacy-policy/"):
        page = visitors.visitor(viewport={"width": 412, "height": 823}).new_page()
        page.add_init_script(_WATCH_MOVES)
        page.goto(it_smart.root + address, wait_until="networkidle")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("moved") == 0
        loaded = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
        document = it_smart.site.pages[address].document
        named = document.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert set(loaded) <= {urljoin(it_smart.root + address, target) for target in named}


_WATCH_MOVES = """window.moved = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) moved += entry.value; }).observe({type: "layout-shift", buffered: true});"""
"""Adds up Chromium's measure of how much of the window moved how far without being asked to (layout shift)."""


# On paper ------------------------------------------------------------------------------------------------------


def test_paper_has_every_word_of_the_sections_and_nothing_to_click_on(
    page: Page, it_smart: Served, tmp_path: Path
) -> None:
    page.goto(it_smart.root + "sv/integritetspolicy/")
    told = page.locator(".section-title, .section-body").all_text_contents()
    text = printed(page, tmp_path)
    words = _letters(text)
    assert len(told) > 15
    for part in told:
        for word in part.split():
            assert _letters(word) in words
    for gone in ("Hoppa till innehållet", "Mer om policyn", "Alla versioner och ändringar", "English"):
        assert gone not in text
    assert "Gäller från" in text


def test_every_sheet_of_paper_tells_which_version_it_is_and_where(page: Page, it_smart: Served, tmp_path: Path) -> None:
    page.goto(it_smart.root + "sv/integritetspolicy/")
    *sheets, rest = printed(page, tmp_path).split("\f")
    assert len(sheets) > 3
    assert rest == ""
    for number, sheet in enumerate(sheets, start=1):
        foot = " ".join(sheet.split()[-20:])
        assert "Integritetspolicy, versionen från 1 oktober 2026" in foot
        assert "https://policy.it-smart.example/sv/integritetspolicy/2026-10-01/" in foot
        assert f"{number}/{len(sheets)}" in foot.replace(" / ", "/")


def test_paper_writes_out_an_address_that_no_word_tells(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + "sv/integritetspolicy/")
    page.emulate_media(media="print")
    link = page.locator('.section-body a[href^="http"]').first
    content = "(link) => getComputedStyle(link, '::after').content"
    assert link.evaluate(content) == "none", "its words are the address"
    link.evaluate("(link) => link.removeAttribute('class')")
    assert f"<{link.get_attribute('href')}>" in link.evaluate(content)


def test_paper_has_the_whole_of_the_changelog(page: Page, it_smart: Served, tmp_path: Path) -> None:
    page.goto(it_smart.root + "en/privacy-policy/changes/")
    told = page.locator(".entry-title, .entry-summary, .change").all_text_contents()
    words = _letters(printed(page, tmp_path))
    for word in " ".join(told).split():
        assert _letters(word) in words


def _letters(text: str) -> str:
    """Letters and digits alone: a line break can divide a word anywhere."""
    return re.sub(r"[\W_]", "", text)


# When a day has come -------------------------------------------------------------------------------------------


def test_a_page_that_nobody_built_again_says_that_another_version_holds(page: Page, it_smart: Served) -> None:
    page.clock.set_fixed_time("2027-02-28T22:59:59Z")
    page.goto(it_smart.root + "en/privacy-policy/")
    expect(page.locator(".notice-upcoming")).to_contain_text("It takes effect on 1 March 2027.")
    page.clock.set_fixed_time("2027-02-28T23:00:00Z")  # midnight in Stockholm
    page.reload()
    expect(page.locator(".notice-upcoming")).to_have_count(0)
    expect(page.locator(".notice-superseded")).to_contain_text("A newer version has been in force since 1 March 2027.")
    page.goto(it_smart.root + "sv/integritetspolicy/2027-03-01/")
    expect(page.locator(".notice-superseded")).to_contain_text("Den här versionen gäller sedan 1 mars 2027.")


# References ----------------------------------------------------------------------------------------------------


def test_a_reference_to_a_section_is_copied_by_keyboard(page: Page, it_smart: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(it_smart.root + "sv/integritetspolicy/")
    button = page.locator("#cookies").get_by_role("button", name="Kopiera hänvisning: Cookies")
    button.press("Enter")
    expect(page.locator("#cookies").get_by_role("status")).to_have_text("Kopierat")
    expected = (
        f"Integritetspolicy, version 2026-10-01, Cookies, {it_smart.root}sv/integritetspolicy/2026-10-01/#cookies"
    )
    assert page.evaluate("navigator.clipboard.readText()") == expected
    page.locator("#introduction").get_by_role("button").click()
    expected = f"Integritetspolicy, version 2026-10-01, {it_smart.root}sv/integritetspolicy/2026-10-01/#introduction"
    assert page.evaluate("navigator.clipboard.readText()") == expected


def test_without_javascript_there_is_no_button_that_does_nothing(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(it_smart.root + "sv/integritetspolicy/")
    expect(page.locator(".cite")).to_have_count(0)
