"""The site of `faulty`, built, and a site without a fault on which commands are run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.cli.faulty import AS_OF, write_site
from tests.cli.said import Commands
from tests.sites import Site


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


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A site with one policy, which has a version in force and a coming one, and what editors do there."""
    monkeypatch.setenv("COLUMNS", "80")
    site = Site(tmp_path / "site")
    site.version(
        "2026-01-01",
        {
            "introduction": "Terms.",
            "rights": {"sv": ("Rättigheter", "Fråga oss."), "en": ("Rights", "Ask us.")},
            "contact": "Write to us.",
        },
    )
    site.version("2026-09-01", {"contact": "Write or call."}, published="2026-06-15")
    return Commands(site, capsys)
