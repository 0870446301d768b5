"""Previews that a browser looks at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lydelse.clock import Clock
from lydelse.preview.desk import Desk
from tests.preview.running import Running, running
from tests.sites import AS_OF, Site

SECTIONS = {f"part-{number}": f"Paragraph {number}.\n\n" + "More of it. " * 200 for number in range(8)}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of two policies, long enough to be scrolled."""
    site = Site(tmp_path, ["en"])
    site.version("2026-01-01", SECTIONS)
    site.policy("privacy")
    site.version("2026-01-01", {"rights": "You may ask us."}, policy="privacy")
    return site


@pytest.fixture
def preview(site: Site) -> Iterator[Running]:
    """A preview of the site."""
    clock = Clock.of(AS_OF)
    with running(site.root, Desk(site.root, clock), clock) as preview:
        yield preview
