"""The judges can fail: each finds the fault it is there for, and nothing on a page without."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.judges import needs
from tests.judges.axe import axe
from tests.judges.html_validate import validate
from tests.judges.server import serving
from tests.judges.visitors import Visitors
from tests.judges.vnu import check_html

GOOD = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1><p>Text.</p></main></body>
</html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one page."""
    (tmp_path / "index.html").write_text(GOOD)
    return tmp_path


def test_vnu_finds_errors_and_warnings(folder: Path) -> None:
    assert check_html(folder) == []
    (folder / "sub").mkdir()
    (folder / "error.html").write_text(GOOD.replace("<p>Text.</p>", '<p id="a"></p><p id="a"></p>'))
    (folder / "sub" / "warning.html").write_text(GOOD.replace("<p>Text.</p>", "<section><p>Text.</p></section>"))
    told = check_html(folder)
    assert any("error.html" in line and "Duplicate ID" in line for line in told)
    assert any("warning.html" in line and "lacks heading" in line for line in told)


def test_vnu_does_not_pass_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no HTML"):
        check_html(tmp_path)


def test_html_validate_finds_what_breaks_its_rules(folder: Path) -> None:
    good, fault = folder / "index.html", folder / "fault.html"
    fault.write_text(GOOD.replace("Text.", "<button>Text</button> <center>here</center>"))
    assert validate([good]) == []
    faults = {"no-implicit-button-type", "deprecated", "element-permitted-content"}
    told = validate([good, fault])
    assert all(line.startswith(f"{fault}:4: ") for line in told)
    assert {line.split(": ")[1] for line in told} == faults
    with pytest.raises(ValueError, match="no HTML"):
        validate([])


def test_axe_finds_violations(folder: Path, page: Page, serve: Callable[..., str]) -> None:
    # A page of its own: one rewritten within the second of its date would come from the browser's cache.
    (folder / "fault.html").write_text(GOOD.replace("Text.", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'))
    root = serve(folder)
    page.goto(root)
    assert axe(page) == []
    page.goto(f"{root}fault.html")
    assert [violation.rule for violation in axe(page)] == ["image-alt"]


def test_axe_tells_what_it_cannot_decide_but_for_signs(folder: Path, page: Page, serve: Callable[..., str]) -> None:
    shaded = '<p style="background: linear-gradient(#eee, #ccc)">'
    (folder / "open.html").write_text(GOOD.replace("<p>Text.</p>", f"{shaded}Text.</p>{shaded}→</p>"))
    page.goto(f"{serve(folder)}open.html")
    (found,) = axe(page)
    assert (found.rule, len(found.elements)) == ("color-contrast", 1)
    assert "gradient" in found.reasons[0]


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<img alt="" src="http://tracker.example/pixel.gif">', "http://tracker.example/pixel.gif"),
        ("<script>nothing.here()</script>", "nothing is not defined"),
    ],
)
def test_requests_to_other_hosts_and_faulty_scripts_are_found(
    folder: Path, page: Page, visitors: Visitors, serve: Callable[..., str], markup: str, fault: str
) -> None:
    (folder / "index.html").write_text(GOOD.replace("Text.", markup))
    page.goto(serve(folder))
    assert len(visitors.faults) == 1
    assert fault in visitors.faults.pop()


def test_a_folder_is_served_at_the_root_and_under_a_sub_path(folder: Path) -> None:
    (folder / "sv").mkdir()
    (folder / "sv" / "index.html").write_text("svenska")
    (folder / "404.html").write_text("not here")
    with serving(folder) as root, serving(folder, "/a/b/") as below:
        assert below.endswith("/a/b/")
        for address in (root, below):
            assert _get(address) == (200, GOOD)
            assert _get(address + "sv/") == (200, "svenska")
            assert _get(address + "gone/") == (404, "not here")
        assert _get(below.removesuffix("a/b/") + "sv/") == (404, "not here")


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as response:  # noqa: S310  an address of our own server
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_what_is_missing_skips_a_test_but_fails_it_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "false")
    with pytest.raises(pytest.skip.Exception, match="no-such-command"):
        needs.command("no-such-command")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-command"):
        needs.command("no-such-command")
    with pytest.raises(pytest.fail.Exception, match=r"gone/file\.js"):
        needs.package_file("gone/file.js")
