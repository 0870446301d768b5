"""What a page, a browser or a person may do without the banner failing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from lydelse.banner.snippet import Snippet, snippet
from tests.banner.requests import MARKETING, consent, request
from tests.browser.banner.conftest import LANGUAGES, Visit, until
from tests.browser.banner.test_choices import choices
from tests.browser.banner.web import Web, site
from tests.judges.axe import axe

Say = Callable[[str], str]
HOSTILE_STYLE = """<style>
* { all: unset !important; }
div, p, button, lydelse-consent { display: none !important; color: red !important; font-size: 2px !important; }
html { font-size: 3px; transform: scale(1.01); overflow: hidden; filter: blur(0); }
#cover { display: block !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important;
  background: black !important; }
</style>"""
_HOSTILE_BODY = '<main id="h"><h1 id="dialog">Hostile</h1><div id="cover" class="s">x</div></main>'
HOSTILE_TEXT = "</script><script>window.broken = 1</script><b>&amp;\u2028`${broken = 1}`\\' \"*"
FOCUSED = """() => { const active = document.activeElement;
  const inner = active.shadowRoot?.activeElement;
  return active === document.body ? "body" : (inner || active).textContent.trim() || active.id; }"""


def test_blocked_storage_is_a_refusal(web: Web, shop: str, visit: Visit, say: Say) -> None:
    blocked = """for (const area of ["localStorage", "sessionStorage", "indexedDB"])
        Object.defineProperty(window, area, {get() { throw new DOMException("blocked", "SecurityError"); }});
        Object.defineProperty(Document.prototype, "cookie", {get: () => "", set() {}});"""
    page = visit(shop, blocked)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert web.tracked() == []
    page.locator("#settings").click()
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name=say("save")).click()
    expect(page.locator("#film")).to_be_visible()
    page.reload()
    expect(page.locator("#film")).to_have_count(0)


@pytest.mark.parametrize("record", ["nonsense", "[]", '{"choices": 1}', '{"choices": {"analytics": {"granted": 1}}}'])
def test_a_broken_record_is_none(shop: str, visit: Visit, say: Say, record: str) -> None:
    page = visit(shop, f"if (location.hostname === '127.0.0.1') localStorage['lydelse-consent'] = '{record}'")
    expect(page.get_by_role("dialog", name=say("title"))).to_be_visible()
    assert page.evaluate("window.ran") is None


def test_hostile_styles_do_no_harm(web: Web, both: Snippet, visit: Visit) -> None:
    plain = visit(web.publish("/plain", site(web, both, "sv", body="<main></main>")))
    hostile = visit(web.publish("/hostile", site(web, both, "sv", body=_HOSTILE_BODY, head=HOSTILE_STYLE)))
    looks = """(banner) => { const style = getComputedStyle(banner); const box = banner.getBoundingClientRect();
        return [style.color, style.backgroundColor, style.font, box.x, box.y, box.width, box.height]; }"""
    strings = request(consent()).strings["sv"]
    banners = [page.get_by_role("dialog", name=strings.say("banner_title")) for page in (plain, hostile)]
    assert banners[0].evaluate(looks) == banners[1].evaluate(looks)
    hostile.get_by_role("button", name=strings.say("banner_select")).click()  # not covered by anything
    hostile.get_by_role("button", name=strings.say("banner_reject")).click()
    expect(hostile.get_by_role("dialog")).to_have_count(0)


def test_hostile_texts_do_no_harm(web: Web, visit: Visit) -> None:
    words = dict.fromkeys(LANGUAGES, HOSTILE_TEXT)
    category = replace(MARKETING, title=words, purpose=words)
    made = snippet(request(consent((category,), ())), LANGUAGES)
    page = visit(web.publish("/texts", site(web, made, "sv")))
    expect(page.get_by_role("dialog")).to_contain_text(HOSTILE_TEXT.replace("\u2028", " "))
    assert page.evaluate("window.broken") is None


def test_the_keyboard_reaches_everything(shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    assert page.evaluate(FOCUSED) == "body"  # the banner doesn't take the focus
    found = []
    for _ in range(5):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    assert found == [say("policy"), say("accept"), say("reject"), say("select"), "Start"]  # and doesn't keep it
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=say("settings"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name=say("title"))).to_be_visible()
    assert page.evaluate(FOCUSED) == say("select")
    page.keyboard.press("Shift+Tab")
    outline = "() => getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.locator("#settings").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#settings")).to_be_focused()


def test_escape_puts_the_banner_aside_without_a_choice(shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    page.get_by_role("button", name=say("reject")).focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("[document.activeElement.tagName, lydelseConsent.get()]") == ["MAIN", None]
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_nothing_stays_hidden_behind_the_banner(shop: str, visit: Visit) -> None:
    for size in ({"width": 1280, "height": 600}, {"width": 320, "height": 256}):
        page = visit(shop, viewport=size)
        page.locator("#settings").wait_for()
        for element in ("#settings", "#last-link", "#first-link", "#settings"):
            page.locator(element).focus()
            page.wait_for_timeout(50)
            over = """(element) => { const box = element.getBoundingClientRect();
                return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === element; }"""
            assert page.locator(element).evaluate(over), (element, size)


def test_nothing_moves_when_it_appears(web: Web, both: Snippet, visit: Visit) -> None:
    observe = """window.moved = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved += entry.value; })
        .observe({type: "layout-shift", buffered: true});"""
    page = visit(web.publish("/still", site(web, both, "sv")), observe)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("moved") == 0


def test_it_leaves_the_page_alone(web: Web, shop: str, visit: Visit) -> None:
    page = visit(shop)
    assert [path for path in web.asked if "favicon" not in path] == [f"127.0.0.1/{shop.rpartition('/')[2]}"]
    styled = "(all) => all.filter((each) => each.hasAttribute('style')).length"
    assert page.locator("lydelse-consent, lydelse-consent *").evaluate_all(styled) == 0
    added = page.evaluate("Object.keys(window).filter((name) => /lydelse|dataLayer/.test(name))")
    assert set(added) == {"lydelseConsent", "dataLayer"}
    animated = "document.getAnimations().length"
    assert page.evaluate(animated) == 0
    page.emulate_media(media="print")
    expect(page.locator("lydelse-consent >> [popover]")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_two_copies_are_one(web: Web, both: Snippet, visit: Visit) -> None:
    page = visit(web.publish("/twice", site(web, both, "en", head=both.html)))
    expect(page.get_by_role("dialog")).to_have_count(1)
    until(page, "heard.length === 1")


def test_another_language_gets_the_first(web: Web, both: Snippet, visit: Visit) -> None:
    for lang, title in (("sv-FI", "kakor"), ("en-US", "cookies"), ("fi", "kakor"), ("", "kakor")):
        page = visit(web.publish("/lang", site(web, both, lang, body="<main></main>")))
        expect(page.get_by_role("dialog")).to_contain_text(title)


MODES: Mapping[str, Mapping[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(shop: str, visit: Visit, say: Say, mode: str) -> None:
    page = visit(shop, choices(granted=False, days=200), reduced_motion="reduce", bypass_csp=True, **MODES[mode])
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        page.reload()
        judged(page, say("title"))
        assert (
            page.evaluate("document.documentElement.scrollWidth <= innerWidth") or width < 440
        )  # the frames' own width
        page.get_by_role("button", name=say("select")).click()
        judged(page, say("settings"))
        page.keyboard.press("Escape")


def judged(page: Page, dialog: str) -> None:
    expect(page.get_by_role("dialog", name=dialog)).to_be_visible()
    expect(page.locator("lydelse-consent")).to_have_count(4)  # placeholders are judged, too
    assert axe(page) == []
