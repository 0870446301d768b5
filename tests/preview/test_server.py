"""The preview answers as a static host does, and nobody but its own pages."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from lydelse.compose import TemplateFault
from lydelse.preview.desk import Proof
from lydelse.preview.server import bind
from lydelse.problems import Place, Problem, Severity
from tests.preview.running import FakeDesk, Running, awaited, running, until

PAGE = b"<!DOCTYPE html><html><head><title>T</title></head><body><p>Hello.</p></body></html>"
WRONG = Problem(Place("content/site.yaml", 2, 3), "key-unknown", "there is no key “x” here", "Take it away.")
ODD = Problem(Place("content/site.yaml", 1), "odd", "this is odd", severity=Severity.WARNING)


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    """A desk with a page of each kind."""
    image = tmp_path / "image.png"
    image.write_bytes(b"png")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("a: b\n  x: <y>\n")
    files: dict[str, bytes | Path | Exception] = {
        "index.html": PAGE,
        "sv/index.html": PAGE,
        "404.html": PAGE.replace(b"Hello", b"Lost"),
        "feed.xml": b"<feed/>",
        "text.md": b"# A",
        "versions.json": b"{}",
        "register.jsonl": b"{}",
        "SHA256SUMS": b"",
        "assets/a-1.css": b"a{}",
        "assets/a-1.js": b"1",
        "image.png": image,
    }
    return FakeDesk(files)


@pytest.fixture
def preview(tmp_path: Path, desk: FakeDesk) -> Iterator[Running]:
    with running(tmp_path, desk) as preview:
        yield preview


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/sv/", 200, "text/html; charset=utf-8"),
        ("/sv/index.html?x=1", 200, "text/html; charset=utf-8"),
        ("/nothing", 404, "text/html; charset=utf-8"),
        ("/nothing/", 404, "text/html; charset=utf-8"),
        ("//sv/", 404, "text/html; charset=utf-8"),
        ("/sv/../index.html", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/index.html", 404, "text/html; charset=utf-8"),
        ("/feed.xml", 200, "application/atom+xml; charset=utf-8"),
        ("/text.md", 200, "text/markdown; charset=utf-8"),
        ("/versions.json", 200, "application/json; charset=utf-8"),
        ("/register.jsonl", 200, "application/jsonl; charset=utf-8"),
        ("/SHA256SUMS", 200, "text/plain; charset=utf-8"),
        ("/assets/a-1.css", 200, "text/css; charset=utf-8"),
        ("/assets/a-1.js", 200, "text/javascript; charset=utf-8"),
        ("/image.png", 200, "image/png"),
    ],
)
def test_each_address_has_its_status_and_type(preview: Running, path: str, status: int, kind: str) -> None:
    for method in ("GET", "HEAD"):
        response = preview.get(path, method)
        assert (response.status, response.getheader("Content-Type")) == (status, kind)


def test_head_has_the_headers_without_the_body(preview: Running) -> None:
    got, asked = preview.get("/sv/"), preview.get("/sv/", "HEAD")
    assert asked.getheader("Content-Length") == got.getheader("Content-Length") != "0"
    assert asked.body == b""  # type: ignore[attr-defined]  # kept by `get`


def test_a_folder_without_its_slash_leads_to_the_one_with_it(preview: Running) -> None:
    response = preview.get("/sv?a=b")
    assert (response.status, response.getheader("Location")) == (301, "/sv/?a=b")


def test_nothing_is_kept_but_what_never_changes(preview: Running) -> None:
    assert preview.get("/").getheader("Cache-Control") == "no-store"
    assert "immutable" in (preview.get("/assets/a-1.css").getheader("Cache-Control") or "")
    assert preview.get("/assets/none.css").getheader("Cache-Control") == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]:80"])
@pytest.mark.parametrize("path", ["/", "/livereload", "/livereload.js", "/_preview/client.js"])
def test_another_host_is_refused(preview: Running, path: str, host: str) -> None:
    assert preview.get(path, Host=host).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "localhost:1234", "LOCALHOST:9", "127.0.0.1"])
def test_this_machine_is_answered_under_all_of_its_names(preview: Running, host: str) -> None:
    assert preview.get("/", Host=host).status == 200


def test_pages_of_other_origins_are_refused(preview: Running) -> None:
    for origin in ("http://evil.example", "null", preview.address.replace("http:", "https:").rstrip("/")):
        assert preview.get("/", Origin=origin).status == 403
    assert preview.get("/", Origin=preview.address.rstrip("/")).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(preview: Running, method: str) -> None:
    response = preview.get("/", method)
    assert (response.status, response.getheader("Allow")) == (405, "GET, HEAD")


def test_a_page_says_that_it_is_a_preview(preview: Running) -> None:
    page = preview.page("/")
    assert 'aria-label="Preview"' in page
    assert page.index("<body>") < page.index("<lydelse-preview") < page.index("<p>Hello.")


def look(desk: FakeDesk, tmp_path: Path, *proofs: Proof | Exception) -> None:
    """Let the desk find something at its next looks."""
    for proof in proofs:
        seen = len(desk.asked)
        desk.proofs.append(proof)
        (tmp_path / "content" / "file").write_text(str(seen))
        until(lambda seen=seen: len(desk.asked) > seen)  # type: ignore[misc]  # a default binds it


def test_problems_are_shown_with_their_lines_and_the_last_good_site_stays(
    preview: Running, desk: FakeDesk, tmp_path: Path
) -> None:
    preview.page("/")
    look(desk, tmp_path, Proof((WRONG, ODD), is_fresh=False))
    until(lambda: "1 error and 1 warning" in preview.page("/"))
    page = preview.page("/")
    assert "<code>  <mark>x</mark>: &lt;y&gt;</code>" in page
    assert "Take it away." in page
    assert page.index("no key “x”") < page.index("<details>") < page.index("this is odd")
    assert "<p>Hello.</p>" in page
    assert any("key-unknown" in said for said in preview.said)
    look(desk, tmp_path, Proof((), is_fresh=True))
    until(lambda: "1 error" not in preview.page("/"))


def test_a_file_that_is_missing_has_no_line_of_another_site(preview: Running, desk: FakeDesk, tmp_path: Path) -> None:
    preview.page("/")
    missing = Problem(Place("content/privacy/policy.yaml"), "policy-missing", "there is no such file")
    look(desk, tmp_path, Proof((missing,), is_fresh=False))
    until(lambda: "there is no such file" in preview.page("/"))
    assert "<pre" not in preview.page("/")


def test_of_a_great_many_problems_the_first_errors_are_shown(preview: Running, desk: FakeDesk, tmp_path: Path) -> None:
    preview.page("/")
    many = tuple(Problem(Place("content/site.yaml", line), "odd", f"fault {line}") for line in range(1, 1001))
    look(desk, tmp_path, Proof((ODD, *many), is_fresh=False))
    until(lambda: "1000 errors and 1 warning" in preview.page("/"))
    assert "fault 100<" in preview.page("/")
    assert "fault 101<" not in preview.page("/")
    assert "901 more" in preview.page("/")


def test_without_any_good_site_every_page_shows_the_problems_alone(tmp_path: Path, desk: FakeDesk) -> None:
    desk.proofs.append(Proof((WRONG,), is_fresh=False))
    with running(tmp_path, desk) as preview:
        response = preview.get("/sv/")
        assert response.status == 503
        assert "no key “x”" in preview.page("/sv/")
        assert "Hello." not in preview.page("/sv/")
        look(desk, tmp_path, Proof((), is_fresh=True))
        until(lambda: "Hello." in preview.page("/sv/"))


def test_a_fault_in_a_template_is_shown_in_place_of_its_page_alone(preview: Running, desk: FakeDesk) -> None:
    desk.files["broken/index.html"] = TemplateFault(Place("layouts/base.html", 7), "“titel” is undefined")
    assert preview.get("/broken/").status == 500
    assert "“titel” is undefined" in preview.page("/broken/")
    assert "layouts/base.html" in preview.page("/broken/")
    assert preview.get("/").status == 200
    assert any("layouts/base.html:7:1" in said for said in preview.said)


def test_a_fault_of_the_engine_is_shown_as_its_own_and_the_preview_goes_on(
    preview: Running, desk: FakeDesk, tmp_path: Path
) -> None:
    preview.page("/")
    look(desk, tmp_path, ValueError("out of luck"))
    until(lambda: "out of luck" in preview.page("/"))
    assert "<p>Hello.</p>" in preview.page("/")
    assert any("Traceback" in said for said in preview.said)
    look(desk, tmp_path, Proof((), is_fresh=True))
    assert desk.asked[-1] is None, "after a failure nothing that was read is trusted"
    until(lambda: "out of luck" not in preview.page("/"))


def test_a_file_that_cannot_be_read_is_told(preview: Running, desk: FakeDesk, tmp_path: Path) -> None:
    preview.page("/")
    look(desk, tmp_path, PermissionError(13, "Permission denied", str(tmp_path / "content" / "site.yaml")))
    until(lambda: "Permission denied" in preview.page("/"))
    assert "<code>content/site.yaml</code>" in preview.page("/")
    desk.files["lost.pdf"] = tmp_path / "lost.pdf"
    assert preview.get("/lost.pdf").status == 500


def connect(preview: Running, **headers: str) -> WebSocketClientConnection:
    async def run() -> WebSocketClientConnection:
        address = preview.address.replace("http:", "ws:") + "livereload"
        return await websocket_connect(HTTPRequest(address, headers=headers))

    return awaited(run())


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example"}])
def test_the_connection_is_refused_to_others(preview: Running, headers: dict[str, str]) -> None:
    with pytest.raises(HTTPClientError):
        connect(preview, **headers)


async def open_tab(preview: Running, path: str) -> WebSocketClientConnection:
    """Do what LiveReload's script does in a page."""
    page = preview.page(f"/{path}")
    digests = dict(re.findall(r'data-(page|notes)="([0-9a-f]+)"', page))
    tab = await websocket_connect(preview.address.replace("http:", "ws:") + "livereload")
    await tab.write_message('{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}')
    assert (await heard(tab))["command"] == "hello"
    info = {"command": "info", "url": preview.address + path, "plugins": {"lydelse": digests}}
    await tab.write_message(json.dumps(info))
    return tab


async def heard(tab: WebSocketClientConnection) -> Any:
    async with asyncio.timeout(20):
        return json.loads(await tab.read_message() or "null")


def test_only_the_tabs_that_show_what_changed_are_told(preview: Running, desk: FakeDesk, tmp_path: Path) -> None:
    async def run() -> None:
        tabs = [await open_tab(preview, path) for path in ("", "sv/")]
        desk.files["sv/index.html"] = PAGE.replace(b"Hello", b"Hej")
        (tmp_path / "content" / "file").write_text("x")
        assert (await heard(tabs[1]))["path"] == "sv/"
        desk.files["index.html"] = PAGE.replace(b"Hello", b"Changed")
        (tmp_path / "content" / "file").write_text("y")
        assert (await heard(tabs[0]))["path"] == ""
        for tab in tabs:
            tab.close()

    awaited(run())


def test_a_tab_that_shows_an_older_page_is_told_at_once(preview: Running, desk: FakeDesk, tmp_path: Path) -> None:
    async def run() -> None:
        old = preview.page("/")
        desk.files["index.html"] = PAGE.replace(b"Hello", b"Changed")
        (tmp_path / "content" / "file").write_text("x")
        until(lambda: "Changed" in preview.page("/"))
        digest = old.partition('data-page="')[2][:16]
        tab = await websocket_connect(preview.address.replace("http:", "ws:") + "livereload")
        info = {"command": "info", "url": preview.address, "plugins": {"lydelse": {"page": digest, "notes": ""}}}
        await tab.write_message(json.dumps(info))
        assert (await heard(tab))["command"] == "reload"

    awaited(run())


@pytest.mark.parametrize("message", ["", "no JSON", "[]", "{}", '{"command": "info", "url": 1}', '{"command": 7}'])
def test_what_is_not_understood_ends_the_connection_alone(preview: Running, message: str) -> None:
    async def run() -> None:
        tab = await websocket_connect(preview.address.replace("http:", "ws:") + "livereload")
        await tab.write_message(message)
        assert message == '{"command": 7}' or await heard(tab) is None

    awaited(run())
    assert preview.get("/").status == 200


def test_a_port_that_is_taken_gives_way_to_another() -> None:
    (first,) = bind(0)
    port = first.getsockname()[1]
    (second,) = bind(port)
    assert second.getsockname()[1] != port
    first.close()
    second.close()
