"""When people are asked again: what a declaration says more than the one before, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.consent import consent_of, widenings
from lydelse.model import (
    Asking,
    Category,
    Consent,
    Declaration,
    Duration,
    Reason,
    StorageKind,
    Stored,
    Unit,
    VersionId,
)
from lydelse.problems import Place, Report
from tests.declarations import NECESSARY, category, declared, stored, write
from tests.sites import POLICY, Site

BEFORE = category("analytics", stored("visits", recipients=["Other Ltd"]), stored("visit", duration="30 minutes"))


def _found(new: Declaration, *, is_material: bool = True) -> list[tuple[str, tuple[Reason, ...], tuple[str, ...]]]:
    found = widenings(declared(BEFORE), new, "sv", is_material=is_material)
    return [(each.category.id, each.reasons, each.names) for each in found]


WIDER: dict[str, tuple[dict[str, Any], tuple[Reason, ...], tuple[str, ...]]] = {
    "a provider": (stored("map", provider="New Ltd"), (Reason.PROVIDER,), ("New Ltd",)),
    "a recipient": (stored("visit", duration="30 minutes", recipients=["New Ltd"]), (Reason.RECIPIENT,), ("New Ltd",)),
    "a longer duration": (stored("visit", duration="31 minutes"), (Reason.DURATION,), ("visit",)),
    "no end at all": (stored("visit", kind="local", duration="until-deleted"), (Reason.DURATION,), ("visit",)),
    "something kept longer than all before": (stored("map", duration="31 days"), (Reason.DURATION,), ("map",)),
    "a purpose": (stored("map", purpose="To show ads."), (Reason.PURPOSE,), ()),
    "another purpose": (stored("visit", duration="1 minute", purpose="To show ads."), (Reason.PURPOSE,), ()),
    "all at once": (
        stored("map", provider="New Ltd", recipients=["Third Ltd"], purpose="To show ads.", duration="1 year"),
        (Reason.PURPOSE, Reason.PROVIDER, Reason.RECIPIENT, Reason.DURATION),
        ("New Ltd", "Third Ltd", "map"),
    ),
}


@pytest.mark.parametrize(("entry", "reasons", "names"), WIDER.values(), ids=WIDER)
def test_what_is_more_asks_again(entry: dict[str, Any], reasons: tuple[Reason, ...], names: tuple[str, ...]) -> None:
    new = declared(category("analytics", stored("visits", recipients=["Other Ltd"]), entry))
    assert _found(new) == [("analytics", reasons, names)]


NO_WIDER = {
    "the same": BEFORE,
    "less": category("analytics", stored("visits")),
    "a shorter time": category("analytics", stored("visits", duration="29 days")),
    "another order": BEFORE | {"stored": [*reversed(BEFORE["stored"])]},
    "something of the same kind": BEFORE | {"stored": [*BEFORE["stored"], stored("more", duration="1 day")]},
    "another title": BEFORE | {"title": "Statistics"},
    "a translation": BEFORE | {"purpose": {"sv": "To know.", "en": "To get to know."}},
    "what only the snippet needs": BEFORE | {"waits": ["frames"], "signals": ["ad_storage"]},
}


@pytest.mark.parametrize("new", NO_WIDER.values(), ids=NO_WIDER)
def test_what_is_the_same_or_less_doesnt_ask_again(new: dict[str, Any]) -> None:
    assert _found(declared(new)) == []


def test_other_words_for_a_purpose_are_a_correction_in_an_editorial_version() -> None:
    new = declared(BEFORE | {"purpose": "To learn."})
    assert _found(new) == [("analytics", (Reason.PURPOSE,), ())]
    assert _found(new, is_material=False) == []


def test_only_the_category_that_says_more_is_asked() -> None:
    new = declared(BEFORE, category("marketing", stored("ad")))
    assert _found(new) == [("marketing", (Reason.CATEGORY,), ())]


# Laws ------------------------------------------------------------------------------------------------------------

_PLACE = Place("cookies.yaml")
_companies = st.sampled_from(["Example Ltd", "Other Ltd", "Third Ltd"])
_texts = _companies.map(lambda text: {"sv": text, "en": text})
_entries = st.builds(
    Stored,
    name=st.sampled_from(["a", "b", "c", "d*"]),
    kind=st.just(StorageKind.COOKIE),
    provider=_companies,
    purpose=_texts,
    duration=st.sampled_from([Duration.session(), Duration(1, Unit.DAY), Duration(5, Unit.WEEK)]),
    place=st.just(_PLACE),
    recipients=st.lists(_companies, unique=True, max_size=2).map(tuple),
)
_categories = st.builds(
    Category,
    id=st.sampled_from(["analytics", "marketing", "maps"]),
    title=_texts,
    purpose=_texts,
    stored=st.lists(_entries, min_size=1, max_size=3, unique_by=lambda entry: entry.identity).map(tuple),
    place=st.just(_PLACE),
)
_declarations = st.builds(
    Declaration,
    st.lists(_categories, max_size=3, unique_by=lambda found: found.id).map(tuple),
    st.just(_PLACE),
)


@given(_declarations, st.booleans())
def test_a_declaration_says_no_more_than_itself(some: Declaration, is_material: bool) -> None:
    assert [*widenings(some, some, "sv", is_material=is_material)] == []


@given(_declarations, st.data())
def test_taking_away_never_asks_again(some: Declaration, data: st.DataObject) -> None:
    kept = tuple(replace(each, stored=_some(each, data)) for each in some.categories if data.draw(st.booleans()))
    less = Declaration(tuple(each for each in kept if each.stored), some.place)
    assert [*widenings(some, less, "sv", is_material=True)] == []


def _some(each: Category, data: st.DataObject) -> tuple[Stored, ...]:
    return tuple(entry for entry in each.stored if data.draw(st.booleans()))


@given(_declarations, _declarations, _declarations)
def test_whoever_is_new_or_kept_longer_between_two_is_so_at_a_step_between_them(
    first: Declaration, second: Declaration, third: Declaration
) -> None:
    """Nobody escapes a question by making a change in two steps."""
    steps = {
        found.category.id
        for old, new in ((first, second), (second, third))
        for found in widenings(old, new, "sv", is_material=True)
    }
    assert {found.category.id for found in widenings(first, third, "sv", is_material=True)} <= steps


@given(_declarations, st.integers(2, 50))
def test_keeping_anything_longer_asks_its_category_alone(some: Declaration, times: int) -> None:
    for index, each in enumerate(some.categories):
        longer = Duration(400 * times, Unit.DAY)
        entry = replace(each.stored[0], duration=longer)
        categories = (
            *some.categories[:index],
            replace(each, stored=(entry, *each.stored[1:])),
            *some.categories[index + 1 :],
        )
        (found,) = widenings(some, Declaration(categories, some.place), "sv", is_material=False)
        assert (found.category.id, found.reasons, found.names) == (each.id, (Reason.DURATION,), (entry.name,))


# On a day --------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, declaration=POLICY)
    site.version("2020-01-01", {"cookies": "[[cookies]]"})
    write(site, "2020-01-01", NECESSARY, BEFORE)
    return site


def _consent(site: Site, day: str = "2026-07-01") -> Consent:
    report = Report()
    found = consent_of(site.resolve(date.fromisoformat(day), report))
    assert report.errors == ()
    assert found is not None
    return found


def _id(version: str) -> VersionId:
    return VersionId.parse(version)


def test_at_first_every_category_is_new(site: Site) -> None:
    consent = _consent(site)
    assert (consent.policy, consent.version) == (POLICY, _id("2020-01-01"))
    assert consent.since == {"analytics": _id("2020-01-01")}
    assert consent.askings == (Asking(_id("2020-01-01"), "analytics", (Reason.CATEGORY,)),)


def test_each_version_is_held_against_the_one_before(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", NECESSARY, BEFORE, category("marketing", stored("ad")))
    site.version("2022-01-01", title={"sv": "V", "en": "T"})
    site.version("2023-01-01")
    write(site, "2023-01-01", NECESSARY, BEFORE | {"stored": [stored("visits", duration="1 year")]})
    site.version("2024-01-01")
    write(site, "2024-01-01", NECESSARY, category("marketing", stored("ad")))
    assert _consent(site, "2022-06-01").since == {"analytics": _id("2020-01-01"), "marketing": _id("2021-01-01")}
    assert _consent(site, "2023-06-01").since == {"analytics": _id("2023-01-01")}
    consent = _consent(site, "2024-06-01")
    assert consent.declaration.optional[0].id == "marketing"
    assert consent.since == {"marketing": _id("2024-01-01")}, "it was gone, so nobody has agreed to it"
    assert consent.askings[-2:] == (
        Asking(_id("2023-01-01"), "analytics", (Reason.DURATION,), ("visits",)),
        Asking(_id("2024-01-01"), "marketing", (Reason.CATEGORY,)),
    )


def test_what_is_to_come_was_taken_back_or_is_a_draft_asks_nobody(site: Site) -> None:
    wider = (NECESSARY, BEFORE | {"stored": [stored("visits", duration="1 year")]})
    site.version("2021-01-01", published="2020-06-01")
    write(site, "2021-01-01", *wider)
    site.version("2021-02-01", published="2020-07-01", withdraws=["2021-01-01"], title={"sv": "V", "en": "T"})
    site.version("2027-01-01", published="2026-01-01", title={"sv": "W", "en": "U"})
    write(site, "2027-01-01", *wider)
    site.version("2028-01-01", published=None)
    write(site, "2028-01-01", NECESSARY)
    assert _consent(site).since == {"analytics": _id("2020-01-01")}
    assert _consent(site, "2027-01-01").since == {"analytics": _id("2027-01-01")}


def test_an_editor_can_ask_for_more_but_never_for_less(site: Site) -> None:
    site.version("2021-01-01", reconsent=["analytics"])
    site.version("2022-01-01", reconsent=["analytics"])
    write(site, "2022-01-01", NECESSARY, BEFORE | {"stored": [stored("visits", provider="New Ltd")]})
    assert _consent(site, "2021-06-01").since == {"analytics": _id("2021-01-01")}
    assert _consent(site).askings[1:] == (
        Asking(_id("2021-01-01"), "analytics", (Reason.EDITOR,)),
        Asking(_id("2022-01-01"), "analytics", (Reason.PROVIDER, Reason.EDITOR), ("New Ltd",)),
    )


def test_without_a_declaration_in_force_nothing_is_asked(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2020-01-01", {"rights": "Ask."})
    assert consent_of(site.resolve()) is None
    ended = Site(tmp_path / "ended", declaration=POLICY)
    ended.version("2020-01-01", {"cookies": "[[cookies]]"})
    write(ended, "2020-01-01", NECESSARY, BEFORE)
    ended.policy(retired={"on": "2026-01-01"})
    assert consent_of(ended.resolve()) is None


def test_with_necessary_cookies_alone_nobody_is_asked(site: Site) -> None:
    site.version("2021-01-01")
    write(site, "2021-01-01", NECESSARY)
    consent = _consent(site)
    assert consent.declaration.optional == ()
    assert consent.since == {}
