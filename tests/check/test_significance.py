"""Changes of what always matters can't be editorial without somebody saying why."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.significance import check_significance
from tests.check.looked_at import codes, found, text
from tests.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy with an editorial version to come that changes nothing yet."""
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "Text.", "cookies": "Text."})
    text(site, "2026-01-01", "rights", "You may ask.", ["gdpr-13-2-b"])
    site.version("2026-09-01", {}, significance="editorial", published="2026-03-01")
    return site


@pytest.mark.parametrize("duty", ["gdpr-13-1-a", "gdpr-13-1-c", "gdpr-13-2-b", "gdpr-13-2-c", "gdpr-13-2-d"])
def test_a_change_of_what_always_matters_is_found(site: Site, duty: str) -> None:
    text(site, "2026-09-01", "rights", "You may write to us.", [duty])
    (finding,) = found(check_significance, site)
    assert finding.problem.code == "significance-doubtful"
    assert (finding.section, str(finding.version)) == ("rights", "2026-09-01")
    assert finding.problem.place.path == "content/terms/2026-09-01/version.yaml"
    assert finding.problem.place.line == 2


def test_what_the_section_covered_before_counts_too(site: Site) -> None:
    text(site, "2026-09-01", "rights", "You may write to us.")
    assert codes(found(check_significance, site)) == ["significance-doubtful"]


def test_other_sections_marks_and_white_space_are_no_change(site: Site) -> None:
    text(site, "2026-09-01", "cookies", "New text.", ["gdpr-13-2-a"])
    text(site, "2026-09-01", "rights", "You  may\n*ask*!", ["gdpr-13-2-b"])
    assert found(check_significance, site) == []


def test_a_material_version_may_change_anything(site: Site) -> None:
    text(site, "2026-09-01", "rights", "You may write to us.", ["gdpr-13-2-b"])
    site.version("2026-09-01", {}, significance="material", published="2026-03-01")
    assert found(check_significance, site) == []


def test_a_section_that_is_taken_away_is_found(site: Site) -> None:
    site.version("2026-09-01", {}, significance="editorial", published="2026-03-01", sections=["cookies"])
    assert codes(found(check_significance, site)) == ["significance-doubtful"]


def test_a_first_version_changes_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "Text."}, significance="editorial")
    text(site, "2026-01-01", "rights", "Text.", ["gdpr-13-2-b"])
    assert found(check_significance, site) == []


def test_a_change_in_one_language_is_enough(site: Site) -> None:
    text(site, "2026-09-01", "rights", "You may write to us.", ["gdpr-13-2-b"], "en")
    site.version("2026-09-01", {}, significance="editorial", published="2026-03-01", unchanged={"sv": ["rights"]})
    assert codes(found(check_significance, site)) == ["significance-doubtful"]
