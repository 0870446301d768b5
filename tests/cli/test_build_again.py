"""A build of what has been built: nothing is done where nothing has changed, and that is said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.publish.helpers import snapshot
from tests.sites import Site

AS_OF = ("--as-of", "2026-07-01")
UNCHANGED = "0 new, 0 changed"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site that was built a minute ago, with a warning: it was published after it took effect."""
    monkeypatch.delenv("CI", raising=False)
    now = time.time_ns
    monkeypatch.setattr("lydelse.commands.build.time.time_ns", lambda: now() + 60 * 10**9)
    site = Site(tmp_path / "site")
    site.version("2026-01-01", {"rights": "You may ask us."}, published="2026-02-01")
    assert main([*AS_OF], default_root=site.root) == 0
    assert "published-late" in capsys.readouterr().err
    return site


@pytest.fixture
def no_stages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it is built before
    """Let no stage be asked."""

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("the site is built again")

    monkeypatch.setattr("lydelse.build.build", asked)


@pytest.mark.usefixtures("no_stages")
def test_nothing_is_done_and_warnings_are_told_again(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(site.root / "site")
    assert main([*AS_OF], default_root=site.root) == 0
    out, err = capsys.readouterr()
    assert f"{len(before) - 2} files: {UNCHANGED}, {len(before) - 2} as before." in out
    assert "published-late" in err
    assert snapshot(site.root / "site") == before


@pytest.mark.usefixtures("no_stages")
def test_a_warning_from_before_is_a_fault_when_asked_for(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*AS_OF, "--strict"], default_root=site.root) == 1
    assert capsys.readouterr().err.endswith("1 warning. The site is as it was before.\n")


@pytest.mark.usefixtures("no_stages")
@pytest.mark.parametrize("words", [("build", "--no-cache"), ("--as-of", "2026-07-02"), ("build", "--plain-markdown")])
def test_what_has_to_be_done_is_done(site: Site, words: tuple[str, ...]) -> None:
    with pytest.raises(AssertionError, match="again"):
        main([*AS_OF, *words], default_root=site.root)


@pytest.mark.usefixtures("no_stages")
def test_in_ci_all_is_made_anew_unless_it_is_told_otherwise(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert main([*AS_OF, "build", "--cache"], default_root=site.root) == 0
    with pytest.raises(AssertionError, match="again"):
        main([*AS_OF], default_root=site.root)


def test_what_lingers_is_taken_away_by_the_next_build(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("layouts/css/print.css", "@media print { a { color: black; } }")
    for lingers in (True, False, False):
        assert main([*AS_OF], default_root=site.root) == 0
        assert (site.root / "site/SHA256SUMS.before").exists() is lingers
    assert UNCHANGED in capsys.readouterr().out


@pytest.mark.parametrize("jobs", ["0", "65", "two", "-1", ""])
def test_jobs_are_a_small_number(tmp_path: Path, jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", f"--jobs={jobs}"], default_root=tmp_path)
    assert ended.value.code == 2
    assert "isn't a number from 1 to 64" in capsys.readouterr().err
