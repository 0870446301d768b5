"""A tour of a site: page after page, each in all phases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Browser, Error

from lydelse.audit.chromium import first_line
from lydelse.audit.seen import Answer, Phase, SeenPage, Skipped, Unreachable, Visit, host_of
from lydelse.audit.visitor import Visitor, visitor

_NO_PAGES = (".pdf", ".zip", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".mp3", ".mp4", ".docx", ".xlsx", ".xml")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a site is looked at: at how many pages, with how many seconds for each look, and with which categories to
    answer for; without any only what is there before a choice is looked at."""

    pages: int
    wait: float
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The pages that were looked at, in their order, and those that couldn't be."""

    pages: tuple[SeenPage, ...]
    skipped: tuple[Skipped, ...]


def tour(browser: Browser, url: str, manner: Manner, watch: Callable[[str], None]) -> Seen:
    """Look at a page, and at those of the same host to which it and they link.

    Args:
        browser: the browser.
        url: the first page.
        manner: how many pages, and how.
        watch: is told each page before it is looked at.

    Raises:
        Unreachable: the first page doesn't answer.
    """
    pages: list[SeenPage] = []
    skipped: list[Skipped] = []
    waiting, known = [url], {url}
    for address in waiting:  # which grows on the way
        if len(pages) + len(skipped) == manner.pages:
            break
        watch(address)
        try:
            page, links = _seen(browser, address, manner, pages[0].hosts if pages else None)
        except Unreachable as unreachable:
            if not pages:
                raise
            skipped.append(Skipped(address, unreachable.reason))
            continue
        pages.append(page)
        new = [link for link in _pages_of(links, pages[0].hosts) if link not in known]
        waiting += new
        known.update(new)
    return Seen(tuple(pages), tuple(skipped))


def _pages_of(links: Sequence[str], hosts: frozenset[str]) -> Iterator[str]:
    """Give the addresses among links that may be other pages of a host, each once."""
    addresses = dict.fromkeys(urldefrag(link).url for link in links)
    return (
        address
        for address in addresses
        if host_of(address) in hosts and not urlsplit(address).path.lower().endswith(_NO_PAGES)
    )


def _seen(browser: Browser, url: str, manner: Manner, hosts: frozenset[str] | None) -> tuple[SeenPage, Sequence[str]]:
    """Look at a page in all phases; give it with its links.

    Args:
        browser: the browser.
        url: the page.
        manner: how.
        hosts: those of the site; `None` for its first page, which tells them.

    Raises:
        Unreachable: it doesn't answer, or leads to another host.
    """
    try:
        with visitor(browser, manner.wait) as somebody:
            page, links = _before(somebody, url, hosts)
        if page.snippet is not None and manner.categories:
            for phases in (_refused, _accepted):
                with visitor(browser, manner.wait) as somebody:
                    page = phases(somebody, page, manner.categories)
    except Error as error:
        raise Unreachable(url, first_line(error)) from error
    return page, links


def _before(somebody: Visitor, url: str, hosts: frozenset[str] | None) -> tuple[SeenPage, Sequence[str]]:
    address = somebody.open(url)
    own = frozenset({host_of(url), host_of(address)})
    if hosts is not None and not own <= hosts:
        raise Unreachable(url, f"it leads to {address}")
    first = somebody.look(Phase.BEFORE, is_reloaded=False)
    snippet, links, has_settings = somebody.snippet(), somebody.links(), somebody.has_settings()
    visits = (first, _again(somebody, url, Phase.BEFORE))
    return SeenPage(url, own, visits, snippet, has_settings=has_settings), links


def _refused(somebody: Visitor, page: SeenPage, categories: Sequence[str]) -> SeenPage:
    somebody.open(page.url)
    answer = somebody.answer(categories, granted=False)
    return _after(somebody, page, Phase.REFUSED, answer)


def _accepted(somebody: Visitor, page: SeenPage, categories: Sequence[str]) -> SeenPage:
    somebody.open(page.url)
    answer = somebody.answer(categories, granted=True)
    accepted = _after(somebody, page, Phase.ACCEPTED, answer)
    if answer is Answer.FAILED:
        return accepted
    return _after(somebody, accepted, Phase.WITHDRAWN, somebody.withdraw(categories))


def _after(somebody: Visitor, page: SeenPage, phase: Phase, answer: Answer) -> SeenPage:
    """Add what an answer leads to, at once and when the page is opened again; nothing where none was taken."""
    visits: tuple[Visit, ...] = ()
    if answer is not Answer.FAILED:
        visits = (somebody.look(phase, is_reloaded=False), _again(somebody, page.url, phase))
    return replace(page, visits=(*page.visits, *visits), answers=(*page.answers, (phase, answer)))


def _again(somebody: Visitor, url: str, phase: Phase) -> Visit:
    somebody.open(url)
    return somebody.look(phase, is_reloaded=True)
