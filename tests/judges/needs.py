"""What tests need of the machine: without it they are skipped, but fail in CI, where it has to be there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

_PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
"""Where commands are looked for: those that serve stand where only root's shell looks."""
NODE_MODULES = Path(__file__).parent / "node_modules"


def command(*names: str, in_ci: bool = True) -> str:
    """Give the path of the first of these commands that is there. With `in_ci` it has to be there in CI."""
    return found(*names) or missing(f"none of these commands is there: {', '.join(names)}", in_ci)


def found(*names: str) -> str | None:
    """Give the path of the first of these commands that is there, if any is."""
    return next((path for name in names if (path := shutil.which(name, path=_PATH))), None)


def package_file(path: str) -> Path:
    """Give a file of an npm package, by its path below `node_modules`."""
    file = NODE_MODULES / path
    return file if file.is_file() else missing(f"{path} isn't installed; with npm on the machine, run: make test")


def missing(reason: str, in_ci: bool = True) -> NoReturn:
    """Skip the test, or let it fail in CI if what is missing has to be there."""
    if in_ci and os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
