"""Pages that were seen, as plain values, and a declaration to hold them against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lydelse.audit import Expected, Item, Phase, Request, SeenPage, Visit
from lydelse.model import StorageKind
from tests.declarations import RECORD, category, declared, stored

URL = "https://shop.example/"
SNIPPET = "0123456789abcdef"

DECLARATION = declared(
    category("necessary", stored("login", duration="session", http_only=True), RECORD),
    category(
        "analytics",
        stored("visitor"),
        stored("_pk_*", duration="13 months"),
        stored("_pk_day", duration="1 day"),
        stored("visits", kind="local", duration="until-deleted"),
        stored("hidden", http_only=True, provider="stats.example"),
    ),
    category("marketing", stored("film", host="films.example", recipients=["Ads.Example", "Somebody Ltd."])),
)
EXPECTED = Expected(DECLARATION, frozenset({SNIPPET}), "https://policy.example/")


def cookie(name: str, host: str = "shop.example", lasts: float | None = None, **values: object) -> Item:
    """A cookie, by default of the page's host."""
    return replace(Item(StorageKind.COOKIE, name, host, lasts), **values)  # type: ignore[arg-type]


def local(name: str) -> Item:
    """Something in the local storage of the page's host."""
    return Item(StorageKind.LOCAL, name, "shop.example")


SEEN_ALL = (
    cookie("login", http_only=True),
    local("lydelse-consent"),
    cookie("_pk_day"),
    cookie("visitor"),
    cookie("_pk_12"),
    local("visits"),
    cookie("hidden", http_only=True),
    cookie("film", host="films.example"),
)
"""Everything that is declared."""

BEFORE = Visit(Phase.BEFORE, is_reloaded=False)
REFUSED = Visit(Phase.REFUSED, is_reloaded=False)
WITHDRAWN_AT_ONCE = Visit(Phase.WITHDRAWN, is_reloaded=False)
WITHDRAWN_LATER = Visit(Phase.WITHDRAWN, is_reloaded=True)


def visit(at: Visit, *items: Item) -> Visit:
    """A visit with these items."""
    return replace(at, items=items)


def accepted(*items: Item) -> Visit:
    """A visit after everything was accepted."""
    return Visit(Phase.ACCEPTED, is_reloaded=False, items=items)


def asking(at: Visit, *urls: str) -> Visit:
    """A visit in which these addresses were asked."""
    return replace(at, requests=tuple(Request(url) for url in urls))


def page(*visits: Visit, url: str = URL, hosts: Sequence[str] = ("shop.example",), **values: object) -> SeenPage:
    """A page with the snippet of today."""
    return replace(SeenPage(url, frozenset(hosts), visits, SNIPPET), **values)  # type: ignore[arg-type]
