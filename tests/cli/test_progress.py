"""How far long work is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import itertools
import re
import sys

import pytest

from lydelse import console
from lydelse.console import Loudness
from lydelse.progress import Meter, with_progress
from lydelse.stages import each, showing
from tests.cli.said import Commands, Terminal


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each look at the clock be two seconds after the last."""
    seconds = itertools.count(step=2)
    monkeypatch.setattr("lydelse.progress.time.monotonic", lambda: float(next(seconds)))


def test_work_that_is_soon_done_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert list(with_progress("abc", 3, "letters")) == ["a", "b", "c"]
    assert terminal.getvalue() == "\r\033[K"


@pytest.mark.usefixtures("slow")
def test_a_terminal_has_a_bar_with_counts_and_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    list(with_progress(iter("abcd"), 4, "letters"))
    shown = terminal.getvalue().split("\r\033[K")
    assert shown[1] == "[#####...............] 1 of 4, about 6 s left: letters"
    assert shown[-2:] == ["[####################] 4 of 4, about 0 s left: letters", ""]


@pytest.mark.usefixtures("slow")
def test_without_a_total_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    list(with_progress(iter("ab")))
    assert "\r\033[K2 files" in terminal.getvalue()


@pytest.mark.usefixtures("slow")
def test_elsewhere_a_line_tells_now_and_then_that_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    list(with_progress("a" * 12, 12, "letters"))
    assert capsys.readouterr().err == (
        "[########............] 5 of 12, about 14 s left: letters\n"
        "[#################...] 10 of 12, about 4 s left: letters\n"
    )


@pytest.mark.usefixtures("slow")
def test_a_terminal_that_can_write_over_nothing_is_told_in_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    list(with_progress("a" * 12, 12, "letters"))
    assert terminal.getvalue().count("\n") == 2
    assert "\r" not in terminal.getvalue()


@pytest.mark.usefixtures("slow")
def test_the_quiet_see_none(capsys: pytest.CaptureFixture[str]) -> None:
    with console.speaking(Loudness.QUIET):
        list(with_progress("a" * 12, 12))
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("slow")
def test_how_many_there_will_be_may_become_known_later(capsys: pytest.CaptureFixture[str]) -> None:
    meter = Meter("PDFs made")
    for number in range(6):
        meter.at(number, 6)
    meter.end()
    assert capsys.readouterr().err == "[#############.......] 4 of 6, about 5 s left: PDFs made\n"


@pytest.mark.usefixtures("slow")
def test_a_stage_shows_how_far_it_is_where_that_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with showing(with_progress):
        assert list(each("a" * 6, "texts read")) == ["a"] * 6
        assert "of 6, about 2 s left: texts read\n" in capsys.readouterr().err
        with showing(None):
            list(each("a" * 6, "texts read"))
        list(each("a", "texts read"))
    list(each("a" * 6, "texts read"))
    assert capsys.readouterr().err == ""


def test_other_commands_than_build_tell_their_stages(commands: Commands) -> None:
    told = commands.run("check", "-v").err
    assert re.search(r"^content read: \d+\.\d\d s$", told, re.MULTILINE)
    assert re.search(r"^checks made: \d+ in \d+\.\d\d s$", told, re.MULTILINE)
