"""A visitor of pages: somebody new in a browser, who answers the banner and looks at what that leaves behind."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, BrowserContext, Error, Frame, Locator

from lydelse.audit.chromium import first_line
from lydelse.audit.seen import Answer, Item, Phase, Request, Unreachable, Visit
from lydelse.model import StorageKind

_PATIENCE = 30_000.0
"""Milliseconds that a host may take to answer; what a page loads besides has a third of it."""
_BUTTON = 3_000.0
"""Milliseconds in which a button of the banner has to become one that can be clicked."""
_FIRST_ERROR = 400
"""The status of HTTP from which on an answer is none."""

# The buttons of the banner and of its settings are in the order of `fill` in layouts/banner/source/dialog.js.
_BANNER, _SETTINGS = "lydelse-consent [role=dialog]", "lydelse-consent dialog"
_ORDER = {True: 0, False: 1}
_OPENER = "[data-consent-open]:visible"

_STORED = """async () => {
  const keys = (area) => {
    try { return Object.keys(self[area]); } catch { return []; }
  };
  const databases = async () => {
    try { return (await indexedDB.databases()).map(({ name }) => name); } catch { return []; }
  };
  const host = self.origin === "null" ? "" : new URL(self.origin).hostname;
  return { host, local: keys("localStorage"), session: keys("sessionStorage"), indexeddb: await databases() };
}"""
_SCROLLED = """async () => {
  const end = Math.min(document.documentElement.scrollHeight, 50_000);
  for (let top = 0; top < end; top += innerHeight) {
    scrollTo(0, top);
    await new Promise((done) => setTimeout(done, 30));
  }
}"""
_SNIPPET = "typeof self.lydelseConsent?.snippet === 'string' ? lydelseConsent.snippet : null"
_LINKS = (
    "[...document.querySelectorAll('a[href]')].map((link) => link.href).filter((href) => href.startsWith?.('http'))"
)
_SET = "([ids, granted]) => lydelseConsent.set(Object.fromEntries(ids.map((id) => [id, granted])))"
_IS_SET = """(granted) => {
  const choices = Object.values(self.lydelseConsent?.get()?.choices ?? {});
  return choices.length > 0 && choices.every((choice) => choice?.granted === granted);
}"""


class Visitor:
    """Somebody with a profile of their own. `open` begins; `look` waits for the page, and tells what it did."""

    def __init__(self, context: BrowserContext, wait: float) -> None:
        self._context, self._wait = context, wait
        self._requests: dict[Request, None] = {}
        context.set_default_timeout(_PATIENCE)
        self._page = context.new_page()
        context.on("request", lambda request: self._note(request.url))
        self._page.on("websocket", lambda socket: self._note(socket.url))

    def _note(self, url: str) -> None:
        if url.startswith(("http:", "https:", "ws:", "wss:")):
            self._requests[Request(url.partition("#")[0].partition("?")[0])] = None

    def open(self, url: str) -> str:
        """Open a page anew; give the address that answered.

        Raises:
            Unreachable: no page of HTML answers.
        """
        try:
            # What the page before says when it is left isn't said by this one.
            self._page.goto("about:blank")
            self._requests.clear()
            response = self._page.goto(url, wait_until="domcontentloaded")
        except Error as error:
            raise Unreachable(url, first_line(error)) from error
        if response is None or response.status >= _FIRST_ERROR:
            raise Unreachable(url, f"the host answers {response.status}" if response else "nothing answers")
        if "html" not in response.headers.get("content-type", "html"):
            raise Unreachable(url, "it is no page of HTML")
        with suppress(Error):  # Something that the page loads doesn't come; the page is there.
            self._page.wait_for_load_state(timeout=_PATIENCE / 3)
        return self._page.url

    def look(self, phase: Phase, *, is_reloaded: bool) -> Visit:
        """Scroll through the page, give it time, and tell what lies in the browser and what was asked since it was
        opened or answered."""
        self._call(_SCROLLED)
        self._page.wait_for_timeout(1000 * self._wait)
        items = dict.fromkeys((*self._cookies(), *self._stored()))
        return Visit(phase, is_reloaded, tuple(items), tuple(self._requests))

    def _cookies(self) -> Iterator[Item]:
        now = time.time()
        for cookie in self._context.cookies():
            expires = cookie["expires"]
            lasts = None if expires < 0 else expires - now
            host = cookie["domain"].removeprefix(".")
            yield Item(StorageKind.COOKIE, cookie["name"], host, lasts, cookie["path"], cookie["httpOnly"])

    def _stored(self) -> Iterator[Item]:
        for frame in self._page.frames:
            yield from _stored_in(frame)

    def snippet(self) -> str | None:
        """Give the digest of the page's snippet, if it has one."""
        found: str | None = self._page.evaluate(_SNIPPET)
        return found

    def links(self) -> Sequence[str]:
        """Give the addresses to which the page links."""
        found: list[str] = self._page.evaluate(_LINKS)
        return found

    def has_settings(self) -> bool:
        """Whether something on the page opens the settings."""
        return self._page.locator(_OPENER).count() > 0

    def answer(self, categories: Sequence[str], *, granted: bool) -> Answer:
        """Answer the banner for all of these categories."""
        return self._answer(_BANNER, categories, granted=granted)

    def withdraw(self, categories: Sequence[str]) -> Answer:
        """Open the settings as the page lets visitors do, or else by the script, and refuse these categories."""
        opener = self._page.locator(_OPENER)
        if not _click(opener.first):
            self._call("lydelseConsent.open()")
        return self._answer(_SETTINGS, categories, granted=False)

    def _answer(self, place: str, categories: Sequence[str], *, granted: bool) -> Answer:
        self._requests.clear()
        button = self._page.locator(f"{place} > p:last-child > button").nth(_ORDER[granted])
        if _click(button) and self._page.evaluate(_IS_SET, granted):
            return Answer.CLICKED
        self._call(_SET, [list(categories), granted])
        return Answer.CALLED if self._page.evaluate(_IS_SET, granted) else Answer.FAILED

    def _call(self, script: str, argument: object = None) -> None:
        """Run a script that the page may thwart, by leading on or by taking the banner away; what came of it is looked
        at afterwards."""
        with suppress(Error):
            self._page.evaluate(script, argument)


@contextmanager
def visitor(browser: Browser, wait: float) -> Iterator[Visitor]:
    """Give somebody new, who is forgotten afterwards.

    Args:
        browser: the browser.
        wait: the seconds that a page has, once it is loaded or answered.
    """
    context = browser.new_context(accept_downloads=False)
    try:
        yield Visitor(context, wait)
    finally:
        context.close()


def _click(button: Locator) -> bool:
    if not button.count():
        return False
    try:
        button.click(timeout=_BUTTON)
    except Error:
        return False
    return True


def _stored_in(frame: Frame) -> Iterator[Item]:
    try:
        found = frame.evaluate(_STORED)
    except Error:  # A frame that is gone by now, or shows no document.
        return
    for kind in (StorageKind.LOCAL, StorageKind.SESSION, StorageKind.INDEXED_DB):
        for name in found[kind.value] if found["host"] else ():
            yield Item(kind, name, found["host"])
