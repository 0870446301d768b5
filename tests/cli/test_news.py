"""A build tells what is new in the site: pages, and versions that stand otherwise than they did."""

from __future__ import annotations

import pytest

from tests.cli.said import Commands


def lines(commands: Commands, day: str, *arguments: str) -> list[str]:
    """Build as of a day; give what is told below the first line, without what depends on the templates."""
    said = commands.run("build", *arguments, day=day)
    assert said.code == 0, said.err
    told = said.out.splitlines()[1:]
    return [line.strip() for line in told]


def statuses(commands: Commands, day: str, *arguments: str) -> list[str]:
    return [line for line in lines(commands, day, *arguments) if line.startswith("terms ")]


def test_of_a_first_site_it_is_told_what_it_has_what_holds_and_what_is_to_come(commands: Commands) -> None:
    kinds, *told = lines(commands, "2026-07-01")
    pages, programs, others = kinds.split(", ")
    site = commands.site.root / "site"
    assert pages == f"{len([*site.rglob('*.html')])} pages"
    assert programs.endswith(" files for programs")
    assert others.endswith(" others")
    assert told == ["in force: terms 2026-01-01", "to come: terms 2026-09-01"]


@pytest.mark.parametrize("cache", ["--cache", "--no-cache"])
def test_versions_whose_status_changed_are_told_with_and_without_a_cache(commands: Commands, cache: str) -> None:
    statuses(commands, "2026-06-01", cache)
    assert statuses(commands, "2026-06-15", cache) == ["terms 2026-09-01: new, upcoming"]
    assert statuses(commands, "2026-06-16", cache) == []
    assert statuses(commands, "2026-09-01", cache) == [
        "terms 2026-01-01: current → superseded",
        "terms 2026-09-01: upcoming → current",
    ]


def test_a_version_that_was_taken_back_is_told(commands: Commands) -> None:
    statuses(commands, "2026-06-20")
    commands.site.version(
        "2026-10-01", {"contact": "Write to us, please."}, published="2026-07-01", withdraws=["2026-09-01"]
    )
    assert statuses(commands, "2026-07-01") == [
        "terms 2026-09-01: upcoming → withdrawn",
        "terms 2026-10-01: new, upcoming",
    ]


def test_few_pages_are_named_and_of_many_the_number_is_told(commands: Commands) -> None:
    told = lines(commands, "2026-07-01")
    assert not any(line.startswith(("new:", "changed:")) for line in told)
    commands.site.version("2026-11-01", {"rights": "Ask us, whatever it is."}, published="2026-07-01")
    (counts,) = (line for line in lines(commands, "2026-07-01") if line.startswith("pages: "))
    assert " new" in counts
    assert " changed" in counts
    strings = commands.site.root / "site" / "404.html"
    sums = strings.with_name("SHA256SUMS")
    sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if "404.html" not in line))
    strings.unlink()
    assert "new: 404.html" in lines(commands, "2026-07-01")


def test_a_damaged_document_tells_nothing(commands: Commands) -> None:
    lines(commands, "2026-06-20")
    damages = ("", "[]", '{"policy": "terms"}', '{"policy": "terms", "versions": 1}')
    for day, damage in enumerate(damages, start=21):
        for path in (commands.site.root / "site").rglob("versions.json"):
            path.write_text(damage, encoding="utf-8")
        assert "terms 2026-01-01: new, current" in statuses(commands, f"2026-06-{day}")


def test_nothing_is_added_when_nothing_changed(commands: Commands) -> None:
    lines(commands, "2026-06-20")
    assert lines(commands, "2026-06-20") == []
