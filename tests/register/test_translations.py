"""Translations that come later than their version: an entry of their own, and no alteration."""

from __future__ import annotations

import pytest

from tests.register.desk import FOLDER, Desk

CAME = "2026-08-01"
ENGLISH = f"{FOLDER}/2026-06-01/rights.en.md"


@pytest.fixture
def lagging(desk: Desk) -> Desk:
    """A sealed policy whose last version changes a section in Swedish alone; then the English text comes."""
    desk.site.policy(translations="notice")
    desk.site.version("2026-06-01", {"rights": {"sv": "Du kan ringa oss."}})
    desk.seal()
    desk.site.write(ENGLISH, f"---\ntitle: Rights\npublished: {CAME}\n---\n\nYou may call us.\n")
    return desk


def test_it_is_no_alteration(lagging: Desk) -> None:
    assert lagging.build().codes() == []
    said = lagging.build(day=CAME)
    assert said.code == 0
    assert said.codes() == ["2026-06-01/version.yaml version-unsealed"]
    assert "not sealed in “en”" in said.text


def test_it_gets_an_entry_of_its_own(lagging: Desk) -> None:
    *before, last = lagging.seal(day=CAME)
    assert len(before) == 8
    assert (last["kind"], last["version"], last["language"], last["sealed"]) == (
        "translated",
        "2026-06-01",
        "en",
        CAME,
    )
    assert last["sha256"] != before[-1]["sha256"]
    assert lagging.build(day=CAME).codes() == []
    assert lagging.build().codes() == [], "on the day before, it hadn't come yet"


def test_from_then_on_it_is_held(lagging: Desk) -> None:
    lagging.seal(day=CAME)
    lagging.change("2026-06-01/rights.en.md", "call", "visit")
    assert lagging.build(day=CAME).codes() == ["2026-06-01/rights.en.md sealed-altered"]


def test_what_it_replaces_is_held_until_then(lagging: Desk) -> None:
    lagging.change("2026-06-01/rights.sv.md", "ringa", "besöka")
    assert set(lagging.build(day=CAME).codes()) == {"2026-06-01/rights.sv.md sealed-altered"}


def test_a_translation_without_a_date_is_an_alteration(lagging: Desk) -> None:
    """It would say that it was there with the version, when the page showed another text."""
    lagging.change("2026-06-01/rights.en.md", f"published: {CAME}\n", "")
    assert lagging.build(day=CAME).codes() == ["2026-06-01/rights.en.md sealed-altered"]


def test_a_later_version_that_carries_it_over_gets_an_entry_as_well(lagging: Desk) -> None:
    lagging.site.version("2026-07-01", {"introduction": "New terms."})
    lagging.seal(day="2026-07-02")
    assert lagging.build(day="2026-07-02").codes() == []
    entries = lagging.seal(day=CAME)
    assert [(entry["version"], entry["kind"]) for entry in entries[10:]] == [
        ("2026-06-01", "translated"),
        ("2026-07-01", "translated"),
    ]


def test_a_language_that_joins_a_version_is_entered(desk: Desk) -> None:
    desk.change("2026-01-01/version.yaml", "published", "languages: [sv]\npublished")
    for version in ("2026-01-01", "2026-03-01", "2026-05-01"):
        for path in (desk.site.root / FOLDER / version).glob("*.en.md"):
            path.rename(path.with_name(f".{path.name}"))
    desk.seal()
    desk.change("2026-01-01/version.yaml", "languages: [sv]\n", "")
    for path in (desk.site.root / FOLDER).rglob(".*.en.md"):
        path.rename(path.with_name(path.name.removeprefix(".")))
    entries = desk.seal()
    assert [(entry["language"], entry["kind"]) for entry in entries[3:]] == [("en", "published")] * 3
