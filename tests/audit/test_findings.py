"""What pages ask of other hosts, how the banner is on them, and how findings of several pages come together."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lydelse.audit import Answer, Audit, Code, Expected, Finding, Phase, SeenPage, Skipped, Visit, findings
from tests.audit.seen import (
    BEFORE,
    DECLARATION,
    EXPECTED,
    REFUSED,
    SNIPPET,
    WITHDRAWN_AT_ONCE,
    WITHDRAWN_LATER,
    accepted,
    asking,
    cookie,
    page,
    visit,
)
from tests.declarations import NECESSARY, declared


def faults(*pages: SeenPage, expected: Expected = EXPECTED) -> list[tuple[Code, str]]:
    """Give what is wrong: codes and things."""
    return [(each.code, each.thing) for each in findings(pages, (), expected) if not each.is_note]


FILM = "https://www.films.example/film"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (BEFORE, Code.REQUEST_BEFORE_CONSENT),
        (REFUSED, Code.REQUEST_AFTER_REFUSAL),
        (accepted(), None),
        (WITHDRAWN_AT_ONCE, None),
        (WITHDRAWN_LATER, Code.REQUEST_AFTER_WITHDRAWAL),
    ],
)
def test_a_declared_host_is_asked_with_consent_alone(at: Visit, code: Code | None) -> None:
    assert faults(page(asking(at, FILM))) == ([(code, "request to www.films.example")] if code else [])


@pytest.mark.parametrize(
    ("url", "is_known"),
    [
        (FILM, True),
        ("wss://films.example/live", True),
        ("https://stats.example/x.js", True),  # a provider that is named by its host
        ("https://ads.example/", True),  # a recipient
        ("https://myfilms.example/", False),
        ("https://somebody.example/", False),
        ("https://cdn.shop.example/x.js", False),
        ("https://shop.example/x.js", True),
        ("https://policy.example/banner/banner.js", True),
        ("https://policy.example.evil.example/", False),
    ],
)
def test_a_host_that_the_declaration_does_not_know_is_told(url: str, is_known: bool) -> None:
    found = findings([page(asking(accepted(), url))], (), EXPECTED)
    assert (Code.REQUEST_UNKNOWN in [finding.code for finding in found]) is not is_known


def test_hosts_can_be_let_pass() -> None:
    url = "https://fonts.cdn.example/font.woff2"
    always = replace(EXPECTED, allowed=("cdn.example",))
    later = replace(EXPECTED, allowed_accepted=("cdn.example",))
    assert faults(page(asking(BEFORE, url)), expected=always) == []
    assert faults(page(asking(accepted(), url)), expected=later) == []
    early = [(Code.REQUEST_BEFORE_CONSENT, "request to fonts.cdn.example")]
    assert faults(page(asking(BEFORE, url)), expected=later) == early


def test_a_host_is_told_once() -> None:
    seen = page(asking(BEFORE, FILM, f"{FILM}/2"), asking(REFUSED, FILM))
    assert faults(seen) == [(Code.REQUEST_BEFORE_CONSENT, "request to www.films.example")]


@pytest.mark.parametrize(
    ("seen", "codes"),
    [
        (page(), []),
        (page(snippet=None), [Code.SNIPPET_MISSING]),
        (page(snippet=None, url="https://policy.example/en/"), []),
        (page(snippet="0"), [Code.SNIPPET_OUTDATED]),
        (page(answers=((Phase.REFUSED, Answer.CLICKED), (Phase.ACCEPTED, Answer.CLICKED))), []),
        (page(answers=((Phase.REFUSED, Answer.CALLED), (Phase.ACCEPTED, Answer.FAILED))), [Code.BANNER_UNUSABLE]),
        (page(answers=((Phase.REFUSED, Answer.FAILED),)), [Code.BANNER_UNUSABLE]),
        (page(has_settings=False), [Code.SETTINGS_CLOSED]),
    ],
)
def test_how_the_banner_is_on_a_page(seen: SeenPage, codes: list[Code]) -> None:
    assert [finding.code for finding in findings([seen], (), EXPECTED)] == codes


def test_where_nobody_is_asked_there_is_no_banner() -> None:
    nobody = Expected(declared(NECESSARY))
    assert faults(page(snippet=None), expected=nobody) == []
    assert faults(page(snippet=SNIPPET), expected=nobody) == [(Code.SNIPPET_OUTDATED, "snippet")]


def test_the_same_on_several_pages_is_told_once_and_notes_come_last() -> None:
    stray = visit(BEFORE, cookie("stray"))
    pages = [page(stray, has_settings=False), page(stray, url="https://shop.example/b"), page(visit(BEFORE))]
    found = findings(pages, [Skipped("https://shop.example/c", "the host answers 404")], EXPECTED)
    assert [(each.code, each.page, each.others) for each in found] == [
        (Code.UNDECLARED, "https://shop.example/", 1),
        (Code.SETTINGS_CLOSED, "https://shop.example/", 0),
        (Code.SKIPPED, "https://shop.example/c", 0),
    ]


def test_the_outcome_is_a_table_for_people() -> None:
    seen = page(visit(BEFORE, cookie("visi\x1btor")), url="https://shop.example/b?c=1")
    audit = Audit("https://shop.example/", "terms", "2026-01-01", (seen,), findings([seen], (), EXPECTED))
    assert "\n".join(audit.lines) == (
        "Audited 1 page of https://shop.example/\n"
        "against the declaration of terms, version 2026-01-01:\n"
        "\n"
        "Page    Phase   Thing               Finding\n"
        "/b?c=1  before  cookie visi\\x1btor  undeclared: the declaration doesn't know it\n"
        "    Declare it in cookies.yaml, or take out what stores it.\n"
        "\n"
        "1 fault, 0 notes."
    )


def test_the_outcome_is_json_for_programs() -> None:
    note = Finding(Code.UNSEEN, "cookie login", "it wasn't seen")
    audit = Audit("https://shop.example/", "terms", "2026-01-01", (page(),), (note,))
    document = json.loads(audit.json)
    assert (document["pages"], document["faults"], document["notes"]) == (["https://shop.example/"], 0, 1)
    told = {"code": "unseen", "thing": "cookie login", "message": "it wasn't seen", "note": True, "phase": None}
    assert told.items() <= document["findings"][0].items()


def test_nothing_wrong_is_said() -> None:
    audit = Audit("https://shop.example/", "terms", "2026-01-01", (), ())
    assert [*audit.lines][-1] == "Everything agrees."
    assert DECLARATION.optional  # so that something could have been wrong
