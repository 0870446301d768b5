"""What is written as Markdown renders to what it was made of, whatever its words look like."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings

from lydelse.importing.markdown import markdown_of
from lydelse.importing.plain import plain_html, read_plain, write
from lydelse.model import Revision
from lydelse.problems import Place, Report
from lydelse.render import Words, render
from tests.importing.texts import BLOCKS


def rendered(markdown: str) -> tuple[str, set[str]]:
    """The HTML of a text and the codes of what the build finds wrong with it."""
    report = Report()
    revision = Revision("section", "en", "", markdown, Place("section.en.md"))
    fragment = render(revision, Words("", "", ""), report)
    html = "".join(part if isinstance(part, str) else "?" for part in fragment.parts)
    return html, {problem.code for problem in report.problems}


def words(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_the_plain_form_of_plain_html_is_itself(html: str) -> None:
    once, _ = plain_html(html)
    assert plain_html(once)[0] == once


@settings(max_examples=200, deadline=None)
@given(BLOCKS)
def test_whatever_is_written_renders_to_the_same_words_and_is_no_problem(html: str) -> None:
    blocks, _ = read_plain(html.replace('<a id="here"></a>', ""))
    html, problems = rendered(markdown_of(blocks))
    assert not problems
    assert words(html) == words(write(blocks))
