"""Saved pages: the article is kept, and what serves the page is set aside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.law import check
from lydelse.importing.model import Document, Reason
from lydelse.importing.readers.html import read_html

TEXT = "We process your data only as long as there is a legal basis for it, and erase them after that. " * 4


def page(article: str, *, head: str = "", around: tuple[str, str] = ("", "")) -> Document:
    """A page of which the article is read, holding the law."""
    before, after = around
    source = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{before}{article}{after}</body></html>"
    document = read_html(source.encode())
    check(divide(document, "en"))
    return document


def set_aside(document: Document, reason: Reason) -> list[str]:
    return [aside.words for aside in document.asides if aside.reason is reason]


@pytest.mark.parametrize(
    "article",
    [
        f"<main><h1>Policy</h1><p>{TEXT}</p></main>",
        f"<div role=main><h1>Policy</h1><p>{TEXT}</p></div>",
        f"<main><article><h1>Policy</h1><p>{TEXT}</p></article><div><p>Read more</p></div></main>",
        f"<div><div><p>Call us</p></div><div class=b><div><h1>Policy</h1><p>{TEXT}</p></div></div></div>",
        f"<form id=page><div><h1>Policy</h1><p>{TEXT}</p></div></form>",
        f"<table><tr><td><a href='/'>Home</a></td><td><h1>Policy</h1><p>{TEXT}</p></td></tr></table>",
    ],
)
def test_the_article_is_found(article: str) -> None:
    document = page(
        article, around=("<header><p>Example Ltd</p></header>", "<footer><p>All rights reserved</p></footer>")
    )
    assert document.html == f"<h1>Policy</h1><p>{TEXT.strip()}</p>"
    assert document.title == "Policy"
    assert {"Example Ltd", "All rights reserved"} <= set(set_aside(document, Reason.NAVIGATION))


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("<nav>Menu</nav>", Reason.NAVIGATION),
        ("<div role=navigation>Menu</div>", Reason.NAVIGATION),
        ("<div class='cookie-banner'>Menu</div>", Reason.NAVIGATION),
        ("<div id=onetrust-consent-sdk>Menu</div>", Reason.NAVIGATION),
        ("<ul class='share-buttons'><li>Menu</li></ul>", Reason.NAVIGATION),
        ("<ol class=breadcrumb><li>Menu</li></ol>", Reason.NAVIGATION),
        ("<div class=toc>Menu</div>", Reason.NAVIGATION),
        ("<form>Menu</form>", Reason.FORM),
        ("<dialog open>Menu</dialog>", Reason.FORM),
        ("<button>Menu</button>", Reason.FORM),
        ("<input type=submit value=Menu>", Reason.FORM),
        ("<noscript>Menu</noscript>", Reason.HIDDEN),
        ("<p hidden>Menu</p>", Reason.HIDDEN),
        ("<p style='display: none'>Menu</p>", Reason.HIDDEN),
        ("<span class='visually-hidden'>Menu</span>", Reason.HIDDEN),
        ("<span aria-hidden=true>Menu</span>", Reason.HIDDEN),
        ("<img src=a.png alt=Menu>", Reason.IMAGE),
    ],
)
def test_what_serves_the_page_is_set_aside(part: str, reason: Reason) -> None:
    document = page(f"<main><h1>Policy</h1>{part}<p>{TEXT}</p></main>")
    assert set_aside(document, reason) == ["Menu"]
    assert "Menu" not in document.html


def test_an_article_is_none_of_these_whatever_it_is_called() -> None:
    assert "<h1>Policy</h1>" in page(f"<div class='cookie-notice-bar sidebar'><h1>Policy</h1><p>{TEXT}</p></div>").html


def test_programs_and_styles_are_no_words() -> None:
    document = page(
        f"<main><script>run('x')</script><style>p {{}}</style><p>{TEXT}</p><svg><title>Logo</title></svg></main>"
    )
    assert "run" not in document.words
    assert "Logo" not in document.words


def test_what_is_folded_is_opened_below_its_heading() -> None:
    document = page(
        f"<main><h1>Policy</h1><h2>Questions</h2><details><summary>Which data?</summary><p>{TEXT}</p></details>"
        "<h2><button aria-expanded=false aria-controls=a>Cookies</button></h2>"
        f"<div id=a hidden><p>{TEXT}</p></div></main>"
    )
    assert "<h3>Which data?</h3>" in document.html
    assert "<h2>Cookies</h2>" in document.html
    assert document.html.count(TEXT.strip()) == 2
    assert "closed at first (1)" in document.doubts[0].message


def test_headings_in_roles_and_links_of_headings() -> None:
    document = page(
        "<main><div role=heading aria-level=2>Data</div>"
        f"<p>{TEXT}</p><h2 id=rights>Rights <a class=headerlink href='#rights'>¶</a></h2><p>{TEXT}</p></main>"
    )
    assert "<h2>Data</h2>" in document.html
    assert '<h2 id="rights">Rights</h2>' in document.html


def test_links_lead_where_they_led() -> None:
    head = "<link rel=canonical href='https://www.example.com/en/privacy'>"
    own = "https://www.example.com/en/privacy#x"
    links = f"<a href='/terms'>a</a> or <a href='#x'>b</a> or <a href='{own}'>c</a> or <a href='javascript:x()'>d</a>"
    document = page(f"<main><p id=x>{TEXT} {links}</p></main>", head=head)
    assert (
        '<a href="https://www.example.com/terms">a</a> or <a href="#x">b</a> or <a href="#x">c</a> or d'
        in document.html
    )
    based = page(f"<main><p>{TEXT} <a href='b'>a</a></p></main>", head="<base href='https://example.org/a/'>")
    assert '<a href="https://example.org/a/b">' in based.html


def test_elements_that_only_programs_know_dont_part_a_line() -> None:
    document = page(f"<main><p>{TEXT}<o:p>Word</o:p> has <my-tip>its own</my-tip> elements.</p></main>")
    assert document.html == f"<p>{TEXT}Word has its own elements.</p>"


def test_footnotes_tables_and_lists_stay() -> None:
    document = page(
        f"<main><p>{TEXT}<sup><a href='#fn1' id=r1>1</a></sup></p><table><caption>Cookies</caption><tr><th>Name<th>Time"
        "<tr><td rowspan=2>a<td>b<tr><td>c</table><ul><li>one<ul><li>two</ul></ul><dl><dt>Data<dd>facts</dl>"
        "<ol class=footnotes><li id=fn1>As the law says. <a href='#r1'>↩</a></ol></main>"
    )
    assert '<section class="footnotes"><ol><li id="fn-1"><p>As the law says.</p></li></ol></section>' in document.html
    assert "<caption>Cookies</caption>" in document.html
    assert '<td rowspan="2">a</td>' in document.html
    assert "<li>one<ul><li>two</li></ul></li>" in document.html
    assert "<dt>Data</dt><dd>facts</dd>" in document.html


@pytest.mark.parametrize(
    ("source", "doubts"),
    [
        ("<meta charset=iso-8859-1><p>Små ord".encode("latin-1"), 0),
        ("<meta http-equiv=content-type content='text/html; charset=iso-8859-4'><p>Små ord".encode("iso-8859-4"), 0),
        ("<p>Små ord".encode("utf-8-sig"), 0),
        ("<p>Små ord".encode("utf-16"), 0),
        ("<p>Små ord".encode("cp1252"), 1),
        (b"<?xml version='1.0' encoding='utf-8'?><html><body><p>Sm&aring; ord</p></body></html>", 0),
    ],
)
def test_encodings(source: bytes, doubts: int) -> None:
    document = read_html(source)
    assert document.html == "<p>Små ord</p>"
    assert len(document.doubts) == doubts


@pytest.mark.parametrize(
    ("acting", "words"),
    [
        ("<button><img alt=bild></button>", "bild"),
        ("<button value=send>Skicka <img alt=in></button>", "Skicka in"),
        ("<option value=3>Tre</option>", "Tre"),
        ("<input type=submit value=Ok>", "Ok"),
    ],
)
def test_what_acts_is_set_aside_with_the_words_that_it_shows(acting: str, words: str) -> None:
    document = read_html(f"<html><body>word {acting}</body></html>".encode())
    assert [aside.words for aside in document.asides] == [words]
    check(divide(document, "en"))


@pytest.mark.parametrize(
    "page",
    [
        "<html><frameset cols='50%,50%'><frame src=a.html><noframes><body>None</body></noframes></frameset></html>",
        "<html><body><iframe src=a.html></iframe></body></html>",
    ],
)
def test_a_page_of_frames_says_where_its_text_is(page: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_html(page.encode())
    assert "frame" in caught.value.hint


@pytest.mark.parametrize("declaration", ["<![OCTYPE html>", "<![if !IE]>", "<![endif]>", "<![ >", "<!x>"])
def test_a_declaration_that_nobody_knows_is_no_text(declaration: str) -> None:
    document = read_html(f"<html><body><p>one</p>{declaration}<p>two</p>".encode())
    assert document.html == "<p>one</p><p>two</p>"
    check(divide(document, "en"))


@pytest.mark.parametrize("tag", ["<h2", "</h2", '<a href="x'])
def test_a_page_that_was_cut_off_in_a_tag_is_read_up_to_there(tag: str) -> None:
    document = read_html(f"<html><body><p>word 1 < 2 words{tag}".encode())
    assert document.html == "<p>word 1 &lt; 2 words</p>"
    check(divide(document, "en"))


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "section",
        "h2",
        "h3",
        "ul",
        "li",
        "ol",
        "table",
        "tr",
        "td",
        "b",
        "span",
        "nav",
        "footer",
        "main",
        "article",
        "a",
        "form",
        "button",
    ]
)
ATTRIBUTES = st.sampled_from(["", " hidden", " class=menu", " role=main", " id=x", " href='#x'", " aria-hidden=true"])
TREES = st.recursive(
    st.sampled_from(["word", "två ord ", "<br>", "&amp;", "<img alt=bild>", "</p>", "<input type=submit value=Ok>"]),
    lambda inner: st.tuples(TAGS, ATTRIBUTES, st.lists(inner, max_size=4)).map(
        lambda tree: f"<{tree[0]}{tree[1]}>{''.join(tree[2])}</{tree[0]}>"
    ),
    max_leaves=20,
)


@given(st.lists(TREES, min_size=1, max_size=4))
@settings(max_examples=80)
def test_every_word_of_any_page_is_kept(trees: list[str]) -> None:
    document = read_html(f"<html><body>word {' '.join(trees)}</body></html>".encode())
    check(divide(document, "en"))
