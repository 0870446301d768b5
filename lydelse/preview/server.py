"""The server of a preview: listens on this machine alone, and answers nobody whom another site sent."""

from __future__ import annotations

import errno
import re
import socket
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.escape import json_decode
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from lydelse.addresses import ASSETS
from lydelse.media import type_of
from lydelse.preview.notes import SCRIPTS
from lydelse.preview.session import Session

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost", "[::1]"})
"""What this machine calls itself. A page of elsewhere whose name was made to lead here still has its own name."""
_TRIES = 20
_TAKEN = (errno.EADDRINUSE, errno.EACCES)
_LASTING = "private, max-age=31536000, immutable"
"""For what has a digest in its address: nothing else ever stands there, and pages load faster."""
_LONGEST_MESSAGE = 65_536
"""Bytes of what a browser tells of a page."""


def application(session: Session) -> Application:
    """Make what answers requests: the site of a session, and what keeps it up to date in browsers."""
    return Application(
        [
            ("/livereload", _Tab, {"session": session}),
            *((f"/{re.escape(path)}", _Script, {"file": file}) for path, file in SCRIPTS.items()),
            ("/(.*)", _Page, {"session": session}),
        ],
        log_function=lambda _handler: None,
        websocket_max_message_size=_LONGEST_MESSAGE,
    )


def bind(port: int) -> list[socket.socket]:
    """Take a port, or, when it's taken or not to be had, one of the next, or any.

    Raises:
        OSError: no port can be had at all.
    """
    for candidate in (*range(port, min(port + _TRIES, 65_536)), 0):
        try:
            return bind_sockets(candidate, HOST, socket.AF_INET)
        except OSError as error:
            if error.errno not in _TAKEN or not candidate:
                raise
    raise AssertionError("the last of the ports is any")


class _Guarded(RequestHandler):
    """Refuses requests that other sites make, or have a browser make."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")

    def prepare(self) -> None:
        if _name_of(self.request.host) not in _NAMES:
            raise HTTPError(HTTPStatus.MISDIRECTED_REQUEST)
        if not self._is_own(self.request.headers.get("Origin")):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def compute_etag(self) -> None:
        """Nothing is kept, so nothing is asked for again under a condition."""

    def write_error(self, status_code: int, **_named: Any) -> None:
        if status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", ", ".join(self.SUPPORTED_METHODS))
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def _is_own(self, origin: str | None) -> bool:
        return origin is None or origin == f"http://{self.request.host}"


class _Page(_Guarded):
    """Answers for the site's addresses."""

    def initialize(self, session: Session) -> None:
        self._session = session

    async def get(self, path: str) -> None:
        answer = await self._session.answer(path)
        self.set_status(answer.status)
        if answer.leads_to:
            query = f"?{self.request.query}" if self.request.query else ""
            self.set_header("Location", f"/{quote(answer.leads_to)}{query}")
        self.set_header("Content-Type", answer.type)
        if path.startswith(ASSETS) and answer.status == HTTPStatus.OK:
            self.set_header("Cache-Control", _LASTING)
        self.finish(self._session.dressed(answer))

    head = get


class _Script(_Guarded):
    """Gives a script."""

    def initialize(self, file: Path) -> None:
        self._file = file

    def get(self) -> None:
        self.set_header("Content-Type", type_of(self._file.name))
        self.set_header("Cache-Control", _LASTING)
        self.finish(self._file.read_bytes())

    head = get


class _Tab(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A page in a browser, which LiveReload's script keeps connected."""

    def initialize(self, session: Session) -> None:
        self._session = session
        self.path = self.page = self.notes = ""

    def check_origin(self, origin: str) -> bool:
        """LiveReload itself lets everybody in."""
        return self._is_own(origin)

    async def on_message(self, message: str | bytes) -> None:
        """Take note of which page it is, as LiveReload's second message tells it."""
        try:
            told = json_decode(message)
            super().on_message(message)
            if told["command"] == "info":
                shown = told["plugins"]["lydelse"]
                self.path = unquote(urlsplit(told["url"]).path).removeprefix("/")
                self.page, self.notes = str(shown["page"]), str(shown["notes"])
        except (AttributeError, KeyError, TypeError, ValueError):
            self.close(reason="not understood")
            return
        if told["command"] == "info":
            await self._session.join(self)

    def on_close(self) -> None:
        """Forget the page."""
        super().on_close()
        self._session.leave(self)

    def renew(self) -> None:
        """Let the browser bring the page up to date."""
        self.send_message({"command": "reload", "path": self.path})


def _name_of(host: str) -> str:
    """Give the name of a host without its port, which differs where it's handed on from another machine."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()
