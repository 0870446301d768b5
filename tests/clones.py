"""A copy of the repository, as somebody has it who cloned it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FOLDERS = ("content", "layouts", "lydelse", "requirements")
_FILES = ("build.py", "Makefile", ".gitignore", "pyproject.toml")
IN_THE_EXAMPLES = "1795435200"
"""A `SOURCE_DATE_EPOCH`: 23 November 2026, when the examples play."""


def copy_repository(target: Path, *installed: str) -> None:
    """Copy the repository as it stands here, without its history, and with the packages of this Python instead of newly
    installed ones.

    Args:
        target: an empty folder.
        installed: the locks in `requirements/`, such as `build`, of which make is to think that they are installed.
    """
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(ROOT / name, target)
    (target / "site").mkdir()
    (target / "site" / ".gitkeep").touch()
    python = target / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for name in installed:
        (target / ".venv" / f".{name}").touch()


def environment(**own: str) -> dict[str, str]:
    """Give the environment of the tests without settings of the make, git or CI that started them."""
    foreign = ("MAKE", "MFLAGS", "GIT_", "GITHUB_", "CI")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)} | own
