"""Plain YAML is read just as the parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.problems import Place, Report
from lydelse.read import nodes
from lydelse.read.nodes import parse
from lydelse.read.plain import read_plain
from lydelse.read.tree import MapNode

START = Place("content/privacy/2018-05-15/cookies.sv.md", 2)


def read_by_parser(text: str) -> tuple[object, ...]:
    """What is read without the short way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "read_plain", lambda *_: None)
        return read(text)


def read(text: str) -> tuple[object, ...]:
    report = Report()
    return parse(text, START.path, report, START.line), report.problems


SIGNS = st.sampled_from(
    [*"abcåäöÅΩ漢é0159 .,;:?!()/'\"’“”&%+–-_#|>*@`{}[]\\~=", "\n", "\u0301", "\u212b", "\t", "\u2028"]
)
WORDS = st.one_of(
    st.sampled_from(
        ["Cookies", "20", "2026-03-01", "null", "yes", "1_000", "0x1f", "Så gör vi, och varför", "a -b", "a- b"]
    ),
    st.sampled_from(
        ["Don't", "a: b", "a #b", "a#b", "a ", " a", "é", "e\u0301", "\u212b", "½ a", "---", "a---", "-a", "?a"]
    ),
    st.text(SIGNS, min_size=1, max_size=8),
    st.text(min_size=1, max_size=4),
)
KEYS = st.sampled_from(["title", "covers", "published", "sv", "en", "Title", "a b", "y", "a-b"])
LINE = st.one_of(
    st.tuples(KEYS, WORDS).map(": ".join),
    st.tuples(KEYS, WORDS).map(lambda line: "  " + ": ".join(line)),
    KEYS.map(lambda key: f"{key}:"),
    st.sampled_from(
        ["", "# a", "---", "...", "- a", "covers: [a, b]", "   en: a", "title:  a", "title:a", "title: |", "%YAML 1.1"]
    ),
)
DOCUMENT = st.lists(LINE, max_size=5).map(lambda lines: "".join(f"{line}\n" for line in lines)) | st.text(SIGNS)


@given(DOCUMENT)
def test_the_short_way_gives_what_the_parser_gives(text: str) -> None:
    assert read(text) == read_by_parser(text)


PLAIN = st.lists(
    st.tuples(
        st.sampled_from(["title", "summary", "published", "binding"]), st.sampled_from(["Cookies", "20", "a, b (c)"])
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda line: line[0],
).map(lambda lines: "".join(f"{key}: {words}\n" for key, words in lines))


@given(PLAIN, PLAIN)
def test_plain_lines_go_the_short_way(outer: str, inner: str) -> None:
    text = outer + "about:\n" + "".join(f"  {line}\n" for line in inner.splitlines())
    node = read_plain(text, START)
    assert isinstance(node, MapNode)
    assert (node, ()) == read_by_parser(text)


@pytest.mark.parametrize(
    "text", ["", "title: a", "title: a\ntitle: b\n", "a:\n  b: c\n  b: d\n", "title:\n", "title: [a]\n", "- a\n"]
)
def test_what_is_not_plain_goes_to_the_parser(text: str) -> None:
    assert read_plain(text, START) is None
    assert read(text) == read_by_parser(text)
