"""The site of `faulty`, built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.cli.faulty import AS_OF, write_site


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without a fault, built; only to be copied."""
    root = tmp_path_factory.mktemp("built")
    write_site(root)
    assert main(["--as-of", AS_OF], default_root=root) == 0
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A site without a fault, built: its root."""
    return Path(shutil.copytree(built_once, tmp_path / "built"))
