"""The declaration of cookies as it is read, and everything that can be wrong with it."""

from __future__ import annotations

import pytest

from lydelse.model import Declaration, Duration, StorageKind, Unit, Waiting
from lydelse.problems import Problem, Report
from lydelse.read.declaration import read_declaration
from lydelse.read.nodes import parse
from tests.declarations import category, declared, stored

WHOLE = """\
categories:
  - id: analytics
    title: {sv: Statistik, en: Statistics}
    purpose: {sv: Att räkna., en: To count.}
    waits: [scripts, frames]
    signals: [analytics_storage]
    stored:
      - name: _ga_*
        kind: cookie
        provider: Example Ltd
        purpose: {sv: Räknar., en: Counts.}
        duration: 13 months
        recipients: [Other Ltd, Third Ltd]
        host: other.example
        path: /shop
        http_only: true
  - id: necessary
    title: {sv: Nödvändigt, en: Necessary}
    purpose: {sv: Att fungera., en: To work.}
    stored:
      - {name: basket, kind: session, provider: Us, purpose: {sv: Minns., en: Remembers.}, duration: session}
"""


def _read(text: str) -> tuple[Declaration, tuple[Problem, ...]]:
    report = Report()
    node = parse(text, "cookies.yaml", report)
    assert node is not None
    return read_declaration(node, ("sv", "en"), report), report.problems


def test_all_that_can_be_declared_is_read_and_the_necessary_comes_first() -> None:
    declaration, problems = _read(WHOLE)
    assert problems == ()
    necessary, analytics = declaration.categories
    assert (necessary.id, necessary.waits, necessary.signals) == ("necessary", (Waiting.SCRIPTS,), ())
    assert declaration.optional == (analytics,)
    assert analytics.waits == (Waiting.SCRIPTS, Waiting.FRAMES)
    assert analytics.signals == ("analytics_storage",)
    (cookie,) = analytics.stored
    assert (cookie.name, cookie.kind, cookie.provider) == ("_ga_*", StorageKind.COOKIE, "Example Ltd")
    assert cookie.purpose == {"sv": "Räknar.", "en": "Counts."}
    assert cookie.duration == Duration(13, Unit.MONTH)
    assert cookie.recipients == ("Other Ltd", "Third Ltd")
    assert (cookie.host, cookie.path, cookie.http_only, cookie.is_clearable) == ("other.example", "/shop", True, False)
    assert str(cookie.place) == "cookies.yaml:8:9"
    (basket,) = necessary.stored
    assert basket.duration.is_session
    assert basket.is_clearable


def test_nothing_can_be_declared_to_be_stored() -> None:
    assert _read("categories: []\n") == (Declaration((), _read("categories: []\n")[0].place), ())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("session", 0),
        ("1 minute", 60),
        ("36 hours", 36 * 3600),
        ("2 weeks", 14 * 86_400),
        ("1 months", 30 * 86_400),
        ("1 year", 365 * 86_400),
    ],
)
def test_durations(text: str, seconds: int) -> None:
    (analytics,) = declared(category("analytics", stored("a", duration=text))).categories
    assert analytics.stored[0].duration.seconds == seconds


FAULTS = {
    # What is written instead of what in the declaration above, and what is said of it.
    "an unknown unit": ("13 months", "13 moths", ["12:19 duration-invalid"]),
    "no time at all": ("13 months", "0 months", ["12:19 duration-invalid"]),
    "a fraction": ("13 months", "1.5 months", ["12:19 duration-invalid"]),
    "no number": ("13 months", "long", ["12:19 duration-invalid"]),
    "longer than browsers keep a cookie": ("13 months", "2 years", ["12:19 duration-cut"]),
    "as long as browsers keep a cookie": ("13 months", "400 days", []),
    "a cookie without an end": ("13 months", "until-deleted", ["12:19 duration-impossible"]),
    "session storage with an end": ("duration: session", "duration: 1 day", ["21:102 duration-impossible"]),
    "local storage that ends with the session": ("kind: session", "kind: local", ["21:100 duration-impossible"]),
    "an unknown kind": ("kind: cookie", "kind: cooky", ["9:15 value-unknown"]),
    "an unknown signal": ("analytics_storage]", "analytics]", ["6:15 value-unknown"]),
    "a signal twice": ("analytics_storage]", "analytics_storage, analytics_storage]", ["6:34 listed-twice"]),
    "an unknown thing that waits": ("frames]", "videos]", ["5:22 value-unknown"]),
    "what waits for the necessary": (
        "id: necessary",
        "id: necessary\n    signals: []\n    waits: [scripts]",
        ["18:14 necessary-waits", "19:12 necessary-waits"],
    ),
    "a category without an id": ("id: analytics\n    title", "title", ["2:5 key-missing"]),
    "a category whose id can't be one": ("id: analytics", "id: Analytics & more", ["2:9 id-invalid"]),
    "a category twice": ("id: necessary", "id: analytics", ["17:5 category-twice"]),
    "a key that there isn't": ("provider: Example", "vendor: Example", ["8:9 key-missing", "10:9 key-unknown"]),
    "a language that there isn't": ("en: Counts.", "fr: Compte.", ["11:32 language-unknown"]),
    "a cookie's name with a space": ("name: _ga_*", "name: _ga *", ["8:15 storage-name"]),
    "a cookie's name that would end a script": ("name: _ga_*", "name: </script>", ["8:15 storage-name"]),
    "a key's name that would end a script": ("name: basket", 'name: "</script>"', ["21:16 storage-name"]),
    "an invisible character in a key's name": ("name: basket", 'name: "bas\\u200bket"', ["21:16 storage-name"]),
    "a control character in a name": ("name: basket", 'name: "bas\\x07ket"', ["21:19 control-character"]),
    "a name that means everything": ("name: _ga_*", 'name: "**"', ["8:15 storage-name"]),
    "a name of a megabyte": ("name: _ga_*", f"name: {'x' * 201}", ["8:15 storage-name"]),
    "a key with any other name": ("name: basket", 'name: "persist:å/ä ö"', []),
    "a host with more than a name": ("other.example", "https://other.example/", ["14:15 host-invalid"]),
    "a host with a dot in front": ("other.example", ".other.example", ["14:15 host-invalid"]),
    "a path that is relative": ("/shop", "shop", ["15:15 path-invalid"]),
    "a path that ends the attribute": ("/shop", "/shop; domain=x", ["15:15 path-invalid"]),
    "what only a cookie can be": (
        "duration: session}",
        "duration: session, http_only: true, path: /}",
        ["21:122 cookie-only", "21:134 cookie-only"],
    ),
    "neither true nor false": ("http_only: true", "http_only: yes", ["16:20 value-unknown"]),
    "a thing twice": (
        "name: basket, kind: session",
        "name: _ga_*, kind: cookie, host: other.example",
        ["21:10 stored-twice"],
    ),
    "a pattern that means what is necessary": (
        "name: basket, kind: session, provider: Us",
        "name: _ga_basket, kind: cookie, host: other.example, provider: Us",
        ["8:9 stored-twice"],
    ),
    "recipients without brackets": ("[Other Ltd, Third Ltd]", "Other Ltd", ["13:21 value-form"]),
}


@pytest.mark.parametrize(("old", "new", "found"), FAULTS.values(), ids=FAULTS)
def test_faults(old: str, new: str, found: list[str]) -> None:
    text = WHOLE.replace(old, new, 1)
    assert text != WHOLE
    _, problems = _read(text)
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("categories:\n", ["1:12 value-form"]),
        ("categories: analytics\n", ["1:13 value-form"]),
        ("categories: [analytics]\n", ["1:14 value-form"]),
        ("category: []\n", ["1:1 key-unknown"]),
        (
            "categories:\n  - {id: a, title: {sv: A, en: A}, purpose: {sv: A, en: A}, stored: []}\n",
            ["2:69 category-empty"],
        ),
    ],
)
def test_forms(text: str, found: list[str]) -> None:
    _, problems = _read(text)
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems] == found


@pytest.mark.parametrize(
    ("pattern", "name", "covers"),
    [
        ("_ga_*", "_ga_1", True),
        ("_ga_*", "_ga_", True),
        ("_ga_*", "_gat", False),
        ("*_id", "user_id", True),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "a-c-b", False),
        ("ab*ba", "aba", False),
        ("a*b*b", "ab", False),
        ("basket", "basket", True),
        ("basket", "baskets", False),
    ],
)
def test_a_name_covers_what_fits_it(pattern: str, name: str, covers: bool) -> None:
    (analytics,) = declared(category("analytics", stored(pattern))).categories
    assert analytics.stored[0].covers(name) is covers
