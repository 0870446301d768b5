"""Two texts beside each other: nothing of them is lost, and structure tells what stands beside what."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from lydelse.compare import NotNestedError, counterparts, nested_parts, outermost, parts

_word = st.text("abcdefghijåäö0123456789", min_size=1, max_size=8)
_text = st.lists(_word, min_size=1, max_size=6).map(" ".join)
_item = st.builds("<li>{}</li>".format, _text)
_nested = st.builds("<li>{}<ul><li>{}</li></ul></li>".format, _text, _text)
_row = st.builds("<tr><td>{}</td><td>{}</td></tr>".format, _text, _text)
_block = st.one_of(
    st.builds("<p>{}</p>".format, _text),
    st.builds("<h3>{}</h3>".format, _text),
    st.builds("<blockquote><p>{}</p></blockquote>".format, _text),
    st.lists(_item | _nested, min_size=1, max_size=4).map(lambda items: f"<ol>{''.join(items)}</ol>"),
    st.lists(_row, min_size=1, max_size=3).map(lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>"),
)
_fragment = st.lists(_block, max_size=8).map("\n".join)


class Row(NamedTuple):
    """What stands beside each other; empty where there is nothing."""

    one: str
    other: str


def face(one: str, other: str) -> tuple[Row, ...]:
    """Set two texts beside each other."""
    left, right = parts(one), parts(other)
    rows = counterparts(left, right)
    return tuple(Row("" if at is None else left[at].html, "" if to is None else right[to].html) for at, to in rows)


def words(fragment: str) -> list[str]:
    """What can be read of a fragment."""
    return " ".join(map(str, html.fromstring(f"<div>{fragment}</div>").itertext())).split()


def texts(one: str, other: str) -> list[tuple[str, str]]:
    """What can be read in each row."""

    def text(fragment: str) -> str:
        element = html.fromstring(f"<div>{fragment}</div>")
        return " ".join(str(element.xpath("string()")).split())

    return [(text(facing.one), text(facing.other)) for facing in face(one, other)]


@given(one=_fragment, other=_fragment)
def test_no_word_is_lost_and_none_moves(one: str, other: str) -> None:
    rows = face(one, other)
    assert [word for row in rows for word in words(row.one)] == words(one)
    assert [word for row in rows for word in words(row.other)] == words(other)
    assert all(row.one or row.other for row in rows)


@given(fragment=_fragment)
def test_what_has_one_structure_stands_row_by_row(fragment: str) -> None:
    rows = face(fragment, fragment)
    assert [row.one for row in rows] == [row.other for row in rows]


@given(one=_fragment, other=_fragment)
def test_only_like_stands_beside_like(one: str, other: str) -> None:
    for row in face(one, other):
        if row.one and row.other:
            tags = [[element.tag for element in html.fromstring(side).iter()] for side in (row.one, row.other)]
            assert tags[0] == tags[1]


@given(fragment=_fragment)
def test_the_parts_of_a_text_are_those_of_its_outermost_blocks(fragment: str) -> None:
    pieces = outermost(fragment)
    assert "\n".join(pieces) == fragment
    assert len(pieces) == max(1, len(html.fromstring(f"<div>{fragment}</div>")))
    assert [part for piece in pieces for part in nested_parts(piece)] == list(parts(fragment))


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>one\n<em>and</em>\n</p>\n<hr>\n<p>two</p>",
        '<h2 id="rights">Rights</h2>\n<p>&nbsp;</p>\n<p>\u200b</p>\n<p>ſ&amp;</p>',
        "<ul>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ul>\n<p>three</p>",
        "words\n<p>one</p>\nmore words\n\n<p>two</p> <p>three</p>\n<p>four</p>",
        "<pre>\n&lt;p>\n</pre>\n<p>one</p>",
    ],
)
def test_what_stands_between_blocks_stays_with_them(fragment: str) -> None:
    assert [part for piece in outermost(fragment) for part in nested_parts(piece)] == list(parts(fragment))


@pytest.mark.parametrize("fragment", ["<p>one</p>\n<p><ins>two</ins></p>", "<p>one\n<p>two</p>", "</p>\n<p>one</p>"])
def test_what_is_not_nested_is_told_by_a_piece(fragment: str) -> None:
    with pytest.raises(NotNestedError):
        _ = [nested_parts(piece) for piece in outermost(fragment)]


def test_a_paragraph_without_a_counterpart_stands_beside_a_gap() -> None:
    one = "<h2>Kakor</h2><p>Vi har 3 kakor.</p><p>De sparas i 90 dagar, sedan tas de bort.</p><ul><li>ett</li></ul>"
    other = "<h2>Cookies</h2><p>They are kept for 90 days, then they are deleted.</p><ul><li>one</li></ul>"
    assert texts(one, other) == [
        ("Kakor", "Cookies"),
        ("Vi har 3 kakor.", ""),
        ("De sparas i 90 dagar, sedan tas de bort.", "They are kept for 90 days, then they are deleted."),
        ("ett", "one"),
    ]


def test_a_link_target_tells_the_counterpart() -> None:
    one = '<p>Skriv till <a href="mailto:a@example.org">oss</a>.</p>'
    other = '<p>You may ask us.</p><p>Write to <a href="mailto:a@example.org">us</a>.</p>'
    assert texts(one, other) == [("", "You may ask us."), ("Skriv till oss.", "Write to us.")]


def test_headings_stand_beside_headings_of_their_level() -> None:
    one = "<h3>Ett</h3><p>Text.</p><h3>Två</h3><p>Mer.</p>"
    other = "<p>Text.</p><h3>Two</h3><p>More.</p>"
    rows = texts(one, other)
    assert ("Två", "Two") in rows
    assert ("Mer.", "More.") in rows


def test_rows_of_a_table_face_each_other() -> None:
    one = (
        "<table><thead><tr><th>Namn</th></tr></thead><tbody><tr><td>a 1</td></tr><tr><td>b 2</td></tr></tbody></table>"
    )
    other = "<table><thead><tr><th>Name</th></tr></thead><tbody><tr><td>b 2</td></tr></tbody></table>"
    assert texts(one, other) == [("Namn", "Name"), ("a 1", ""), ("b 2", "b 2")]


def test_items_keep_their_numbers() -> None:
    rows = face("<ol><li>a</li><li>b</li></ol>", "<ol><li>c</li><li>d</li></ol>")
    assert 'value="2"' in rows[1].one
    assert 'value="2"' in rows[1].other


def test_an_empty_text_leaves_gaps() -> None:
    assert texts("", "<p>Alone.</p>") == [("", "Alone.")]
    assert face("", "") == ()


def test_texts_of_thousands_of_blocks_are_aligned() -> None:
    many = [f"<p>Number {number}.</p>" for number in range(1_500)]
    rows = texts("".join(many), "".join([*many[:700], "<h3>Heading</h3>", *many[701:]]))
    assert sum(one == other for one, other in rows) == len(many) - 1
