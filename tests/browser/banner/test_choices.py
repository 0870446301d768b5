"""What a person chooses: how it is asked, remembered, withdrawn, told to others, and asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Locator, expect

from lydelse.banner.snippet import Snippet, snippet
from lydelse.model import VersionId
from tests.banner.requests import CURRENT, FIRST, consent, request
from tests.browser.banner.conftest import LANGUAGES, TRACKED, Visit, until
from tests.browser.banner.test_waiting import stored_anywhere
from tests.browser.banner.web import Web, site

Say = Callable[[str], str]
DAY = 86_400_000
_LOOKS = """(button) => { const style = getComputedStyle(button); const box = button.getBoundingClientRect();
  return [button.parentNode.children.length, ...[box.width, box.height, box.top].map(Math.round),
    style.color, style.backgroundColor, style.font, style.border, style.opacity]; }"""


def looks(button: Locator) -> list[object]:
    """How a button looks, and in what company it stands."""
    found: list[object] = button.evaluate(_LOOKS)
    return found


def choices(granted: bool, version: VersionId = CURRENT, days: float = 1) -> str:
    """A script that lets a page find a record of choices made some days ago."""
    each = f"{{granted: {str(granted).lower()}, version: '{version}', time: Date.now() - {days * DAY}}}"
    # Frames of other hosts, and the empty page before, find no storage.
    return f"""if (location.hostname === "127.0.0.1") localStorage["lydelse-consent"] ||= JSON.stringify(
        {{id: "1", choices: {{analytics: {each}, marketing: {each}}}}});"""


def test_both_answers_stand_alike_on_the_first_layer(shop: str, visit: Visit, say: Say) -> None:
    for width in (320, 1280):
        page = visit(shop, viewport={"width": width, "height": 700})
        banner = page.get_by_role("dialog", name=say("title"))
        accept, reject = (banner.get_by_role("button", name=say(name)) for name in ("accept", "reject"))
        assert looks(accept) == looks(reject)
        for text in ("Statisti", "sidor som läses" if "sv" in shop else "pages are read", say("withdrawal")):
            expect(banner).to_contain_text(text)
        expect(banner.get_by_role("link")).to_have_attribute("href", f"https://policy.example.com/{_policy(shop)}/")
        expect(page.get_by_role("checkbox")).to_have_count(0)
        page.get_by_role("button", name=say("select")).click()
        settings = page.get_by_role("dialog", name=say("settings"))
        assert settings.get_by_role("checkbox", checked=True).count() == 0
        assert settings.get_by_role("checkbox").count() == 2
        expect(settings).to_contain_text("fr (facebook.com)")
        both = [settings.get_by_role("button", name=say(name)) for name in ("accept", "reject")]
        assert looks(both[0]) == looks(both[1])


def _policy(url: str) -> str:
    return "sv/integritetspolicy" if "sv" in url else "en/privacy-policy"


def test_a_refusal_is_remembered(web: Web, shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    page.get_by_role("button", name=say("reject")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert web.tracked() == []
    assert stored_anywhere(page) == []


def test_withdrawal_takes_two_steps_and_clears(web: Web, both: Snippet, language: str, visit: Visit, say: Say) -> None:
    web.publish(f"/tracked-{language}", site(web, both, language))
    page = visit(web.at(f"/tracked-{language}", "www.shop.localhost"))
    page.get_by_role("button", name=say("accept")).click()
    until(page, "window.ran?.length === 4")
    until(page, "indexedDB.databases().then((all) => all.length === 1)")
    declared = {"_pk_id.1", "_pk_ses.1", "_fbp", "visits", "tab", "journey"}
    assert set(stored_anywhere(page)) == declared
    page.evaluate("localStorage.mine = document.cookie = 'mine=1'")
    page.locator("#settings").click()
    page.get_by_role("button", name=say("reject")).click()
    until(page, "indexedDB.databases().then((all) => !all.length)")
    assert set(stored_anywhere(page)) == {"mine"}
    page.evaluate("track()")  # a script that runs can't be stopped
    until(page, "!document.cookie.includes('_pk') && !localStorage.visits && !sessionStorage.tab")
    until(page, "indexedDB.databases().then((all) => !all.length)")
    assert set(stored_anywhere(page)) == {"mine"}
    expect(page.locator("#film")).to_have_count(0)
    expect(page.locator("#settings")).to_be_focused()


def test_choices_expire(shop: str, visit: Visit) -> None:
    for granted in (True, False):
        expect(visit(shop, choices(granted, days=181)).get_by_role("dialog")).to_have_count(0)
        page = visit(shop, choices(granted, days=183))
        expect(page.get_by_role("dialog")).to_be_visible()
        assert page.evaluate("window.ran") is None


def test_other_tabs_follow(shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    other = page.context.new_page()
    other.goto(shop)
    page.get_by_role("button", name=say("accept")).click()
    until(other, "window.ran?.length === 4")
    expect(other.get_by_role("dialog")).to_have_count(0)
    page.locator("#settings").click()
    page.get_by_role("button", name=say("reject")).click()
    expect(other.locator("#film")).to_have_count(0)
    other.evaluate("track()")
    until(other, "!document.cookie && !localStorage.visits")


def test_a_page_that_comes_back_follows(shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    # As after Back: the page was frozen while another one of the site chose.
    page.evaluate("localStorage['lydelse-consent'] = '{}'")
    page.evaluate(f"() => {{ localStorage.clear(); {choices(granted=True)} }}")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("dialog")).to_have_count(0)
    until(page, "window.ran?.length === 4")
    assert page.get_by_role("button", name=say("once")).count() == 0


def test_global_privacy_control_is_a_refusal_that_may_be_overruled(shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop, "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {value: true})")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("window.ran") is None
    page.locator("#settings").click()
    expect(page.get_by_role("dialog")).to_contain_text(say("by_browser"))
    page.get_by_role("button", name=say("accept")).click()
    until(page, "window.ran?.length === 4")
    page.reload()
    until(page, "window.ran?.length === 4")


def test_consent_mode_is_told(shop: str, visit: Visit, say: Say) -> None:
    page = visit(shop)
    told = "dataLayer.map((each) => [each[1], ...new Set(Object.values(each[2]))])"
    assert page.evaluate(told) == [["default", "denied"], ["update", "denied"]]
    types = ["ad_personalization", "ad_storage", "ad_user_data", "analytics_storage"]
    assert page.evaluate("Object.keys(dataLayer[0][2]).sort()") == types
    page.get_by_role("button", name=say("select")).click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name=say("save")).click()
    assert page.evaluate("dataLayer.at(-1)[2].analytics_storage") == "granted"
    assert page.evaluate("dataLayer.at(-1)[2].ad_storage") == "denied"


def test_a_receipt_tells_what_was_chosen(shop: str, visit: Visit, say: Say, both: Snippet, language: str) -> None:
    page = visit(shop)
    assert page.evaluate("lydelseConsent.get()") is None
    page.get_by_role("button", name=say("accept")).click()
    receipt = page.evaluate("lydelseConsent.get()")
    assert page.evaluate("heard.at(-1)") == receipt
    assert page.evaluate("JSON.parse(localStorage['lydelse-consent'])") == receipt
    assert page.evaluate("Date.now()") - receipt["time"] < DAY
    made = {key: receipt[key] for key in ("language", "version", "snippet", "declaration")}
    told = request(consent()).declaration[:16]
    assert made == {"language": language, "version": "2026-03-01", "snippet": both.digest, "declaration": told}
    assert receipt["choices"].keys() == {"analytics", "marketing"}
    assert receipt["choices"]["analytics"] == {"granted": True, "version": "2026-03-01", "time": receipt["time"]}
    page.evaluate("lydelseConsent.set({marketing: false})")
    again = page.evaluate("lydelseConsent.get()")
    assert again["id"] != receipt["id"]
    assert again["choices"]["analytics"] == receipt["choices"]["analytics"]
    assert again["choices"]["marketing"]["granted"] is False
    page.evaluate("lydelseConsent.open()")
    expect(page.get_by_role("dialog", name=say("settings"))).to_be_visible()


def test_only_what_is_new_is_asked_again_and_suspended(web: Web, language: str, visit: Visit, say: Say) -> None:
    asked = consent(TRACKED)
    asked = replace(asked, since={"analytics": CURRENT, "marketing": FIRST}, askings=asked.askings[:1])
    made = snippet(request(asked), LANGUAGES)
    url = web.publish(f"/again-{language}", site(web, made, language))
    page = visit(url, choices(granted=True, version=FIRST))
    banner = page.get_by_role("dialog", name=say("title"))
    expect(banner).to_contain_text("Statisti")
    expect(banner).not_to_contain_text("Mark")
    expect(banner).to_contain_text(f"{say('reason_provider')} (Matomo)")
    now = "andringar/2025-11-01--nu" if language == "sv" else "changes/2025-11-01--now"
    link = banner.get_by_role("link", name=say("comparison"))
    expect(link).to_have_attribute("href", f"https://policy.example.com/{_policy(url[-3:])}/{now}/")
    expect(page.locator("#film")).to_be_visible()
    assert page.evaluate("window.ran") is None
    page.get_by_role("button", name=say("accept")).click()
    until(page, "window.ran?.length === 4")
    versions = page.evaluate("Object.values(lydelseConsent.get().choices).map((each) => each.version)")
    assert versions == ["2026-03-01", "2025-11-01"]


def test_a_refusal_is_not_asked_again_for_a_new_version(shop: str, visit: Visit) -> None:
    expect(visit(shop, choices(granted=False, version=FIRST)).get_by_role("dialog")).to_have_count(0)
