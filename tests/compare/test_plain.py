"""A text as plain lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.compare import to_plain

CASES = {
    "headings and paragraphs": (
        "<h2>Cookies</h2><p>We use <b>two</b>.</p><h3>Why</h3><p>So.</p>",
        "Cookies\n=======\n\nWe use two.\n\nWhy\n---\n\nSo.",
    ),
    "lists in lists": (
        "<ol start='3'><li>one</li><li><p>two</p><p>more</p><ul><li>in it</li></ul></li></ol>",
        "3. one\n4. two\n\n   more\n   - in it",
    ),
    "a quotation and a definition": (
        "<blockquote><p>Said.</p></blockquote><dl><dt>Term</dt><dd>Meaning</dd></dl>",
        "> Said.\n\nTerm\n    Meaning",
    ),
    "a table with a head": (
        "<table><thead><tr><th>Name</th><th>Kept</th></tr></thead>"
        "<tbody><tr><td>visits</td><td>a day</td></tr><tr><td>id</td><td></td></tr></tbody></table>",
        "- Name: visits\n  Kept: a day\n\n- Name: id",
    ),
    "a table without one": ("<table><tr><td>a</td><td>b</td></tr></table>", "- a\n  b"),
    "code": ("<pre><code>a  b\n c</code></pre>", "    a  b\n     c"),
    "links and images": (
        '<p><a href="https://example.com/">Here</a>, <a href="mailto:a@example.com">a@example.com</a>, '
        '<a href="#rights">there</a> <img src="x" alt="a map">.</p>',
        "Here <https://example.com/>, a@example.com, there [a map].",
    ),
    "nothing": ("<p> </p>", ""),
}


@pytest.mark.parametrize(("html", "lines"), CASES.values(), ids=CASES.keys())
def test_it_reads(html: str, lines: str) -> None:
    assert to_plain(html) == lines


@given(st.lists(st.text("abc de-", max_size=40), max_size=8), st.integers(20, 60))
def test_every_word_is_there_and_lines_fit(paragraphs: list[str], width: int) -> None:
    told = to_plain("".join(f"<p>{text}</p>" for text in paragraphs), width)
    assert told.split() == [word for text in paragraphs for word in text.split()]
    assert all(len(line) <= width or " " not in line for line in told.splitlines())
