"""JSON in a script element can't end it, whatever its texts say."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from lydelse.compose.frame import as_script
from tests.site.built import parse_html


def test_what_could_end_the_script_is_escaped() -> None:
    assert as_script({"name": "</script>&\u2028\u2029"}) == ('{"name":"\\u003c/script\\u003e\\u0026\\u2028\\u2029"}')


@given(st.dictionaries(st.text(), st.text() | st.sampled_from(["</script>", "<!--<script>", "]]>"]), max_size=4))
def test_any_document_is_read_as_it_was_written(document: dict[str, str]) -> None:
    text = as_script(document)
    assert json.loads(text) == document
    assert not set(text) & set("<>&\u2028\u2029")


def test_a_parser_of_html_finds_the_whole_script() -> None:
    document = {"name": "</script><img src=x onerror=alert(1)><!--"}
    page = parse_html(f"<html><body><script>{as_script(document)}</script></body></html>".encode())
    assert json.loads(page.xpath("string(//script)")) == document
    assert page.xpath("//img") == []
