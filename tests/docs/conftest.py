"""A copy of the repository as an editor has it, for the commands of the documentation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.documents import ROOT

Run = Callable[[str], subprocess.CompletedProcess[str]]
"""Runs lines of shell in the copy."""


WRITTEN_BY_THE_GUIDES = ("content/privacy/2027-06-01", "content/terms/2027-01-15")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The repository without its history, and with the packages of this Python instead of newly installed ones."""
    for name in ("content", "layouts", "lydelse", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "Makefile", ".gitignore", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    for folder in WRITTEN_BY_THE_GUIDES:  # whoever followed a guide has it already
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".gitkeep").touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (tmp_path / ".venv" / ".build").touch()
    return tmp_path


@pytest.fixture
def run(clone: Path) -> Run:
    """Runs lines of shell in the copy, which is under git."""
    for command in ("make", "git", "sh", "sha256sum"):
        if shutil.which(command) is None:
            pytest.skip(f"{command} isn't there")
    # Settings of the make or git that started the tests aren't those of the copy.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GIT_"))}
    environment |= {
        "PATH": f"{clone / '.venv' / 'bin'}{os.pathsep}{environment['PATH']}",
        "SOURCE_DATE_EPOCH": "1795435200",  # 23 November 2026, when the examples play
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Editor",
        "GIT_AUTHOR_EMAIL": "editor@example.com",
        "GIT_COMMITTER_NAME": "Editor",
        "GIT_COMMITTER_EMAIL": "editor@example.com",
    }

    def shell(lines: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-e", "-c", lines], cwd=clone, env=environment, capture_output=True, text=True, check=False
        )

    begun = shell("git init --quiet && git add . && git commit --quiet --message Begin")
    assert begun.returncode == 0, begun.stderr
    return shell
