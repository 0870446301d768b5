"""What a host that does what the site tells it sends with each answer, whichever host it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from tests.hosts.places import Place

Headers: TypeAlias = Callable[[str], str]
"""Gives the value of a header by its name; an empty one if it isn't sent."""

TYPES: Mapping[str, tuple[str, ...]] = {
    "": ("text/plain",),
    "css": ("text/css",),
    "html": ("text/html",),
    "js": ("text/javascript",),
    "json": ("application/json",),
    "jsonl": ("application/jsonl",),
    "md": ("text/markdown",),
    "png": ("image/png",),
    "svg": ("image/svg+xml",),
    "txt": ("text/plain",),
    "xml": ("application/xml", "text/xml", "application/atom+xml"),
}
"""The media types of files by their endings (RFC 7763 for Markdown, RFC 9239 for JavaScript)."""
SURE_TYPES = ("css", "html", "js", "json", "png", "svg")
"""Those which every server knows by itself."""
WORDS = ("css", "html", "js", "md", "txt")
"""What is text, so that its encoding has to be told; JSON and XML have one of their own (RFC 8259, RFC 7303)."""

_YEAR = 365 * 24 * 60 * 60  # seconds
_HOUR = 60 * 60
_ASKED_AGAIN = ({"no-cache"}, {"public", "max-age=0", "must-revalidate"})
"""Two ways to have a host asked each time whether a file is still the same (RFC 9111, 5.2.2)."""
_POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'self'")
_LOOSE = ("unsafe-inline", "unsafe-eval", "http:", "https:", "*")


def ending(path: str) -> str:
    """Give the ending of the file at a path; a folder's is that of its `index.html`."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else "html" if not name else ""


def is_hashed(place: Place, path: str) -> bool:
    """Whether the address of a file changes with its bytes."""
    return path.removeprefix(place.prefix).startswith(("assets/", "files/"))


def is_for_other_sites(place: Place, path: str) -> bool:
    """Whether other sites load or read a file: the banner's scripts with each of their pages."""
    name = path.removeprefix(place.prefix)
    return name.startswith("banner/") and ending(name) in ("js", "txt", "json")


def faults(place: Place, path: str, headers: Headers) -> Iterator[str]:
    """Tell what is wrong with the headers of a file that was found."""
    yield from _security(headers)
    yield from _caching(place, path, headers("Cache-Control"))
    is_open = headers("Access-Control-Allow-Origin") == "*"
    if path.endswith("/versions.json") or is_for_other_sites(place, path):
        if not is_open:
            yield "programs on other sites may not read it"
    elif is_open and ending(path) != "json":
        yield "programs on other sites may read it"


def _security(headers: Headers) -> Iterator[str]:
    policy = [directive.strip() for directive in headers("Content-Security-Policy").split(";")]
    yield from (f"the policy lacks {wanted}" for wanted in _POLICY if wanted not in policy)
    sources = {source.strip("'") for directive in policy for source in directive.split()}
    yield from (f"the policy allows {loose}" for loose in _LOOSE if loose in sources)
    if headers("X-Content-Type-Options") != "nosniff":
        yield "browsers may guess its type"
    if headers("Referrer-Policy") != "strict-origin-when-cross-origin":
        yield "other sites are told which page was read"


def _caching(place: Place, path: str, told: str) -> Iterator[str]:
    directives = {directive.strip() for directive in told.split(",")}
    if is_hashed(place, path):
        wanted = {"public", f"max-age={_YEAR}", "immutable"}
    elif is_for_other_sites(place, path):
        wanted = {"public", f"max-age={_HOUR}"}
    else:
        wanted = {"no-cache"}
        directives = wanted if directives in _ASKED_AGAIN else directives
    if directives != wanted:
        yield f"it is kept as “{told}”, not as “{', '.join(sorted(wanted))}”"
