"""Whoever listens may hang up, and what takes down the words may be full: the build is done all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.ground import PROGRAM, REPOSITORY, Ground, Start, command
from tests.publish.helpers import names, snapshot
from tests.sites import Site

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")

LOST = "standard output: No space left on device\n    What was to be said there is lost; the work itself is done.\n"


@pytest.fixture
def root(ground: Ground, tmp_path: Path) -> Path:
    """A site that is about to be built."""
    return ground.copy(Start.OLD, tmp_path / "root")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A site with many faults, so that a build has much to say on standard error."""
    site = Site(tmp_path / "root")
    site.version("2026-01-01", {f"section-{number}": "[lost](#nowhere)" for number in range(200)})
    return site.root


def shell(line: str, *program: str) -> subprocess.CompletedProcess[str]:
    """Run a program as a line of shell says, in which it is `"$@"`."""
    return subprocess.run(
        ["sh", "-c", line, "sh", *program], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def assert_built(ground: Ground, root: Path) -> None:
    assert snapshot(root / "site") == ground.built[Start.OLD]
    assert names(root) == ["content", "layouts", "site"]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream(ground: Ground, root: Path, closed: str) -> None:
    done = shell(f'"$@" {closed}', *command(root))
    assert (done.returncode, done.stderr) == (0, "")
    assert_built(ground, root)


def test_a_reader_that_hangs_up_before_the_build_is_done(ground: Ground, root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            command(root), cwd=REPOSITORY, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    assert_built(ground, root)


@pytest.mark.parametrize("to", ["2>&-", "2>/dev/full"])
@needs_full
def test_problems_that_cannot_be_told_still_count(faulty: Path, to: str) -> None:
    done = shell(f'"$@" {to}', *command(faulty))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not (faulty / "site").exists()


def test_a_reader_that_hangs_up_among_the_problems(faulty: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(command(faulty), cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=writing, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stdout) == (1, b"")


@needs_full
def test_a_full_disk_for_the_summary_is_told_and_the_site_is_built(ground: Ground, root: Path) -> None:
    done = shell('"$@" >/dev/full', *command(root))
    assert (done.returncode, done.stderr) == (74, LOST)
    assert_built(ground, root)


@needs_full
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_full_disk_for_what_was_asked_for(option: str, tmp_path: Path) -> None:
    done = shell('"$@" >/dev/full', *command(tmp_path, option))
    assert (done.returncode, done.stderr) == (74, LOST)


@needs_full
def test_a_full_disk_for_a_comparison(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("You may ask us.")
    new.write_text("You may write to us.")
    compare = [sys.executable, "-B", "-c", PROGRAM, "diff", str(old), str(new)]
    assert shell('"$@"', *compare).returncode == 1
    done = shell('"$@" >/dev/full', *compare)
    assert (done.returncode, done.stderr) == (74, LOST)
