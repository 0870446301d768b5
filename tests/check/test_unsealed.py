"""A policy of which nothing would tell that it was altered is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.unsealed import check_register
from lydelse.problems import Severity
from tests.check.looked_at import codes, found
from tests.register.desk import Desk
from tests.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_published_versions_without_a_register_are_told_once(site: Site) -> None:
    site.version("2026-01-01", {"rights": "Text."})
    site.version("2026-09-01", {"rights": "New text."}, published="2026-03-01")
    (finding,) = found(check_register, site)
    assert (finding.problem.code, finding.problem.severity) == ("register-absent", Severity.NOTE)
    assert "lydelse seal terms" in finding.problem.hint


def test_drafts_alone_need_none(site: Site) -> None:
    site.version("2026-09-01", {"rights": "Text."}, published=None)
    assert codes(found(check_register, site)) == []


def test_a_register_is_enough(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.version("2026-01-01", {"rights": "Text."})
    Desk(site, capsys).seal()
    assert codes(found(check_register, site)) == []
