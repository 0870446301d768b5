"""Visitors of pages, who notice what no page may do."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Request, WebError


class Visitors:
    """Makes browser contexts, and keeps what their pages did wrong.

    `faults` are the addresses asked of other hosts and the errors of scripts.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def visitor(self, **options: Any) -> BrowserContext:
        """Make a visitor with a window, a language, a colour scheme of their own: `Browser.new_context`'s options."""
        context = self._browser.new_context(**options)
        context.on("request", self._note_request)
        context.on("weberror", self._note_error)
        self._contexts.append(context)
        return context

    def leave(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:")):
            self.faults.append(request.url)

    def _note_error(self, error: WebError) -> None:
        self.faults.append(str(error.error))
