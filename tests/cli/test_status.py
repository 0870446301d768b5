"""`status`: how the policies stand, for people on a terminal, in a pipe, and for programs."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from lydelse.table import Line, table
from tests.cli.said import DAY, Commands, Terminal
from tests.sites import POLICY


def told(commands: Commands, *arguments: str, day: str = DAY) -> list[dict[str, Any]]:
    """Give what the policies are told to be, for programs."""
    said = commands.run("status", "--json", *arguments, day=day)
    document = json.loads(said.out)
    assert (document["as_of"], list(document)) == (day, ["as_of", "errors", "warnings", "policies", "unreadable"])
    found: list[dict[str, Any]] = document["policies"]
    return found


# In a pipe ------------------------------------------------------------------------------------------------------


def test_a_table_of_policies(commands: Commands) -> None:
    commands.site.policy(notice_days=30)
    commands.run("amend", POLICY, "--effective", "2027-01-01", "rights")
    commands.site.policy("privacy")
    commands.site.version("2026-01-01", {"introduction": "We."}, policy="privacy")
    commands.run("seal", "terms")
    assert commands.run("status").out == (
        "policy   in force    coming                                     drafts      languages  last change  register\n"
        "privacy  2026-01-01  -                                          -           sv, en     2026-01-01   1 not"
        " sealed\n"
        "terms    2026-01-01  2026-09-01, notice: 78 days (30 promised)  2027-01-01  sv, en     2026-06-15   sealed to"
        " 2026-09-01\n"
        "\n"
        "privacy 2026-01-01 isn't sealed in “sv” and “en”\n"
    )


def test_one_policy(commands: Commands) -> None:
    commands.site.policy("privacy")
    assert len(told(commands)) == 2
    assert [policy["policy"] for policy in told(commands, "privacy")] == ["privacy"]
    said = commands.run("status", "tems")
    assert (said.code, said.err) == (2, "there is no policy “tems”\n    Did you mean “terms”?\n")


def test_a_translation_that_lacks_is_named(commands: Commands) -> None:
    commands.run("amend", POLICY, "--effective", "2027-01-01", "rights")
    commands.site.write(f"content/{POLICY}/2027-01-01/rights.sv.md", "---\ntitle: Nytt\n---\n\nNytt.\n")
    assert told(commands)[0]["drafts"][0]["untranslated"] == {"en": ["rights"]}
    assert "sv, en (lacks 1)" in commands.run("status").out
    assert "terms 2027-01-01 (draft) lacks in “en”: rights\n" in commands.run("status").out
    about = commands.file(f"{POLICY}/2027-01-01/version.yaml")
    about.write_text(about.read_text(encoding="utf-8") + "unchanged: {en: [rights]}\n", encoding="utf-8")
    assert told(commands)[0]["drafts"][0]["untranslated"] == {}


def test_a_translation_that_lags_is_named(commands: Commands) -> None:
    commands.site.policy(translations="notice")
    commands.site.version("2026-06-20", {"rights": {"sv": "Skriv."}}, follows="2026-01-01")
    assert told(commands)[0]["current"]["untranslated"] == {"en": ["rights"]}
    commands.site.version("2026-06-25", {"rights": {"en": "Write."}}, follows="2026-06-20")
    assert told(commands)[0]["current"]["untranslated"] == {}, "the translation has come"


def test_of_many_versions_that_arent_sealed_some_are_named(commands: Commands) -> None:
    for day in range(1, 6):
        commands.site.version(f"2026-02-0{day}", {"contact": f"Call {day}."})
    lines = commands.run("status").out.partition("\n\n")[2].splitlines()
    assert len(lines) == 6
    assert lines[-1] == "terms: 2 more aren't sealed"


def test_a_policy_that_ends_and_one_that_has_ended(commands: Commands) -> None:
    commands.site.policy(retired={"on": "2026-12-01"})
    assert "2026-01-01, ends on 2026-12-01" in commands.run("status").out
    assert "ended on 2026-12-01" in commands.run("status", day="2026-12-01").out
    assert told(commands, day="2026-12-01")[0]["current"] is None


def test_content_with_problems_is_shown_as_far_as_it_can_be(commands: Commands) -> None:
    commands.site.write("content/privacy/policy.yaml", "slugg: no\n")
    said = commands.run("status")
    assert said.code == 0, "what was asked for could be told"
    assert "content/privacy/policy.yaml:1:1: key-unknown" in said.err
    assert "privacy  can't be read" in said.out
    assert "terms    2026-01-01" in said.out
    assert json.loads(commands.run("status", "--json").out)["unreadable"] == ["privacy"]


def test_a_site_without_policies_says_how_one_is_made(commands: Commands) -> None:
    shutil.rmtree(commands.file(POLICY))
    said = commands.run("status")
    assert said.out == "There is no policy yet. docs/content-model.md tells how one is made.\n"


def test_without_a_site_nothing_is_told(commands: Commands) -> None:
    commands.file("site.yaml").unlink()
    said = commands.run("status")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("Nothing can be told: mend what is told above first.\n")


# For programs ---------------------------------------------------------------------------------------------------


def test_the_register_for_programs(commands: Commands) -> None:
    commands.run("seal")
    commands.site.version("2026-10-01", {"contact": "Call."}, published="2026-07-02", follows="2026-09-01")
    assert told(commands, day="2026-07-02")[0]["register"] == {
        "entries": 4,
        "sealed_on": DAY,
        "sealed_to": "2026-09-01",
        "unsealed": [{"version": "2026-10-01", "languages": ["sv", "en"]}],
    }


def test_a_version_for_programs(commands: Commands) -> None:
    assert told(commands)[0]["upcoming"] == [
        {
            "id": "2026-09-01",
            "effective": "2026-09-01",
            "published": "2026-06-15",
            "significance": "material",
            "notice": 78,
            "languages": ["sv", "en"],
            "binding": "sv",
            "untranslated": {},
        }
    ]


# On a terminal --------------------------------------------------------------------------------------------------


def test_on_a_terminal_it_is_in_colour_unless_that_isnt_wanted(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    assert "\x1b[32m2026-01-01\x1b[0m" in Terminal.of(monkeypatch, lambda: commands.run("status"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in Terminal.of(monkeypatch, lambda: commands.run("status"))


def test_where_the_table_doesnt_fit_its_cells_stand_below_each_other(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    told = Terminal.of(monkeypatch, lambda: commands.run("status"))
    assert told.startswith("terms\n  in force     2026-01-01\n  coming       2026-09-01, notice: 78 days\n")


def test_columns_are_as_wide_as_they_are_shown() -> None:
    rows = [((Line("規約"),), (Line("x"),)), ((Line("a\u0308b"),), (Line("y"),))]
    assert list(table(("", ""), rows, colour=False, width=None)) == ["", "規約  x", "a\u0308b    y"]
