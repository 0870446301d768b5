"""Measure the consent banner, beside others: `python -m benchmarks.banner`.

It prints what a visitor gets, compressed with gzip -9, and how long after the first paint of a slow page (1.6 Mbit/s,
150 ms, a processor four times slower) the banner is visible. The others come from npm: `npm ci --prefix
benchmarks/banner`.
"""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from benchmarks.banner.others import NoModulesError, cookieconsent, klaro
from lydelse.banner import snippet
from tests.banner.requests import EVERYTHING, PLAIN, consent, request
from tests.judges import needs

_ROUNDS = 7
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 1.6e6 / 8}
_TEXT = "<p>" + "Words of a page that somebody came to read. " * 400 + "</p>"
_WATCH = """(() => { const watch = () => {
  const found = document.querySelector("lydelse-consent")?.shadowRoot.querySelector(":popover-open")
    || document.querySelector("#cc-main .cm");
  const style = found && getComputedStyle(found);
  if (style && style.visibility === "visible" && style.opacity > 0.9 && found.offsetHeight) {
    requestAnimationFrame((time) => { window.visible = time; });
  } else requestAnimationFrame(watch);
}; requestAnimationFrame(watch); })()"""


def size(html: str) -> int:
    """Give the bytes that a visitor gets."""
    return len(gzip.compress(html.encode(), 9))


def print_sizes() -> None:
    """Print a line for each banner."""
    for name, categories in (("every feature", EVERYTHING), ("without frames, images, Consent Mode", PLAIN)):
        for languages in (("sv",), ("en",), ("sv", "en")):
            made = snippet(request(consent(categories)), languages)
            print(f"{size(made.html):7,} bytes  Lydelse, {name}, {' and '.join(languages)}")
    for name, head in (("vanilla-cookieconsent", cookieconsent()), ("klaro", klaro())):
        print(f"{size(head):7,} bytes  {name}, sv")


def print_times() -> None:
    """Print for each banner how long after the first paint it is visible."""
    heads = {"Lydelse": snippet(request(), ("sv",)).html, "vanilla-cookieconsent": cookieconsent()}
    with sync_playwright() as playwright:
        executable = needs.command("chromium", "chromium-browser", "google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, delays in _delays(browser, heads).items():
            span = f"({min(delays):.0f} to {max(delays):.0f})"
            print(f"{statistics.median(delays):7.0f} ms after first paint  {name} {span}")
        browser.close()


def _delays(browser: Browser, heads: Mapping[str, str]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {name: [] for name in heads}
    pages = {f"/{number}": _page(head).encode() for number, head in enumerate(heads.values())}
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for _ in range(_ROUNDS):
            for name, path in zip(heads, pages, strict=True):
                found[name].append(_delay(browser, f"http://127.0.0.1:{server.server_port}{path}"))
        server.shutdown()
    return found


def _page(head: str) -> str:
    top = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Slow</title>'
    return f"{top}{head}</head><body><main><h1>Slow</h1>{_TEXT * 5}</main></body></html>"


def _handler(pages: Mapping[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = gzip.compress(pages.get(self.path, b""), 9)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler


def _delay(browser: Browser, url: str) -> float:
    """Give the milliseconds from the first paint of a page to that with the banner."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url)
    page.wait_for_function("window.visible && performance.getEntriesByName('first-paint').length")
    delay: float = page.evaluate("visible - performance.getEntriesByName('first-paint')[0].startTime")
    context.close()
    return max(0.0, delay)


if __name__ == "__main__":
    try:
        print_sizes()
        print_times()
    except NoModulesError as missing:
        print(missing)
