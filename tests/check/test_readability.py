"""Words, sentences and syllables are counted as a person would, and the measures follow from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lydelse.check.counting import Count, count, syllables
from lydelse.check.readability import lix, reading_ease, survey_readability
from tests.check.looked_at import subject
from tests.sites import Site

SPOKEN = """
the 1  be 1  we 1  are 1  you 1  our 1  have 1  these 1  use 1  used 1  uses 2  rule 1  page 1  pages 2  change 1
changes 2  changed 1  stored 1  device 2  devices 3  title 2  titles 2  people 2  able 2  purpose 2  purposes 3
personal 3  data 2  policy 3  privacy 3  consent 2  cookies 2  website 2  collected 3  stated 2  needed 2  processing 3
information 4  legitimate 4  interest 3  individual 5  annual 3  media 3  period 3  society 4  client 2  special 2
social 2  create 2  created 3  agreeing 3  applying 3  mechanism 4  statement 2  safely 2  useful 2  erased 2  rights 1
authority 4  protection 3  supervisory 5  security 4  regulation 4  continuous 4  religious 3  quality 3  guarantee 3
language 2  question 2  requires 2  possible 3  example 3  through 1  disclose 2  identifier 5  science 2  material 4
e-mail 2  GDPR 4  2026 1
"""


def test_syllables_are_those_that_are_spoken() -> None:
    expected = {word: int(number) for word, number in re.findall(r"(\S+) (\d)(?!\S)", SPOKEN)}
    assert expected
    assert {word: syllables(word) for word in expected} == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi sparar t.ex. Namn och bl.a. Ericsson.", 1),
        ("Det gäller fr. o. m. Januari, dvs. snart. Sedan inte.", 2),
        ("We use e.g. Google. See Art. 6 and Mr. Smith.", 2),
        ("Är det så? Ja! Det är det.", 3),
        ("Så här: Vi sparar. Så här: namn.", 3),
        ("Avgiften är 3.5 procent enligt 6.1 b.", 1),
        ("Den 1. Januari.", 1),
        ("köper en vara,", 1),
        ("Han sade ”nej.” Hon teg.", 2),
        ("…", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert count([text]).sentences == sentences


def test_words_and_long_words() -> None:
    counted = count(["E-post skickas till integritetsskyddsmyndigheten 2026-03-01, EU:s och don’t."])
    assert (counted.words, counted.long_words) == (8, 2)


def test_an_item_without_a_full_stop_is_a_sentence() -> None:
    assert count(["köper en vara,", "söker ett jobb."]) == count(["Köper en vara. Söker ett jobb."])


def test_the_measures_are_those_of_their_authors() -> None:
    counted = Count(words=100, sentences=5, long_words=30, syllables=150)
    assert lix(counted) == 50
    assert reading_ease(counted) == pytest.approx(206.835 - 20.3 - 126.9)


def test_a_section_is_told_with_what_it_was(tmp_path: Path) -> None:
    easy, hard = "Vi är här nu. " * 20, "Personuppgiftsansvarig behandlar integritetskänsliga uppgifter. " * 20
    site = Site(tmp_path)
    site.version("2026-01-01", {"text": {"sv": easy, "en": "We are here now. " * 20}, "short": "Ja."})
    site.version("2027-01-01", {"text": {"sv": hard, "en": "We were here. " * 20}}, published="2026-06-01")
    [table] = survey_readability(subject(site))
    rows = [(row[1], row[2], *row[4:]) for row in table.rows if row[3] == "Swedish" and row[2] == "text"]
    assert rows == [
        ("2026-01-01", "text", "80", "LIX", "4", "", "very easy"),
        ("2027-01-01", "text", "80", "LIX", "104", "4", "very hard"),
    ]
    assert {row[5] for row in table.rows if row[3] == "English"} == {"Flesch"}
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert "short" not in {row[2] for row in table.rows}
    assert table.total == "4 texts measured, 1 harder than in the version before"
