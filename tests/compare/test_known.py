"""What comparisons share makes them quicker, and changes nothing in them."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.compare import Comparison, Known, compare, to_html, to_json, to_rows
from lydelse.compare.run import Run
from tests.compare.documents import pairs
from tests.compare.reading import WORDS


@settings(max_examples=50, deadline=None)
@given(pairs, pairs)
def test_a_comparison_is_the_same_whatever_was_compared_before(one: tuple[str, str], other: tuple[str, str]) -> None:
    known = Known()
    texts = (*one, *other)
    for old, new in permutations(texts, 2):
        assert _written(compare(old, new, known)) == _written(compare(old, new))


@settings(max_examples=30, deadline=None)
@given(pairs)
def test_blocks_that_stand_in_many_texts_and_several_times_in_one_make_no_difference(pair: tuple[str, str]) -> None:
    known = Known()
    old, new = pair
    for one, other in permutations((old, new, f"{old}\n{new}", f"{new}\n{old}\n{new}"), 2):
        assert _written(compare(one, other, known)) == _written(compare(one, other))


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_no_unit_stands_on_both_sides_or_twice_on_one(pair: tuple[str, str]) -> None:
    known = Known()
    old, new = pair
    for one, other in permutations((old, new, f"{old}\n{old}"), 2):
        blocks = [block for block in compare(one, other, known).middle if not block.departure]
        units = [unit for block in blocks for unit in (*block.old, *block.new)]
        assert len(units) == len(set(units))


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_a_text_is_the_same_as_itself_though_it_stood_on_both_sides(pair: tuple[str, str]) -> None:
    known = Known()
    for text in (*pair, *pair):
        assert compare(text, text, known).equal


@settings(max_examples=200)
@given(st.text("a b.-'5,ä", max_size=30), st.data())
def test_words_of_a_part_are_those_of_the_part_alone(text: str, data: st.DataObject) -> None:
    run = Run(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert run.count_words(start, end) == Run(text[start:end]).count_words(0, end - start)


def _written(found: Comparison) -> tuple[object, ...]:
    return to_html(found, WORDS), to_rows(found, WORDS), to_json(found, equal=True)
