"""What holds for the comparison of any two texts."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lydelse.compare import compare, to_html, to_rows
from tests.compare.documents import pairs
from tests.compare.reading import WORDS, Side, faults, is_stable, lines, outline

MANY = settings(max_examples=1500, deadline=None)


@MANY
@given(pairs)
@example(('<a href="a.html">inte data</a>', "data"))  # the new text starts in a former link
@example(('<a href="a.html">vi data</a>', "vi<span></span>"))  # an empty element stands behind a former link
@example(('<img src="x"><ul><li><img src="x"></li></ul>', '<h3></h3><ul><li><img src="x"></li></ul>'))  # shared end
@example(("vi data", "vi<hr>data"))  # a rule stands between the parts
def test_both_texts_can_be_read_back(pair: tuple[str, str]) -> None:
    old, new = pair
    shown = to_html(compare(old, new), WORDS)
    assert outline(shown, Side.NEW) == outline(new)
    assert outline(shown, Side.OLD) == outline(old)
    assert [line.tags for line in lines(shown, Side.NEW)] == [line.tags for line in lines(new)]


@MANY
@given(pairs)
def test_marks_stand_where_they_may_and_a_browser_leaves_them_there(pair: tuple[str, str]) -> None:
    shown = to_html(compare(*pair), WORDS)
    assert not faults(shown)
    assert is_stable(shown) or not all(map(is_stable, pair))


@MANY
@given(pairs)
@example(("<table><tr><td>vi data<hr>om så</td></tr></table>", "<table><tr><td>vi data<hr>om lag.</td></tr></table>"))
def test_each_column_shows_its_text(pair: tuple[str, str]) -> None:
    old, new = pair
    rows = to_rows(compare(old, new), WORDS)
    assert [line for row in rows for line in outline(row.new, Side.NEW)] == outline(new)
    assert [line for row in rows for line in outline(row.old, Side.OLD)] == outline(old)
    for side in ("old", "new"):
        assert not faults("".join(getattr(row, side) for row in rows))


@MANY
@given(pairs)
@example(('<a href="a.html">vi</a> vi', 'vi <a href="a.html">vi</a>'))  # the other of two equal words is linked
def test_a_text_equals_itself_and_nothing_that_reads_otherwise(pair: tuple[str, str]) -> None:
    old, new = pair
    itself = compare(old, old)
    assert itself.equal
    assert (itself.words_added, itself.words_removed) == (0, 0)
    assert "cmp-" not in to_html(itself, WORDS)
    read_alike = outline(old) == outline(new)
    assert read_alike or not compare(old, new).equal
    assert not read_alike or compare(old, new).equal or "<td>" in old  # cells divided otherwise read alike


@settings(max_examples=200, deadline=None)
@given(pairs)
def test_the_same_texts_give_the_same_comparison(pair: tuple[str, str]) -> None:
    assert to_html(compare(*pair), WORDS) == to_html(compare(*pair), WORDS)


@MANY
@given(st.text(alphabet="<>/abpulitdr =\"'&;x\x02\x03\ufffc\u2028\n ", max_size=60))
@example("<p><div>a<table>b<tr>c<td>d</p><li>e")
@example("<a href=x><p>a</p><a href=y>b</a></a>")
def test_any_text_can_be_compared(text: str) -> None:
    shown = to_html(compare("<p>a</p>", text), WORDS)
    assert not faults(shown)
    assert compare(text, text).equal
