"""`amend`: a version is begun that can be built at once, and nothing that is there is written over."""

from __future__ import annotations

import resource

import pytest
import yaml

from lydelse.model import ChangeKind
from tests.cli.said import DAY, Commands
from tests.declarations import NECESSARY
from tests.declarations import write as write_declaration
from tests.sites import POLICY, version_of

NEW = "2027-01-01"


def amend(commands: Commands, *arguments: str, effective: str = NEW, day: str = DAY) -> set[str]:
    """Begin a version; give the names of the files in its folder."""
    said = commands.run("amend", POLICY, "--effective", effective, *arguments, day=day)
    assert said.code == 0, said.err
    return {file.name for file in commands.file(f"{POLICY}/{effective}").iterdir()}


def about(commands: Commands, version: str = NEW) -> dict[str, object]:
    """Give what a version's folder says of itself."""
    found = yaml.safe_load(commands.file(f"{POLICY}/{version}/version.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


# What it writes -------------------------------------------------------------------------------------------------


def test_the_texts_of_the_sections_are_there_in_all_languages(commands: Commands) -> None:
    assert amend(commands, "rights") == {"version.yaml", "rights.sv.md", "rights.en.md"}
    for language in ("sv", "en"):
        old, new = (commands.file(f"{POLICY}/{version}/rights.{language}.md") for version in ("2026-01-01", NEW))
        assert new.read_bytes() == old.read_bytes()


def test_the_texts_are_those_in_force_on_its_day_and_it_follows_the_version_before(commands: Commands) -> None:
    amend(commands, "contact")
    assert "Write or call." in commands.file(f"{POLICY}/{NEW}/contact.en.md").read_text(encoding="utf-8")
    assert str(about(commands)["follows"]) == "2026-09-01"


def test_before_a_coming_version_it_follows_the_one_in_force_and_warns(commands: Commands) -> None:
    said = commands.run("amend", POLICY, "--effective", "2026-08-01", "contact")
    assert "Write to us." in commands.file(f"{POLICY}/2026-08-01/contact.en.md").read_text(encoding="utf-8")
    assert str(about(commands, "2026-08-01")["follows"]) == "2026-01-01"
    assert "Mind the version 2026-09-01, which comes after it and changes “contact”, too." in said.out


def test_a_draft_that_comes_after_is_to_follow_it(commands: Commands) -> None:
    amend(commands, "rights")
    said = commands.run("amend", POLICY, "--effective", "2026-12-01", "contact")
    assert "write “follows: 2026-12-01” in it" in said.out
    assert "“contact”" not in said.out


def test_it_can_follow_a_draft_and_says_so(commands: Commands) -> None:
    amend(commands, "rights")
    said = commands.run("amend", POLICY, "--effective", "2027-02-01", "contact")
    assert str(about(commands, "2027-02-01")["follows"]) == NEW
    assert f"It follows {NEW}, which is a draft itself" in said.out


def test_a_withdrawn_version_isnt_followed(commands: Commands) -> None:
    commands.site.version("2026-08-01", published="2026-06-20", withdraws=["2026-09-01"], follows="2026-01-01")
    amend(commands, "contact")
    assert str(about(commands)["follows"]) == "2026-08-01"
    assert "Write to us." in commands.file(f"{POLICY}/{NEW}/contact.en.md").read_text(encoding="utf-8")


def test_a_second_version_of_a_published_day_gets_a_number(commands: Commands) -> None:
    commands.run("amend", POLICY, "--effective", "2026-09-01", "rights")
    assert str(about(commands, "2026-09-01-2")["follows"]) == "2026-09-01"


def test_the_declaration_comes_with_the_section_that_shows_it(commands: Commands) -> None:
    site = commands.site
    site.write_yaml(
        "content/site.yaml",
        yaml.safe_load((site.root / "content/site.yaml").read_text(encoding="utf-8")) | {"declaration": POLICY},
    )
    site.version("2026-10-01", {"rights": "All:\n\n[[cookies]]"}, published="2026-06-20", follows="2026-09-01")
    write_declaration(site, "2026-10-01", NECESSARY)
    assert "cookies.yaml" in amend(commands, "rights")
    assert "cookies.yaml" not in amend(commands, "contact", effective="2027-02-01")


def test_a_translation_that_lags_isnt_there_and_is_named(commands: Commands) -> None:
    commands.site.policy(translations="notice")
    commands.site.version("2026-10-01", {"rights": {"sv": "Skriv."}}, published="2026-06-20", follows="2026-09-01")
    said = commands.run("amend", POLICY, "--effective", NEW, "rights")
    assert not commands.file(f"{POLICY}/{NEW}/rights.en.md").exists()
    assert "rights.en.md isn't there: the section has no text in this language yet" in said.out


def test_a_translation_that_came_later_loses_its_day(commands: Commands) -> None:
    commands.site.policy(translations="notice")
    commands.site.version("2026-10-01", {"rights": {"sv": "Skriv."}}, published="2026-06-20", follows="2026-09-01")
    late = "---\ntitle: Rights\npublished: 2026-10-20\n---\n\npublished: as a word\n"
    commands.site.write(f"content/{POLICY}/2026-10-01/rights.en.md", late)
    amend(commands, "rights")
    text = commands.file(f"{POLICY}/{NEW}/rights.en.md").read_text(encoding="utf-8")
    assert text == "---\ntitle: Rights\n---\n\npublished: as a word\n"


# Sections that come, go and move --------------------------------------------------------------------------------


def test_sections_come_go_and_move(commands: Commands) -> None:
    names = amend(commands, "--add", "children", "--move", "contact", "--after", "introduction", "--remove", "rights")
    assert names == {"version.yaml", "children.sv.md", "children.en.md"}
    assert about(commands)["sections"] == ["introduction", "contact", "children"]
    version = version_of(commands.site.resolve().policies[0], NEW)
    kinds = {change.section: change.place for change in version.changes}
    assert kinds == {"children": (ChangeKind.ADDED,), "rights": (ChangeKind.REMOVED,)}


def test_new_sections_go_last_unless_a_place_is_named(commands: Commands) -> None:
    amend(commands, "--add", "children", "--add", "law")
    assert about(commands)["sections"] == ["introduction", "rights", "contact", "children", "law"]


def test_a_section_that_comes_back_brings_its_text(commands: Commands) -> None:
    commands.site.version("2026-10-01", published="2026-06-20", sections=["introduction", "contact"])
    amend(commands, "--add", "rights")
    assert "Fråga oss." in commands.file(f"{POLICY}/{NEW}/rights.sv.md").read_text(encoding="utf-8")


def test_a_policys_first_version_is_begun_with_its_sections(commands: Commands) -> None:
    commands.site.policy("cookies")
    said = commands.run("amend", "cookies", "--effective", NEW, "--add", "introduction")
    assert said.code == 0, said.err
    found = yaml.safe_load(commands.file(f"cookies/{NEW}/version.yaml").read_text(encoding="utf-8"))
    text = commands.file(f"cookies/{NEW}/introduction.sv.md").read_text(encoding="utf-8")
    assert text == "---\n---\n", "an introduction needs no title"
    assert found == {
        "significance": None,
        "summary": {"sv": None, "en": None},
        "title": {"sv": None, "en": None},
        "sections": ["introduction"],
    }


# A draft meanwhile ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [["rights"], ["--add", "children"], ["--remove", "rights"], []])
def test_what_is_to_be_filled_in_is_a_warning_and_the_site_is_built(asked: list[str], commands: Commands) -> None:
    amend(commands, *asked)
    said = commands.run("build")
    assert said.code == 0, said.err
    folder = f"content/{POLICY}/{NEW}"
    assert f"{folder}/version.yaml:4:14: warning: value-missing: “significance” has no value" in said.err
    assert "“summary” in “sv” has no value" in said.err
    assert "the summary has no text" not in said.err, "it is told once"
    assert all(line.startswith(folder) for line in said.err.splitlines() if not line.startswith("    "))


def test_once_filled_in_it_can_be_published(commands: Commands) -> None:
    amend(commands, "rights")
    file = commands.file(f"{POLICY}/{NEW}/version.yaml")
    text = file.read_text(encoding="utf-8").replace("# published:", "published:")
    text = text.replace("significance:", "significance: material").replace("  sv:", "  sv: Nytt.")
    file.write_text(text.replace("  en:", "  en: New."), encoding="utf-8")
    for language, words in (("sv", "Fråga oss nu."), ("en", "Ask us now.")):
        commands.site.write(f"content/{POLICY}/{NEW}/rights.{language}.md", f"---\ntitle: Rights\n---\n\n{words}\n")
    said = commands.run("build", "--strict", day=NEW)
    assert said.code == 0, said.err


def test_the_day_to_publish_leaves_people_their_notice(commands: Commands) -> None:
    commands.site.policy(notice_days=30)
    amend(commands)
    text = commands.file(f"{POLICY}/{NEW}/version.yaml").read_text(encoding="utf-8")
    assert "\n# published: 2026-12-02\n" in text


# Nothing is written over ----------------------------------------------------------------------------------------


def test_asked_again_it_adds_what_isnt_there(commands: Commands) -> None:
    amend(commands, "rights")
    edited = commands.site.write(f"content/{POLICY}/{NEW}/rights.sv.md", "---\ntitle: Nytt\n---\n\nMitt.\n")
    before = commands.file(f"{POLICY}/{NEW}/version.yaml").read_bytes()
    said = commands.run("amend", POLICY, "--effective", NEW, "rights", "contact")
    assert said.code == 0
    assert "rights.sv.md (was there already)" in said.out
    assert edited.read_text(encoding="utf-8").endswith("Mitt.\n")
    assert commands.file(f"{POLICY}/{NEW}/version.yaml").read_bytes() == before
    assert commands.file(f"{POLICY}/{NEW}/contact.en.md").exists()


def test_a_table_of_contents_that_is_there_isnt_changed_but_told(commands: Commands) -> None:
    amend(commands, "--add", "children")
    before = {file.name for file in commands.file(f"{POLICY}/{NEW}").iterdir()}
    said = commands.run("amend", POLICY, "--effective", NEW, "--add", "law", "--after", "children")
    assert said.code == 2
    assert said.err == (
        f"content/{POLICY}/{NEW}/version.yaml is there already, and isn't written over\n"
        "    Write the table of contents into it: sections: [introduction, rights, contact, children, law]\n"
    )
    assert {file.name for file in commands.file(f"{POLICY}/{NEW}").iterdir()} == before


REFUSED = {
    "another policy": (
        ["term", "--effective", NEW],
        "there is no policy “term”\n    Did you mean “terms”? How a policy is",
    ),
    "another section": (
        ["terms", "--effective", NEW, "right"],
        "no section “right” on that day\n    Did you mean “rights”?",
    ),
    "a day gone by": (
        ["terms", "--effective", DAY],
        "today is 2026-07-01: a draft can't be in force from 2026-07-01\n    Take a later day, such as 2026-07-02.",
    ),
    "one that is there": (["terms", "--effective", NEW, "--add", "rights"], "there is a section “rights” already"),
    "no id": (["terms", "--effective", NEW, "--add", "Barn"], "“Barn” can't be an id"),
    "both kept and not": (["terms", "--effective", NEW, "rights", "--remove", "rights"], "can't be both taken out and"),
    "after itself": (
        ["terms", "--effective", NEW, "--move", "rights", "--after", "rights"],
        "can't stand behind itself",
    ),
    "nothing goes there": (["terms", "--effective", NEW, "rights", "--after", "contact"], "none goes anywhere"),
    "a slip in an option": (["terms", "--efective", NEW], "Did you mean “--effective”?"),
    "no day": (["terms", "--effective", "2027-13-1"], "“2027-13-1” is no day; write it like 2027-12-01"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cant_be_is_refused_and_nothing_written(arguments: list[str], message: str, commands: Commands) -> None:
    before = sorted(commands.site.root.rglob("*"))
    said = commands.run("amend", *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert sorted(commands.site.root.rglob("*")) == before


def test_after_its_end_a_policy_isnt_amended(commands: Commands) -> None:
    commands.site.policy(retired={"on": "2026-12-01"})
    assert "the policy ends on 2026-12-01" in commands.run("amend", POLICY, "--effective", NEW).err


def test_a_fault_of_the_policy_comes_first(commands: Commands) -> None:
    commands.site.write(f"content/{POLICY}/2026-01-01/version.yaml", "published: soon\n")
    said = commands.run("amend", POLICY, "--effective", NEW, "rights")
    assert said.code == 1
    assert "date-invalid" in said.err
    assert said.err.endswith("Nothing was begun: mend what is told above first.\n")


def test_a_fault_of_another_policy_is_no_hindrance(commands: Commands) -> None:
    commands.site.write("content/privacy/policy.yaml", "slugg: no\n")
    assert amend(commands, "rights")


def test_before_a_first_version_that_is_to_come_another_can_be_begun(commands: Commands) -> None:
    commands.site.policy("privacy")
    commands.site.version("2027-03-01", {"rights": "Ask."}, policy="privacy", published="2026-06-01")
    said = commands.run("amend", "privacy", "--effective", NEW, "rights")
    assert "“privacy” has no version yet on 2027-01-01" in said.err
    said = commands.run("amend", "privacy", "--effective", NEW, "--add", "rights")
    assert "Mind the version 2027-03-01" in said.out
    assert "It is public already, and was written without this one." in said.out


def test_a_file_that_cant_be_written_whole_isnt_left_behind(commands: Commands) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        said = commands.run("amend", POLICY, "--effective", NEW, "rights")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert said.code == 74
    assert f"{NEW}/version.yaml" in said.err
    assert not list(commands.file(f"{POLICY}/{NEW}").iterdir())
