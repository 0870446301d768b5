"""The audit finds what is wrong on pages, and nothing that isn't."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.audit.conftest import FILMS, Audit, Banner
from tests.browser.audit.seeds import FAULTS, WITHDRAWN, publish
from tests.browser.banner.web import Web


@pytest.fixture(scope="module", autouse=True)
def pages(web: Web, banner: Banner) -> None:
    """The pages."""
    publish(web, banner)


def told(outcome: Any, *, notes: bool = False) -> list[tuple[str, ...]]:
    """Give the findings: path, code, thing, phase."""
    found = [finding for finding in outcome["findings"] if finding["note"] is notes]
    return [(urlsplit(each["page"]).path, each["code"], each["thing"], each["phase"]) for each in found]


def test_nothing_is_wrong_with_a_clean_site(audit: Audit, web: Web) -> None:
    code, outcome = audit("/clean", "--pages", "3")
    assert told(outcome) == []
    assert told(outcome, notes=True) == [("/clean", "unclearable", f"cookie film ({FILMS})", WITHDRAWN)]
    assert code == 0
    assert outcome["pages"] == [web.at("/clean"), web.at("/clean-too")]


def test_every_fault_is_found_and_none_invented(audit: Audit) -> None:
    code, outcome = audit("/seeds", "--pages", "50")
    expected = [(seed.path, seed.code, seed.thing, seed.phase) for seed in FAULTS]
    assert told(outcome) == expected
    assert code == 1
