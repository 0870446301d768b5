"""The audit finds what is wrong on pages, and nothing that isn't."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from lydelse.cli import main
from tests.browser.audit.conftest import AS_OF, FILMS, Audit, Banner
from tests.browser.audit.seeds import FAULTS, WITHDRAWN, publish
from tests.browser.banner.web import Web


@pytest.fixture(scope="module", autouse=True)
def pages(web: Web, banner: Banner) -> None:
    """The pages."""
    publish(web, banner)


def told(outcome: Any, *, notes: bool = False) -> list[tuple[str | None, ...]]:
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
    code, outcome = audit("/early", "--pages", "20")
    expected = [(path, seed.code, seed.thing, seed.phase) for path, seeds in FAULTS.items() for seed in seeds]
    assert sorted(told(outcome), key=str) == sorted(expected, key=str)
    notes = [note for note in told(outcome, notes=True) if note[1] != "unseen"]
    assert notes == [("/taken-away", "settings-closed", "banner", None), ("/", "skipped", "page", None)]
    assert code == 1


def test_a_site_that_does_not_answer_is_told(banner: Banner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "http://127.0.0.1:1/", "--quiet", "--as-of", AS_OF], default_root=banner.root) == 74
    assert capsys.readouterr().err.startswith("http://127.0.0.1:1/: net::ERR_")


def test_a_browser_that_is_not_there_is_told(web: Web, banner: Banner, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["audit", web.at("/clean"), "--as-of", AS_OF, "--browser", "/nowhere/chromium"]
    assert main(command, default_root=banner.root) == 74
    assert capsys.readouterr().err.startswith("/nowhere/chromium: there is no such program. Install it")
