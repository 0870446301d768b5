"""Pages of a site with a banner: one with nothing wrong, and others with one fault each, which the audit has to find.

Each seed gives what stands in the page's body; `{films}` and `{trackers}` are the addresses of other hosts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.browser.audit.conftest import FILMS, Banner
from tests.browser.banner.web import Web

SETTINGS = '<button type="button" data-consent-open hidden>Cookie settings</button>'
_YEAR = 365 * 86_400


def script(code: str) -> str:
    """A script that runs at once."""
    return f"<script>{code}</script>"


def waiting(code: str) -> str:
    """A script that waits for consent."""
    return f'<script type="text/plain" data-consent="analytics">{code}</script>'


def embedded(element: str) -> str:
    """A frame or an image that waits for consent."""
    return f'<template data-consent="marketing">{element}</template>'


def told(code: str) -> str:
    """A script that runs whenever a choice was made, whichever it was."""
    return script(f'document.addEventListener("lydelse-consent", () => {{ if (lydelseConsent.get()) {code} }});')


CLEAN = (
    waiting("""document.cookie = "visitor=1;max-age=2592000"; document.cookie = "_pk_1=1;path=/;max-age=999";
        localStorage.visits = 1; sessionStorage.tab = 1;
        indexedDB.open("journey").onsuccess = ({ target }) => target.result.close();""")
    + embedded('<iframe src="{films}/film" width="300" height="200" title="A film"></iframe>')
    + embedded('<img src="{films}/pixel.gif" width="300" height="20" alt="">')
    + SETTINGS
)


@dataclass(frozen=True, slots=True)
class Seed:
    """A page with one fault: its path, its body, its headers, and the finding: code, thing, phase."""

    path: str
    body: str
    code: str
    thing: str
    phase: str | None
    headers: dict[str, str] = field(default_factory=dict)
    snippet: str = "{snippet}"


BEFORE, REFUSED, ACCEPTED, WITHDRAWN = "before a choice", "refused", "accepted", "withdrawn"

FAULTS = (
    Seed("/stray-cookie", script('document.cookie = "stray=1"'), "undeclared", "cookie stray", BEFORE),
    Seed("/stray-key", waiting("localStorage.stray = 1"), "undeclared", "local storage stray", ACCEPTED),
    Seed("/stray-tab", told("sessionStorage.odd = 1"), "undeclared", "session storage odd", REFUSED),
    Seed("/stray-database", script('indexedDB.open("odd")'), "undeclared", "IndexedDB odd", BEFORE),
    Seed(
        "/stray-film",
        embedded('<iframe src="{films}/stray-film-frame" width="300" height="200" title="A film"></iframe>'),
        "undeclared",
        f"local storage odd ({FILMS})",
        ACCEPTED,
    ),
    Seed("/early", script('document.cookie = "visitor=2"'), "before-consent", "cookie visitor", BEFORE),
    Seed(
        "/early-host",
        "",
        "before-consent",
        "cookie _pk_host",
        BEFORE,
        {"Set_Cookie": "_pk_host=1; HttpOnly; Max-Age=999"},
    ),
    Seed("/deaf", told("localStorage.visits = 2"), "after-refusal", "local storage visits", REFUSED),
    Seed(
        "/long",
        waiting(f'document.cookie = "visitor=3;max-age={_YEAR}"'),
        "outliving",
        "cookie visitor",
        ACCEPTED,
    ),
    Seed(
        "/below/path",
        waiting('document.cookie = "visitor=4;path=/below;max-age=999"'),
        "uncleared",
        "cookie visitor",
        WITHDRAWN,
    ),
    Seed(
        "/http-only",
        embedded('<img src="/http-only-image" width="300" height="20" alt="">'),
        "uncleared",
        "cookie _pk_image",
        WITHDRAWN,
    ),
    Seed(
        "/early-image",
        '<img src="{films}/pixel.gif" alt="">',
        "request-before-consent",
        f"request to {FILMS}",
        BEFORE,
    ),
    Seed(
        "/deaf-image",
        told('new Image().src = "{films}/pixel.gif";'),
        "request-after-refusal",
        f"request to {FILMS}",
        REFUSED,
    ),
    Seed(
        "/unknown",
        embedded('<img src="{trackers}/pixel.gif" width="300" height="20" alt="">'),
        "request-unknown",
        "request to localhost",
        ACCEPTED,
    ),
    Seed("/missing", "", "snippet-missing", "snippet", None, snippet=""),
    Seed("/old", "", "snippet-outdated", "snippet", None, snippet="{old}"),
    Seed(
        "/taken-away",
        script('document.querySelector("lydelse-consent").remove()'),
        "banner-unusable",
        "banner",
        REFUSED,
    ),
)
"""Each fault on a page of its own."""

FRAME = "<!doctype html><html lang=en><title>Film</title><script>{}</script>"


def publish(web: Web, banner: Banner) -> None:
    """Serve the pages, `/seeds` that links to all with a fault, and `/clean`, with which nothing is wrong."""
    cookie = "film=1; Max-Age=999; HttpOnly; Secure; SameSite=None"
    web.publish("/film", FRAME.format("localStorage.watched = 1"), Set_Cookie=cookie)
    web.publish("/stray-film-frame", FRAME.format("localStorage.odd = 1"))
    web.publish("/http-only-image", "", Set_Cookie="_pk_image=1; HttpOnly; Path=/; Max-Age=999")
    links = "".join(f'<a href="{seed.path}">{seed.path}</a> ' for seed in FAULTS)
    for seed in (*FAULTS, Seed("/seeds", links, "", "", None), Seed("/clean-too", "", "", "", None)):
        snippet = seed.snippet.replace("{snippet}", banner.snippet)
        snippet = snippet.replace("{old}", banner.snippet.replace(banner.digest, "0" * 16))
        web.publish(seed.path, page(web, snippet, seed.body + SETTINGS), **seed.headers)
    body = (
        f'{CLEAN}<a href="/clean-too#there">More</a><a href="/paper.pdf">Paper</a><a href="{web.trackers}/">Others</a>'
    )
    web.publish("/clean", page(web, banner.snippet, body), Set_Cookie="login=1; HttpOnly")


def page(web: Web, snippet: str, body: str) -> str:
    """A page with a snippet in its head."""
    placed = body.replace("{films}", f"http://{FILMS}:{web.port}").replace("{trackers}", web.trackers)
    return f'<!doctype html><html lang="en"><head><title>Shop</title>{snippet}</head><body><h1>Shop</h1>{placed}</body>'
