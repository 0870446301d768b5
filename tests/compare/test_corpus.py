"""The laws over real texts, where a corpus stands at hand: a sample; the benchmark takes all of it."""

from __future__ import annotations

import pytest

from benchmarks.compare.corpus import NoCorpusError, find_corpus, read_pairs
from lydelse.compare import compare, to_html
from tests.compare.reading import WORDS, Side, faults, is_stable, outline

EVERY = 24


def test_real_texts_can_be_read_back() -> None:
    try:
        corpus = find_corpus()
    except NoCorpusError as reason:
        pytest.skip(str(reason))
    sample = list(read_pairs(corpus, every=EVERY))
    assert sample
    for pair in sample:
        shown = to_html(compare(pair.old, pair.new), WORDS)
        assert outline(shown, Side.NEW) == outline(pair.new), pair.name
        assert outline(shown, Side.OLD) == outline(pair.old), pair.name
        assert not faults(shown), pair.name
        assert is_stable(shown), pair.name
