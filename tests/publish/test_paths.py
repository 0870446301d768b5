"""Paths that a file system or a host could take for others never reach the disk."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.publish.paths import Paths

SEGMENT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="/\\"), min_size=1).filter(
    lambda text: text not in {".", ".."} and text.casefold() not in {"sha256sums", ".gitkeep"}
)


@pytest.mark.parametrize(
    "path",
    ["", "/", "/sv", "sv/", "sv//a", ".", "./a", "..", "../a", "a/../b", "a/..", "a\\b", "a\nb", "a\0b", "a\x7fb"],
)
def test_a_path_that_is_not_plain_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a plain relative path"):
        Paths().take(path)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a", "a"),
        ("a", "A"),
        ("straße", "STRASSE"),
        ("sv/å", "sv/a\u030a"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("a/b/c", "A/b"),
        ("Sv/a", "sv/b"),
        ("å/a", "a\u030a/b"),
    ],
)
def test_two_paths_that_could_be_one_are_refused(first: str, second: str) -> None:
    paths = Paths()
    paths.take(first)
    with pytest.raises(ValueError, match="two files of the site would have one path"):
        paths.take(second)


@pytest.mark.parametrize("name", ["SHA256SUMS", "sha256sums", ".gitkeep", "SHA256SUMS/a"])
def test_the_names_that_publishing_uses_itself_are_taken(name: str) -> None:
    with pytest.raises(ValueError, match="two files of the site would have one path"):
        Paths().take(name)


def test_names_that_only_look_alike_are_two() -> None:
    paths = Paths()
    for path in ("sv/index.html", "en/index.html", "sv/index", "sv/a/b", "sv/a/c", ".nojekyll", "404.html"):
        paths.take(path)


@given(st.lists(SEGMENT, min_size=1, max_size=4))
def test_every_plain_path_is_taken_once_in_any_case_and_form(segments: list[str]) -> None:
    path = "/".join(segments)
    paths = Paths()
    paths.take(path)
    for form in (path, path.casefold(), unicodedata.normalize("NFD", path), unicodedata.normalize("NFC", path)):
        with pytest.raises(ValueError, match="would have one path"):
            paths.take(form)
