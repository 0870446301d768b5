"""What is costly to make, made once for all processes that run the tests (pytest-xdist)."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give a folder that the first process that asks for it fills, while the others wait.

    Args:
        factory: pytest's own; a process among several has a folder inside that of the run.
        name: the folder's name, of which there is one in a run.
        make: fills the folder, which is there and empty. If it fails, the next process tries again.
    """
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            try:
                make(folder)
            except BaseException:
                shutil.rmtree(folder)
                raise
    return folder
