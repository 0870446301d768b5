"""What holds for the comparison of any two texts."""

from __future__ import annotations

from documents import documents, html, pairs
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from reading import WORDS, Side, faults, is_stable, lines, outline

from lydelse.compare import compare, to_html, to_rows

MANY = settings(max_examples=300, deadline=None)


@MANY
@given(pairs)
def test_both_texts_can_be_read_back(pair: tuple[str, str]) -> None:
    old, new = pair
    shown = to_html(compare(old, new), WORDS)
    assert outline(shown, Side.NEW) == outline(new)
    assert outline(shown, Side.OLD) == outline(old)


@MANY
@given(pairs)
def test_the_new_text_keeps_its_blocks(pair: tuple[str, str]) -> None:
    old, new = pair
    shown = to_html(compare(old, new), WORDS)
    assert [line.tags for line in lines(shown, Side.NEW)] == [line.tags for line in lines(new)]


@MANY
@given(pairs)
def test_marks_stand_where_they_may(pair: tuple[str, str]) -> None:
    shown = to_html(compare(*pair), WORDS)
    assert not faults(shown)


@MANY
@given(pairs)
def test_a_browser_reads_the_nesting_as_written(pair: tuple[str, str]) -> None:
    assume(all(is_stable(html) for html in pair))
    assert is_stable(to_html(compare(*pair), WORDS))


@MANY
@given(pairs)
def test_each_column_shows_its_text(pair: tuple[str, str]) -> None:
    old, new = pair
    rows = to_rows(compare(old, new), WORDS)
    assert [line for row in rows for line in outline(row.new, Side.NEW)] == outline(new)
    assert [line for row in rows for line in outline(row.old, Side.OLD)] == outline(old)
    for side in ("old", "new"):
        assert not faults("".join(getattr(row, side) for row in rows))


@MANY
@given(documents.map(html))
def test_a_text_equals_itself(text: str) -> None:
    comparison = compare(text, text)
    assert comparison.equal
    assert (comparison.words_added, comparison.words_removed) == (0, 0)
    assert "cmp-" not in to_html(comparison, WORDS)


@MANY
@given(pairs)
def test_equal_means_that_both_read_alike(pair: tuple[str, str]) -> None:
    old, new = pair
    assert compare(old, new).equal == (outline(old) == outline(new))


@MANY
@given(pairs)
def test_the_same_comparison_comes_out_the_same(pair: tuple[str, str]) -> None:
    assert to_html(compare(*pair), WORDS) == to_html(compare(*pair), WORDS)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/abpulitdr =\"'&;x\x02\x03\ufffc\u2028\n ", max_size=60))
@example("<p><div>a<table>b<tr>c<td>d</p><li>e")
@example("<a href=x><p>a</p><a href=y>b</a></a>")
def test_any_text_can_be_compared(text: str) -> None:
    shown = to_html(compare("<p>a</p>", text), WORDS)
    assert not faults(shown)
    assert compare(text, text).equal
