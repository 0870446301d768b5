"""From which day on each text of a history held."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.importing.chronology import Dating, Evidence, Record, date_texts
from lydelse.importing.errors import Unreadable
from lydelse.importing.model import StatedDate

TODAY = date(2026, 1, 1)


def day(text: str) -> date | None:
    """A day, `None` for one that doesn't exist."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def text(authored: str, stated: str = "", committed: str = "", named: str = "") -> Evidence:
    """A text with the days that are known of it."""
    return Evidence(
        name="a text",
        stated=tuple(StatedDate(each, day(each)) for each in stated.split()),
        recorded=(
            Record("the author's date", day(authored)),
            Record("the committer's date", day(committed or authored)),
        ),
        named=(Record("the file's name", day(named), named),) if named else (),
    )


def dated(*history: Evidence) -> list[Dating]:
    return list(date_texts(history, TODAY))


def days(*history: Evidence) -> list[str]:
    return [str(dating.effective) for dating in dated(*history)]


def doubts(*history: Evidence) -> str:
    return "\n".join(doubt.message for dating in dated(*history) for doubt in dating.doubts)


def test_a_stated_day_counts_before_the_commits() -> None:
    assert days(text("2019-01-10", "2019-02-01")) == ["2019-02-01"]
    assert dated(text("2019-01-10", "2019-02-01"))[0].published == date(2019, 1, 10)


def test_a_text_that_was_in_force_before_it_was_committed_was_published_then() -> None:
    dating = dated(text("2019-01-10", "2018-12-20"))[0]
    assert (dating.effective, dating.published) == (date(2018, 12, 20), date(2018, 12, 20))


def test_a_day_counts_for_the_text_that_states_it_first() -> None:
    assert days(text("2019-01-10", "2019-01-01"), text("2019-06-01", "2019-01-01")) == ["2019-01-01", "2019-06-01"]


def test_a_day_is_the_same_however_it_is_written() -> None:
    history = [
        Evidence(
            "one", (StatedDate("May 25, 2018", date(2018, 5, 25)),), (Record("the author's date", date(2018, 5, 25)),)
        ),
        Evidence(
            "two", (StatedDate("2018-05-25", date(2018, 5, 25)),), (Record("the author's date", date(2018, 6, 1)),)
        ),
    ]
    assert days(*history) == ["2018-05-25", "2018-06-01"]


def test_an_impossible_day_yields_and_is_told() -> None:
    assert days(text("2018-06-01", "2018-05-55")) == ["2018-06-01"]
    assert "2018-05-55" in doubts(text("2018-06-01", "2018-05-55"))


def test_a_day_that_runs_backwards_yields_to_the_next_in_rank() -> None:
    history = text("2019-03-01"), text("2019-02-01", committed="2019-03-05")
    assert days(*history) == ["2019-03-01", "2019-03-05"]
    assert "before the day of the text before it, 2019-03-01" in doubts(*history)


def test_when_all_days_run_backwards_the_order_stays() -> None:
    assert days(text("2019-03-01"), text("2019-02-01"), text("2019-04-01")) == [
        "2019-03-01",
        "2019-03-01",
        "2019-04-01",
    ]


def test_a_clock_that_was_never_set_or_runs_ahead_counts_for_nothing() -> None:
    assert days(text("1970-01-01", committed="2019-03-01")) == ["2019-03-01"]
    assert days(text("2031-01-01", committed="2019-03-01")) == ["2019-03-01"]


def test_a_mistyped_year_far_ahead_is_not_believed() -> None:
    history = text("2019-01-10", "2029-01-15")
    assert days(history) == ["2019-01-10"]
    assert "too far ahead" in doubts(history)


def test_an_announced_day_holds_for_what_is_mended_before_it() -> None:
    history = text("2019-01-10", "2019-02-01"), text("2019-01-15", "2019-02-01"), text("2019-03-01", "2019-02-01")
    assert days(*history) == ["2019-02-01", "2019-02-01", "2019-03-01"]


def test_an_announced_day_that_was_put_forward_never_came() -> None:
    assert days(text("2019-01-10", "2019-02-01"), text("2019-01-12", "2019-01-20")) == ["2019-01-10", "2019-01-20"]


def test_what_lies_far_apart_is_told() -> None:
    assert "the first is taken" in doubts(text("2019-07-02", "2018-05-25"))
    assert not doubts(text("2018-05-20", "2018-05-25"))


def test_a_file_name_counts_before_the_text() -> None:
    assert days(text("", "2018-05-01", named="2018-05-15")) == ["2018-05-15"]
    assert days(text("", "2018-05-01", named="2018-05-55")) == ["2018-05-01"]


def test_a_history_goes_on_where_it_ended() -> None:
    going_on = list(
        date_texts([text("2019-01-01", "2018-01-01")], TODAY, date(2018, 6, 1), (StatedDate("", date(2018, 1, 1)),))
    )
    assert going_on[0].effective == date(2019, 1, 1)
    assert going_on[0].doubts == ()


def test_a_first_text_without_a_day_asks_for_one() -> None:
    with pytest.raises(Unreadable, match="no day"):
        dated(text(""))


DAYS = st.dates(date(1969, 1, 1), date(2040, 1, 1))
MAYBE = st.none() | DAYS
EVIDENCE = st.builds(
    lambda stated, authored, committed: Evidence(
        "a text",
        tuple(StatedDate(str(each), each) for each in stated),
        (Record("the author's date", authored), Record("the committer's date", committed)),
    ),
    st.lists(MAYBE, max_size=2),
    MAYBE,
    st.dates(date(2010, 1, 1), TODAY),
)


@given(st.lists(EVIDENCE, max_size=8))
def test_whatever_the_dates_say_the_order_stays(history: list[Evidence]) -> None:
    found = dated(*history)
    assert len(found) == len(history)
    assert all(before.effective <= after.effective for before, after in pairwise(found))
    assert all(dating.published <= min(dating.effective, TODAY) for dating in found)
    assert all(dating.effective < TODAY + timedelta(days=190) for dating in found)
