"""Asking other hosts for pages, politely.

One host is asked for one address after the other with a pause between, several hosts at once; and only for the head of
a page where the host lets that be asked for.
"""

from __future__ import annotations

import socket
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from lydelse.check.addresses import host_of

_USER_AGENT = "Mozilla/5.0 (compatible; Lydelse link check)"
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_MOST_REDIRECTS = 10
_UNKNOWN_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_LEFT = "%/:=&?~#+!$,;'@()*[]"
"""What stays as it is when an address is put into ASCII."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked: how many at once, and the seconds that an answer can take and that lie between two
    questions to one host."""

    at_once: int = 4
    timeout: float = 10.0
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address gave: the status of the last answer, `None` when there was none and `reason` says why.
    `moved_to` is the address that it leads to, for good when `is_permanent`."""

    status: int | None
    reason: str = ""
    moved_to: str = ""
    is_permanent: bool = False
    is_unknown_host: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether there is surely nothing at the address."""
        return self.is_unknown_host or self.status in _GONE

    @property
    def is_fine(self) -> bool:
        """Whether the page was there."""
        return self.status is not None and self.status < HTTPStatus.BAD_REQUEST


def ask_all(addresses: Sequence[str], manners: Manners) -> dict[str, Answer]:
    """Ask for addresses, each once, and give the answers in the order of the addresses."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        by_host[host_of(address)].append(address)
    with ThreadPoolExecutor(max_workers=manners.at_once) as pool:
        answered = pool.map(lambda asked: _ask_host(asked, manners), by_host.values())
    known = {address: answer for answers in answered for address, answer in answers}
    return {address: known[address] for address in dict.fromkeys(addresses)}


def _ask_host(addresses: Sequence[str], manners: Manners) -> list[tuple[str, Answer]]:
    found = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(manners.pause)
        found.append((address, ask(address, manners.timeout)))
    return found


def ask(address: str, timeout: float) -> Answer:
    """Ask for an address: for its head, and for the whole page where that gives no page."""
    answer = _follow(address, "HEAD", timeout)
    if answer.is_fine or answer.is_unknown_host or answer.status is None:
        return answer
    return _follow(address, "GET", timeout)


def _follow(address: str, method: str, timeout: float) -> Answer:
    """Follow an address to where it leads."""
    at = address
    permanent: list[bool] = []
    for _ in range(_MOST_REDIRECTS + 1):
        if not at.lower().startswith(("http:", "https:")):
            return Answer(None, f"it leads on to “{at}”, which is no page")
        try:
            status, location = _request(at, method, timeout)
        except (OSError, HTTPException, ValueError) as error:
            return _failed(error)
        if not location or not HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            return Answer(status, "", at if permanent else "", bool(permanent) and all(permanent))
        permanent.append(status in _PERMANENT)
        at = urldefrag(urljoin(at, location)).url
    return Answer(None, "it leads on and on")


class _Staying(urllib.request.HTTPRedirectHandler):
    """Lets redirections be seen instead of following them."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


_OPENER = urllib.request.build_opener(_Staying)


def _request(address: str, method: str, timeout: float) -> tuple[int, str]:
    """Give the status of an answer, and where it leads on.

    Raises:
        OSError, HTTPException, ValueError: there is none.
    """
    headers = {"User-Agent": _USER_AGENT, "Accept": "text/html,*/*;q=0.8"}
    request = urllib.request.Request(_in_ascii(address), method=method, headers=headers)  # noqa: S310  # http alone
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Location", "")


def _in_ascii(address: str) -> str:
    """Give an address as it is sent: its host and path may have letters beyond ASCII."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    return parts._replace(netloc=host, path=quote(parts.path, _LEFT), query=quote(parts.query, _LEFT)).geturl()


def _failed(error: Exception) -> Answer:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, socket.gaierror):
        is_unknown = reason.errno in _UNKNOWN_HOST
        return Answer(None, "nobody has that host's name" if is_unknown else str(reason), is_unknown_host=is_unknown)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Answer(None, f"its certificate isn't accepted ({reason.verify_message})")
    if isinstance(reason, TimeoutError):
        return Answer(None, "there was no answer in time")
    told = reason.strerror if isinstance(reason, OSError) else str(reason)
    return Answer(None, told or type(reason).__name__)
