"""HTML of any kind in the one form that the importer knows."""

from __future__ import annotations

import pytest

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Aside, Reason
from lydelse.importing.plain import plain_html

CASES = {
    "loose text becomes a paragraph": ("a <b>b</b>", "<p>a <strong>b</strong></p>"),
    "spaces leave emphasis": ("<p>a<i> b </i>c</p>", "<p>a <em>b</em> c</p>"),
    "equal neighbours become one": ("<p><b>a</b><b>b</b> <b>c</b></p>", "<p><strong>ab c</strong></p>"),
    "emphasis in emphasis has one order": ("<em><b>a</b></em>", "<p><strong><em>a</em></strong></p>"),
    "what arranges is dissolved": (
        "<section><div>a<div>b</div></div><span class=x>c</span></section>",
        "<p>a</p><p>b</p><p>c</p>",
    ),
    "blocks come out of lines": (
        '<a href="#x"><p>a</p><p>b</p></a>',
        '<p><a href="#x">a</a></p><p><a href="#x">b</a></p>',
    ),
    "two line breaks part paragraphs": ("<p>a<br><br>b<br>c<br></p>", "<p>a</p><p>b<br>c</p>"),
    "blank paragraphs and headings go": ("<p>&nbsp;</p><h2> </h2><p>a</p>", "<p>a</p>"),
    "a lone paragraph in an item needs no element": (
        "<ul><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
    ),
    "a list between items belongs to the one before": (
        "<ul><li>a</li><ol><li>b</li></ol></ul>",
        "<ul><li>a<ol><li>b</li></ol></li></ul>",
    ),
    "numbers that follow by themselves aren't stated": (
        '<ol start="1"><li value="1">a</li><li value="2">b</li><li value="5">c</li></ol>',
        '<ol><li value="1">a</li><li>b</li><li value="5">c</li></ol>',
    ),
    "a first row of headers is the head": (
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td></td></tr></tbody></table>",
    ),
    "alignment is an attribute": (
        '<table><tr><td style="color:red;text-align:right">a</td></tr></table>',
        '<table><tbody><tr><td align="right">a</td></tr></tbody></table>',
    ),
    "definitions that aren't closed are told apart": (
        "<dl><dt>a<dd>b<dd>c</dl>",
        "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>",
    ),
    "code keeps its lines": ("<pre>\n\na\n\tb  \n</pre>", "<pre>a\n    b</pre>"),
    "an anchor alone names the block behind it": ('<p><a name="x"></a></p><h2>a</h2>', '<h2 id="x">a</h2>'),
    "what is invisible and turns text about goes": ("<p>a\u202eb\u0007c</p>", "<p>abc</p>"),
}


@pytest.mark.parametrize("case", CASES)
def test_html_has_one_form(case: str) -> None:
    html, plain = CASES[case]
    assert plain_html(html)[0] == plain
    assert plain_html(plain)[0] == plain


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ('<sup id="r1"><a href="#n1">[1]</a></sup>', '<ol><li id="n1"><p>b <a href="#r1">↩</a></p></li></ol>'),
        ('<sup><a href="#n1" id="r1">1</a></sup>', '<hr><p id="n1"><a href="#r1">1</a> b</p>'),
        ('<a href="#n1" id="r1"><sup>*</sup></a>', '<div class="footnotes"><ol><li id="n1">b</li></ol></div>'),
    ],
    ids=["list", "paragraph", "without a way back"],
)
def test_references_and_notes_that_link_to_each_other_are_footnotes(reference: str, note: str) -> None:
    plain = plain_html(f"<p>a{reference} c</p>{note}")[0]
    assert plain == (
        '<p>a<a class="footnote" href="#fn-1"></a> c</p>'
        '<section class="footnotes"><ol><li id="fn-1"><p>b</p></li></ol></section>'
    )
    assert plain_html(plain)[0] == plain


def test_a_link_to_another_section_is_no_footnote() -> None:
    html = '<p>See <a href="#a">3</a></p><h2 id="a">Three</h2>'
    assert plain_html(html)[0] == html


def test_what_acts_or_is_not_shown_is_set_aside() -> None:
    html = '<!-- draft --><script>x()</script><p>a<button>Send</button><img src="m.png" alt="A map"></p>'
    plain, asides = plain_html(html)
    assert plain == "<p>a</p>"
    assert [(aside.words, aside.reason) for aside in asides] == [
        ("draft", Reason.HIDDEN),
        ("Send", Reason.FORM),
        ("A map", Reason.IMAGE),
    ]
    assert all(isinstance(aside, Aside) for aside in asides)


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="nested deeper"):
        plain_html("<div>" * 200 + "a")
