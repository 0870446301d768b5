"""Generated sites are the same on every run, are sound, and are amended as real policies are."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.building.source import Source
from benchmarks.sites import LANGUAGES, Size, write_site
from lydelse.preparing import prepare
from lydelse.problems import Report

SHORT = Size(2, 3, 4)
LONG = Size(2, 4, 30, languages=3, blocks=9)


def texts(root: Path) -> dict[str, str]:
    files = sorted(file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.mark.parametrize("size", [SHORT, LONG])
def test_a_site_is_the_same_on_every_run(tmp_path: Path, size: Size) -> None:
    for name in ("one", "two"):
        write_site(tmp_path / name, size, "neighbours")
    assert texts(tmp_path / "one") == texts(tmp_path / "two")


def test_a_site_of_short_sections_stays_as_other_measurements_know_it(tmp_path: Path) -> None:
    write_site(tmp_path, SHORT)
    written = "".join(f"{path}\n{text}" for path, text in texts(tmp_path).items())
    assert sha256(written.encode()).hexdigest() == "9d0d241ade12ec93c770c61bdc3254ded217ac30dac5584a75e357655f93a7a7"


@pytest.mark.parametrize("languages", range(1, len(LANGUAGES) + 1))
def test_a_site_has_nothing_to_report(tmp_path: Path, languages: int) -> None:
    size = Size(2, 3, 4, languages=languages, blocks=9)
    write_site(tmp_path, size, "neighbours")
    report = Report()
    edition = prepare(tmp_path, lambda _site: size.last_day, report)
    assert edition is not None
    assert report.errors == ()
    found = sum(len(version.languages) for policy in edition.catalogue.policies for version in policy.versions)
    assert found == size.pages


def test_a_revision_of_a_long_section_changes_one_or_two_blocks_and_seldom_all(tmp_path: Path) -> None:
    write_site(tmp_path, LONG)
    shares = list(changed_shares(tmp_path))
    few = [share for share in shares if share <= 4 / 9]  # a block can be a heading with a list
    assert len(shares) > 100
    assert min(shares) > 0
    assert 0.8 < len(few) / len(shares) < 0.99


def changed_shares(root: Path) -> Iterator[float]:
    """What share of its parts each revision has that the one before didn't have."""
    for policy in sorted((root / "content").glob("policy-*")):
        for section in range(LONG.sections):
            files = sorted(policy.glob(f"*/section-{section}.en.md"))
            parts = [file.read_text(encoding="utf-8").split("\n\n") for file in files]
            for before, after in pairwise(parts):
                yield sum(part not in before for part in after) / len(after)


def test_an_edit_changes_one_text_and_replaces_the_one_before(tmp_path: Path) -> None:
    source = Source.generate(tmp_path / "site", SHORT)
    before = texts(source.root)
    for number in (1, 2):
        source.edit(number)
        after = texts(source.root)
        changed = [path for path in after if after[path] != before[path]]
        assert len(changed) == 1
        assert str(SHORT.last_day) in changed[0]
        assert after[changed[0]] == f"{before[changed[0]]}\nThis is edit {number}.\n"
