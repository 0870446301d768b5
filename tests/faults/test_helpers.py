"""A build by several processes that is killed or loses one of them, with a cache; and processes that are
started anew rather than split off, as elsewhere than on Linux."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.ground import REPOSITORY, Ground, Start, command
from tests.means import means
from tests.publish.helpers import names, snapshot
from tests.shares.test_laws import built, standing, whole, write

_PATIENCE = 60  # seconds; nothing is measured by it

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="helpers are found in /proc")


@contextmanager
def begun(root: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Start a build by two helpers; give it when they are there, with their numbers."""
    build = subprocess.Popen(
        command(root, "build", "--cache", "--jobs", "2"),
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with build:
        try:
            yield build, _helpers(build.pid)
        finally:
            build.kill()


def _helpers(parent: int) -> list[int]:
    """Wait until two processes help."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    end = time.monotonic() + _PATIENCE
    found: list[int] = []
    while len(found) < 2 and time.monotonic() < end:
        found = [
            number for number in map(int, children.read_text(encoding="ascii").split()) if os.getpgid(number) == number
        ]
    assert len(found) == 2
    return found


def assert_gone(processes: list[int]) -> None:
    end = time.monotonic() + _PATIENCE
    while any(_runs(process) for process in processes):
        assert time.monotonic() < end, "a helper outlives the build"
        time.sleep(0.02)


def _runs(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


def assert_well(ground: Ground, root: Path) -> None:
    """The site is the old or the new one, and the next build leaves the new one and nothing else."""
    assert snapshot(root / "site") in (ground.sites[Start.OLD], ground.built[Start.OLD])
    again = subprocess.run(command(root, "build", "--cache", "--jobs", "2"), cwd=REPOSITORY, check=False)
    assert again.returncode == 0
    assert snapshot(root / "site") in (ground.built[Start.OLD], ground.settled)
    assert names(root) == [".cache", "content", "layouts", "site"]
    left = names(root / ".cache/build")
    assert left == ["gists.pack", "ledger.pack", "policy-terms.pack"]


def test_helpers_end_with_a_build_that_is_killed(ground: Ground, tmp_path: Path) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    with begun(root) as (build, helpers):
        build.kill()
        build.communicate(timeout=_PATIENCE)
    assert_gone(helpers)
    assert_well(ground, root)


def test_a_helper_that_is_killed_ends_the_build(ground: Ground, tmp_path: Path) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    with begun(root) as (build, helpers):
        os.kill(helpers[0], signal.SIGKILL)
        out, err = build.communicate(timeout=_PATIENCE)
    assert (build.returncode, out) == (74, "")
    assert err.startswith("a process that helped was ended by the system")
    assert err.endswith("\n    The site is as it was before.\n")
    assert_gone(helpers)
    assert_well(ground, root)


def test_helpers_may_be_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: started)
    site = write(tmp_path / "site")
    site.write("layouts/css/print.css", "@media print { a { color: black; } }")
    published, _ = built(site.root, means(site.root / "kept", 2))
    assert published is not None
    assert standing(site.root) == whole(site.root)[0]
