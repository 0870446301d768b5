"""What was seen on the pages of a site, phase by phase: values that know neither a browser nor a declaration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from lydelse.model import StorageKind


class Phase(StrEnum):
    """How far a visitor had come, each beginning as somebody new (only who accepted can withdraw)."""

    BEFORE = "before"
    """Nothing has been chosen yet."""
    REFUSED = "refused"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Item:
    """A cookie or another thing that lay in the browser.

    `host` is the one that it belongs to, and of a cookie those below it. `lasts` are the seconds until it expires, as
    it was seen; `None` when it has no such time. `path` and `http_only` are a cookie's.
    """

    kind: StorageKind
    name: str
    host: str
    lasts: float | None = None
    path: str = "/"
    http_only: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A request to another host: its address without what stands after `?`, which may tell of a person."""

    url: str

    @property
    def host(self) -> str:
        """The host that was asked."""
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class Visit:
    """A look at a page: what lay in the browser, and what had been asked of other hosts in this phase."""

    phase: Phase
    is_reloaded: bool
    items: tuple[Item, ...] = ()
    requests: tuple[Request, ...] = ()


class Answer(StrEnum):
    """How the banner took an answer."""

    CLICKED = "clicked"
    CALLED = "called"
    """No button could be clicked; its script took the answer."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page in all phases.

    `hosts` are those of the page itself: of the address that was asked for, and of that which answered. `snippet` is
    the digest that the banner's script tells, `None` without the script. `answers` are how it took an answer, by the
    phase that the answer began. `has_settings` is whether the page lets visitors open the settings.
    """

    url: str
    hosts: frozenset[str]
    visits: tuple[Visit, ...]
    snippet: str | None = None
    answers: tuple[tuple[Phase, Answer], ...] = ()
    has_settings: bool = True

    def owns(self, host: str) -> bool:
        """Whether something that belongs to a host is the page's own: its host, or a domain above it."""
        return any(is_within(own, host) for own in self.hosts)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that couldn't be looked at, and why."""

    url: str
    reason: str


def host_of(url: str) -> str:
    """Give the host of an address, without its port."""
    return urlsplit(url).hostname or ""


def is_within(host: str, domain: str) -> bool:
    """Whether a host is a domain or lies below it."""
    return host == domain or host.endswith(f".{domain}")


class Unreachable(Exception):  # noqa: N818 - says what happened
    """A page or the browser can't be reached: `where` is the address or program, `reason` what is the matter."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason
