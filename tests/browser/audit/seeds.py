"""Pages of a site with a banner: clean ones, and others with faults that the audit has to find.

In what stands in a page, `{films}` and `{trackers}` are the addresses of other hosts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser.audit.conftest import FILMS, Banner
from tests.browser.banner.web import Web

SETTINGS = '<button type="button" data-consent-open hidden>Cookie settings</button>'
BEFORE, REFUSED, ACCEPTED, WITHDRAWN = "before", "refused", "accepted", "withdrawn"
_YEAR = 365 * 86_400


def script(code: str) -> str:
    """A script that runs at once."""
    return f"<script>{code}</script>"


def waiting(code: str) -> str:
    """A script that waits for consent."""
    return f'<script type="text/plain" data-consent="analytics">{code}</script>'


def embedded(element: str, address: str) -> str:
    """A frame or an image that waits for consent."""
    whole = f'<{element} src="{address}" width="300" height="200" title="A film"></{element}>'
    return f'<template data-consent="marketing">{whole.removesuffix("</img>")}</template>'


def deaf(code: str) -> str:
    """A script that runs whenever a choice was made, whichever it was."""
    return script(f'document.addEventListener("lydelse-consent", () => {{ if (lydelseConsent.get()) {code} }});')


@dataclass(frozen=True, slots=True)
class Seed:
    """A fault: what brings it into a page's body, and the finding: code, thing, phase."""

    body: str
    code: str
    thing: str
    phase: str | None


FAULTS: Mapping[str, tuple[Seed, ...]] = {
    "/early": (
        Seed(script('document.cookie = "stray=1"'), "undeclared", "cookie stray", BEFORE),
        Seed(script('indexedDB.open("odd")'), "undeclared", "IndexedDB odd", BEFORE),
        Seed(script('document.cookie = "visitor=2"'), "before-consent", "cookie visitor", BEFORE),
        Seed("", "before-consent", "cookie _pk_host", BEFORE),  # the page's own host sets it
        Seed('<img src="{films}/pixel.gif">', "request-before-consent", f"request to {FILMS}", BEFORE),
    ),
    "/deaf": (
        Seed(deaf("sessionStorage.odd = 1"), "undeclared", "session storage odd", REFUSED),
        Seed(deaf("localStorage.visits = 2"), "after-refusal", "local storage visits", REFUSED),
        Seed(deaf('new Image().src = "{films}/pixel.gif";'), "request-after-refusal", f"request to {FILMS}", REFUSED),
    ),
    "/accepted": (
        Seed(waiting("localStorage.stray = 1"), "undeclared", "local storage stray", ACCEPTED),
        Seed(embedded("iframe", "{films}/odd"), "undeclared", f"local storage odd ({FILMS})", ACCEPTED),
        Seed(waiting(f'document.cookie = "visitor=3;max-age={_YEAR}"'), "outliving", "cookie visitor", ACCEPTED),
        Seed(embedded("img", "{trackers}/pixel.gif"), "request-unknown", "request to localhost", ACCEPTED),
    ),
    "/below/path": (
        Seed(
            waiting('document.cookie = "visitor=4;path=/below;max-age=999"'), "uncleared", "cookie visitor", WITHDRAWN
        ),
        Seed(embedded("img", "/http-only"), "uncleared", "cookie _pk_image", WITHDRAWN),
        Seed("", "snippet-outdated", "snippet", None),
    ),
    "/taken-away": (
        Seed(script('document.querySelector("lydelse-consent").remove()'), "banner-unusable", "banner", REFUSED),
    ),
    "/missing": (Seed("", "snippet-missing", "snippet", None),),
}
"""Each fault once, by page."""

CLEAN = (
    waiting("""document.cookie = "visitor=1;max-age=2592000"; document.cookie = "_pk_1=1;path=/;max-age=999";
        localStorage.visits = 1; sessionStorage.tab = 1;
        indexedDB.open("journey").onsuccess = ({ target }) => target.result.close();""")
    + embedded("iframe", "{films}/film")
    + embedded("img", "{films}/pixel.gif")
    + '<a href="/clean-too#there">More</a><a href="/paper.pdf">Paper</a><a href="{trackers}/">Others</a>'
)
_FRAME = "<!doctype html><html lang=en><title>Film</title><script>{}</script>"
_UNANSWERED = "http://127.0.0.1:1/"


def publish(web: Web, banner: Banner) -> None:
    """Serve the pages: `/early` links to all with faults and to one that doesn't answer, `/clean` to another like it.
    On `/taken-away` nothing opens the settings."""
    film = "film=1; Max-Age=999; HttpOnly; Secure; SameSite=None"
    web.publish("/film", _FRAME.format("localStorage.watched = 1"), Set_Cookie=film)
    web.publish("/odd", _FRAME.format("localStorage.odd = 1"))
    web.publish("/http-only", "", Set_Cookie="_pk_image=1; HttpOnly; Path=/; Max-Age=999")
    snippets = {"/missing": "", "/below/path": banner.snippet.replace(banner.digest, "0" * 16)}
    headers = {"/early": {"Set_Cookie": "_pk_host=1; HttpOnly; Max-Age=999"}}
    links = "".join(f'<a href="{path}">{path}</a>' for path in (*FAULTS, _UNANSWERED))
    for path, seeds in FAULTS.items():
        body = "".join(seed.body for seed in seeds) + links + ("" if path == "/taken-away" else SETTINGS)
        web.publish(path, _page(web, snippets.get(path, banner.snippet), body), **headers.get(path, {}))
    web.publish("/clean", _page(web, banner.snippet, CLEAN + SETTINGS), Set_Cookie="login=1; HttpOnly")
    web.publish("/clean-too", _page(web, banner.snippet, SETTINGS))


def _page(web: Web, snippet: str, body: str) -> str:
    placed = body.replace("{films}", f"http://{FILMS}:{web.port}").replace("{trackers}", web.trackers)
    return f'<!doctype html><html lang="en"><head><title>Shop</title>{snippet}</head><body><h1>Shop</h1>{placed}</body>'
