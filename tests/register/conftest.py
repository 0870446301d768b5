"""A site whose register is tested by its commands, as editors use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.register.desk import Desk
from tests.sites import Site


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A policy with three versions in Swedish and English, not sealed yet; the days are in 2026."""
    site = Site(tmp_path)
    texts = {"rights": {"sv": "Du kan fråga oss.", "en": "You may ask us."}}
    site.version("2026-01-01", {"introduction": "Terms.", **texts})
    site.version("2026-03-01", {"rights": {"sv": "Du kan skriva till oss.", "en": "You may write to us."}})
    site.version("2026-05-01", {"introduction": "Terms of use."}, significance="editorial")
    return Desk(site, capsys)
