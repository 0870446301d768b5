"""The command `diff` with a policy and two of its versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.said import Commands, Terminal
from tests.sites import POLICY


@pytest.fixture(autouse=True)
def rewritten(commands: Commands) -> None:
    """A third version: a section renamed and changed, one that comes, one that goes, one that moves."""
    commands.site.version(
        "2027-01-01",
        {
            "rights": {"sv": ("Dina rättigheter", "Fråga eller skriv till oss."), "en": ("Rights", "Ask us.")},
            "children": "Ask your parents.",
        },
        published="2026-06-20",
        follows="2026-09-01",
        sections=["contact", "rights", "children"],
        unchanged={"en": ["rights"]},
    )


def test_section_by_section(commands: Commands) -> None:
    said = commands.run("diff", POLICY, "2026-01-01", "2027-01-01", "--lang", "sv")
    assert said.code == 1
    assert said.out == (
        "terms in “sv”: 2026-01-01 (current) against 2027-01-01 (upcoming)\n"
        "4 sections differ: 11 words have come, 5 words have gone.\n"
        "\n"
        "# Introduction (introduction): removed\n"
        "- [-Introduction-]\n"
        "- [-Terms.-]\n"
        "\n"
        "# Contact (contact): moved from place 3 to 1, changed\n"
        "…\n"
        "~ Write [-to us-]{+or call+}.\n"
        "\n"
        "# Dina rättigheter (rights): renamed from “Rättigheter”, changed\n"
        "~ [-Rättigheter-]{+Dina rättigheter+}\n"
        "~ Fråga {+eller skriv till+} oss.\n"
        "\n"
        "# Children (children): added\n"
        "+ {+Children+}\n"
        "+ {+Ask your parents.+}\n"
    )


def test_a_text_that_differs_in_another_language_alone_reads_the_same(commands: Commands) -> None:
    said = commands.run("diff", POLICY, "2026-01-01", "2027-01-01", "--lang", "en")
    assert "(rights)" not in said.out


def test_a_day_stands_for_the_version_in_force_and_that_is_said(commands: Commands) -> None:
    said = commands.run("diff", POLICY, "2026-03-03", "2026-12-24")
    assert said.out.startswith(
        "terms in “sv”: 2026-01-01 (in force on 2026-03-03) against 2026-09-01 (in force on 2026-12-24)\n"
    )


def test_a_version_with_itself_is_the_same(commands: Commands) -> None:
    said = commands.run("diff", POLICY, "2026-01-01", "2026-08-31")
    assert (said.code, said.out.splitlines()[1]) == (0, "All sections read the same.")


def test_a_text_that_is_only_written_in_another_way_is_the_same(commands: Commands) -> None:
    commands.site.version("2027-02-01", {"contact": "Write\nor  call."}, published="2026-06-21", follows="2027-01-01")
    assert commands.run("diff", POLICY, "2027-01-01", "2027-02-01").code == 0


def test_a_draft_whose_links_lead_nowhere_yet_can_be_compared(commands: Commands) -> None:
    text = "Write or [ask](#nowhere)."
    commands.site.version("2027-02-01", {"contact": text}, published=None, summary=None, follows="2027-01-01")
    said = commands.run("diff", POLICY, "2027-01-01", "2027-02-01")
    assert (said.code, said.err) == (1, "")
    assert "(draft)" in said.out
    assert "~ Write or [-call-]{+ask+}." in said.out


def test_an_image_that_became_another_one_is_a_change(commands: Commands) -> None:
    for version, content in (("2027-02-01", b"one"), ("2027-03-01", b"two")):
        commands.site.write(f"content/{POLICY}/{version}/files/map.png", content)
        commands.site.version(version, {"contact": "See ![map](files/map.png)."}, published="2026-06-21", follows=None)
    assert commands.run("diff", POLICY, "2027-02-01", "2027-03-01").code == 1


def test_for_programs_it_is_what_stands_beside_the_page(commands: Commands) -> None:
    assert commands.run("build").code == 0
    page = commands.site.root / "site/sv/terms-sv/andringar/2026-01-01--2027-01-01/comparison.json"
    published = json.loads(page.read_bytes())
    told = json.loads(commands.run("diff", POLICY, "2026-01-01", "2027-01-01", "--json").out)
    assert told["sections"] == published["sections"]
    assert {**told, "old": published["old"], "new": published["new"]} == published


def test_as_html_all_sections_are_there(commands: Commands) -> None:
    said = commands.run("diff", POLICY, "2026-01-01", "2027-01-01", "--html")
    assert said.code == 1
    assert '<section id="contact" data-kinds="moved changed">\n' in said.out
    assert "<del" in said.out
    assert said.out.count("<section") == said.out.count("</section>") == 4


def test_on_a_terminal_it_is_in_colour(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = Terminal.of(monkeypatch, lambda: commands.run("diff", POLICY, "2026-01-01", "2026-09-01"))
    assert "\x1b[1m# Contact (contact): changed\x1b[0m" in shown
    assert "[-" not in shown


REFUSED = {
    "another policy": (["term", "2026-01-01", "2026-09-01"], "there is no policy “term”\n    Did you mean “terms”?"),
    "a slip in a version": (["terms", "2026-01-1", "2026-09-01"], "Did you mean “2026-01-01”?"),
    "a day that isn't there": (["terms", "2026-02-30", "2026-09-01"], "Did you mean “2026-02-28”?"),
    "before the first": (["terms", "2025-01-01", "2026-09-01"], "nothing of “terms” was in force on 2025-01-01"),
    "another language": (["terms", "2026-01-01", "2026-09-01", "--lang", "nb"], "has no text in “nb”"),
    "one thing": (["terms"], "name a policy and two of its versions, or two files"),
    "four things": (["terms", "2026-01-01", "2026-09-01", "2027-01-01"], "or two files"),
    "a language of files": (["old.md", "new.md", "--lang", "sv"], "--lang belongs to the versions of a policy"),
    "a version short": (["terms", "2026-01-01"], "To compare versions of “terms”, name two"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_isnt_there_is_refused_and_the_nearest_named(
    arguments: list[str], message: str, commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = commands.run("diff", *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_without_a_language_in_common(commands: Commands) -> None:
    commands.site.version("2027-02-01", published="2026-06-21", follows="2027-01-01", languages=["en"], binding="en")
    commands.site.version(
        "2027-03-01",
        {section: {"sv": "Fråga."} for section in ("contact", "rights", "children")},
        published="2026-06-21",
        languages=["sv"],
        binding="sv",
    )
    said = commands.run("diff", POLICY, "2027-02-01", "2027-03-01")
    assert "the versions have no language in common" in said.err


def test_content_with_a_fault_isnt_compared(commands: Commands) -> None:
    commands.site.write(f"content/{POLICY}/2026-01-01/rights.sv.md", "---\ntitle: R\n---\n\n[Here](#nowhere)\n")
    said = commands.run("diff", POLICY, "2026-01-01", "2026-09-01")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("Nothing is compared: mend what is told above first.\n")
