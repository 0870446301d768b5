"""What lay in the browser, held against the declaration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lydelse.audit.finding import Code, Finding
from lydelse.audit.seen import Item, Phase, SeenPage, Visit, is_within
from lydelse.model import Category, Declaration, Duration, StorageKind, Stored

_TOLERANCE = 1.05
"""By how much a cookie may outlive what is declared: a month is counted as 30 days (`Unit.seconds`); some have 31."""
_CLOCKS = 60.0
"""Seconds by which the clocks of a host and of this machine may differ."""
_DAY = 86_400

_KINDS = {
    StorageKind.COOKIE: "cookie",
    StorageKind.LOCAL: "local storage",
    StorageKind.SESSION: "session storage",
    StorageKind.INDEXED_DB: "IndexedDB",
}


@dataclass(frozen=True, slots=True)
class _Sight:
    """Something that was seen, and where and when."""

    item: Item
    visit: Visit
    page: SeenPage

    @property
    def is_own(self) -> bool:
        """Whether it belongs to the page's host."""
        return self.page.owns(self.item.host)

    def finding(self, code: Code, message: str, hint: str) -> Finding:
        """Tell what is wrong with it."""
        thing = _named(self.item.kind, self.item.name, "" if self.is_own else self.item.host)
        return Finding(code, thing, message, hint, self.page.url, self.visit.phase)


def stored_wrongly(page: SeenPage, declaration: Declaration) -> Iterator[Finding]:
    """Give what is wrong with what a page stores.

    Each thing is told once, for what is wrong with it first, and once more where it outlives what is declared: what
    is stored before anybody was asked isn't told again for staying after a refusal.
    """
    sights = [_Sight(item, visit, page) for visit in page.visits for item in visit.items]
    for judge in (_misplaced, _outliving):
        found: dict[str, Finding] = {}
        for sight in sights:
            finding = judge(sight, declaration)
            if finding is not None:
                found.setdefault(finding.thing, finding)
        yield from found.values()


def unseen(pages: Sequence[SeenPage], declaration: Declaration) -> Iterator[Finding]:
    """Give what is declared but was on none of the pages; nothing where nobody could accept what is asked for."""
    is_accepted = any(visit.phase is Phase.ACCEPTED for page in pages for visit in page.visits)
    if declaration.optional and not is_accepted:
        return
    seen = {(item, page.owns(item.host)) for page in pages for visit in page.visits for item in visit.items}
    for category in declaration.categories:
        for entry in category.stored:
            if not any(_is_of(item, entry, is_own=is_own) for item, is_own in seen):
                message = f"it is declared in “{category.id}”, but none of the pages stored it"
                hint = "Look at more pages, or take it out of cookies.yaml if no site stores it any more."
                yield Finding(Code.UNSEEN, _named(entry.kind, entry.name, entry.host), message, hint)


def _is_of(item: Item, entry: Stored, *, is_own: bool) -> bool:
    """Whether an entry of the declaration tells of what was seen."""
    is_there = is_within(item.host, entry.host) if entry.host else is_own
    return item.kind is entry.kind and is_there and entry.covers(item.name)


def _declared(sight: _Sight, declaration: Declaration) -> tuple[Category, Stored] | None:
    """Find the entry that tells of what was seen; a name goes before a pattern, a longer pattern before a shorter."""
    found = [
        (category, entry)
        for category in declaration.categories
        for entry in category.stored
        if _is_of(sight.item, entry, is_own=sight.is_own)
    ]
    return max(found, key=lambda pair: ("*" not in pair[1].name, len(pair[1].name)), default=None)


def _misplaced(sight: _Sight, declaration: Declaration) -> Finding | None:
    """Judge whether something may be there at all in a phase."""
    declared = _declared(sight, declaration)
    if declared is None:
        return sight.finding(Code.UNDECLARED, *_undeclared(sight.item, declaration))
    category, entry = declared
    visit = sight.visit
    if category.is_necessary or visit.phase is Phase.ACCEPTED:
        return None
    if visit.phase is Phase.WITHDRAWN:
        # What a running script writes is cleared anew twice a second: what counts is the next page.
        return _uncleared(sight, entry) if visit.is_reloaded else None
    is_before = visit.phase is Phase.BEFORE
    code = Code.BEFORE_CONSENT if is_before else Code.AFTER_REFUSAL
    when = "before anybody was asked" if is_before else "although it was refused"
    hint = (
        "The host sets it by itself: let it wait for the choice."
        if sight.item.http_only
        else f'Let what stores it wait: data-consent="{category.id}".'
    )
    return sight.finding(code, f"it belongs to “{category.id}” and is stored {when}", hint)


def _undeclared(item: Item, declaration: Declaration) -> tuple[str, str]:
    entries = [entry for category in declaration.categories for entry in category.stored]
    namesake = next((entry for entry in entries if entry.kind is item.kind and entry.covers(item.name)), None)
    if namesake is None:
        return "the declaration doesn't know it", "Declare it in cookies.yaml, or take out what stores it."
    whose = f"of {namesake.host}" if namesake.host else "of the site itself"
    message = f"the declaration knows one of this name, but {whose}, not of {item.host}"
    return message, f"Declare it in cookies.yaml with “host: {item.host}” if it is meant to be there."


def _uncleared(sight: _Sight, entry: Stored) -> Finding:
    item = sight.item
    is_beyond_scripts = item.http_only or not sight.is_own
    if is_beyond_scripts and not entry.is_clearable:
        message = "it stays after withdrawal: no script of the site can clear it, as the settings say"
        return sight.finding(Code.UNCLEARABLE, message, "Let its host clear it, if you can.")
    if is_beyond_scripts:
        message = "it stays after withdrawal: it is HttpOnly, so that no script can clear it, and isn't declared so"
        hint = "Declare it with “http_only: true”, and let the host clear it."
    elif not entry.is_clearable:
        message = "it stays after withdrawal: it is declared as HttpOnly, which it isn't, so that the banner leaves it"
        hint = "Take “http_only: true” out of its entry."
    elif item.kind is StorageKind.COOKIE and item.path != entry.path:
        message = f"it stays after withdrawal: it is set for the path {item.path}, and declared for {entry.path}"
        hint = f"Declare it with “path: {item.path}”."
    else:
        message, hint = "it is there again after withdrawal", "Let what stores it wait for consent on every page."
    return sight.finding(Code.UNCLEARED, message, hint)


def _outliving(sight: _Sight, declaration: Declaration) -> Finding | None:
    """Judge how long a cookie stays; other storage has no end that a browser knows of."""
    item, declared = sight.item, _declared(sight, declaration)
    if declared is None or item.lasts is None or item.kind is not StorageKind.COOKIE:
        return None
    _, entry = declared
    if item.lasts <= entry.duration.seconds * _TOLERANCE + _CLOCKS:
        return None
    message = f"it is kept for {_length(item.lasts)}, and declared for {_declared_length(entry.duration)}"
    hint = "Declare the longer time, which asks people again, or let it expire earlier."
    return sight.finding(Code.OUTLIVING, message, hint)


def _named(kind: StorageKind, name: str, host: str) -> str:
    return f"{_KINDS[kind]} {name} ({host})" if host else f"{_KINDS[kind]} {name}"


def _declared_length(duration: Duration) -> str:
    return "the session alone" if duration.is_session else str(duration)


def _length(seconds: float) -> str:
    """Say a length of time in the largest unit in which it reads well."""
    for size, unit in ((_DAY, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"
