"""The strict policy of the pages lets through all that they need, from a host and from a file, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import Served
from tests.browser.pages.conftest import KINDS, VARIANTS
from tests.site import examples
from tests.site.built import BuiltSite, build, copy_repository
from tests.sites import AS_OF


class Console:
    """What a browser says of pages, but for the icon that it asks for where a site has none."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))

    def _note(self, message: ConsoleMessage) -> None:
        if not message.location["url"].endswith("/favicon.ico"):
            self.said.append(f"{message.location['url']}: {message.text}")


@pytest.fixture
def console(page: Page) -> Console:
    return Console(page)


@pytest.fixture(scope="module")
def in_files(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """IT-Smart's site with links that name files."""
    return build(_naming_files(copy_repository(tmp_path_factory.mktemp("in-files"))))


@pytest.fixture(scope="module")
def many_in_files(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with pairs of versions that have no page, with links that name files."""
    site = examples.many_versions(tmp_path_factory.mktemp("many-in-files"))
    return build(_naming_files(site.root), str(AS_OF))


# On a host -------------------------------------------------------------------------------------------------------


def test_no_page_on_a_host_breaks_the_policy(page: Page, console: Console, request: pytest.FixtureRequest) -> None:
    for name, address in (*KINDS.values(), *VARIANTS.values()):
        served: Served = request.getfixturevalue(name)
        page.goto(served.root + address, wait_until="networkidle")
    assert console.said == []


def test_search_and_chooser_work_under_it(page: Page, console: Console, many_versions: Served) -> None:
    page.goto(many_versions.root + "en/terms-en/?q=terms")
    expect(page.locator("dialog.search [role=status]")).not_to_be_empty()
    page.goto(many_versions.root + "en/terms-en/changes/compare/?old=2020-01-01&new=2021-12-21")
    expect(page.locator("article.comparison h2").first).to_be_visible()
    assert console.said == []


def test_the_banner_is_shown_and_asked_under_it(page: Page, console: Console, it_smart: Served) -> None:
    page.goto(it_smart.root + "banner/en/demonstration/")
    page.get_by_role("button", name="Accept all").click()
    expect(page.locator("[data-category]").first).to_contain_text("allowed")
    assert console.said == []


def test_what_somebody_put_in_is_not_run(page: Page, console: Console, it_smart: Served) -> None:
    page.goto(it_smart.root + "en/privacy-policy/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {src: 'data:,ran=1'}))")
    assert page.evaluate("'ran' in window") is False
    assert len([line for line in console.said if "Content Security Policy" in line]) >= 2


# From a file -----------------------------------------------------------------------------------------------------


def test_no_page_from_a_file_breaks_the_policy(page: Page, console: Console, in_files: BuiltSite) -> None:
    for name, address in KINDS.values():
        if name == "it_smart" and address != "404.html":
            page.goto(_file(in_files, address))
            ink = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')")
            assert ink, f"{address} is without its stylesheet"
    assert console.said == []


def test_the_site_is_read_from_files_by_links(page: Page, console: Console, in_files: BuiltSite) -> None:
    page.goto(_file(in_files, ""))
    page.locator("a[hreflang=en]").click()
    page.get_by_role("link", name="Privacy policy").first.click()
    expect(page.locator(".section").first).to_be_visible()
    page.locator("a[data-language-switch]").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.get_by_role("link", name="Ändringar").first.click()
    page.locator("a[href*='--']:visible").first.click()
    expect(page.locator("[data-comparison-steps]").first).to_be_visible()
    assert page.url.startswith("file:")
    assert page.url.partition("#")[0].endswith("index.html")
    assert console.said == []


def test_what_has_to_be_fetched_is_not_offered_from_a_file(
    page: Page, console: Console, many_in_files: BuiltSite
) -> None:
    page.goto(_file(many_in_files, "en/terms-en/") + "?q=terms")
    expect(page.locator("[data-search]")).to_be_hidden()
    assert page.locator("dialog").count() == 0
    page.goto(_file(many_in_files, "en/terms-en/changes/compare/") + "?old=2020-01-01&new=2021-12-21")
    expect(page.locator("article.comparison [data-summary]")).to_contain_text("This page was opened from a file")
    expect(page.locator("article.comparison code")).to_contain_text("lydelse diff")
    assert console.said == []


def test_a_pair_with_a_page_is_led_to_from_a_file(page: Page, many_in_files: BuiltSite) -> None:
    chooser = _file(many_in_files, "en/terms-en/changes/compare/")
    page.goto(chooser)
    target = page.locator(".chooser-pages a").first.get_attribute("href") or ""
    old, _, new = target.split("/")[1].partition("--")
    page.goto(f"{chooser}?old={old}&new={new}")
    page.wait_for_url(f"**/{old}--{new}/index.html")


def _naming_files(root: Path) -> Path:
    settings = root / "content" / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "urls: files\n", encoding="utf-8")
    return root


def _file(site: BuiltSite, address: str) -> str:
    return (site.folder / address / "index.html").as_uri()
