"""`make` lists what there is, and says what it lacks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make isn't there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clone's Makefile, with a built site and nothing installed."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "site" / "sv").mkdir(parents=True)
    (tmp_path / "site" / "sv" / "index.html").touch()
    (tmp_path / "site" / ".gitkeep").touch()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "build.txt").touch()
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The tests may themselves have been started by make, whose settings are not this one's.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name and name != "MFLAGS"}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_make_alone_lists_every_target_with_what_it_does(folder: Path) -> None:
    told = make(folder).stdout.splitlines()
    listed = {line.split()[1] for line in told}
    assert {"build", "test", "lint", "clean"} <= listed
    assert all(re.fullmatch(r"make [\w-]+ +\w.+", line) for line in told)


def test_without_a_python_it_says_what_to_do(folder: Path) -> None:
    run = make(folder, "build", "PYTHON=no-such-python")
    assert run.returncode != 0
    assert run.stderr.startswith("Python 3.11 or newer is needed. Install one, or say where it is: make build PYTHON=")
    assert not (folder / ".venv").exists()


def test_without_venv_it_says_what_to_install(folder: Path) -> None:
    python = folder / "python"
    python.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n')
    python.chmod(0o755)
    run = make(folder, "build", f"PYTHON={python}")
    assert run.returncode != 0
    assert "apt install python3-venv" in run.stderr


def test_clean_keeps_what_keeps_the_folder(folder: Path) -> None:
    assert make(folder, "clean").returncode == 0
    assert [path.name for path in (folder / "site").iterdir()] == [".gitkeep"]


def test_locks_name_no_host_and_no_path_and_have_a_hash_for_everything() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text()
        assert not re.search(r"://|file:|--\w+-url|--find-links|^/", text, re.MULTILINE), lock
        pins = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0, lock
