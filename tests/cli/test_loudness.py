"""How much is said, and in which colours: `--verbose`, `--quiet`, `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.cli.said import Commands, Terminal
from tests.sites import Site

AS_OF = ("--as-of", "2026-07-01")


@pytest.fixture
def late(tmp_path: Path) -> Site:
    """A site with a warning: its version was published after it took effect."""
    site = Site(tmp_path / "late")
    site.version("2026-01-01", {"rights": "You may ask us."}, published="2026-02-01")
    return site


@pytest.mark.parametrize("place", [0, 1, 2])
def test_each_stage_is_told_with_its_time_wherever_the_option_stands(commands: Commands, place: int) -> None:
    words = ["build", "--no-cache"]
    said = commands.run(*words[:place], "-v", *words[place:])
    assert re.search(r"^policies read: 1 in \d+\.\d\d s$", said.err, re.MULTILINE)
    assert re.search(r"^pages made: \d+ in \d+\.\d\d s$", said.err, re.MULTILINE)
    assert "from the last build: 0 of 1 policies read, 0 composed\n" in said.err
    assert re.fullmatch(r"build: \d+\.\d\d s", said.err.splitlines()[-1])
    assert said.out.startswith("Built ")


def test_what_came_from_the_last_build_is_told(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("lydelse.commands.build.time.time_ns", lambda: 4 * 10**18)  # long after the site was written
    assert "policies read: 1" in commands.run("build", "-v").err
    assert "nothing has changed since the last build" in commands.run("build", "-v").err


@pytest.mark.parametrize("command", ["build", "verify", "seal"])
def test_when_all_is_well_the_quiet_say_nothing(commands: Commands, command: str) -> None:
    said = commands.run(command, "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_the_quiet_tell_what_is_wrong(late: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-q", *AS_OF], default_root=late.root) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"[^\n]*: warning: published-late: [^\n]*\n    [^\n]*\n", err)
    assert main(["-q", "--strict", *AS_OF], default_root=late.root) == 1
    assert capsys.readouterr().err.endswith("\n1 warning. The site is as it was before.\n")


def test_the_quiet_are_given_what_they_asked_for(commands: Commands) -> None:
    assert commands.run("status", "-q").out.startswith("policy ")
    assert commands.run("check", "-q", "--json").out.startswith("{")


def test_of_both_the_last_one_counts(commands: Commands) -> None:
    assert commands.run("build", "-v", "-q").err == ""
    assert "build: " in commands.run("-q", "build", "-v").err


# Colours ----------------------------------------------------------------------------------------------------------


def told_on_a_terminal(monkeypatch: pytest.MonkeyPatch, site: Site, **environment: str) -> str:
    """Give what a build tells of a warning on a terminal."""
    with monkeypatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stderr", terminal := Terminal())
        assert main([*AS_OF], default_root=site.root) == 0
    return terminal.getvalue()


def test_problems_have_their_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch, late: Site) -> None:
    told = told_on_a_terminal(monkeypatch, late)
    place, mend = r"content/terms/2026-01-01/version\.yaml:\d+:\d+", r"\n    [^\n\x1b]+\n"
    assert re.search(rf"\x1b\[1m{place}\x1b\[0m: \x1b\[33mwarning: published-late: [^\n\x1b]+\x1b\[0m{mend}", told)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}])
def test_or_none_where_they_are_not_wanted(
    monkeypatch: pytest.MonkeyPatch, late: Site, environment: dict[str, str]
) -> None:
    told = told_on_a_terminal(monkeypatch, late, **environment)
    assert "published-late" in told
    assert "\x1b[" not in told.replace("\r\x1b[K", "")


def test_a_file_has_colours_only_by_force(
    monkeypatch: pytest.MonkeyPatch, late: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*AS_OF], default_root=late.root) == 0
    assert "\x1b[" not in capsys.readouterr().err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main([*AS_OF], default_root=late.root) == 0
    assert "\x1b[33mwarning" in capsys.readouterr().err
