"""Nothing hostile reaches a page, and each attempt is told once, at its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from lydelse.render.allowed import CLEANER
from tests.render.helpers import address, rendered

HTML, ATTRIBUTE, LINK, IMAGE = "html-not-allowed", "attribute-not-allowed", "link-not-allowed", "image-elsewhere"

ATTEMPTS = [
    ("a <script>alert(1)</script> b", 1, 3, HTML),
    ('one\n\n<SCRIPT src="https://evil.example/x.js"></SCRIPT>', 3, 1, HTML),
    ("`<script>`\n\n    <script>\n\n<script>alert(1)", 5, 1, HTML),
    ("[x](javascript:alert(1))", 1, 5, LINK),
    ("`[x](javascript:alert(1))`\n\n[x](javascript:alert(1))", 3, 5, LINK),
    ("[x](JaVaScRiPt:alert(1))", 1, 5, LINK),
    ("[x](java&#115;cript:alert(1))", 1, 5, LINK),
    ("[x](&#x6A;avascript:alert(1))", 1, 5, LINK),
    ("[x](<javascript:alert (1)>)", 1, 6, LINK),
    ("[x][e]\n\n[e]: javascript:alert(1)", 3, 6, LINK),
    ("<javascript://x%0aalert(1)>", 1, 15, LINK),
    ('<a href="java\nscript:alert(1)">x</a>', 1, 4, LINK),
    ('<a href="\tjavascript:alert(1)">x</a>', 1, 4, LINK),
    ('<a href="javascript&colon;alert(1)">x</a>', 1, 4, LINK),
    ('<a href="java&#1;script:alert(1)">x</a>', 1, 4, LINK),
    ("[x](vbscript:msgbox)", 1, 5, LINK),
    ("[x](data:text/html,<b>x</b>)", 1, 5, LINK),
    ("[x](data:text/html;base64,PHN2Zz4=)", 1, 5, LINK),
    ("[x](//evil.example)", 1, 5, LINK),
    (r"[x](\\evil.example)", 1, 5, LINK),
    (r"[x](https:\\evil.example)", 1, 5, LINK),
    ("[x](/sv/)", 1, 5, LINK),
    ("[x](../a.md)", 1, 5, LINK),
    ("[x](files/../../secret)", 1, 5, LINK),
    ("[x](files/%2e%2e/secret)", 1, 5, LINK),
    ("[x](policy:Terms)", 1, 5, LINK),
    ("[x](policy:)", 1, 5, LINK),
    ("[x]()", 1, 5, LINK),
    ("[x](?0)", 1, 5, LINK),
    ('[x](https://a.example){: href="javascript:alert(1)"}', 1, 26, LINK),
    ('*e*{: href="javascript:alert(1)"}', 1, 7, ATTRIBUTE),
    ('<img src="files/x.png" alt="" onerror="alert(1)">', 1, 31, ATTRIBUTE),
    ('# H {: onclick="alert(1)"}', 1, 8, ATTRIBUTE),
    ('`{: style="x"}`\n\nparagraph\n{: style="color:red"}', 4, 4, ATTRIBUTE),
    ('<p style="color:red">x</p>', 1, 4, ATTRIBUTE),
    ("<b/onclick=alert(1)>x</b>", 1, 4, ATTRIBUTE),
    ("<details ontoggle=alert(1) open>x</details>", 1, 10, ATTRIBUTE),
    ('<a xlink:href="javascript:alert(1)">x</a>', 1, 4, ATTRIBUTE),
    ('<a href="https://a.example" target="_top">x</a>', 1, 29, ATTRIBUTE),
    ('<p class="_notice">x</p>', 1, 4, ATTRIBUTE),
    ('<div role="alert">x</div>', 1, 6, ATTRIBUTE),
    ("<p title='one' title='two'>x</p>", 1, 4, ATTRIBUTE),
    ("![x](https://evil.example/x.png)", 1, 6, IMAGE),
    ("![x](//evil.example/x.png)", 1, 6, IMAGE),
    ("![x](data:image/svg+xml;base64,AAAA)", 1, 6, IMAGE),
    ('"><img src="https://evil.example/x.png" alt="">', 1, 8, IMAGE),
    ('"><script>alert(1)</script>', 1, 3, HTML),
    ("<svg onload=alert(1)><circle/></svg>", 1, 1, HTML),
    ("a <svg><script>alert(1)</script></svg> b", 1, 3, HTML),
    ('<math><mi xlink:href="javascript:x">', 1, 1, HTML),
    ('<iframe src="https://evil.example"></iframe>', 1, 1, HTML),
    ("<style>body{display:none}</style>", 1, 1, HTML),
    ("a <input name=b> c", 1, 3, HTML),
    ('<form action="https://evil.example">x</form>', 1, 1, HTML),
    ('<base href="//evil.example">', 1, 1, HTML),
    ('<meta http-equiv=refresh content="0;url=https://evil.example">', 1, 1, HTML),
    ('<noscript><p title="</noscript><img src=x onerror=alert(1)>">', 1, 1, HTML),
    ("<?php echo 1 ?>", 1, 1, HTML),
    ("a <![CDATA[x]]> b", 1, 3, HTML),
    ("<!DOCTYPE html>", 1, 1, HTML),
    ("# H {#_page}", 1, 5, "anchor-invalid"),
    ("# H {#Rubrik}", 1, 5, "anchor-invalid"),
    ("# H {#a}\n\n# I {#a}", 3, 5, "anchor-twice"),
    ("# H {#fn-1}\n\n[^1]\n\n[^1]: x", 1, 7, "anchor-twice"),
    ('a <img src="files/x.png">', 1, 3, "image-without-alt"),
    ("a </div> b", 1, 3, "html-malformed"),
    ("<b><i>x</b></i>", 1, 4, "html-malformed"),
    ("a <p>b</p>", 1, 3, "html-malformed"),
    ("<td>x</td>", 1, 1, "html-malformed"),
    ('<a href="#b">a <a href="#c">d</a></a>', 1, 16, "html-malformed"),
]


class Page(HTMLParser):
    """Collects what of a page could do harm."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.harm: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "svg", "math", "iframe", "form", "input", "base", "meta", "link", "object"}:
            self.harm.append(tag)
        for name, value in attrs:
            outside = name == "src" or not re.match("https?://|mailto:|tel:", value or "")
            if name.startswith("on") or name in {"style", "target"}:
                self.harm.append(name)
            elif name in {"href", "src"} and outside and not re.match(r"#|\.\./|terms", value or ""):
                self.harm.append(f"{name}={value}")


@pytest.mark.parametrize(("body", "line", "column", "code"), ATTEMPTS)
def test_an_attempt_is_kept_out_and_told_once(body: str, line: int, column: int, code: str) -> None:
    fragment, problems = rendered(body)
    html = fragment.html(address)
    assert Page(html).harm == []
    assert CLEANER.clean(html) == html
    assert [(problem.place.line, problem.place.column, problem.code) for problem in problems] == [(line, column, code)]
    assert all(problem.hint for problem in problems)


def test_the_check_itself_sees_harm() -> None:
    assert Page('<p onclick="x"><a href="javascript:y"><img src="https://z.example"><svg>').harm == [
        "onclick",
        "href=javascript:y",
        "src=https://z.example",
        "svg",
    ]


@pytest.mark.parametrize("body", ["{{7*7}}", "{{ config }}", "{% include 'x' %}", "# {{ x }}", "${7*7}"])
def test_a_template_stays_text(body: str) -> None:
    fragment, problems = rendered(body)
    assert not problems
    assert body.removeprefix("# ") in fragment.html(address)
