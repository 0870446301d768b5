"""A page that was fetched just before an exchange finds its stylesheet just after."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from lydelse.publish import Published, publish
from lydelse.publish.sums import LINGERING
from tests.publish.helpers import files, snapshot

FIRST = {"index.html": "first", "first.txt": "", "assets/look-1.css": "first"}
SECOND = {"index.html": "second", "assets/look-2.css": "second"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a stylesheet, replaced by one with another."""
    to_site(FIRST, tmp_path / "site")
    to_site(SECOND, tmp_path / "site")
    return tmp_path / "site"


def to_site(texts: Mapping[str, str], site: Path) -> Published:
    return publish(files(texts), site, lingering="assets/")


def paths(site: Path) -> set[str]:
    return snapshot(site).keys() - {"SHA256SUMS", ".gitkeep"}


def test_a_file_that_lingers_is_there_with_its_digest_in_a_list_of_its_own(site: Path) -> None:
    assert paths(site) == {*SECOND, "assets/look-1.css", LINGERING}
    assert (site / "assets" / "look-1.css").read_text() == "first"
    assert (site / LINGERING).read_text() == f"{sha256(b'first').hexdigest()}  assets/look-1.css\n"
    assert "look-1" not in (site / "SHA256SUMS").read_text()


def test_it_goes_with_the_next_build(site: Path) -> None:
    assert to_site(SECOND, site) == Published(written=2, added=0, changed=0, removed=0, unchanged=2)
    assert paths(site) == set(SECOND)


def test_of_sites_in_turn_each_has_the_files_of_both(site: Path) -> None:
    for texts in (FIRST, SECOND, FIRST):
        to_site(texts, site)
        assert paths(site) == {*texts, "assets/look-1.css", "assets/look-2.css", LINGERING}


def test_what_a_site_says_of_itself_does_not_depend_on_the_one_before(site: Path, tmp_path: Path) -> None:
    to_site(SECOND, tmp_path / "fresh")
    assert (site / "SHA256SUMS").read_bytes() == (tmp_path / "fresh" / "SHA256SUMS").read_bytes()


def test_a_file_that_somebody_removed_does_not_stop_the_build(site: Path) -> None:
    (site / "assets" / "look-2.css").unlink()
    to_site(FIRST, site)
    assert paths(site) == set(FIRST)


def test_unless_it_is_asked_for_nothing_lingers(site: Path) -> None:
    publish(files(FIRST), site)
    assert paths(site) == set(FIRST)
