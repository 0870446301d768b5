"""A small web on this machine: sites with the snippet, and the trackers that they would like to load.

The sites are at `127.0.0.1` and at hosts below `localhost`, the trackers at `localhost`: another host.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from lydelse.banner.snippet import Snippet

_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_TRACKERS = {
    # Sets what it is declared to set, and again whenever it is told to.
    "/tracker.js": (
        "text/javascript",
        b"""window.ran = [...(window.ran || []), "tracker"];
        window.track = () => {
          document.cookie = "_pk_id.1=x;path=/;max-age=9999";
          if (location.hostname.endsWith(".localhost"))
            document.cookie = "_pk_ses.1=x;path=/;domain=shop.localhost;max-age=9999";
          document.cookie = "_fbp=x;path=/deep;max-age=9999";
          localStorage.visits = 1;
          sessionStorage.tab = 1;
          indexedDB.open("journey").onsuccess = ({ target }) => target.result.close();
        };
        track();""",
    ),
    "/second.js": ("text/javascript", b'window.ran = [...(window.ran || []), "second"];'),
    "/frame.html": ("text/html", b"<!doctype html><html lang=en><title>Film</title><p>A film"),
    "/pixel.gif": ("image/gif", _PIXEL),
}


@dataclass(slots=True)
class Web:
    """What is served, by path, and every path that was asked for with the host that it was asked of."""

    port: int = 0
    pages: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def trackers(self) -> str:
        """The address of the other host."""
        return f"http://localhost:{self.port}"

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"

    def publish(self, path: str, html: str, **headers: str) -> str:
        """Serve a page; give its address."""
        self.pages[path] = html, {name.replace("_", "-"): value for name, value in headers.items()}
        return self.at(path)

    def tracked(self) -> list[str]:
        """What was asked of the trackers since this was last called."""
        found = [path.removeprefix("localhost") for path in self.asked if path.startswith("localhost")]
        self.asked.clear()
        return found


@contextmanager
def serving() -> Iterator[Web]:
    """Serve a web while the block runs."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            host = self.headers.get("Host", "").partition(":")[0]
            web.asked.append(f"{host}{path}")
            headers: Mapping[str, str] = {}
            if host == "localhost" and path in _TRACKERS:
                kind, body = _TRACKERS[path]
                headers = {"Set-Cookie": "fr=x; Max-Age=9999; HttpOnly"}
            else:
                html, headers = web.pages.get(path, ("", {}))
                kind, body = "text/html; charset=utf-8", html.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        web.port = server.server_port
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield web
        finally:
            server.shutdown()


def source_hash(script: str) -> str:
    """The source expression that allows an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


FIRST_INLINE = 'window.ran = [...(window.ran || []), "first"];'
LAST_INLINE = 'window.ran = [...(window.ran || []), "last"];'
EVENTS = """
window.heard = []; window.breaches = [];
addEventListener("securitypolicyviolation", (e) => breaches.push(e.effectiveDirective + " " + e.blockedURI));
document.addEventListener("lydelse-consent", (e) => heard.push(e.detail && structuredClone(e.detail)));
"""
Body = Callable[[Web], str]


def tracked_body(web: Web) -> str:
    """A page with everything that waits, as the guide tells to write it."""
    return f"""
<header><a href="#top" id="first-link">Start</a></header>
<main id="top"><h1>Shop</h1>
<script type="text/plain" data-consent="analytics">{FIRST_INLINE}</script>
<script type="text/plain" data-consent="analytics" src="{web.trackers}/tracker.js"></script>
<script type="text/plain" data-consent="analytics" src="{web.trackers}/second.js"></script>
<script type="text/plain" data-consent="analytics">{LAST_INLINE}</script>
<p>Before the film.</p>
<template data-consent="marketing"><iframe src="{web.trackers}/frame.html?1" width="420" height="200"
 title="A film" id="film"></iframe></template>
<template data-consent="marketing"><iframe src="{web.trackers}/frame.html?2" width="420" height="200"
 title="Another film"></iframe></template>
<template data-consent="marketing"><img src="{web.trackers}/pixel.gif?seen" width="300" height="120"
 alt="A map"></template>
<template data-consent="marketing"><img src="{web.trackers}/pixel.gif?unseen" width="1" height="1"
 alt=""></template>
<p>After the film.</p>
</main>
<footer><a href="#end" id="last-link">Imprint</a>
<button type="button" id="settings" data-consent-open hidden>Cookie settings</button></footer>
"""


def site(web: Web, snippet: Snippet | None, language: str, *, body: str | None = None, head: str = "") -> str:
    """A page of a site with the snippet pasted into its head."""
    html = snippet.html if snippet else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Shop</title>'
        f'<meta name="viewport" content="width=device-width"><script>{EVENTS}</script>{html}{head}</head>'
        f"<body>{tracked_body(web) if body is None else body}</body></html>"
    )


def strict_policy(web: Web, *scripts: str) -> str:
    """A Content Security Policy that allows the trackers' host and these source expressions, and nothing else."""
    hashes = " ".join((*scripts, source_hash(EVENTS), source_hash(FIRST_INLINE), source_hash(LAST_INLINE)))
    other = web.trackers
    return f"default-src 'none'; script-src {hashes} {other}; frame-src {other}; img-src {other}"
