"""What a build says when what was published is no more as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.declarations import category, stored, write
from tests.register.desk import FOLDER, REGISTER, Desk
from tests.sites import Site

Change = Callable[[Desk], object]


def _reword(path: str, old: str, new: str) -> Change:
    return lambda desk: desk.change(path, old, new)


def _remove(version: str) -> Change:
    return lambda desk: shutil.rmtree(desk.site.root / FOLDER / version)


ALTERED: dict[str, tuple[Change, list[str]]] = {
    "a word of a text": (
        _reword("2026-03-01/rights.en.md", "write", "talk"),
        ["2026-03-01/rights.en.md sealed-altered"],
    ),
    "a space": (
        _reword("2026-01-01/rights.sv.md", "fråga oss", "fråga  oss"),
        ["2026-01-01/rights.sv.md sealed-altered"],
    ),
    "a title": (
        _reword("2026-01-01/rights.sv.md", "title: ", "title: Dina "),
        ["2026-01-01/rights.sv.md sealed-altered"],
    ),
    "the summary in one language": (
        _reword("2026-03-01/version.yaml", "sv: What is new.", "sv: Nytt."),
        ["2026-03-01/version.yaml sealed-altered"],
    ),
    "the significance": (
        _reword("2026-03-01/version.yaml", "material", "editorial"),
        ["2026-03-01/version.yaml sealed-altered"],
    ),
    "the published date": (
        _reword("2026-03-01/version.yaml", "2026-03-01", "2026-02-01"),
        ["2026-03-01/version.yaml sealed-altered"],
    ),
    "a section that is taken out": (
        _reword("2026-01-01/version.yaml", "- introduction\n", ""),
        [
            "2026-01-01/introduction.en.md section-not-listed",
            "2026-01-01/introduction.sv.md section-not-listed",
            "2026-01-01/version.yaml sealed-altered",
            "2026-05-01/introduction.en.md section-not-listed",
            "2026-05-01/introduction.sv.md section-not-listed",
        ],
    ),
    "the order of sections": (
        _reword("2026-01-01/version.yaml", "- introduction\n- rights", "- rights\n- introduction"),
        ["2026-01-01/version.yaml sealed-altered"],
    ),
    "a language": (
        lambda desk: desk.site.write(
            f"{FOLDER}/2026-05-01/version.yaml", desk.read(f"{FOLDER}/2026-05-01/version.yaml") + "languages: [sv]\n"
        ),
        ["2026-05-01/introduction.en.md language-not-listed", "register.jsonl sealed-gone"],
    ),
    "the last version": (_remove("2026-05-01"), ["register.jsonl sealed-gone"] * 2),
    "a version in the middle": (_remove("2026-03-01"), ["register.jsonl sealed-gone"] * 2),
    "a version that becomes a draft again": (
        _reword("2026-05-01/version.yaml", "published: '2026-05-01'\n", ""),
        ["2026-05-01/version.yaml draft-overdue", "2026-05-01/version.yaml sealed-altered"],
    ),
    "a version slipped in between": (
        lambda desk: desk.site.version("2026-04-01", {"rights": "You must ask."}),
        ["2026-04-01/version.yaml version-slipped-in"],
    ),
    "a version slipped in before all others": (
        lambda desk: desk.site.version(
            "2025-01-01", {"rights": "Ask."}, title={"sv": "A", "en": "B"}, sections=["rights"]
        ),
        ["2025-01-01/version.yaml version-slipped-in"],
    ),
    "a version slipped in behind": (
        lambda desk: desk.site.version("2026-06-01", {"rights": "You must ask."}),
        ["2026-06-01/version.yaml version-slipped-in"],
    ),
    "the slug": (
        _reword("policy.yaml", "sv: terms-sv", "sv: villkor"),
        ["register.jsonl address-gone"],
    ),
    "fewer comparisons": (
        lambda desk: desk.site.policy(comparisons="neighbours"),
        ["register.jsonl address-gone"],
    ),
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_build_fails_and_names_the_file(desk: Desk, what: str) -> None:
    change, expected = ALTERED[what]
    desk.seal()
    assert desk.build().code == 0
    before = desk.read("site/SHA256SUMS")
    change(desk)
    said = desk.build()
    assert said.codes() == expected
    assert said.code == 1
    assert desk.read("site/SHA256SUMS") == before


UNALTERED: dict[str, Change] = {
    "lines that end otherwise": lambda desk: desk.site.write(
        f"{FOLDER}/2026-03-01/rights.en.md", desk.read(f"{FOLDER}/2026-03-01/rights.en.md").replace("\n", "\r\n")
    ),
    "the information duties that a section covers": _reword(
        "2026-03-01/rights.en.md", "title:", "covers: [gdpr-13-2-b]\ntitle:"
    ),
    "a new version": lambda desk: desk.site.version("2026-07-01", {"rights": "You must ask."}),
    "a correction": lambda desk: desk.site.version("2026-07-01", {"rights": "You must ask."}, corrects="2026-03-01"),
    "a former slug": lambda desk: desk.site.policy(
        slug={"sv": "villkor", "en": "terms-en"}, formerly={"sv": ["terms-sv"]}
    ),
    "more comparisons": lambda desk: desk.site.policy(comparisons="all"),
    "a draft": lambda desk: desk.site.version("2026-09-01", {"rights": "You must ask."}, published=None),
}


@pytest.mark.parametrize("what", UNALTERED)
def test_what_changes_no_published_text_is_let_pass(desk: Desk, what: str) -> None:
    desk.seal()
    UNALTERED[what](desk)
    said = desk.build()
    assert said.code == 0, said.text
    assert all(code.endswith("version-unsealed") for code in said.codes())


def test_the_message_tells_what_was_published_and_what_to_do(desk: Desk) -> None:
    desk.seal()
    desk.change("2026-01-01/introduction.en.md", "Terms.", "Rules.")
    assert desk.build().text == (
        "content/terms/2026-01-01/introduction.en.md:1:1: sealed-altered: this isn't what was published with the"
        " version 2026-01-01 (and 1 later version) in “en”, sealed on 2026-07-01\n"
        "    Take it back from git as it was. What is wrong in it is mended by a new version with"
        " “corrects: 2026-01-01” and its reason.\n"
        "1 error. The site is as it was before.\n"
    )


def test_an_altered_file_is_named_itself(desk: Desk) -> None:
    desk.site.write(f"{FOLDER}/2026-05-01/files/form.pdf", "%PDF-1")
    desk.site.write(f"{FOLDER}/2026-05-01/introduction.sv.md", "---\n---\n\n[Form](files/form.pdf)\n")
    desk.seal()
    desk.site.write(f"{FOLDER}/2026-05-01/files/form.pdf", "%PDF-2")
    assert desk.build().codes() == ["2026-05-01/files/form.pdf sealed-altered"]


def test_an_altered_declaration_is_named_itself(desk: Desk) -> None:
    path = f"{FOLDER}/2026-05-01/cookies.yaml"
    desk.change("../site.yaml", "languages:", "declaration: terms\nlanguages:")
    write(desk.site, "2026-05-01", category("necessary", stored("session")))
    desk.site.write(f"{FOLDER}/2026-05-01/introduction.sv.md", "---\n---\n\n[[cookies]]\n")
    desk.seal()
    desk.site.write(path, (desk.site.root / path).read_text(encoding="utf-8").replace("30 days", "31 days"))
    assert desk.build().codes() == ["2026-05-01/cookies.yaml sealed-altered"]


def test_a_forgotten_version_can_be_let_in_on_the_record(desk: Desk) -> None:
    desk.seal()
    desk.site.version("2026-06-01", {"rights": "You must ask."})
    assert desk.run("seal").code == 1
    entries = desk.seal("--late")
    assert [entry.get("late") for entry in entries] == [None] * 6 + [True] * 2
    assert desk.build().codes() == []


def test_an_earlier_day_is_built_with_the_register_of_today(desk: Desk) -> None:
    desk.seal()
    assert desk.build(day="2026-03-15").code == 0
    desk.change("2026-05-01/introduction.en.md", "use", "misuse")
    assert desk.build(day="2026-03-15").codes() == ["2026-05-01/introduction.en.md sealed-altered"]


def _other(line: str) -> str:
    return line.replace("2026-0", "2025-0", 1)


CUT: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "the closing line": (lambda lines: lines[:-1], "6:1: register-cut"),
    "the last entry": (lambda lines: [*lines[:-2], lines[-1]], "6:1: register-cut"),
    "the last two lines": (lambda lines: lines[:-2], "5:1: register-cut"),
    "all but the closing line": (lambda lines: lines[-1:], "1:1: register-cut"),
    "all of it": (lambda _: [], "1:1: register-cut"),
    "half a line": (lambda lines: [*lines[:3], lines[3][:90]], "4:1: register-cut"),
    "the first entry": (lambda lines: lines[1:], "1:1: register-altered"),
    "an entry in the middle": (lambda lines: [*lines[:2], *lines[3:]], "3:1: register-altered"),
    "two entries exchanged": (lambda lines: [lines[1], lines[0], *lines[2:]], "1:1: register-altered"),
    "an entry altered": (lambda lines: [*lines[:2], _other(lines[2]), *lines[3:]], "3:1: register-altered"),
    "the last entry altered": (lambda lines: [*lines[:5], _other(lines[5]), lines[6]], "6:1: register-altered"),
    "a space": (lambda lines: [lines[0].replace(":", ": ", 1), *lines[1:]], "1:1: register-altered"),
    "no JSON": (lambda lines: [lines[0], "{", *lines[2:]], "2:1: register-altered"),
    "another value": (lambda lines: [lines[0], "[1]", *lines[2:]], "2:1: register-altered"),
    "deep JSON": (lambda lines: [lines[0], "[" * 100_000, *lines[2:]], "2:1: register-altered"),
    "marks of a merge": (lambda lines: ["<<<<<<< HEAD", *lines], "1:1: register-altered"),
}


@pytest.mark.parametrize("what", CUT)
def test_the_first_bad_entry_is_found(desk: Desk, what: str) -> None:
    cut, expected = CUT[what]
    desk.seal()
    desk.keep(*cut(desk.lines))
    said = desk.build()
    assert said.code == 1
    assert said.text.startswith(f"{REGISTER}:{expected}: "), said.text
    assert said.text.count("\n") == 3, "one problem, its mend, and the count"


def test_a_register_that_was_made_up_anew_is_found_by_the_texts(desk: Desk) -> None:
    """An entry that was changed with all that follow it is a whole chain again; the text is another all the same."""
    desk.seal()
    desk.site.version("2026-07-01", {"rights": "Ask."})
    other = Desk(Site(desk.site.root / "other"), desk.capsys)
    other.site.version("2026-01-01", {"introduction": "Other."})
    other.seal()
    desk.keep(*other.lines)
    assert "sealed-altered" in desk.build().text
