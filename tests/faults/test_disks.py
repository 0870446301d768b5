"""Disks that are full or may not be written to, as the kernel has them, without a fault being made."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from lydelse.cli import main
from lydelse.publish import publishing
from tests.faults.ground import REPOSITORY, Ground, Start, arguments, command
from tests.publish.helpers import names, snapshot
from tests.publish.unprivileged import unprivileged

PAGE = 4096
"""Bytes in which a tmpfs counts, on most machines."""

ON_A_SMALL_DISK = """
mount -t tmpfs -o "size=$1" none "$3" && cp -a "$2/." "$3" || exit 99
work=$3 result=$4
shift 4
"$@"
code=$?
cp -a "$work/." "$result"
exit $code
"""


@pytest.fixture
def root(ground: Ground, tmp_path: Path) -> Path:
    """A site that is about to be built."""
    return ground.copy(Start.OLD, tmp_path / "root")


def run(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def assert_refused(done: subprocess.CompletedProcess[str], root: Path, reason: str) -> None:
    assert (done.returncode, done.stdout) == (74, "")
    assert done.stderr.startswith(f"{root}")
    assert done.stderr.endswith(f": {reason}\n    The site is as it was before.\n")
    assert done.stderr.count("\n") == 2


def test_a_disk_that_is_full_before_the_site_is_written(ground: Ground, root: Path, tmp_path: Path) -> None:
    for tool in ("unshare", "mount"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} isn't there; strace's ENOSPC stands in for it")
    used = sum(-(-path.stat().st_size // PAGE) * PAGE for path in root.rglob("*") if path.is_file())
    (tmp_path / "disk").mkdir()
    (tmp_path / "result").mkdir()
    disk = tmp_path / "disk"
    options: list[str | Path] = [str(used + 16 * PAGE), root, disk, tmp_path / "result"]
    done = run(["unshare", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", *options, *command(disk)])
    if done.returncode == 99 or done.stderr.startswith("unshare: "):
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}; strace's ENOSPC stands in for it")
    assert_refused(done, disk / "site", "No space left on device")
    assert snapshot(tmp_path / "result" / "site") == ground.sites[Start.OLD]
    assert names(tmp_path / "result") == ["content", "layouts", "site"]


def test_a_limit_on_the_size_of_files(ground: Ground, root: Path) -> None:
    done = run(["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *command(root)])
    assert_refused(done, root / "site", "File too large")
    assert snapshot(root / "site") == ground.sites[Start.OLD]
    assert names(root) == ["content", "layouts", "site"]


def test_a_folder_that_the_user_may_not_write_to(ground: Ground, root: Path) -> None:
    root.chmod(0o555)
    try:
        done = run([*unprivileged(), *command(root)])
    finally:
        root.chmod(0o755)
    assert_refused(done, root, "Permission denied")
    assert snapshot(root / "site") == ground.sites[Start.OLD]


def test_a_content_that_the_user_may_not_read(ground: Ground, root: Path) -> None:
    text = root / "content" / "terms" / "2026-01-01" / "rights.sv.md"
    text.chmod(0)
    done = run([*unprivileged(), *command(root)])
    assert_refused(done, text, "Permission denied")
    assert snapshot(root / "site") == ground.sites[Start.OLD]


def test_a_sync_that_fails_after_the_exchange_is_told(
    ground: Ground, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(publishing, "sync", fail)
    assert main(arguments(root), default_root=root) == 0
    assert "\nPublished, durability unconfirmed: " in capsys.readouterr().out
    assert snapshot(root / "site") == ground.built[Start.OLD]


def test_files_are_for_everyone_to_read_and_of_the_time_of_the_build(root: Path) -> None:
    begun = time.time()
    done = run(["sh", "-c", 'umask 077; exec "$@"', "sh", *command(root)])
    assert done.returncode == 0
    for path in (root / "site", *(root / "site").rglob("*")):
        found = path.stat()
        assert stat.S_IMODE(found.st_mode) == (0o755 if path.is_dir() else 0o644), path
        # A file system may count time more coarsely than the clock that was read.
        assert begun - 2 <= found.st_mtime <= time.time() + 2, path
