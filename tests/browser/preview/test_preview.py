"""The preview as an editor sees it: what is saved shows, what is wrong stands over the page until it's mended."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.judges.axe import axe
from tests.judges.visitors import Visitors
from tests.preview.running import Running, until
from tests.sites import Site, revision

FILE = "content/terms/2026-01-01/part-5.en.md"
TERMS, PRIVACY = "en/terms-en/", "en/privacy-en/"


def open_page(page: Page, address: str) -> Page:
    """Open a page, and wait until the preview knows of it. A mark is lost when it's loaded again."""
    page.goto(address)
    wait_for(page, "document.querySelector('lydelse-preview') && window.LiveReload?.connector?.protocol >= 7")
    page.evaluate("window.marked = true")
    return page


def wait_for(page: Page, expression: str) -> None:
    """Wait until an expression holds in the page, which may be loaded again meanwhile; what Playwright has for it
    evaluates text in the page, and the page's policy doesn't let that."""

    def holds() -> object:
        with suppress(Error):
            return page.evaluate(expression)
        return False

    until(holds)


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


@pytest.mark.parametrize("title", ["Part 5", "Another title"])
def test_what_is_saved_shows_in_the_page_which_stays_at_its_place(
    site: Site, preview: Running, page: Page, title: str
) -> None:
    open_page(page, preview.address + TERMS + "#part-4")
    page.evaluate("scrollBy(0, 130)")
    before = page.evaluate("scrollY")
    assert before > 500
    site.write(FILE, revision("part-5", (title, "Something new." + " More of it." * 200)))
    expect(page.get_by_text("Something new.")).to_be_attached()
    assert page.url.endswith("#part-4")
    wait_for(page, f"Math.abs(scrollY - {before}) < 2")


def test_a_text_is_exchanged_in_the_page_and_other_pages_are_let_alone(
    site: Site, preview: Running, visitors: Visitors
) -> None:
    context = visitors.visitor()
    terms = open_page(context.new_page(), preview.address + TERMS)
    other = open_page(context.new_page(), preview.address + PRIVACY)
    other.evaluate("document.querySelector('.section-body').textContent = 'Mine.'")
    site.write(FILE, revision("part-5", "Something new."))
    expect(terms.get_by_text("Something new.")).to_be_attached()
    assert is_marked(terms)
    assert is_marked(other)
    expect(other.get_by_text("Mine.")).to_be_attached()


def test_a_page_in_which_more_has_changed_is_loaded_again(site: Site, preview: Running, page: Page) -> None:
    open_page(page, preview.address + TERMS)
    site.write(FILE, revision("part-5", ("Another title", "Something new.")))
    expect(page.get_by_role("heading", name="Another title")).to_be_attached()
    wait_for(page, "window.marked === undefined")


def test_a_problem_stands_over_the_last_good_page_until_it_is_mended(site: Site, preview: Running, page: Page) -> None:
    open_page(page, preview.address + TERMS)
    before = (site.root / FILE).read_text()
    site.write(FILE, "---\ntitel: Rights\n---\n\nText.\n")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text(FILE)
    expect(dialog).to_contain_text("Did you mean “title”?")
    expect(dialog.locator("mark").first).to_have_text("t")
    assert page.evaluate("document.querySelector('lydelse-preview').shadowRoot.activeElement?.id") == "title"
    assert is_marked(page), "the page beneath stays"
    expect(page.get_by_text("Paragraph 5.")).to_be_attached()
    site.write(FILE, before)
    expect(dialog).to_have_count(0)
    assert is_marked(page)


def test_problems_can_be_closed_and_come_back_when_they_are_others(site: Site, preview: Running, page: Page) -> None:
    open_page(page, preview.address + TERMS)
    site.write(FILE, "---\ntitel: Rights\n---\n\nText.\n")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    wait_for(page, "sessionStorage.getItem('lydelse-preview-closed')")
    open_page(page, preview.address + PRIVACY)
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="1 error").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    site.write(FILE, "---\ntitel: Rights\ntittle: Rights\n---\n\nText.\n")
    expect(dialog).to_be_visible()


def test_a_stylesheet_is_exchanged_without_loading_the_page_again(site: Site, preview: Running, page: Page) -> None:
    before = preview.page(f"/{TERMS}")
    site.write("layouts/css/tokens.css", "/* nothing */")
    until(lambda: preview.page(f"/{TERMS}") != before)
    open_page(page, preview.address + TERMS)
    site.write("layouts/css/tokens.css", "body { outline-style: dotted; }")
    wait_for(page, "getComputedStyle(document.body).outlineStyle === 'dotted'")
    assert is_marked(page)


def test_without_a_good_site_the_problems_are_the_page_and_the_site_comes_when_they_are_mended(
    site: Site, preview: Running, page: Page
) -> None:
    folder = site.root / "content"
    folder.rename(site.root / "elsewhere")
    open_page(page, preview.address)
    (site.root / "elsewhere").rename(folder)
    expect(page.get_by_role("heading", level=1)).to_be_attached()


def test_the_notes_can_be_read_by_everybody(site: Site, preview: Running, visitors: Visitors) -> None:
    preview.page("/")
    site.write(FILE, "---\ntitel: Rights\n---\n\nText.\n")
    for scheme in ("light", "dark"):
        page = visitors.visitor(color_scheme=scheme).new_page()
        open_page(page, preview.address + TERMS)
        expect(page.get_by_role("alertdialog")).to_be_visible()
        assert axe(page) == []
        page.keyboard.press("Escape")
        assert axe(page) == []
        open_page(page, preview.address + "_preview/")
        assert axe(page) == []
