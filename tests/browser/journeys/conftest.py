"""Readers at the door of IT-Smart's site: on a phone and in a wide window, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, ViewportSize

from tests.browser.conftest import Served
from tests.browser.journeys.reader import Reader
from tests.judges.visitors import Visitors

WINDOWS: dict[str, ViewportSize] = {
    "phone": {"width": 320, "height": 640},
    "wide": {"width": 1440, "height": 900},
}


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> str:
    """Both windows, by name."""
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    """With JavaScript and without. A test that needs it says so by parametrizing this itself."""
    return bool(request.param)


@pytest.fixture
def reader(visitors: Visitors, it_smart: Served, window: str, has_script: bool) -> Iterator[Reader]:
    """A reader at `/`. The test fails if the browser's console tells of an error on the way."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # Browsers ask every host for /favicon.ico, whether its pages name one or not.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            errors.append(message.text)

    visitor = visitors.visitor(viewport=WINDOWS[window], java_script_enabled=has_script, reduced_motion="reduce")
    visitor.on("console", note)
    yield Reader(visitor.new_page(), it_smart.root)
    assert errors == []
