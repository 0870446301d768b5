"""The dates that texts state of themselves, and those that they don't."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from lydelse.importing.dates import set_dates_aside
from lydelse.importing.days import find_days
from lydelse.importing.model import Document, Reason
from lydelse.importing.statements import is_statement, stated_in

MAY = date(2018, 5, 25)


@pytest.mark.parametrize(
    "line",
    [
        "Senast uppdaterad: 2018-05-25",
        "Senast uppdaterad den 25 maj 2018.",
        "Gäller från 25 maj 2018",
        "Gäller från och med den 25 maj 2018",
        "Denna integritetspolicy gäller från 2018-05-25.",
        "Policyn uppdaterades senast den 25 maj 2018",
        "Träder i kraft fredag den 25 maj 2018",
        "Last updated: May 25, 2018",
        "LAST UPDATED MAY 25TH, 2018",
        "(last modified on 25 May 2018)",
        "Effective date – 25th of May 2018",
        "Version Effective Date: May 25, 2018",
        "This Privacy Policy is effective as of May 25, 2018.",
        "These terms were last revised on Friday, 25 May 2018",
        "We last updated this policy on May 25, 2018.",
        "Version 2.1, updated 2018-05-25.",
        "In force since 25.5.2018",
        "Stand: 25. Mai 2018",
        "Diese Datenschutzerklärung wurde zuletzt am 25.05.2018 aktualisiert.",
        "Gültig ab dem 25. Mai 2018",
        "Letzte Änderung: 25/05/2018",
        "Dernière mise à jour : 25 mai 2018",
        "Date d’entrée en vigueur : le 25 mai 2018",
        "Cette politique est entrée en vigueur le 25 mai 2018.",
        "Dated 25 May 2018",
        "**Effective date:** _May 25, 2018_",
    ],
)
def test_a_line_that_states_the_date(line: str) -> None:
    assert is_statement(line)
    assert [stated.day for stated in stated_in(line)] == [MAY]


@pytest.mark.parametrize(
    "line",
    [
        "the protection of natural persons (General Data Protection Regulation) of 27 April 2016",
        "The Regulation, in effect since 25 May 2018, applies to all controllers.",
        "Orders that were placed before 25 May 2018 are kept for seven years.",
        "Föreningen antog den 25 maj 2018 nya stadgar.",
        "Beginning May 25, 2018, references to the Directive are to the Regulation.",
        "the clauses (Processors), dated 5 February 2010, for the transfer of data",
        "Effective Date means the day on which the contract was signed.",
        "Key expiry: 2018-05-25",
        "The EU-US Privacy Shield was adopted on 12 July 2016.",
        "Am 25. Mai 2018 trat die Verordnung in Kraft.",
        "Version 2 of this text was written by 2018 people",
        "Postgatan 25, 2018 Malmö",
        "| Copilot | 27 October 2025 |",
    ],
)
def test_a_day_in_running_text_is_no_statement(line: str) -> None:
    assert not is_statement(line)
    assert stated_in(line) == ()


@pytest.mark.parametrize(
    "line", ["Senast uppdaterad: 2018-05-55", "Last updated: February 30, 2018", "Stand: 31.06.2018"]
)
def test_a_day_that_doesnt_exist_is_kept_as_it_is_written(line: str) -> None:
    [stated] = stated_in(line)
    assert stated.day is None
    assert stated.text in line


def test_days_from_which_a_text_holds_come_first() -> None:
    stated = stated_in("Last updated: 1 May 2018 | Effective: 25 May 2018")
    assert [each.day for each in stated] == [MAY, date(2018, 5, 1)]


@pytest.mark.parametrize(
    ("language", "day"), [("en", date(2018, 3, 4)), ("sv", date(2018, 4, 3)), ("", date(2018, 4, 3))]
)
def test_a_day_that_can_be_read_in_two_ways_is_told(language: str, day: date) -> None:
    found, stated = set_dates_aside(Document("<p>Last updated: 03/04/2018</p><p>Text.</p>", ""), language)
    assert stated[0].day == day
    assert "could also mean" in found.doubts[0].message


def test_a_month_alone_is_its_first_day_and_told() -> None:
    found, stated = set_dates_aside(Document("<p>Stand: Mai 2018</p>", ""), "de")
    assert stated[0].day == date(2018, 5, 1)
    assert "names no day" in found.doubts[0].message


def test_only_the_line_that_says_nothing_else_is_taken_out() -> None:
    html = (
        "<h1>Policy</h1><p>Last <b>updated</b>: May 25, 2018<br>Read <b>this</b> &amp; that</p>"
        "<blockquote><p>Effective: 2018-06-01</p></blockquote>"
        "<p>We may change it. This policy was last changed on 2 May 2018. Look again.</p>"
    )
    found, stated = set_dates_aside(Document(html, ""), "en")
    assert found.html == (
        "<h1>Policy</h1><p>Read <b>this</b> &amp; that</p>"
        "<p>We may change it. This policy was last changed on 2 May 2018. Look again.</p>"
    )
    assert [aside.words for aside in found.asides] == ["Last updated: May 25, 2018", "Effective: 2018-06-01"]
    assert {aside.reason for aside in found.asides} == {Reason.DATE}
    assert [each.day for each in stated] == [date(2018, 6, 1), MAY, date(2018, 5, 2)]


def test_a_day_alone_counts_at_the_top() -> None:
    top = Document("<h1>Policy</h1><p>May 25, 2018</p><p>Text.</p>", "")
    assert [each.day for each in set_dates_aside(top)[1]] == [MAY]
    below = Document("<h1>Policy</h1><p>a</p><p>b</p><p>c</p><p>May 25, 2018</p>", "")
    assert set_dates_aside(below) == (below, ())


@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(["sv", "en", "de", "fr", "es", "fi", "pl", "nl"])
)
def test_days_are_read_as_babel_writes_them(day: date, language: str) -> None:
    for width in ("long", "medium"):
        [found] = find_days(format_date(day, width, locale=language), language)
        assert found.day == day
