"""The law of imports: no word is lost, none is added, and the order stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.law import Unfaithful, check, letters
from lydelse.importing.model import Aside, Document, Manuscript, Part, Reason
from lydelse.importing.readers.markdown import read_markdown
from tests.importing.texts import BLOCKS

SOURCE = """\
# Title

Begin.

## One

The first[^1] of *two*.

1. a
2. b

## Two

The second.

[^1]: A note.
"""


@pytest.fixture
def manuscript() -> Manuscript:
    found = divide(read_markdown(SOURCE), "en")
    check(found)
    return found


def with_body(manuscript: Manuscript, index: int, body: str) -> Manuscript:
    parts = list(manuscript.parts)
    parts[index] = replace(parts[index], body=body)
    return replace(manuscript, parts=tuple(parts))


def test_a_lost_word_is_named(manuscript: Manuscript) -> None:
    with pytest.raises(Unfaithful, match="lost: “second”"):
        check(with_body(manuscript, 2, "The."))


def test_an_added_word_is_named(manuscript: Manuscript) -> None:
    with pytest.raises(Unfaithful, match=r"isn't in the source.*third"):
        check(with_body(manuscript, 2, "The second. A third."))


def test_words_in_another_order_are_a_fault(manuscript: Manuscript) -> None:
    with pytest.raises(Unfaithful, match="not at its place"):
        check(replace(manuscript, parts=(manuscript.parts[0], manuscript.parts[2], manuscript.parts[1])))


def test_words_that_are_told_as_set_aside_have_to_be_missing_from_the_text(manuscript: Manuscript) -> None:
    with pytest.raises(Unfaithful, match="told as set aside"):
        check(replace(manuscript, asides=(*manuscript.asides, Aside("second", Reason.DATE))))


def test_what_is_set_aside_without_being_told_is_lost(manuscript: Manuscript) -> None:
    with pytest.raises(Unfaithful, match="lost: “Title”"):
        check(replace(manuscript, asides=()))


def test_what_the_build_would_not_show_counts_as_lost() -> None:
    parts = (Part("introduction", "", "a <!-- hidden --> b"),)
    with pytest.raises(Unfaithful, match="hidden"):
        check(Manuscript("en", "", parts, "a hidden b"))


@pytest.mark.parametrize("words", ["1. a 2. b", "a b", "a) b)"])
def test_the_numbers_that_a_page_counts_may_be_told_or_not(words: str) -> None:
    kind = ' type="a"' if ")" in words else ""
    words = words.replace("a)", "a) x").replace("b)", "b) y") if kind else words
    items = ("x", "y") if kind else ("a", "b")
    html = f"<ol{kind}>{''.join(f'<li>{item}</li>' for item in items)}</ol>"
    check(divide(Document(html, words), "en"))


def test_hyphens_spaces_and_bullets_may_differ_but_not_letters_or_signs_that_mean_something() -> None:
    assert letters("• infor-\nmation “x”") == letters("information 'x'")
    assert letters("§ 3 costs 5 €") != letters("3 costs 5")
    assert letters("e\u0301") == letters("\u00e9")


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_whatever_the_source_it_is_kept_or_refused(html: str) -> None:
    document = read_markdown(f"<div>{html}</div>")
    try:
        manuscript = divide(document, "en")
    except Unreadable:
        return
    check(manuscript)
