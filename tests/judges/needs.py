"""What tests need of the machine: without it they are skipped, but fail in CI, where it has to be there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

NODE_MODULES = Path(__file__).parent / "node_modules"


def command(*names: str) -> str:
    """Give the path of the first of these commands that is there."""
    found = next((path for path in map(shutil.which, names) if path), None)
    return found or missing(f"none of these commands is there: {', '.join(names)}")


def package_file(path: str) -> Path:
    """Give a file of an npm package, by its path below `node_modules`."""
    file = NODE_MODULES / path
    return file if file.is_file() else missing(f"{path} isn't installed; with npm on the machine, run: make test")


def missing(reason: str) -> NoReturn:
    """Skip the test, or let it fail in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
