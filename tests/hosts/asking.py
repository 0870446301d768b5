"""Asks a host as programs do, and keeps what it answers."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What a host answered at a path."""

    path: str
    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        """Give the value of a header; empty if there is none."""
        return str(self.headers.get(name, ""))

    @property
    def is_found(self) -> bool:
        return self.status == HTTPStatus.OK

    @property
    def leads_on(self) -> bool:
        """Whether it's a redirection to another address."""
        return self.status in (
            HTTPStatus.MOVED_PERMANENTLY,
            HTTPStatus.FOUND,
            HTTPStatus.TEMPORARY_REDIRECT,
            HTTPStatus.PERMANENT_REDIRECT,
        )

    @cached_property
    def type(self) -> str:
        """The media type, without its parameters."""
        return self.header("Content-Type").partition(";")[0].strip().lower()

    @cached_property
    def charset(self) -> str:
        return str(self.headers.get_content_charset(""))


class Host:
    """A host at an address such as `http://127.0.0.1:8000`; one connection for all that is asked of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a path, as it stands; redirections aren't followed."""
        try:
            return self._ask(path, method, headers or {})
        except (http.client.RemoteDisconnected, ConnectionError):
            # A host may end a connection that was kept; then it's asked anew, as every browser does.
            self._connection.close()
            return self._ask(path, method, headers or {})

    def _ask(self, path: str, method: str, headers: Mapping[str, str]) -> Answer:
        self._connection.request(method, path, headers=dict(headers))
        response = self._connection.getresponse()
        return Answer(path, response.status, response.headers, response.read())

    def close(self) -> None:
        """Leave the host."""
        self._connection.close()
