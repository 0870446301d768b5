"""Scripts, frames and images wait for their category, under a strict Content Security Policy."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from lydelse.banner.snippet import Snippet
from tests.browser.banner.conftest import Visit, until
from tests.browser.banner.web import Web, site

Say = Callable[[str], str]


def stored_anywhere(page: Page) -> list[object]:
    """What a page's visitor has stored, but for the record of the choice."""
    kept = page.evaluate("""async () => [
        ...Object.keys(localStorage).filter((key) => key !== "lydelse-consent"), ...Object.keys(sessionStorage),
        ...(await indexedDB.databases()).map(({ name }) => name)]""")
    return [*(cookie["name"] for cookie in page.context.cookies()), *kept]


def test_nothing_is_fetched_or_stored_before_a_choice(web: Web, shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    expect(page.get_by_role("dialog", name=say("title"))).to_be_visible()
    assert web.tracked() == []
    assert stored_anywhere(page) == []
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("[window.ran, breaches]") == [None, []]


def test_what_is_accepted_runs_in_order_and_once(web: Web, shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    page.get_by_role("button", name=say("accept")).click()
    expect(page.locator("#film")).to_be_visible()
    until(page, "window.ran?.length === 4")
    for title in ("A film", "Another film"):
        expect(page.frame_locator(f"iframe[title='{title}']").get_by_text("A film")).to_be_visible()
    assert sorted(web.tracked()) == [
        *["/frame.html"] * 2,
        *["/pixel.gif"] * 2,
        "/second.js",
        "/tracker.js",
    ]
    page.evaluate("document.body.append(document.createElement('p'))")  # makes the snippet look again
    assert page.evaluate("[window.ran, breaches]") == [["first", "tracker", "second", "last"], []]
    assert {"_pk_id.1", "visits"} <= set(stored_anywhere(page))
    page.reload()
    until(page, "window.ran?.length === 4")
    assert page.evaluate("[ran, breaches]") == [["first", "tracker", "second", "last"], []]
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_comes_later_waits_too(web: Web, shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    frame = f'<iframe src="{web.trackers}/frame.html?later" title="Later"></iframe>'
    late = f'<template data-consent="marketing">{frame}</template>'
    page.evaluate("(html) => document.querySelector('main').insertAdjacentHTML('beforeend', html)", late)
    expect(page.get_by_role("button", name=say("once"))).to_have_count(4)
    page.get_by_role("button", name=say("reject")).click()
    assert web.tracked() == []
    page.evaluate("lydelseConsent.set({marketing: true})")
    expect(page.get_by_title("Later")).to_be_visible()


def test_a_placeholder_says_why_and_lets_in_just_one(web: Web, shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    page.get_by_role("button", name=say("reject")).click()
    placeholders = page.locator("lydelse-consent", has=page.get_by_role("button", name=say("once")))
    expect(placeholders).to_have_count(3)  # none for the pixel that nobody sees
    expect(placeholders.first).to_contain_text("localhost")
    expect(placeholders.first).to_contain_text("Market" if "en" in shop else "Marknadsföring")
    size = placeholders.first.bounding_box()
    assert size is not None
    assert (size["width"], size["height"]) == (420, 200)
    placeholders.first.get_by_role("button", name=say("once")).click()
    expect(page.locator("#film")).to_be_focused()
    expect(placeholders).to_have_count(2)
    expect(page.frame_locator("#film").get_by_text("A film")).to_be_visible()
    assert web.tracked() == ["/frame.html"]
    assert page.evaluate("breaches") == []
    assert page.evaluate("lydelseConsent.get().choices.marketing.granted") is False


def test_nonces_are_kept(web: Web, both: Snippet, visit: Visit) -> None:
    body = '<main><script type="text/plain" data-consent="analytics" nonce="abc">window.ran = 1</script></main>'
    html = site(web, both, "en", body=body).replace("<script>", '<script nonce="abc">')
    page = visit(web.publish("/nonce", html, Content_Security_Policy="default-src 'none'; script-src 'nonce-abc'"))
    page.evaluate("lydelseConsent.set({analytics: true})")
    until(page, "window.ran === 1")


def test_the_other_category_stays_out(web: Web, shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    page.get_by_role("button", name=say("select")).click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name=say("save")).click()
    until(page, "window.ran?.length === 4")
    assert sorted(web.tracked()) == ["/second.js", "/tracker.js"]


def test_without_scripts_nothing_waits_in_vain(web: Web, shop: str, visit: Visit) -> None:
    page = visit(shop, java_script_enabled=False)
    assert web.tracked() == []
    assert page.locator("main").inner_text().split("\n\n") == ["Shop", "Before the film.", "After the film."]
    expect(page.locator("#settings")).to_be_hidden()
    expect(page.locator("lydelse-consent, iframe, img")).to_have_count(0)
