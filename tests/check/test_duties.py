"""Which information duties are answered, and which policies have any."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.duties import DUTIES, duties_of
from lydelse.check.informing import check_duties, survey_duties
from lydelse.forms import INFORMATION_DUTIES
from lydelse.model import InformationArticle
from lydelse.problems import Severity
from tests.check.looked_at import codes, found, subject, text
from tests.sites import POLICY, Site

ALL = [duty.id for duty in duties_of(InformationArticle.GDPR_13)]
CONDITIONAL = ["gdpr-13-1-b", "gdpr-13-1-d", "gdpr-13-1-e", "gdpr-13-1-f", "gdpr-13-2-c", "gdpr-13-2-f"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy of two sections that covers nothing yet."""
    site = Site(tmp_path)
    site.version("2026-01-01", {"purposes": "Text.", "rights": "Text."})
    return site


def test_the_list_is_that_which_texts_can_name() -> None:
    of_a_change = {"gdpr-13-3", "gdpr-14-4"}
    assert {duty.id for duty in DUTIES} == INFORMATION_DUTIES - of_a_change
    assert [duty.id for duty in DUTIES if duty.condition and duty.article == "gdpr-13"] == CONDITIONAL


def test_a_point_is_cited_as_lawyers_do() -> None:
    assert DUTIES[0].point == "Art. 13(1)(a)"
    assert "DPO" not in "".join(duty.told for duty in DUTIES), "plain words"


def test_terms_of_use_have_none(site: Site) -> None:
    assert found(check_duties, site) == []
    assert list(survey_duties(subject(site))) == []


def test_a_policy_that_answers_all_is_left_alone(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ALL)
    assert found(check_duties, site) == []


def test_what_is_missing_is_a_warning_and_what_may_not_apply_a_note(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ["gdpr-13-1-c"])
    findings = found(check_duties, site)
    assert [finding.about for finding in findings] == [duty for duty in ALL if duty != "gdpr-13-1-c"]
    notes = [finding.about for finding in findings if finding.problem.severity is Severity.NOTE]
    assert notes == CONDITIONAL
    assert {finding.problem.code for finding in findings} == {"duty-missing", "duty-conditional"}
    assert all(finding.problem.place.path == "content/terms/2026-01-01/version.yaml" for finding in findings)


def test_languages_have_to_answer_the_same(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ALL, "sv")
    text(site, "2026-01-01", "purposes", "Text.", [duty for duty in ALL if duty != "gdpr-13-2-d"], "en")
    (finding,) = found(check_duties, site)
    assert (finding.problem.code, finding.language, finding.about) == ("duty-uneven", "en", "gdpr-13-2-d")


def test_sections_that_carry_over_answer_in_later_versions(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ALL[:6])
    site.version("2026-09-01", {}, published="2026-03-01")
    text(site, "2026-09-01", "rights", "New.", ALL[6:])
    assert {str(finding.version) for finding in found(check_duties, site)} == {"2026-01-01"}


def test_article_14_has_categories_and_source(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", [*ALL, "gdpr-14-1-a"])
    missing = [finding.about for finding in found(check_duties, site) if finding.problem.code == "duty-missing"]
    assert missing == ["gdpr-14-1-c", "gdpr-14-1-d", "gdpr-14-2-a", "gdpr-14-2-c", "gdpr-14-2-e", "gdpr-14-2-f"]


@pytest.mark.parametrize(("duties", "missing"), [(["gdpr-13"], 0), ([], 0), (["gdpr-14"], 12)])
def test_a_policy_can_state_its_articles(site: Site, duties: list[str], missing: int) -> None:
    text(site, "2026-01-01", "purposes", "Text.", [*ALL, "gdpr-14-2-f"])
    site.policy(duties=duties)
    assert len(found(check_duties, site)) == missing


def test_a_policy_with_duties_that_covers_nothing_is_told_so_once(site: Site) -> None:
    site.policy(duties=["gdpr-13"])
    site.version("2026-09-01", {"rights": "New."}, published="2026-03-01")
    findings = found(check_duties, site)
    assert codes(findings) == ["duties-unstated"]
    assert findings[0].version is None


def test_the_policy_that_holds_the_cookies_has_duties(tmp_path: Path) -> None:
    site = Site(tmp_path, declaration=POLICY)
    site.version("2026-01-01", {"cookies": "[[cookies]]"})
    site.write("content/terms/2026-01-01/cookies.yaml", "categories: []\n")
    assert codes(found(check_duties, site)) == ["duties-unstated"]
    site.policy(duties=[])
    assert found(check_duties, site) == []


# The table ------------------------------------------------------------------------------------------------------


def test_the_table_names_the_sections_of_each_point(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ["gdpr-13-1-c"])
    text(site, "2026-01-01", "rights", "Text.", ["gdpr-13-1-c", "gdpr-13-2-b"])
    (table,) = survey_duties(subject(site))
    assert table.columns == ("GDPR", "What people are told", "Sections (sv, en)")
    cells = {row[0]: row[2] for row in table.rows}
    assert len(cells) == len(ALL)
    assert cells["Art. 13(1)(c)"] == "purposes, rights"
    assert cells["Art. 13(2)(d)"] == "missing"
    assert cells["Art. 13(1)(b)"] == "not told"


def test_the_table_has_a_column_for_each_language_when_they_differ(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ["gdpr-13-1-c"], "sv")
    (table,) = survey_duties(subject(site))
    assert table.columns[2:] == ("Sections (sv)", "Sections (en)")
    assert next(row[2:] for row in table.rows if row[0] == "Art. 13(1)(c)") == ("purposes", "missing")


def test_the_table_shows_what_is_accepted(site: Site) -> None:
    text(site, "2026-01-01", "purposes", "Text.", ["gdpr-13-1-c"])
    site.policy(accepted=[{"code": "duty-conditional", "about": "gdpr-13-1-b", "reason": "We have none."}])
    (table,) = survey_duties(subject(site))
    assert next(row[2] for row in table.rows if row[0] == "Art. 13(1)(b)") == "accepted: We have none."
