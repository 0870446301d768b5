"""Sentences are found in Markdown, each with its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.check.prose import Passages, place_in, prose, sentences
from lydelse.problems import Place
from tests.check.looked_at import revision


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("One. Two!\nThree?", ["One.", "Two!", "Three?"]),
        ("We use\nthe **Privacy**\nShield.", ["We use the Privacy Shield."]),
        ("See t.ex. PuL och bl.a. Art. 13 i GDPR.", ["See t.ex. PuL och bl.a. Art. 13 i GDPR."]),
        ("The U.S. Department asks. We answer.", ["The U.S. Department asks.", "We answer."]),
        ("# A heading\nText.", ["# A heading", "Text."]),
        ("- one\n- two\n  goes on\n\n1. three", ["- one", "- two goes on", "1. three"]),
        ("| a. B | c |", ["a.", "B", "c"]),
        ("Read [our page](https://a.example/b_(c)) [often][x].", ["Read our page often ."]),
        ("Read <https://a.example/?q=Yes.No> today.", ["Read today."]),
        ("Call me snake_case and _this_.", ["Call me snake_case and this ."]),
        ("", []),
    ],
)
def test_sentences(body: str, told: list[str]) -> None:
    assert [" ".join(sentence.text.split()) for sentence in sentences(body)] == told


def test_a_place_is_that_of_the_file() -> None:
    text = revision("One.\n\nTwo: the *word*.")
    assert place_in(text, text.body.index("word")) == Place("section.md", 7, 11)


def test_around_an_offset_stands_its_sentence_alone() -> None:
    passages = Passages.of_body(revision("Before it. The former one is here. After it."))
    assert passages.around(passages.raw.index("one"), 100) == "The former one is here."
    assert passages.around(passages.raw.index("one"), 4) == "rmer one "


MARKDOWN = st.text(alphabet="aÅ1 .!?\n#-*_[]()<>|{}`:/\\", max_size=60)


@given(MARKDOWN)
def test_every_letter_stays_where_it_was(body: str) -> None:
    text = prose(body)
    assert len(text) == len(body)
    assert all(now in (before, " ") for now, before in zip(text, body, strict=True))
    for sentence in sentences(body):
        assert text.startswith(sentence.text, sentence.start)


@given(MARKDOWN)
def test_no_word_outside_of_destinations_is_lost(body: str) -> None:
    plain = re.sub(r"[<>\[\]{}:()]", " ", body)
    words = re.findall(r"[aÅ1]+", " ".join(sentence.text for sentence in sentences(plain)))
    assert words == re.findall(r"[aÅ1]+", plain)
