"""A browser's page that is watched: whatever a visitor's console and network would show of faults is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, WebError

_HARMLESS = ("data:", "blob:", "about:")


@dataclass
class Watch:
    """What went wrong in a browser that may ask for addresses below `base` alone.

    `expected` are addresses that are answered with 404 on purpose.
    """

    base: str
    expected: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        """Note what the console shows as an error or a warning."""
        if message.type in ("error", "warning") and message.location.get("url") not in self.expected:
            self.faults.append(f"console, {message.location.get('url')}: {message.text}")

    def error(self, error: WebError) -> None:
        """Note an error of a script."""
        self.faults.append(f"script: {error.error}")

    def request(self, request: Request) -> None:
        """Note what is asked of another host, or above the site."""
        if not request.url.startswith((self.base, *_HARMLESS)):
            self.faults.append(f"asked for {request.url}")

    def failed(self, request: Request) -> None:
        """Note a request without an answer, unless the browser has left the page before it came."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"no answer: {request.url}, {request.failure}")

    def response(self, response: Response) -> None:
        """Note what isn't there."""
        if response.status >= 400 and response.url not in self.expected:
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def watched(browser: Browser, base: str) -> Iterator[tuple[Page, Watch]]:
    """Give a page and what watches it, while the block runs."""
    watch = Watch(base)
    context = browser.new_context()
    context.on("console", watch.console)
    context.on("weberror", watch.error)
    context.on("request", watch.request)
    context.on("requestfailed", watch.failed)
    context.on("response", watch.response)
    yield context.new_page(), watch
    context.close()
