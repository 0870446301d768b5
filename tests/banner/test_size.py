"""What every visitor of a site gets: markup, style, script and texts together, compressed as hosts do."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import pytest

from lydelse.banner.snippet import snippet
from lydelse.model import Category
from tests.banner.requests import EVERYTHING, PLAIN, consent, request


@pytest.mark.parametrize(
    ("categories", "languages", "most"),
    [
        (EVERYTHING, ("sv",), 4500),
        (EVERYTHING, ("en",), 4500),
        (EVERYTHING, ("sv", "en"), 5300),
        (PLAIN, ("sv",), 3500),
        (PLAIN, ("en",), 3500),
        (PLAIN, ("sv", "en"), 4200),
    ],
)
def test_it_is_small(categories: Sequence[Category], languages: Sequence[str], most: int) -> None:
    made = snippet(request(consent(categories)), languages)
    assert len(gzip.compress(made.html.encode(), 9)) <= most
