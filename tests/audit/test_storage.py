"""What lies in a browser, against what is declared: each finding, and what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.audit import Code, Finding, Item, Phase, SeenPage, Visit, findings
from lydelse.audit.storage import stored_wrongly
from lydelse.model import StorageKind
from tests.audit.seen import (
    BEFORE,
    DECLARATION,
    EXPECTED,
    REFUSED,
    SEEN_ALL,
    WITHDRAWN_AT_ONCE,
    WITHDRAWN_LATER,
    accepted,
    cookie,
    local,
    page,
    visit,
)

DAY = 86_400.0


def told(seen: SeenPage) -> list[tuple[Code, str]]:
    """Give codes and things."""
    return [(finding.code, finding.thing) for finding in stored_wrongly(seen, DECLARATION)]


def only(seen: SeenPage) -> Finding:
    """Give the one finding."""
    (finding,) = stored_wrongly(seen, DECLARATION)
    return finding


@pytest.mark.parametrize(
    ("item", "thing"),
    [
        (cookie("stray"), "cookie stray"),
        (cookie("visits"), "cookie visits"),  # a cookie isn't what is declared as local storage
        (local("visitor"), "local storage visitor"),
        (cookie("visitor", host="other.example"), "cookie visitor (other.example)"),
        (cookie("visitor", host="stats.shop.example"), "cookie visitor (stats.shop.example)"),
        (cookie("film"), "cookie film"),
        (Item(StorageKind.SESSION, "odd", "shop.example"), "session storage odd"),
        (Item(StorageKind.INDEXED_DB, "odd", "shop.example"), "IndexedDB odd"),
    ],
)
def test_what_is_not_declared_is_told_whatever_the_phase(item: Item, thing: str) -> None:
    for at in (BEFORE, REFUSED, accepted(), WITHDRAWN_LATER):
        assert told(page(replace(at, items=(item,)))) == [(Code.UNDECLARED, thing)]


def test_a_namesake_of_another_host_is_told() -> None:
    assert "but of films.example, not of shop.example" in only(page(accepted(cookie("film")))).message
    stray = only(page(accepted(cookie("visitor", host="other.example"))))
    assert "but of the site itself, not of other.example" in stray.message
    assert "host: other.example" in stray.hint


@pytest.mark.parametrize(
    "item", [cookie("visitor"), cookie("visitor", host="example"), cookie("_pk_12"), local("visits")]
)
@pytest.mark.parametrize(
    ("at", "code"),
    [
        (BEFORE, Code.BEFORE_CONSENT),
        (REFUSED, Code.AFTER_REFUSAL),
        (accepted(), None),
        (WITHDRAWN_AT_ONCE, None),
        (WITHDRAWN_LATER, Code.UNCLEARED),
    ],
)
def test_what_needs_consent_is_wrong_without_it(item: Item, at: Visit, code: Code | None) -> None:
    seen = page(visit(at, item))
    assert [finding.code for finding in stored_wrongly(seen, DECLARATION)] == ([code] if code else [])


@pytest.mark.parametrize("item", [cookie("login", http_only=True), local("lydelse-consent")])
def test_what_is_necessary_may_always_be_there(item: Item) -> None:
    for at in (BEFORE, REFUSED, accepted(), WITHDRAWN_AT_ONCE, WITHDRAWN_LATER):
        assert told(page(visit(at, item))) == []


def test_a_thing_is_told_once_for_what_is_wrong_first() -> None:
    item = cookie("visitor")
    seen = page(*(visit(at, item) for at in (BEFORE, REFUSED, accepted(), WITHDRAWN_LATER)))
    finding = only(seen)
    assert (finding.code, finding.phase, finding.page) == (Code.BEFORE_CONSENT, Phase.BEFORE, seen.url)


@pytest.mark.parametrize(
    ("item", "code", "said"),
    [
        (cookie("visitor"), Code.UNCLEARED, "there again"),
        (cookie("visitor", path="/deep"), Code.UNCLEARED, "path: /deep"),
        (cookie("visitor", http_only=True), Code.UNCLEARED, "http_only: true"),
        (cookie("hidden"), Code.UNCLEARED, "which it isn't"),
        (cookie("hidden", http_only=True), Code.UNCLEARABLE, "no script of the site can clear it"),
        (cookie("film", host="films.example"), Code.UNCLEARABLE, "no script of the site can clear it"),
        (cookie("film", host="www.films.example"), Code.UNCLEARABLE, "no script of the site can clear it"),
    ],
)
def test_what_stays_after_withdrawal_is_told_with_why(item: Item, code: Code, said: str) -> None:
    finding = only(page(visit(WITHDRAWN_LATER, item)))
    assert finding.code is code
    assert said in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize(
    ("item", "lasts", "is_told"),
    [
        (cookie("visitor"), 30 * DAY, False),
        (cookie("visitor"), 31 * DAY, False),
        (cookie("visitor"), 32 * DAY, True),
        (cookie("visitor"), None, False),
        (cookie("_pk_12"), 397 * DAY, False),  # 13 months of the calendar
        (cookie("_pk_day"), 2 * DAY, True),  # a name goes before a pattern
        (cookie("login", http_only=True), None, False),
        (cookie("login", http_only=True), 3_600.0, True),
        (cookie("stray"), 9_999 * DAY, False),  # it is told of otherwise
    ],
)
def test_a_cookie_may_not_outlive_what_is_declared(item: Item, lasts: float | None, is_told: bool) -> None:
    codes = [code for code, _ in told(page(accepted(replace(item, lasts=lasts))))]
    assert (Code.OUTLIVING in codes) is is_told


def test_how_long_is_said_in_words() -> None:
    assert (
        "kept for 60 days, and declared for 30 days" in only(page(accepted(cookie("visitor", lasts=60 * DAY)))).message
    )
    finding = only(page(accepted(cookie("login", lasts=5_400.0, http_only=True))))
    assert "kept for 90 minutes, and declared for the session alone" in finding.message


def test_what_is_declared_but_was_not_seen_is_noted() -> None:
    few = findings([page(accepted(*SEEN_ALL[1:]))], (), EXPECTED)
    assert [(finding.code, finding.thing, finding.is_note) for finding in few] == [(Code.UNSEEN, "cookie login", True)]
    assert findings([page(accepted(*SEEN_ALL))], (), EXPECTED) == ()


def test_nothing_counts_as_unseen_where_nobody_could_accept() -> None:
    assert findings([page(BEFORE)], (), EXPECTED) == ()


ITEMS = st.builds(
    Item,
    st.sampled_from(StorageKind),
    st.sampled_from(["visitor", "_pk_1", "film", "hidden", "stray", "login", "visits", "lydelse-consent"]),
    st.sampled_from(["shop.example", "example", "films.example", "other.example"]),
    st.none() | st.floats(0, 1e9),
    st.sampled_from(["/", "/deep"]),
    st.booleans(),
)
VISITS = st.lists(
    st.builds(Visit, st.sampled_from(Phase), st.booleans(), st.lists(ITEMS, max_size=4).map(tuple)), max_size=8
)


@given(VISITS)
def test_every_stray_thing_is_told_and_nothing_twice_for_being_there(visits: list[Visit]) -> None:
    found = [finding for finding in stored_wrongly(page(*visits), DECLARATION) if finding.code is not Code.OUTLIVING]
    things = [finding.thing for finding in found]
    assert len(things) == len(set(things))
    strays = {(item.kind, item.host) for at in visits for item in at.items if item.name == "stray"}
    # What is the page's own is told alike, whether it belongs to its host or to a domain above.
    assert len({finding.thing for finding in found if " stray" in finding.thing}) == len(
        {(kind, "" if host in ("shop.example", "example") else host) for kind, host in strays}
    )
