"""`show`: the text that was in force on a day, byte for byte as it was published."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.said import DAY, Commands
from tests.sites import POLICY

BUILD = str(Path(__file__).parents[2] / "build.py")


def test_the_text_of_a_day_is_the_one_that_is_published(commands: Commands) -> None:
    assert commands.run("build").code == 0
    for language in ("sv", "en"):
        said = commands.run("show", POLICY, "--on", "2026-03-03", "--lang", language)
        published = commands.site.root / f"site/{language}/terms-{language}/2026-01-01/text.md"
        assert said.out.encode() == published.read_bytes()


def test_beside_it_stands_what_it_is_and_its_digest(commands: Commands) -> None:
    commands.run("seal")
    said = commands.run("show", POLICY, "--on", "2026-03-03")
    assert said.err == (
        "terms, version 2026-01-01 in “sv”: current, in force from 2026-01-01 to 2026-08-31, published on 2026-01-01\n"
        f"SHA-256 of the Markdown: {hashlib.sha256(said.out.encode()).hexdigest()}\n"
        "That is what entry 1 of content/terms/register.jsonl says, sealed on 2026-07-01.\n"
    )


def test_a_pipe_gets_the_bytes_whatever_the_encoding(commands: Commands) -> None:
    command = [sys.executable, BUILD, "show", POLICY, "--root", str(commands.site.root), "--as-of", DAY]
    done = subprocess.run(command, env={"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert "Rättigheter".encode() in done.stdout
    assert hashlib.sha256(done.stdout).hexdigest().encode() in done.stderr


def test_the_day_may_be_one_to_come(commands: Commands) -> None:
    assert "version: 2026-09-01\n" in commands.run("show", POLICY, "--on", "2030-01-01").out
    assert "version: 2026-01-01\n" in commands.run("show", POLICY).out


def test_a_translation_that_came_later_wasnt_there(commands: Commands) -> None:
    commands.site.policy(translations="notice")
    commands.site.version("2026-05-01", {"rights": {"sv": "Skriv."}}, follows="2026-01-01")
    late = "---\ntitle: Rights\npublished: 2026-06-01\n---\n\nWrite.\n"
    commands.site.write(f"content/{POLICY}/2026-05-01/rights.en.md", late)
    before = commands.run("show", POLICY, "--on", "2026-05-31", "--lang", "en").out
    after = commands.run("show", POLICY, "--on", "2026-06-01", "--lang", "en").out
    assert ("Skriv." in before, "Write." in before) == (True, False)
    assert ("Skriv." in after, "Write." in after) == (False, True)


def test_a_version_by_its_id_may_be_a_draft(commands: Commands) -> None:
    commands.run("amend", POLICY, "--effective", "2027-01-01", "rights")
    said = commands.run("show", POLICY, "--version-id", "2027-01-01")
    assert "version: 2027-01-01\n" in said.out
    assert "terms, version 2027-01-01 in “sv”: draft, to hold from 2027-01-01\n" in said.err
    assert "warning" not in said.err, "what a draft lacks is told by the build"


def test_a_withdrawn_version_by_its_id(commands: Commands) -> None:
    commands.site.version("2026-08-01", published="2026-06-20", withdraws=["2026-09-01"], follows="2026-01-01")
    said = commands.run("show", POLICY, "--version-id", "2026-09-01")
    assert "withdrawn, taken back by 2026-08-01, published on 2026-06-15" in said.err


def test_a_second_version_of_a_day(commands: Commands) -> None:
    commands.site.version("2026-01-01-2", {"contact": "Call."}, published="2026-01-01", follows="2026-01-01")
    assert "version: 2026-01-01-2\n" in commands.run("show", POLICY, "--on", "2026-01-01").out
    said = commands.run("show", POLICY, "--version-id", "2026-01-01")
    assert "version: 2026-01-01\n" in said.out
    assert "It never held: another version took its place before its day came." in said.err


def test_to_be_read_it_is_as_wide_as_the_terminal(commands: Commands) -> None:
    words = "En lång mening om rättigheter " * 8
    commands.site.version("2026-06-20", {"rights": words + "\n\n- ett\n- två"}, follows="2026-01-01")
    said = commands.run("show", POLICY, "--text")
    assert said.out.startswith("Terms of use\n\nIntroduction\n============\n\nTerms.\n\nRights\n======\n\n")
    assert "\n\n- ett\n- två\n\n" in said.out
    assert 70 < max(map(len, said.out.splitlines())) <= 80
    assert "SHA-256 of the Markdown: " in said.err


REFUSED = {
    "before the first": (
        ["terms", "--on", "2025-12-31"],
        "nothing of “terms” was in force on 2025-12-31\n    The nearest is 2026-01-01.",
    ),
    "another policy": (["term"], "there is no policy “term”\n    Did you mean “terms”?"),
    "another language": (
        ["terms", "--lang", "de"],
        "“terms” of 2026-01-01 has no text in “de”\n    Possible are: en, sv.",
    ),
    "no such version": (
        ["terms", "--version-id", "2026-01-01-2"],
        "no version “2026-01-01-2”\n    The nearest are 2026-01-01 and 2026-09-01.",
    ),
    "no version at all": (
        ["terms", "--version-id", "2026-1-1"],
        "“2026-1-1” is no version of “terms”\n    Did you mean “2026-01-01”?",
    ),
    "a day that is no version": (
        ["terms", "--version-id", "2026-01-02"],
        "“terms” has no version “2026-01-02”\n    The nearest are 2026-01-01 and 2026-09-01.",
    ),
    "no day": (["terms", "--on", "2026-02-30"], "argument --on: “2026-02-30” is no day; write it like 2026-02-28"),
    "both": (["terms", "--on", "2026-02-01", "--version-id", "2026-01-01"], "not allowed with argument"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_isnt_there_is_refused_and_the_nearest_named(
    arguments: list[str], message: str, commands: Commands
) -> None:
    said = commands.run("show", *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_a_policy_that_has_ended(commands: Commands) -> None:
    commands.site.policy(retired={"on": "2026-06-01"})
    commands.site.version("2026-09-01", published=None, summary=None)
    commands.file(f"{POLICY}/2026-09-01").rename(commands.site.root / "away")
    said = commands.run("show", POLICY, "--on", "2026-06-01")
    assert said.err == (
        "“terms” ended on 2026-06-01, so nothing of it was in force on 2026-06-01\n"
        "    The last version was 2026-01-01.\n"
    )
    assert commands.run("show", POLICY, "--on", "2026-05-31").code == 0


def test_content_with_a_fault_isnt_shown(commands: Commands) -> None:
    commands.site.write(f"content/{POLICY}/2026-01-01/rights.sv.md", "---\ntitle: R\n---\n\n[Here](#nowhere)\n")
    said = commands.run("show", POLICY)
    assert (said.code, said.out) == (1, "")
    assert "link" in said.err
