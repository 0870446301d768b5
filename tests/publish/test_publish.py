"""What a published site holds, and what becomes of the one before."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.model import SiteFile
from lydelse.publish import Published, publish
from lydelse.publish.sums import format_sums, parse_sums
from tests.publish.helpers import files, names, snapshot

OLD = {"index.html": "old", "sv/index.html": "gammal", "sv/gone/index.html": "gone"}
NEW = {"index.html": "new", "sv/index.html": "gammal", "en/index.html": "added"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_site_has_its_files_their_digests_and_what_keeps_the_folder(site: Path) -> None:
    published = publish(files(OLD), site)
    assert published == Published(written=3, added=3, changed=0, removed=0, unchanged=0)
    held = snapshot(site)
    assert held.pop(".gitkeep") == b""
    sums = held.pop("SHA256SUMS").decode()
    assert held == {path: text.encode() for path, text in OLD.items()}
    assert sums == "".join(f"{sha256(OLD[path].encode()).hexdigest()}  {path}\n" for path in sorted(OLD))


def test_a_site_replaces_the_one_before(site: Path) -> None:
    publish(files(OLD), site)
    published = publish(files(NEW), site)
    assert published == Published(written=3, added=1, changed=1, removed=1, unchanged=1)
    assert snapshot(site).keys() == {*NEW, "SHA256SUMS", ".gitkeep"}
    assert not (site / "sv" / "gone").exists()


def test_nothing_is_left_beside_the_site(site: Path) -> None:
    publish(files(OLD), site)
    publish(files(NEW), site)
    assert names(site.parent) == ["site"]


def test_the_order_in_which_files_come_makes_no_difference(tmp_path: Path) -> None:
    publish(files(OLD), tmp_path / "one")
    publish(files(dict(reversed(OLD.items()))), tmp_path / "two")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_a_file_is_copied_from_where_it_is(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "image.png"
    source.write_bytes(b"\x89PNG" * 1_000_000)
    publish([SiteFile("files/image.png", source)], site)
    assert (site / "files" / "image.png").read_bytes() == source.read_bytes()
    assert sha256(source.read_bytes()).hexdigest() in (site / "SHA256SUMS").read_text()


def test_a_site_of_nothing_is_a_site(site: Path) -> None:
    publish(files(OLD), site)
    assert publish([], site).removed == len(OLD)
    assert snapshot(site) == {".gitkeep": b"", "SHA256SUMS": b""}
    assert publish(files(NEW), site).added == len(NEW)


def test_files_are_taken_one_by_one(site: Path) -> None:
    written = []

    def watched() -> Iterator[SiteFile]:
        for number in range(3):
            written.append([path.name for path in site.parent.glob(".site-*.new/*.html")])
            yield SiteFile(f"{number}.html", b"text")

    publish(watched(), site)
    assert [len(seen) for seen in written] == [0, 1, 2]


@pytest.mark.usefixtures("restrictive_umask")
def test_anyone_can_read_the_site_whatever_the_mask(site: Path) -> None:
    publish(files(OLD), site)
    for path in (site, *site.rglob("*")):
        expected = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum isn't there")
def test_sha256sum_confirms_the_site(site: Path) -> None:
    publish(files({**NEW, "sv/å ä ö.html": "svenska", "en/ two  spaces": ""}), site)
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=site, capture_output=True, check=False).returncode == 0
    (site / "index.html").write_text("altered")
    assert subprocess.run(check, cwd=site, capture_output=True, check=False).returncode == 1


@given(st.dictionaries(st.text(min_size=1).filter(lambda path: "\n" not in path), st.binary(max_size=8)))
def test_sums_are_read_as_they_were_written(contents: dict[str, bytes]) -> None:
    digests = {path: sha256(content).hexdigest() for path, content in contents.items()}
    assert parse_sums(format_sums(digests)) == digests
