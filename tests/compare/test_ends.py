"""What two texts begin and end with is cut off before they are read, and makes no difference but in time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from lydelse.compare import Comparison, compare
from lydelse.compare.model import Key
from lydelse.compare.parse import parse
from tests.compare.documents import pairs

_HEAD = "<h2>vi</h2>\n<ul><li>data</li></ul>\n"
_TAIL = "<p>om <em>lag</em></p>\n<hr>\n"


def test_whole_blocks_are_cut_off() -> None:
    found = compare(f"{_HEAD}<p>gammal</p>\n{_TAIL}", f"{_HEAD}<p>ny</p>\n{_TAIL}")
    assert (found.start, found.end) == (_HEAD, _TAIL)
    assert len(found.middle) < len(found.blocks)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<ol><li>vi</li><li>a</li><li>om</li></ol>", "<ol><li>vi</li><li>b</li><li>om</li></ol>"),  # in one list
        ("<p><em>vi</p><p>a</p><p>om</em></p>", "<p><em>vi</p><p>b</p><p>om</em></p>"),  # not nested
        ("<li>vi</li><p>a</p><li>om</li>", "<li>vi</li><p>b</p><li>om</li>"),  # no list around
        ("<div>vi<p>a</p>om</div>", "<div>vi<p>b</p>om</div>"),
        ("vi<p>a</p>om", "vi<p>b</p>om"),  # no block around
    ],
)
def test_nothing_else_is_cut_off(old: str, new: str) -> None:
    found = compare(old, new)
    assert (found.start, found.end) == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "start", "end"),
    [
        ("<p>a</p>\n<p>b</p>", "<p>a</p>", "<p>a</p>", ""),  # the new text ends without the white space
        ("<p>a</p>", "<p>a</p>\n<p>b</p>", "", ""),
        ("<p>a</p>\n<p>b</p>\n", "<p>a</p>\n", "<p>a</p>\n", ""),
        ("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>", "<p>a</p>", "<p>b</p>"),  # other white space between
        ("<p>a</p>om<p>b</p>", "<p>a</p><p>b</p>", "<p>a</p>", "<p>b</p>"),  # words between
        ("<p\n>a</p>\n<p>b</p>", "<p\n>a</p>\n<p>c</p>", "<p\n>a</p>\n", ""),  # tags on two lines
        ("<div\n>\n<p>a</p>\n<p>b</p>\n</div>\n<p>c</p>", "<p>c</p>", "", "<p>c</p>"),
        ("om<p>a</p>\n<p>b</p>", "om<p>a</p>\n<p>c</p>", "om<p>a</p>\n", ""),
    ],
)
def test_places_to_cut_at_are_those_of_the_new_text(old: str, new: str, start: str, end: str) -> None:
    found = compare(old, new)
    assert (found.start, found.end) == (start, end)
    assert _new_keys(found) == _keys(new)


@settings(max_examples=500, deadline=None)
@given(pairs)
def test_all_blocks_hold_both_texts(pair: tuple[str, str]) -> None:
    old, new = pair
    framed = compare(f"{_HEAD}{old}\n{_TAIL}", f"{_HEAD}{new}\n{_TAIL}")
    assert _new_keys(framed) == _keys(f"{_HEAD}{new}\n{_TAIL}")
    assert _new_keys(compare(old, new)) == _keys(new)


def _new_keys(found: Comparison) -> list[Key]:
    return [unit.key for block in found.blocks if not block.departure for unit in block.new]


def _keys(html: str) -> list[Key]:
    return [unit.key for unit in parse(html) if unit.key]
