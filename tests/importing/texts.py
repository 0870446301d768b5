"""Draws HTML as documents have it: blocks and lines with words that look like markup."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

HOSTILE = (
    "*",
    "**",
    "_a_",
    "`",
    "``x",
    "\\",
    "\\*",
    "[a](b)",
    "[a][b]",
    "[^1]",
    "[^x]:",
    "[[cookies]]",
    "![a](b)",
    "<b>",
    "</p>",
    "<!-- x -->",
    "&amp;",
    "&",
    "#",
    "# x",
    "1.",
    "2018. ",
    "-",
    "+ x",
    "> x",
    "---",
    "===",
    ":",
    ":   x",
    "|",
    "a | b",
    "{#x}",
    "{: #x }",
    "{{ x }}",
    "*[HTML]: x",
    "[a]: http://x.se",
    "https://x.se/?a=1&b=_c_",
    "a@b.se",
    "~~x~~",
    "§ 3",
    "å",
    "日本語",
    "العربية",
    "e\u0301",
    "\u00a0",
    "“x”",
    "!",
    "(x)",
    "=",
    "a_b_c",
    "5*6*7",
    "x\\",
)
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(alphabet="abc åäö", min_size=1, max_size=6)).map(escape)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
RUN = st.lists(WORDS, min_size=1, max_size=3).map("".join)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["em", "strong", "code", "b", "i", "sup", "del", "span", "kbd", "q"])
    element = st.tuples(tags, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    addresses = st.sampled_from(
        ["https://x.se/", "https://x.se/a_b_(c)?d=1&amp;e=*f*", "mailto:a@b.se", "#x", "tel:+4612"]
    )
    link = st.tuples(addresses, TEXT).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>')
    return st.one_of(element, link, st.just("<br>"), st.just('<a id="here"></a>'))


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner | _wrapped(inner), min_size=1, max_size=3).map("".join)


INLINE = st.recursive(TEXT | RUN, _joined, max_leaves=6)
"""Content of a line."""


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    item = st.one_of(INLINE, inner, st.tuples(INLINE, inner).map("".join))
    items = st.lists(item.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join)
    rows = st.lists(st.lists(INLINE, min_size=2, max_size=3), min_size=1, max_size=3)
    return st.one_of(
        items.map("<ul>{}</ul>".format),
        items.map("<ol>{}</ol>".format),
        items.map('<ol start="3">{}</ol>'.format),
        items.map('<ol type="a">{}</ol>'.format),
        inner.map("<blockquote>{}</blockquote>".format),
        st.tuples(INLINE, item).map(lambda pair: f"<dl><dt>{pair[0]}</dt><dd>{pair[1]}</dd></dl>"),
        rows.map(_table),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    )


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    written = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return f"<table><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr>{written}</table>"


_PARAGRAPH = INLINE.map("<p>{}</p>".format)
_HEADING = st.tuples(st.integers(1, 4), INLINE).map(lambda pair: f"<h{pair[0]}>{pair[1]}</h{pair[0]}>")
_CODE = st.lists(TEXT, min_size=1, max_size=3).map("\n".join).map("<pre>{}</pre>".format)
_LEAF = st.one_of(_PARAGRAPH, _PARAGRAPH, _HEADING, _CODE, st.just("<hr>"), INLINE)
BLOCKS = st.lists(st.recursive(_LEAF, _blocks, max_leaves=5), min_size=1, max_size=5).map("".join)
"""Blocks of a document."""
