"""Searching a policy and its versions, as a visitor does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.conftest import Served
from tests.judges.axe import axe
from tests.judges.visitors import Visitors
from tests.site.built import build
from tests.sites import AS_OF, Site

SWEDISH = "sv/integritetspolicy/"
ENGLISH = "en/privacy-policy/"


def search(page: Page, query: str) -> None:
    """Ask for words, in the dialog that is open or opened now."""
    dialog = page.get_by_role("dialog")
    if not dialog.is_visible():
        page.get_by_role("button", name=re.compile("^(Sök i policyn|Search this policy|In der Richtlinie)")).click()
    dialog.get_by_role("searchbox").fill(query)
    dialog.get_by_role("searchbox").press("Enter")


def results(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")


def status(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("status")


# Opening and closing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [SWEDISH, f"{SWEDISH}2018-05-15/", f"{SWEDISH}andringar/"])
def test_it_opens_and_closes_by_keyboard(page: Page, it_smart: Served, address: str) -> None:
    page.goto(it_smart.root + address)
    button = page.get_by_role("button", name="Sök i policyn")
    for _ in range(10):
        page.keyboard.press("Tab")
        if button.evaluate("(element) => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog").get_by_role("searchbox", name="Sök i ”Integritetspolicy” och dess versioner")
    expect(field).to_be_focused()
    page.keyboard.type("cookies")
    expect(page).to_have_url(re.compile(r"q=cookies$"))
    expect(status(page)).to_have_text(re.compile("träffar"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stäng")).to_be_focused()
    page.keyboard.press("Tab")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    expect(page).to_have_url(it_smart.root + address)
    page.keyboard.press("Enter")
    expect(field).to_have_value("cookies")
    expect(results(page).first).to_be_visible()


def test_escape_closes_from_the_field(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + SWEDISH)
    search(page, "cookies")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(it_smart.root + SWEDISH)


def test_it_opens_again_while_the_browser_still_leaves_it(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + SWEDISH)
    search(page, "cookies")
    expect(results(page).first).to_be_visible()
    page.evaluate("""() => new Promise((done) => {
      addEventListener("popstate", () => setTimeout(done, 50));
      const dialog = document.querySelector("dialog");
      dialog.addEventListener("close", () => document.querySelector("[data-search]").click(), { once: true });
      dialog.close();
    })""")
    expect(results(page).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=cookies$"))


def test_nothing_is_fetched_before_it_opens(page: Page, it_smart: Served) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.rpartition("/")[2].partition("-")[0])

    page.on("request", note)
    page.goto(it_smart.root + SWEDISH)
    assert not {"search", "search.json"} & set(asked)
    search(page, "cookies")
    expect(results(page).first).to_be_visible()
    assert asked.count("search.json") == 1
    assert asked.count("search") == 2  # the script and the styles


def test_without_javascript_there_is_no_button(visitors: Visitors, it_smart: Served) -> None:
    page = visitors.visitor(java_script_enabled=False).new_page()
    page.goto(it_smart.root + SWEDISH)
    expect(page.locator("[data-search]")).to_be_hidden()


def test_nothing_of_it_is_on_paper(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + SWEDISH)
    search(page, "cookies")
    expect(results(page).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("[data-search]")).to_be_hidden()


# Addresses -----------------------------------------------------------------------------------------------------


def test_a_search_can_be_linked_to_and_come_back_to(page: Page, it_smart: Served) -> None:
    page.goto(f"{it_smart.root}{SWEDISH}2018-05-15/?q=klagom%C3%A5l")
    expect(page.get_by_role("searchbox")).to_have_value("klagomål")
    results(page).first.click()
    expect(page).to_have_url(f"{it_smart.root}{SWEDISH}#complaints")
    expect(page.locator("#complaints")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.go_back()
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{it_smart.root}{SWEDISH}2018-05-15/")


def test_back_leads_out_of_search(page: Page, it_smart: Served) -> None:
    page.goto(f"{it_smart.root}{SWEDISH}#contact")
    search(page, "cookies")
    expect(page).to_have_url(f"{it_smart.root}{SWEDISH}?q=cookies")
    search(page, "två ord")
    expect(page).to_have_url(f"{it_smart.root}{SWEDISH}?q=tv%C3%A5+ord")
    page.go_back()
    expect(page).to_have_url(f"{it_smart.root}{SWEDISH}#contact")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.go_forward()
    expect(page.get_by_role("searchbox")).to_have_value("två ord")


def test_a_result_leads_to_the_section_or_the_heading_in_it(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + ENGLISH)
    search(page, '"website better"')
    expect(results(page).first).to_have_text("Why we process the data › A better website")
    results(page).first.click()
    expect(page).to_have_url(f"{it_smart.root}{ENGLISH}#purposes--website")
    expect(page.locator("#purposes--website")).to_be_in_viewport()


# Other versions ------------------------------------------------------------------------------------------------


def test_other_versions_are_searched_when_asked_for(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + ENGLISH)
    search(page, "cookies")
    expect(page.get_by_role("heading", name="In force now")).to_be_visible()
    expect(page.get_by_role("heading", name="Other versions")).to_be_hidden()
    in_force = results(page).count()
    page.get_by_role("button", name="Search other versions too").click()
    heading = page.get_by_role("heading", name="Other versions")
    expect(heading).to_be_focused()
    assert results(page).count() > in_force
    expect(status(page)).to_have_text(f"{results(page).count()} results")
    earlier = page.locator(".search section").last.get_by_role("listitem").last
    expect(earlier).to_contain_text("Was in force from 15 May 2018")
    earlier.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/privacy-policy/20\d\d-\d\d-\d\d/#"))
    assert it_smart.site.leads_somewhere(*page.url.removeprefix(it_smart.root).split("#"))


def test_what_only_other_versions_have_is_found_at_once(page: Page, earlier: Served) -> None:
    page.goto(f"{earlier.root}en/terms-en/")
    search(page, "fax")
    expect(page.get_by_role("heading", name="Other versions")).to_be_visible()
    expect(page.get_by_role("heading", name="In force now")).to_be_hidden()
    expect(status(page)).to_have_text("1 result")


@pytest.mark.parametrize(("lost", "query"), [("search.json", ""), ("search-others.json", "xyzzy")])
def test_what_can_not_be_fetched_is_told(page: Page, it_smart: Served, lost: str, query: str) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=500)

    page.route(re.compile(rf"/{lost}$"), fail)
    page.goto(it_smart.root + ENGLISH)
    search(page, query) if query else page.locator("[data-search]").click()
    told = status(page) if query else page.locator("[data-search]")
    expect(told).to_have_text("Search could not be fetched. Load the page again.")


# Words ---------------------------------------------------------------------------------------------------------

TEXTS = {
    "sv": {
        "forms": "Uppgiften lagras. Kakor sätts. Webbplatsen nås. Policyn gäller.",
        "compounds": "Personuppgifterna finns i lagringstiden.",
        "loans": "Ett lån, aldrig annat.",
        "land": "Ett lan är ett nät.",
        "cafe": "Ett kafé, en idé, en Øresund.",
    },
    "en": {
        "forms": "We stored the policies. Processing is controlled. Using the company’s cookies.",
        "noise": "An important contract.",
        "address": "Write to the e-mail address of Zürich.",
        "chinese": "我们如何处理您的个人信息。",
        "far": "The data are ours.\n\nNobody else has any.",
    },
    "de": {
        "forms": "Die Einwilligungen der Nutzer. Verträge.",
        "compounds": "Datenschutzerklärung.",
        "street": "Straße.",
    },
}


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Served:
    """A policy in three languages, whose sections differ."""
    site = Site(tmp_path_factory.mktemp("worded"), tuple(TEXTS))
    for language, texts in TEXTS.items():
        site.policy(language)
        site.version(
            "2020-01-01",
            {section: {language: ("§", text)} for section, text in texts.items()},
            policy=language,
            languages=[language],
            title={language: "T"},
            summary={language: "S"},
        )
    site.version("2020-01-01", {"one": "One."})
    return Served(build(site.root, str(AS_OF)), serve(site.root / "site"))


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Served:
    """A policy of two versions."""
    site = Site(tmp_path_factory.mktemp("earlier"))
    site.version("2020-01-01", {"contact": ("Contact", "Send a fax.")})
    site.version("2022-01-01", {"contact": ("Contact", "Write to us, and we write back. We write well.")})
    return Served(build(site.root, str(AS_OF)), serve(site.root / "site"))


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("sv", "uppgift", ["forms", "compounds"]),
        ("sv", "UPPGIFTERNAS", ["forms", "compounds"]),
        ("sv", "kaka", ["forms"]),
        ("sv", "kakorna", ["forms"]),
        ("sv", "webbplats", ["forms"]),
        ("sv", "webbplatser", ["forms"]),
        ("sv", "lagrade", ["forms"]),
        ("sv", "policyer", ["forms"]),
        ("sv", "tid", ["compounds"]),
        ("sv", "lån", ["loans"]),
        ("sv", "lan", ["land"]),
        ("sv", "annät", ["loans"]),  # nothing is written so
        ("sv", "kafe", ["cafe"]),
        ("en", "store", ["forms"]),
        ("en", "storing", ["forms"]),
        ("en", "policy", ["forms"]),
        ("en", "process", ["forms"]),
        ("en", "controls", ["forms"]),
        ("en", "use", ["forms"]),
        ("en", "company", ["forms"]),
        ("en", "company's", ["forms"]),
        ("en", "cookie", ["forms"]),
        ("en", "cook", ["forms"]),
        ("en", "act", ["noise"]),  # nothing else has it
        ("en", "e-mail", ["address"]),
        ("en", "“mail address”", ["address"]),
        ("en", '"address mail"', []),
        ("en", '"addresses"', []),
        ("en", "zurich", ["address"]),
        ("en", "信息", ["chinese"]),
        ("en", "nobody ours", ["far"]),
        ("en", "nobody process", []),
        ("en", '"ours nobody"', []),
        ("en", '"write to" mail', ["address"]),
        ("en", "?!", []),
        ("de", "Einwilligung", ["forms"]),
        ("de", "vertrag", ["forms"]),
        ("de", "erklärungen", ["compounds"]),
        ("de", "strasse", ["street"]),
    ],
)
def test_words_find_their_forms(page: Page, worded: Served, language: str, query: str, found: list[str]) -> None:
    page.goto(f"{worded.root}{language}/{language}-{language}/")
    search(page, query)
    expect(results(page)).to_have_count(len(found))
    assert results(page).evaluate_all("(links) => links.map((link) => link.hash.slice(1))") == found
    if not found:
        expect(status(page)).to_have_text(re.compile("^$|^(Inga|Nothing)"))


def test_titles_come_before_headings_and_these_before_text(
    page: Page, tmp_path: Path, serve: Callable[..., str]
) -> None:
    site = Site(tmp_path)
    site.version(
        "2020-01-01",
        {
            "text": ("One", "The cookies, the cookies and again the cookies."),
            "inside": ("Two", "### Of cookies\n\nOf these."),
            "title": ("A cookie", "Of this."),
        },
    )
    build(site.root, str(AS_OF))
    page.goto(f"{serve(site.root / 'site')}en/terms-en/?q=cookies")
    expect(results(page)).to_have_text(["A cookie", "Two › Of cookies", "One"])


def test_the_words_are_marked_where_they_stand(page: Page, it_smart: Served) -> None:
    page.goto(it_smart.root + SWEDISH)
    search(page, "uppgift")
    expect(results(page).first).to_be_visible()
    marked = page.locator(".search mark").all_inner_texts()
    assert {"uppgift", "uppgifter", "uppgifterna"} <= {word.lower() for word in marked}
    assert all("uppgift" in word.lower() for word in marked)


@pytest.mark.parametrize("address", [SWEDISH, ENGLISH, "sv/anvandarvillkor/"])
def test_every_word_of_every_wording_is_found(page: Page, it_smart: Served, address: str) -> None:
    page.goto(f"{it_smart.root}{address}?q=xyzzy")
    expect(status(page)).to_have_text(re.compile("^(Inga|Nothing)"))
    told = page.evaluate(_SEARCH_EVERY_WORD)
    assert told["missed"] == []
    assert told["searched"] > 200


_SEARCH_EVERY_WORD = """async () => {
  const expected = new Map();
  for (const name of ["search.json", "search-others.json"]) {
    const { blocks, texts } = await (await fetch(name)).json();
    for (const { title, id, page, parts } of texts) {
      const text = [title, ...parts.filter(Number.isInteger).map((part) => blocks[part])].join(" ");
      for (const word of text.match(/[\\p{L}\\p{N}]+/gu)) {
        const href = new URL(`${page}#${id}`, location).href.replace(location.search, "");
        expected.set(word, (expected.get(word) ?? new Set()).add(href));
      }
    }
  }
  const field = document.querySelector(".search input");
  const missed = [];
  for (const [word, hrefs] of expected) {
    field.value = word;
    field.form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await new Promise((done) => setTimeout(done));
    const found = new Set([...document.querySelectorAll(".search li a")].map((link) => link.href.replace(/--.*/, "")));
    for (const href of hrefs) if (!found.has(href)) missed.push(`${word}: ${href}`);
  }
  return { missed, searched: expected.size };
}"""


# What it is made of --------------------------------------------------------------------------------------------


def test_it_is_accessible(page: Page, it_smart: Served) -> None:
    page.goto(f"{it_smart.root}{SWEDISH}?q=cookies")
    page.get_by_role("button", name="Sök i andra versioner också").click()
    expect(page.get_by_role("heading", name="Andra versioner")).to_be_visible()
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
        page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert axe(page) == [], (scheme, forced, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.evaluate("((it) => it.scrollWidth <= it.clientWidth)(document.querySelector('.search'))")


def test_a_focused_result_is_never_covered(page: Page, it_smart: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{it_smart.root}{SWEDISH}?q=cookies")
    expect(results(page).first).to_be_visible()
    for _ in range(results(page).count()):
        page.keyboard.press("Tab")
    for _ in range(results(page).count() - 2):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("""() => {
          const it = document.activeElement.getBoundingClientRect();
          const seen = document.elementFromPoint(it.left + it.width / 2, it.top + 4);
          return document.activeElement.contains(seen);
        }""")


def test_a_strict_policy_lets_it_work(page: Page, it_smart: Served) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def strictly(route: Route) -> None:
        answer = route.fetch()
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        policy += "form-action 'none'; base-uri 'none'"
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    page.route("**/integritetspolicy/*", strictly)
    page.goto(f"{it_smart.root}{SWEDISH}?q=cookies")
    expect(results(page).first).to_be_visible()
    assert page.locator(".search").evaluate("(it) => getComputedStyle(it).paddingTop") == "0px"
    assert [text for text in said if "favicon" not in text and "404" not in text] == []


def test_it_is_light(it_smart: Served) -> None:
    files = it_smart.site.files
    weights = {path: len(content) for path, content in files.items() if re.search(r"/search[-.]", path)}
    assert max(weight for path, weight in weights.items() if path.endswith(".js")) < 6_000
    assert max(weight for path, weight in weights.items() if path.endswith(".css")) < 2_500
    assert weights[f"{SWEDISH}search.json"] < 20_000
