"""What links outside answer: a server on loopback plays the other hosts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lydelse.check.asking import Answer, Manners, ask, ask_all
from lydelse.check.online import visit
from tests.check.looked_at import subject
from tests.sites import Site

HURRIED = Manners(at_once=2, timeout=5, pause=0)
STATUSES = {"/fine": 200, "/missing": 404, "/gone": 410, "/secret": 403, "/busy": 429, "/broken": 500, "/å": 200}
LEADS_ON = {
    "/moved": (301, "/fine"),
    "/for-now": (302, "/fine"),
    "/twice": (308, "/moved"),
    "/mixed": (301, "/for-now"),
    "/round": (301, "/round"),
    "/lost": (301, "/missing"),
    "/file": (301, "file:///etc/hostname"),
}


class Host(BaseHTTPRequestHandler):
    """Answers by the path, and notes what it was asked."""

    asked: list[str]

    def do_HEAD(self) -> None:  # the base's names
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        if self.path in LEADS_ON:
            status, location = LEADS_ON[self.path]
            self.send_response(status)
            self.send_header("Location", location)
        elif self.path == "/get-alone":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(STATUSES.get(self.path.replace("%C3%A5", "å"), 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run the other host; give its address without a slash at the end."""
    monkeypatch.setattr(Host, "asked", [], raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fine", Answer(200)),
        ("/å", Answer(200)),
        ("/missing", Answer(404)),
        ("/get-alone", Answer(200)),
        ("/round", Answer(None, "it leads on and on")),
        ("/file", Answer(None, "it leads on to “file:///etc/hostname”, which is no page")),
    ],
)
def test_answers(path: str, expected: Answer, host: str) -> None:
    assert ask(host + path, 5) == expected


@pytest.mark.parametrize(
    ("path", "status", "is_permanent"),
    [
        ("/moved", 200, True),
        ("/twice", 200, True),
        ("/for-now", 200, False),
        ("/mixed", 200, False),
        ("/lost", 404, True),
    ],
)
def test_redirections(path: str, status: int, is_permanent: bool, host: str) -> None:
    answer = ask(host + path, 5)
    assert (answer.status, answer.is_permanent) == (status, is_permanent)
    assert answer.moved_to == host + ("/missing" if status == 404 else "/fine")


def test_a_name_that_nobody_has_is_gone_and_a_closed_door_is_not(host: str) -> None:
    port = int(host.rpartition(":")[2])
    assert ask("http://nobody.invalid/", 5).is_gone
    closed = ask(f"http://127.0.0.1:{1 if port != 1 else 2}/", 5)
    assert (closed.is_gone, closed.is_fine) == (False, False)


def test_only_the_head_is_asked_for_and_each_address_once(host: str) -> None:
    ask_all([f"{host}/fine", f"{host}/fine", f"{host}/missing"], HURRIED)
    assert Host.asked == ["HEAD /fine", "HEAD /missing", "GET /missing"]


def test_what_is_told_of_a_site(host: str, tmp_path: Path) -> None:
    paths = ("/fine#part", "/missing", "/gone", "/secret", "/busy", "/broken", "/moved", "/for-now")
    site = Site(tmp_path, ("sv",))
    site.version("2026-01-01", {"text": "\n".join(f"- [sida]({host}{path})" for path in paths)})
    answers = visit(subject(site), HURRIED)
    assert [(str(each.problem.place), each.about) for each in answers.findings] == [
        ("content/terms/2026-01-01/text.sv.md:6:10", f"{host}/missing"),
        ("content/terms/2026-01-01/text.sv.md:7:10", f"{host}/gone"),
    ]
    [table] = answers.information
    assert [(address.removeprefix(host), told.replace(host, "")) for address, told, _ in table.rows] == [
        ("/secret", "couldn't be checked: the answer is 403"),
        ("/busy", "couldn't be checked: the answer is 429"),
        ("/broken", "couldn't be checked: the answer is 500"),
        ("/moved", "moved for good to /fine"),
        ("/for-now", "leads on to /fine"),
    ]
