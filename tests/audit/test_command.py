"""The command `audit` as far as it goes without a browser, and what its document tells of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lydelse.audit import NOTES, Code
from lydelse.cli import main
from tests.declarations import NECESSARY, category, stored, write
from tests.docs.documents import code_words, first_column, part, read
from tests.sites import Site

DAY = ("--as-of", "2026-07-01")
URL = "http://127.0.0.1:1/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of policies with a declaration."""
    site = Site(tmp_path, declaration="terms")
    site.version("2026-01-01", {"cookies": "[[cookies]]"})
    write(site, "2026-01-01", NECESSARY, category("analytics", stored("visitor")))
    return site


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shop.example"], "“shop.example” is no address; write it like https://www.example.com/"),
        (["file:///shop"], "“file:///shop” is no address"),
        ([URL, "--pages", "0"], "“0” is no number of pages; write it like 5"),
        ([URL, "--wait", "nan"], "“nan” is no number of seconds up to 60"),
        ([URL, "--wait", "a"], "“a” is no number of seconds up to 60"),
        ([], "URL"),
    ],
)
def test_a_wrong_command_is_refused(
    site: Site, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["audit", *arguments], default_root=site.root)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_without_playwright_it_says_how_to_get_it(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("lydelse.audit.", "playwright"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "playwright", None)
    assert main(["audit", URL, *DAY], default_root=site.root) == 2
    said = capsys.readouterr().err
    assert said.startswith("An audit needs Playwright, which isn't installed.")
    assert "requirements/audit.txt" in said


def test_without_a_declaration_in_force_there_is_nothing_to_audit_against(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", URL, "--as-of", "2025-07-01"], default_root=site.root) == 2
    assert "no declaration of cookies is in force" in capsys.readouterr().err


def test_faults_of_the_content_come_first(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("content/terms/2026-01-01/cookies.yaml", "categories: [{id: A}]\n")
    assert main(["audit", URL, *DAY], default_root=site.root) == 2
    said = capsys.readouterr().err
    assert "cookies.yaml:1:" in said
    assert said.endswith("The content has to be mended first, as told above; no page was visited.\n")


def test_every_finding_is_explained_and_every_one_explained_exists() -> None:
    document = read("docs/audit.md")
    faults, notes = (code_words(first_column(part(document, heading))) for heading in ("Faults", "Notes"))
    assert faults == [code.value for code in Code if code not in NOTES]
    assert notes == [code.value for code in Code if code in NOTES]
