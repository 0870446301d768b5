"""Markdown as it is met."""

from __future__ import annotations

import pytest

from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.law import check
from lydelse.importing.model import Reason
from lydelse.importing.readers.markdown import read_markdown

CASES = {
    "setext": ("A\n=\n\nB\n-\n", "<h1>A</h1><h2>B</h2>"),
    "ids": ("## A *b* {#c}\n\n## D {: #e .f}\n", '<h2 id="c">A <em>b</em></h2><h2 id="e">D</h2>'),
    "nested by two": ("- a\n  - b\n    1. c\n", "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>"),
    "bare addresses": (
        "See https://x.se/?a=b. Not example.com",
        '<p>See <a href="https://x.se/?a=b">https://x.se/?a=b</a>. Not example.com</p>',
    ),
    "struck out": ("~~a~~", "<p><s>a</s></p>"),
    "table": (
        "| a | b |\n|---|--:|\n| c | d |\n",
        '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead>'
        '<tbody><tr><td>c</td><td align="right">d</td></tr></tbody></table>',
    ),
    "raw html": (
        "<h2>A</h2>\n\n<table><tr><td>\n\n**b**\n\n</td></tr></table>\n",
        "<h2>A</h2><table><tbody><tr><td><strong>b</strong></td></tr></tbody></table>",
    ),
    "hard breaks": ("a  \nb\\\nc", "<p>a<br>b<br>c</p>"),
    "definitions": ("A\n: b\n", "<dl><dt>A</dt><dd>b</dd></dl>"),
    "right to left": ("## عنوان\n\nنص", "<h2>عنوان</h2><p>نص</p>"),
    "byte order mark": ("\ufeff# A\n", "<h1>A</h1>"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_is_read(case: str) -> None:
    source, html = CASES[case]
    assert read_markdown(source).html == html


def test_front_matter_gives_the_title_and_is_set_aside() -> None:
    document = read_markdown("---\ntitle: A policy\nlayout: x\n---\n\nText\n")
    assert (document.title, document.html) == ("A policy", "<p>Text</p>")
    assert [aside.reason for aside in document.asides] == [Reason.FRONT_MATTER]


def test_footnotes_stand_last_and_one_that_nothing_refers_to_is_set_aside_with_a_doubt() -> None:
    document = read_markdown("a[^x]\n\n[^x]: *b*\n\n[^y]: lost\n    and gone\n")
    assert document.html.endswith('<ol><li id="fn-1"><p><em>b</em></p></li></ol></section>')
    assert [(aside.words, aside.reason) for aside in document.asides] == [("lost and gone", Reason.HIDDEN)]
    assert "lost and gone" in document.doubts[0].message


def test_the_words_are_all_there_whatever_they_stand_in() -> None:
    source = "# A\n\nb `c` <b>d</b> <!-- e --> ![f](g.png) [h](i)\n\n    j\n\n<div>k</div>\n"
    assert read_markdown(source).words.split() == ["A", "b", "c", "d", "e", "f", "h", "j", "k"]


@pytest.mark.parametrize("declaration", ["<![CDATA[one two]]>", "<div><![one two></div>", "<div><![if !IE]></div>"])
def test_declarations_in_html_are_set_aside(declaration: str) -> None:
    document = read_markdown(f"a\n\n{declaration}\n\nb\n")
    assert document.html == "<p>a</p><p>b</p>"
    assert document.asides[0].reason is Reason.HIDDEN
    check(divide(document, "en"))


def test_lists_in_many_lists_are_read_or_refused_but_never_cut_off() -> None:
    assert "l24" in read_markdown("".join(f"{'  ' * level}- l{level}\n" for level in range(25))).html
    with pytest.raises(Unreadable, match="deeper"):
        read_markdown("".join(f"{'  ' * level}- l{level}\n" for level in range(150)))
    with pytest.raises(Unreadable, match="deeper"):
        read_markdown(">" * 500 + " deep\n")
