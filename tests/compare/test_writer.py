"""What comparisons have in common is written once, and changes nothing in them."""

from __future__ import annotations

import json
from itertools import permutations

from hypothesis import given, settings

from lydelse.compare import Known, Writer, compare, to_html, to_json, to_rows
from tests.compare.documents import pairs
from tests.compare.reading import WORDS


@settings(max_examples=50, deadline=None)
@given(pairs, pairs)
def test_what_is_written_is_the_same_whatever_was_written_before(one: tuple[str, str], other: tuple[str, str]) -> None:
    known, writer = Known(), Writer(WORDS)
    for old, new in permutations((*one, *other), 2):
        found = compare(old, new, known)
        assert writer.html(found, "a") == to_html(found, WORDS, "a")
        assert writer.rows(found, "b") == to_rows(found, WORDS, "b")
        assert json.loads(writer.json(found)) == to_json(found)
