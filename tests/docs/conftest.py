"""A copy of the repository as an editor has it, for the commands of the documentation."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import clones
from tests.clones import IN_THE_EXAMPLES, copy_repository

Run = Callable[[str], subprocess.CompletedProcess[str]]
"""Runs lines of shell in the copy."""


WRITTEN_BY_THE_GUIDES = ("content/privacy/2027-06-01", "content/terms/2027-01-15")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The repository without its history, and with the packages of this Python instead of newly installed ones."""
    copy_repository(tmp_path, "build")
    for folder in WRITTEN_BY_THE_GUIDES:  # whoever followed a guide has it already
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    return tmp_path


@pytest.fixture
def run(clone: Path) -> Run:
    """Runs lines of shell in the copy, which is under git."""
    for command in ("make", "git", "sh", "sha256sum"):
        if shutil.which(command) is None:
            pytest.skip(f"{command} isn't there")
    # Settings of the make or git that started the tests aren't those of the copy.
    environment = clones.environment() | {
        "PATH": f"{clone / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": IN_THE_EXAMPLES,
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
