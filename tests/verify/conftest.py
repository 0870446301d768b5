"""A sealed and built site, and the command that verifies it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.register.desk import Desk
from tests.sites import Site


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A policy of two versions, sealed and built."""
    site = Site(tmp_path)
    site.version("2026-01-01", {"introduction": "Terms.", "rights": "Ask us."})
    site.version("2026-03-01", {"rights": {"sv": "Skriv till oss.", "en": "Write to us."}})
    desk = Desk(site, capsys)
    desk.seal()
    assert desk.build().code == 0
    return desk
