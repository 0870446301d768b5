"""Visitors of sites that have the snippet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from lydelse.banner.snippet import Snippet, snippet
from tests.banner.requests import ANALYTICS, EVERYTHING, MARKETING, NEEDED, consent, request, stored
from tests.browser.banner.web import Web, serving, site, strict_policy

Visit: TypeAlias = Callable[..., Page]

LANGUAGES = ("sv", "en")
TRACKED = (
    NEEDED,
    ANALYTICS,
    replace(MARKETING, stored=(stored("_fbp", path="/deep"), *MARKETING.stored[1:])),
)
"""What the trackers of these tests store, one cookie below a path."""
_PATIENCE = 5.0
"""Seconds that a page has for anything."""


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page. Playwright's own way needs `eval`, which strict policies forbid."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    """Sites and trackers on this machine."""
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def both() -> Snippet:
    """The snippet that takes the page's language."""
    return snippet(request(consent(TRACKED)), LANGUAGES)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language."""
    found: str = request.param
    return found


@pytest.fixture
def say(language: str) -> Callable[[str], str]:
    """The banner's words in the language."""
    strings = request(consent(EVERYTHING)).strings[language]
    settings = strings.say("banner_settings")
    return lambda key: strings.say(f"banner_{key}", settings=settings)


@pytest.fixture
def shop(web: Web, both: Snippet, language: str) -> str:
    """The address of a page with everything that waits, in the language, under a strict policy."""
    html = site(web, both, language)
    return web.publish(f"/shop-{language}", html, Content_Security_Policy=strict_policy(web, both.csp))


@pytest.fixture
def visit(browser: Browser, web: Web) -> Iterator[Visit]:
    """Opens an address as a new visitor: `visit(url)`, with `Browser.new_context`'s options. The visitor notices what
    breaks a page's policy, and faults of scripts."""
    contexts, faults = [], []

    def start(url: str, script: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        if script:
            context.add_init_script(script)
        context.set_default_timeout(1000 * _PATIENCE)
        page = context.new_page()
        web.asked.clear()
        page.goto(url)
        return page

    yield start
    for context in contexts:
        context.close()
    assert faults == []
