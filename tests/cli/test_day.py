"""The day for which a site is built: `--as-of`, then SOURCE_DATE_EPOCH, then today in the site's time zone."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from lydelse import clock
from lydelse.cli import main
from tests.sites import Site


def _built_as_of(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert main(options, default_root=root) == 0
    return capsys.readouterr().out.partition(" as of ")[2].partition("): ")[0] + ")"


def _set_clock(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Let it be a moment; the process's own time zone has no part in it."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls.fromisoformat(moment).astimezone(tz or UTC)

    monkeypatch.setattr(clock, "datetime", Clock)


def _epoch(moment: str) -> str:
    return str(int(datetime.fromisoformat(moment).timestamp()))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = Site(tmp_path, ["en"])
    site.version("2026-01-01", {"rights": "Ask us."})
    return tmp_path


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_the_option_wins_over_the_environment_which_wins_over_the_clock(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_clock(monkeypatch, "2026-05-05T12:00:00+00:00")
    assert _built_as_of(root, capsys) == "2026-05-05 (today in Europe/Stockholm)"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _epoch("2026-04-04T12:00:00+00:00"))
    assert _built_as_of(root, capsys) == "2026-04-04 (SOURCE_DATE_EPOCH)"
    assert _built_as_of(root, capsys, "--as-of", "2026-03-03") == "2026-03-03 (--as-of)"


def test_an_empty_environment_variable_is_none(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_clock(monkeypatch, "2026-05-05T12:00:00+00:00")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert _built_as_of(root, capsys) == "2026-05-05 (today in Europe/Stockholm)"


MOMENTS = {
    "the evening before, in winter": ("2026-12-31T23:30:00+00:00", "2027-01-01"),
    "a moment before midnight, in winter": ("2026-12-31T22:59:59+00:00", "2026-12-31"),
    "the evening before, in summer": ("2026-06-30T22:00:00+00:00", "2026-07-01"),
    "a moment before midnight, in summer": ("2026-06-30T21:59:59+00:00", "2026-06-30"),
    "the last moment before the day the clock goes forward": ("2026-03-28T22:59:59+00:00", "2026-03-28"),
    "the first of the day the clock goes forward": ("2026-03-28T23:00:00+00:00", "2026-03-29"),
    "the last of the day the clock goes forward, an hour early": ("2026-03-29T21:59:59+00:00", "2026-03-29"),
    "the first after it": ("2026-03-29T22:00:00+00:00", "2026-03-30"),
    "the first of the day the clock goes back": ("2026-10-24T22:00:00+00:00", "2026-10-25"),
    "the last of the day the clock goes back, an hour late": ("2026-10-25T22:59:59+00:00", "2026-10-25"),
    "the first moment after it": ("2026-10-25T23:00:00+00:00", "2026-10-26"),
}


@pytest.mark.parametrize(("moment", "day"), MOMENTS.values(), ids=MOMENTS.keys())
@pytest.mark.parametrize("process_zone", ["UTC", "America/Los_Angeles"])
def test_the_day_is_one_of_the_sites_time_zone(
    moment: str,
    day: str,
    process_zone: str,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TZ", process_zone)
    _set_clock(monkeypatch, moment)
    assert _built_as_of(root, capsys) == f"{day} (today in Europe/Stockholm)"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _epoch(moment))
    assert _built_as_of(root, capsys) == f"{day} (SOURCE_DATE_EPOCH)"


@pytest.mark.parametrize("epoch", ["tomorrow", "-1", "1.5", " 1", "1" * 12, "١٢"])
def test_an_epoch_that_is_no_number_of_seconds_is_refused(
    epoch: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main([], default_root=root) == 2
    assert capsys.readouterr().err == (
        f"SOURCE_DATE_EPOCH is “{epoch}”, but has to be a number of seconds\n    Unset it, or use --as-of.\n"
    )
    assert _built_as_of(root, capsys, "--as-of", "2026-03-03") == "2026-03-03 (--as-of)"


@pytest.mark.parametrize("day", ["0001-01-01", "2025-12-31", "9999-12-31"])
def test_any_day_of_the_calendar_can_be_built(day: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _built_as_of(root, capsys, "--as-of", day) == f"{day} (--as-of)"
