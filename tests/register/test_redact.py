"""Personal data are taken out of old texts: in the files, on the pages, and on the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse import redacting
from lydelse.publish import OutputError
from lydelse.publish.system import locked, replace_file
from tests.register.desk import FOLDER, REGISTER, Desk
from tests.site.built import BuiltSite

NAME = "Eva Ek"
REASON = ("--reason", "She asked for it")
SWEDISH, ENGLISH = "(personuppgift borttagen)", "(personal data removed)"


@pytest.fixture
def named(desk: Desk) -> Desk:
    """A sealed policy whose first version names a person, in every form that Markdown has."""
    text = "Ask Eva\nEk, [Eva Ek](mailto:eva@example.com), <eva@example.com> or *Eva Ek*. Evasion is no answer."
    desk.change("2026-01-01/introduction.sv.md", "Terms.", text)
    desk.change("2026-01-01/introduction.en.md", "Terms.", text)
    desk.change("2026-01-01/version.yaml", "What is new.", "Eva Ek's terms.")
    desk.seal()
    return desk


def test_it_is_taken_out_of_all_files_of_the_policy(named: Desk) -> None:
    said = named.run("seal", "terms", "--redact", NAME, *REASON)
    assert said.code == 0, said.text
    said = named.run("seal", "terms", "--redact", "eva@example.com", *REASON)
    assert said.code == 0, said.text
    body = named.read(f"{FOLDER}/2026-01-01/introduction.en.md").partition("---\n\n")[2]
    assert body == f"Ask {ENGLISH}, {ENGLISH}, {ENGLISH} or *{ENGLISH}*. Evasion is no answer.\n"
    assert SWEDISH in named.read(f"{FOLDER}/2026-01-01/introduction.sv.md")
    assert "Eva Ek" not in named.read(f"{FOLDER}/2026-01-01/version.yaml")


def test_the_build_goes_on_and_the_record_tells_of_it(named: Desk) -> None:
    before = named.entries
    named.run("seal", "terms", "--redact", NAME, *REASON, day="2026-07-02")
    entries = named.entries
    assert entries[: len(before)] == before
    assert [(e["kind"], e["version"], e["language"], e["reason"]) for e in entries[len(before) :]] == [
        ("redacted", "2026-01-01", "sv", "She asked for it"),
        ("redacted", "2026-01-01", "en", "She asked for it"),
        ("redacted", "2026-03-01", "sv", "She asked for it"),
        ("redacted", "2026-03-01", "en", "She asked for it"),
    ]
    assert named.build(day="2026-07-02").codes() == []
    assert NAME not in named.read(REGISTER)


def test_the_page_says_so(named: Desk) -> None:
    named.run("seal", "terms", "--redact", NAME, *REASON, day="2026-07-02")
    named.build(day="2026-07-02")
    site = BuiltSite(named.site.root / "site", "https://policy.example.com/")
    english = " ".join(site.pages["en/terms-en/2026-01-01/"].words())
    assert "Personal data were taken out of this text on 2 July 2026." in english
    swedish = " ".join(site.pages["sv/terms-sv/2026-03-01/"].words())
    assert "Personuppgifter togs bort ur den här texten 2 juli 2026." in swedish
    assert "taken out" not in " ".join(site.pages["en/terms-en/2026-05-01/"].words())
    assert not any(NAME in content.decode() for content in site.files.values())


def test_a_text_that_holds_is_changed_by_a_new_version_first(named: Desk) -> None:
    said = named.run("seal", "terms", "--redact", "Terms of use.", *REASON)
    assert said.code == 1
    assert set(said.codes()) == {"2026-05-01/version.yaml redact-in-force"}
    assert "Terms of use." in named.read(f"{FOLDER}/2026-05-01/introduction.en.md")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("terms", "--redact", "Nobody", *REASON), 1, "redact-not-found"),
        (("terms", "--redact", NAME), 2, "needs one policy, the words and a --reason"),
        (("terms", "--redact", " ", *REASON), 2, "needs one policy, the words and a --reason"),
        (("--redact", NAME, *REASON), 2, "needs one policy, the words and a --reason"),
        (("terms", *REASON), 2, "--reason belongs to --redact"),
        (("--redact", NAME, *REASON, "none"), 2, "there is no policy “none”"),
    ],
)
def test_what_cant_be_done_is_said(named: Desk, arguments: tuple[str, ...], code: int, words: str) -> None:
    before = named.lines
    said = named.run("seal", *arguments)
    assert said.code == code
    assert words in said.text
    assert named.lines == before


def test_only_what_is_sealed_is_changed(desk: Desk) -> None:
    said = desk.run("seal", "terms", "--redact", "Terms.", *REASON)
    assert said.codes() == [] or "redact-unsealed" in said.text
    assert said.code == 1
    assert "lydelse seal terms" in said.text


def test_a_text_that_would_break_is_left_alone(named: Desk) -> None:
    """The words are the only title of a section, or in a place that a person has to look at."""
    before = named.read(f"{FOLDER}/2026-01-01/version.yaml")
    said = named.run("seal", "terms", "--redact", "rights", *REASON)
    assert said.code == 1
    assert named.read(f"{FOLDER}/2026-01-01/version.yaml") == before


def test_the_reason_may_not_hold_the_words(named: Desk) -> None:
    said = named.run("seal", "terms", "--redact", NAME, "--reason", "Asked for by Eva  Ek")
    assert (said.code, named.entries[-1]["kind"]) == (2, "published")
    assert "leave them out" in said.text


def test_what_may_be_left_is_named_with_its_line(named: Desk) -> None:
    said = named.run("seal", "terms", "--redact", NAME, *REASON)
    assert said.code == 0
    assert "2026-01-01/introduction.en.md redact-left" in said.codes()
    assert "introduction.en.md:4:1: warning: redact-left" in said.text or "introduction.en.md:5:1:" in said.text


def test_nothing_is_changed_while_another_command_writes_the_register(named: Desk) -> None:
    before = named.read(f"{FOLDER}/2026-01-01/introduction.en.md")
    with locked(named.site.root / FOLDER / ".register.jsonl.lock"):
        assert named.run("seal", "terms", "--redact", NAME, *REASON).code == 75
    assert named.read(f"{FOLDER}/2026-01-01/introduction.en.md") == before
    assert named.build().code == 0


def test_all_is_as_it_was_when_the_register_cant_be_written(named: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        if path.name == "register.jsonl":
            raise OutputError(path, "No space left on device")
        replace_file(path, content)

    monkeypatch.setattr(redacting, "replace_file", refuse)
    before = named.read(f"{FOLDER}/2026-01-01/introduction.en.md")
    said = named.run("seal", "terms", "--redact", NAME, *REASON)
    assert (said.code, "No space left on device" in said.text) == (74, True)
    assert named.read(f"{FOLDER}/2026-01-01/introduction.en.md") == before
    assert named.build().code == 0
