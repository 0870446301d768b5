"""Which texts of a history become versions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.importing.chronology import Record
from lydelse.importing.errors import Unreadable
from lydelse.importing.history import Before, History, Written, make_history
from lydelse.importing.model import Doubt, Manuscript, Part, StatedDate

TODAY = date(2026, 1, 1)


def text(key: str, day: str, summary: str = "") -> Written:
    """A text: the words of its one section, and after a bar the day that it states; none for one taken away."""
    return Written(
        key,
        "a.md",
        f"commit of {day}",
        f"{key} {day}",
        recorded=(Record("the author's date", date.fromisoformat(day)),),
        summary=summary,
    )


def read(written: Written) -> Manuscript:
    words, _, stated = written.key.partition("|")
    if words == "?":
        raise Unreadable("it can't be read")
    days = (StatedDate(stated, date.fromisoformat(stated)),) if stated else ()
    return Manuscript(
        "en", "Terms", (Part("rights", "Rights", words.strip()),), words, days, doubts=(Doubt(f"Look at {words}"),)
    )


def history(*texts: Written, every: bool = False, before: Before | None = None) -> History:
    return make_history(texts, read, TODAY, every=every, before=before)


def versions(found: History) -> list[tuple[str, str]]:
    return [(str(snapshot.effective), snapshot.manuscript.parts[0].body) for snapshot in found.snapshots]


def test_every_text_that_differs_becomes_a_version_and_one_that_comes_back_is_one_again() -> None:
    found = history(text("One", "2019-01-01"), text("Two", "2019-02-01"), text("One", "2019-03-01"))
    assert versions(found) == [("2019-01-01", "One"), ("2019-02-01", "Two"), ("2019-03-01", "One")]


def test_what_reads_the_same_is_no_version() -> None:
    found = history(text("One", "2019-01-01"), text(" One ", "2019-02-01"), text("Two", "2019-03-01"))
    assert versions(found) == [("2019-01-01", "One"), ("2019-03-01", "Two")]
    assert (found.counts.texts, found.counts.alike) == (3, 1)


def test_of_several_texts_of_a_day_the_last_is_the_version_with_what_was_said_of_all() -> None:
    texts = (
        text("One", "2019-01-01", "First"),
        text("Two", "2019-01-01", "Second"),
        text("Three", "2019-01-01", "Second"),
    )
    found = history(*texts)
    assert versions(found) == [("2019-01-01", "Three")]
    assert found.snapshots[0].summary == "First; Second"
    assert found.snapshots[0].source == "Three 2019-01-01"
    assert found.counts.same_day == 2
    assert [body for _, body in versions(history(*texts, every=True))] == ["One", "Two", "Three"]


def test_a_day_that_ends_as_it_began_has_no_version() -> None:
    assert versions(history(text("One", "2019-01-01"), text("Two", "2019-02-01"), text("One", "2019-02-01"))) == [
        ("2019-01-01", "One")
    ]


def test_a_change_of_the_stated_day_alone_is_told() -> None:
    found = history(text("One", "2019-01-01"), text("One|2019-02-01", "2019-02-01"))
    assert versions(found) == [("2019-01-01", "One")]
    assert "changed nothing but the day" in found.doubts[0].message


def test_a_text_that_cannot_be_read_is_left_out_and_told() -> None:
    found = history(text("One", "2019-01-01"), text("?", "2019-02-01"), text("Two", "2019-03-01"))
    assert [body for _, body in versions(found)] == ["One", "Two"]
    assert found.counts.unread == 1
    assert "left out" in found.doubts[0].message
    with pytest.raises(Unreadable, match="can't be read"):
        history(text("?", "2019-02-01"))


def test_a_document_that_is_gone_has_ended_after_its_last_version() -> None:
    assert history(text("One", "2019-01-01"), text("", "2020-01-01")).ended == date(2020, 1, 1)
    assert history(text("One|2019-03-01", "2019-01-01"), text("", "2019-02-01")).ended == date(2019, 3, 2)
    found = history(text("One", "2019-01-01"), text("", "2019-02-01"), text("One", "2019-03-01"))
    assert found.ended is None
    assert "brought it back" in found.doubts[0].message


def test_the_doubts_of_the_last_text_are_told_and_the_others_counted() -> None:
    found = history(text("One", "2019-01-01"), text("Two", "2019-02-01"), text("Three", "2019-03-01"))
    assert [doubt.message for doubt in found.doubts] == [
        "Look at Three",
        "Earlier versions have 2 more such doubts, such as: Look at Two",
    ]


def test_equal_texts_are_read_once() -> None:
    seen: list[str] = []

    def counted(written: Written) -> Manuscript:
        seen.append(written.key)
        return read(written)

    make_history(
        [text(key, f"2019-0{month}-01") for month, key in enumerate(["A", "B", "A", "B"], start=1)], counted, TODAY
    )
    assert seen == ["A", "B"]


def test_a_history_goes_on_with_the_ids_that_are_there() -> None:
    before = Before(date(2019, 1, 1), (Part("data", "Rights", "One"),))
    found = history(text("One", "2018-01-01"), text("Two", "2018-06-01"), text("Three", "2019-06-01"), before=before)
    assert versions(found) == [("2019-01-01", "Two"), ("2019-06-01", "Three")]
    assert {part.id for snapshot in found.snapshots for part in snapshot.manuscript.parts} == {"data"}
    assert not history(text("One", "2018-01-01"), before=before).snapshots


TEXTS = st.lists(
    st.builds(
        text,
        st.sampled_from(["One", "Two", "One|2019-05-05", "Two|2030-01-01", ""]),
        st.dates(date(2018, 1, 1), date(2019, 12, 31)).map(str),
    ),
    min_size=1,
    max_size=10,
)


@given(TEXTS, st.booleans())
def test_versions_keep_the_order_differ_and_go_on_alike(texts: list[Written], every: bool) -> None:
    found = history(*texts, every=every)
    bodies = [body for _, body in versions(found)]
    days = [snapshot.effective for snapshot in found.snapshots]
    assert days == sorted(days)
    assert all(first != second for first, second in pairwise(bodies))
    assert every or len(set(days)) == len(days)
    counts = found.counts
    assert counts.texts == counts.alike + counts.same_day + counts.unread + len(bodies)
    there = [written for written in texts if written.key]
    if there:
        assert bodies[-1] == there[-1].key.partition("|")[0]
