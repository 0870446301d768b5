"""What pages asked of other hosts, held against the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lydelse.audit.finding import Code, Expected, Finding
from lydelse.audit.seen import Phase, Request, SeenPage, Visit, is_within
from lydelse.model import Category

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+|localhost", re.IGNORECASE)
"""A name of a provider or recipient that is one of a host."""

_WITHOUT_CONSENT = {
    Phase.BEFORE: (Code.REQUEST_BEFORE_CONSENT, "before anybody was asked"),
    Phase.REFUSED: (Code.REQUEST_AFTER_REFUSAL, "although everything was refused"),
    Phase.WITHDRAWN: (Code.REQUEST_AFTER_WITHDRAWAL, "although consent was withdrawn"),
}


def asked_wrongly(page: SeenPage, expected: Expected) -> Iterator[Finding]:
    """Give the hosts that a page asks and shouldn't, each once, for what is wrong first."""
    found: dict[str, Finding] = {}
    for visit in page.visits:
        for request in visit.requests:
            finding = _judged(request, visit, page, expected)
            if finding is not None:
                found.setdefault(request.host, finding)
    yield from found.values()


def _judged(request: Request, visit: Visit, page: SeenPage, expected: Expected) -> Finding | None:
    categories = expected.declaration.categories
    necessary = _hosts(category for category in categories if category.is_necessary)
    if (
        page.owns(request.host)
        or expected.is_of_policies(request.url)
        or _is_among(request.host, {*necessary, *expected.allowed})
    ):
        return None
    thing = f"request to {request.host}"
    if not _is_among(request.host, {*_hosts(categories), *expected.allowed_accepted}):
        message = f"the declaration doesn't know this host, which is asked for {request.url}"
        hint = "Declare what it stores with “host”, take it out, or let the host pass: --allow or --allow-accepted."
        return Finding(Code.REQUEST_UNKNOWN, thing, message, hint, page.url, visit.phase)
    # What still runs on the page can't be stopped: after withdrawal the next page counts.
    if visit.phase is Phase.ACCEPTED or (visit.phase is Phase.WITHDRAWN and not visit.is_reloaded):
        return None
    code, when = _WITHOUT_CONSENT[visit.phase]
    message = f"it is asked {when}, for {request.url}"
    return Finding(code, thing, message, "Let what asks it wait: data-consent.", page.url, visit.phase)


def _hosts(categories: Iterable[Category]) -> set[str]:
    """Give the hosts that categories name: of what is stored, or as a provider or recipient."""
    names = {
        name
        for category in categories
        for entry in category.stored
        for name in (entry.host, entry.provider, *entry.recipients)
    }
    return {name.lower() for name in names if _HOST.fullmatch(name)}


def _is_among(host: str, domains: Iterable[str]) -> bool:
    return any(is_within(host, domain) for domain in domains)
