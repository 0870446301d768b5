"""Nu Html Checker, html-validate and axe-core have nothing to say of any page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.pages.conftest import KINDS, VARIANTS
from tests.judges.axe import COLOUR_RULES, axe
from tests.judges.html_validate import validate
from tests.judges.vnu import check_html

SITES = ("it_smart", "three_languages", "many_versions", "own_look")
EVERY = KINDS | VARIANTS
MOVED = ("three_languages", "sv/avtal/2025-01-01/")
"""A page that leads on at once, so that nobody can look at it in a browser."""
ENVIRONMENTS = (("light", "none"), ("dark", "none"), ("light", "active"))
"""Colour schemes, and whether the system has its own colours forced on the page."""
CLOSED = "details:not([open]) > summary"


@pytest.fixture(scope="module")
def sites(request: pytest.FixtureRequest) -> dict[str, Served]:
    """Every site that has an example."""
    return {name: request.getfixturevalue(name) for name in SITES}


def test_the_html_of_every_page_is_valid(sites: dict[str, Served]) -> None:
    assert check_html(*(served.site.folder for served in sites.values())) == []


def test_the_html_of_every_kind_of_page_keeps_the_rules(sites: dict[str, Served]) -> None:
    def files() -> Iterator[Path]:
        for name, address in (*EVERY.values(), MOVED):
            file = sites[name].site.folder / address
            yield file if file.suffix else file / "index.html"

    assert validate(list(files())) == []


@pytest.mark.parametrize("kind", EVERY)
def test_pages_are_accessible(page: Page, sites: dict[str, Served], kind: str) -> None:
    name, address = EVERY[kind]
    page.goto(sites[name].root + address)
    assert _violations(page) == []


@pytest.mark.parametrize("kind", ["changelog-of-many", "comparison", "in-force"])
def test_what_opens_is_accessible(page: Page, sites: dict[str, Served], kind: str) -> None:
    name, address = EVERY[kind]
    page.goto(sites[name].root + address)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.locator(CLOSED).count() > 0
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert _violations(page) == []


def _violations(page: Page) -> list[object]:
    """Judge a page by every rule in light windows of three widths, and by those of colours wherever these differ."""
    found: list[object] = []
    for scheme, forced in ENVIRONMENTS:
        page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
        rules = () if (scheme, forced) == ENVIRONMENTS[0] else COLOUR_RULES
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            found += [(violation, scheme, forced, width) for violation in axe(page, rules)]
    return found
