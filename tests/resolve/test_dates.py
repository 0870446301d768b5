"""What the day decides: which versions are published, which holds, and what withdrawing and ending do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lydelse.model import Policy
from lydelse.problems import Severity
from tests.sites import Site, version_of


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """One version, in force since 2020."""
    site = Site(tmp_path, ["en"])
    site.version("2020-01-01", {"scope": "All.", "rights": "Ask."})
    return site


def _statuses(site: Site, day: str) -> dict[str, str]:
    policy = site.resolved(date.fromisoformat(day))
    return {str(version.id): version.status.value for version in (*policy.versions, *policy.drafts)}


def _bodies(policy: Policy, version: str) -> list[str]:
    return [section.wordings["en"].revision.body for section in version_of(policy, version).sections]


def test_a_version_is_a_draft_then_coming_then_in_force_then_superseded(site: Site) -> None:
    site.version("2021-03-01", {"rights": "Write."}, published="2021-02-01")
    site.version("2022-01-01", {"rights": "Call."})
    assert _statuses(site, "2021-01-31")["2021-03-01"] == "draft"
    assert _statuses(site, "2021-02-01")["2021-03-01"] == "upcoming"
    assert _statuses(site, "2021-02-28")["2021-03-01"] == "upcoming"
    assert _statuses(site, "2021-03-01") == {"2020-01-01": "superseded", "2021-03-01": "current", "2022-01-01": "draft"}
    assert _statuses(site, "2022-01-01")["2021-03-01"] == "superseded"


def test_before_the_first_day_nothing_holds(site: Site) -> None:
    policy = site.resolved(date(2019, 12, 31))
    assert policy.current is None
    assert policy.versions == ()


def test_of_several_versions_of_one_day_the_last_holds(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Write."})
    site.version("2021-01-01-2", {"rights": "Call."})
    policy = site.resolved(date(2021, 1, 1))
    assert str(policy.current.id if policy.current else None) == "2021-01-01-2"
    assert _statuses(site, "2021-01-01")["2021-01-01"] == "superseded"


def test_a_version_published_after_its_day_is_no_part_of_the_site_before(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Write."}, published="2021-02-01")
    assert _statuses(site, "2021-01-15") == {"2020-01-01": "current", "2021-01-01": "draft"}
    assert _statuses(site, "2021-02-01") == {"2020-01-01": "superseded", "2021-01-01": "current"}
    assert [problem.code for problem in site.problems(date(2021, 2, 1))] == ["published-late"]


def test_a_draft_changes_nothing_that_is_published_and_builds_on_other_drafts(site: Site) -> None:
    site.version("2027-01-01", {"rights": "Write."}, published=None)
    site.version("2028-01-01", {"scope": "Some."}, published=None)
    site.version("2029-01-01", {"scope": "Few."}, published="2020-06-01")
    policy = site.resolved(date(2021, 1, 1))
    assert [str(version.id) for version in policy.drafts] == ["2027-01-01", "2028-01-01"]
    assert _bodies(policy, "2028-01-01") == ["Some.", "Write."]
    assert _bodies(policy, "2029-01-01") == ["Few.", "Ask."]
    published = version_of(policy, "2029-01-01")
    assert str(published.previous) == "2020-01-01"
    assert version_of(policy, "2020-01-01").following == published.id


def test_versions_know_their_neighbours(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Write."})
    site.version("2027-01-01", {"rights": "Call."}, published="2020-05-01")
    policy = site.resolved(date(2021, 6, 1))
    first, second, third = policy.versions
    assert (first.following, second.following, third.following) == (second.id, third.id, None)
    assert (first.previous, second.previous, third.previous) == (None, first.id, second.id)
    assert policy.last_day(first) == date(2020, 12, 31)
    assert policy.last_day(second) == date(2026, 12, 31)
    assert policy.last_day(third) is None
    assert policy.upcoming == (third,)
    assert policy.on(date(2020, 12, 31)) == first
    assert policy.on(date(2019, 12, 31)) is None


@pytest.fixture
def withdrawn(site: Site) -> Site:
    """A coming version that was taken back by another before its day."""
    site.version("2027-01-01", {"rights": "Write."}, published="2021-01-01")
    site.version("2022-01-01", {"scope": "Some."}, withdraws=["2027-01-01"])
    return site


def test_a_version_is_withdrawn_from_the_day_that_is_made_public(withdrawn: Site) -> None:
    assert _statuses(withdrawn, "2021-12-31") == {
        "2020-01-01": "current",
        "2027-01-01": "upcoming",
        "2022-01-01": "draft",
    }
    assert _statuses(withdrawn, "2022-01-01") == {
        "2020-01-01": "superseded",
        "2022-01-01": "current",
        "2027-01-01": "withdrawn",
    }
    assert _statuses(withdrawn, "2028-01-01")["2022-01-01"] == "current"


def test_a_withdrawn_version_keeps_its_text_and_takes_part_in_nothing(withdrawn: Site) -> None:
    withdrawn.version("2028-01-01", {"scope": "Few."}, published="2023-01-01")
    policy = withdrawn.resolved(date(2028, 6, 1))
    back = version_of(policy, "2027-01-01")
    assert _bodies(policy, "2027-01-01") == ["All.", "Write."]
    assert str(back.withdrawn_by) == "2022-01-01"
    assert back.following is None
    assert _bodies(policy, "2028-01-01") == ["Few.", "Ask."]
    assert str(version_of(policy, "2028-01-01").previous) == "2022-01-01"
    assert version_of(policy, "2022-01-01").following == version_of(policy, "2028-01-01").id
    assert str(policy.on(date(2027, 6, 1)).id) == "2022-01-01"  # type: ignore[union-attr]  # it isn't None


def test_a_version_that_takes_back_itself_is_a_problem(site: Site) -> None:
    site.version("2021-01-01", {"rights": "Write."}, withdraws=["2021-01-01"])
    assert [problem.code for problem in site.problems()] == ["version-unknown"]


def test_a_version_that_others_were_written_upon_cant_be_taken_back_alone(site: Site) -> None:
    site.version("2027-01-01", {"rights": "Write."}, published="2021-01-01")
    site.version("2028-01-01", {"scope": "Few."}, published="2021-02-01")
    site.version("2026-01-01", {"scope": "Some."}, withdraws=["2027-01-01"])
    warning, problem = sorted(site.problems(), key=lambda each: each.severity, reverse=True)
    assert problem.message == "“2027-01-01” can't be taken back alone: “2028-01-01” was published on top of it"
    assert (warning.code, warning.place.path) == ("version-inserted", "content/terms/2028-01-01/version.yaml")


def test_a_version_that_comes_before_one_published_earlier_is_told_of(site: Site) -> None:
    site.version("2027-01-01", {"rights": "Write."}, published="2021-01-01")
    site.version("2026-01-01", {"scope": "Some."}, published="2021-02-01")
    (problem,) = site.problems()
    assert str(problem) == (
        "content/terms/2027-01-01/version.yaml:1:1: warning: version-inserted: “2026-01-01” was published after this "
        "version, but comes before it, and can change what it says\n"
        "    Read both. If they agree, write “follows: 2026-01-01” here; if not, withdraw this one."
    )


def test_a_policy_ends_on_its_day_and_its_addresses_stay(site: Site) -> None:
    site.policy(retired={"on": "2025-01-01"})
    assert _statuses(site, "2024-12-31") == {"2020-01-01": "current"}
    assert _statuses(site, "2025-01-01") == {"2020-01-01": "superseded"}
    policy = site.resolved(date(2025, 1, 1))
    assert policy.current is None
    assert policy.last_day(policy.versions[0]) == date(2024, 12, 31)


def test_a_policy_can_be_replaced_by_another(site: Site) -> None:
    site.policy("rules")
    site.version("2025-01-01", {"scope": "All."}, policy="rules")
    site.policy(retired={"on": "2025-01-01", "replaced_by": "rules"})
    assert site.problems() == ()


def test_follows_names_the_version_before_among_those_that_are_public(site: Site) -> None:
    site.version("2027-01-01", {"rights": "Write."}, published=None)
    site.version("2028-01-01", {"scope": "Few."}, published="2021-01-01", follows="2020-01-01")
    assert site.problems() == ()


@pytest.fixture
def promising(tmp_path: Path) -> Site:
    """A policy that promises thirty days of notice."""
    site = Site(tmp_path, ["en"])
    site.policy(notice_days=30)
    site.version("2026-01-01", {"rights": "One."})
    return site


def test_too_short_a_notice_is_told_with_the_first_possible_day(promising: Site) -> None:
    promising.version("2026-08-01", {"rights": "Two."}, published="2026-07-03")
    (problem,) = promising.problems(date(2026, 7, 3))
    assert (problem.severity, problem.code) == (Severity.WARNING, "notice-too-short")
    assert problem.message == (
        "published on 2026-07-03, the version takes effect on 2026-08-01: 29 days later, "
        "and the policy promises 30 days of notice"
    )
    assert problem.hint == "Let it take effect on 2026-08-02 or later: rename the folder to “2026-08-02”."


@pytest.mark.parametrize(
    ("keys", "as_of"),
    [
        ({"published": "2026-07-02"}, date(2026, 7, 2)),
        ({"published": "2026-07-31", "significance": "editorial"}, date(2026, 7, 31)),
        ({"published": "2026-07-31"}, date(2026, 8, 1)),
        ({"published": None}, date(2026, 7, 2)),
    ],
    ids=["in time", "editorial", "holds already", "not dated yet"],
)
def test_notice_is_asked_of_coming_changes_of_substance(promising: Site, keys: dict[str, object], as_of: date) -> None:
    promising.version("2026-08-01", {"rights": "Two."}, **keys)  # type: ignore[arg-type]  # keys of version.yaml
    assert promising.problems(as_of) == ()
