"""PDFs of versions: what is in them, when one is made, and that the same version gives the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from lydelse import printing
from tests.cli.said import Commands
from tests.paper.conftest import FIRST, put_paper

SECOND = "sv/terms-sv/2026-09-01/policy.pdf"
DAYS = ("2026-01-01", "2026-09-01")
EVERY = {f"{language}/terms-{language}/{day}/policy.pdf" for language in ("sv", "en") for day in DAYS}


def read(root: Path, address: str = FIRST) -> PdfReader:
    return PdfReader(root / "pdf" / address)


def words(text: str) -> str:
    return " ".join(text.split())


# What is in one ------------------------------------------------------------------------------------------------


def test_it_says_what_it_is(printed_once: Path) -> None:
    pdf = read(printed_once)
    told = {key: str(value) for key, value in (pdf.metadata or {}).items()}
    assert told["/Title"] == "Terms of use, version of 1\u00a0January\u00a02026"
    assert told["/Author"] == "Example Ltd"
    assert told["/Subject"].startswith("Terms of use, Example Ltd")
    assert told["/CreationDate"] == told["/ModDate"] == "D:20260101"
    assert told["/address"] == "https://policy.example.com/en/terms-en/2026-01-01/"
    index = json.loads((printed_once / "pdf/index.json").read_bytes())
    assert told["/sha256"] == index[FIRST]["text"]


@pytest.mark.parametrize(("address", "language"), [(FIRST, "en"), (SECOND, "sv")])
def test_it_is_tagged_in_its_language(printed_once: Path, address: str, language: str) -> None:
    catalogue: Any = read(printed_once, address).root_object
    assert catalogue["/Lang"] == language
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert {"/H1", "/H2", "/P", "/Link"} <= roles(catalogue["/StructTreeRoot"])


def test_tables_and_images_are_tagged_with_what_they_are(printed_once: Path) -> None:
    assert {"/Table", "/TH", "/TD", "/Figure"} <= roles(read(printed_once).root_object["/StructTreeRoot"])


def roles(element: Any) -> set[str]:
    """Give the kinds of elements in a tree of tags."""
    if isinstance(element, IndirectObject):
        element = element.get_object()
    if isinstance(element, list):
        return set().union(*map(roles, element))
    return {str(element.get("/S"))} | roles(element.get("/K")) if isinstance(element, dict) else set()


def test_it_has_the_words_in_order_and_addresses_where_no_word_tells_them(printed_once: Path) -> None:
    text = words("\n".join(page.extract_text() for page in read(printed_once).pages))
    told = (
        "Version 2026-01-01, in force from",
        "What is new.",
        "These terms hold.",
        "Ask us <https://example.com/ask>, write to a@example.com or call <tel:+46211>.",
        "Orders",
        "Ten years",
        "About this version",
    )
    places = [text.find(each) for each in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_every_sheet_says_of_what_it_is(printed_once: Path) -> None:
    digest = json.loads((printed_once / "pdf/index.json").read_bytes())[FIRST]["text"]
    for page in read(printed_once).pages:
        text = words(page.extract_text())
        assert "Terms of use, version of 1 January 2026" in text
        assert "https://policy.example.com/en/terms-en/2026-01-01/" in text
        assert digest in text


# When one is made ----------------------------------------------------------------------------------------------


def test_each_version_in_each_language_has_one_and_none_is_made_twice(printed: Commands) -> None:
    assert set(json.loads((printed.site.root / "pdf/index.json").read_bytes())) == EVERY
    folder = printed.site.root / "pdf"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} == EVERY
    assert printed.run("pdf").out == "PDFs: 0 made, 4 up to date before.\n"
    assert printed.run("pdf", "--check").code == 0


def test_the_same_version_gives_the_same_bytes_on_another_day(printed: Commands) -> None:
    file = printed.site.root / "pdf" / FIRST
    before = file.read_bytes()
    file.unlink()
    said = printed.run("pdf", day="2026-12-24")
    assert said.out.splitlines()[:2] == [f"pdf/{FIRST}", "PDFs: 1 made, 3 up to date before."]
    assert file.read_bytes() == before


def test_only_what_changed_is_made_anew(printed: Commands) -> None:
    file = printed.file("terms/2026-09-01/introduction.sv.md")
    file.write_text(file.read_text(encoding="utf-8").replace("will hold", "shall hold"), encoding="utf-8")
    said = printed.run("pdf", "--check")
    assert said.code == 1
    assert said.out == f"pdf/{SECOND}: missing or out of date\nRun: lydelse pdf\n"
    assert printed.run("pdf").out.splitlines()[0] == f"pdf/{SECOND}"
    assert "shall hold" in words(read(printed.site.root, SECOND).pages[0].extract_text())


def test_a_later_version_makes_no_old_pdf_out_of_date(printed: Commands) -> None:
    printed.site.version("2026-10-01", {"introduction": "Other terms."}, published="2026-06-20", corrects="2026-09-01")
    said = printed.run("pdf", "--check")
    assert re.findall(r"pdf/(\S+):", said.out) == [
        "sv/terms-sv/2026-10-01/policy.pdf",
        "en/terms-en/2026-10-01/policy.pdf",
    ]


# Which are made (nothing is laid out) ------------------------------------------------------------------------------


def due(said: str) -> set[str]:
    return set(re.findall(r"pdf/(\S+): missing", said))


def test_those_that_are_named_are_looked_at(commands: Commands) -> None:
    assert due(commands.run("pdf", "--check").out) == EVERY
    assert due(commands.run("pdf", "--check", "2026-01-01", "--lang", "en", "--policy", "terms").out) == {FIRST}
    assert not (commands.site.root / "pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--policy", "term"), "there is no policy “term”"),
        (("2026-01-02",), "there is no version “2026-01-02” among what is published"),
        (("--lang", "de"), "there is no language “de” among what is published"),
    ],
)
def test_what_isnt_there_is_refused(commands: Commands, arguments: tuple[str, ...], said: str) -> None:
    refused = commands.run("pdf", *arguments)
    assert refused.code == 2
    assert said in refused.err


def test_one_of_no_version_goes_and_one_of_a_later_day_stays(commands: Commands) -> None:
    put_paper(commands.site)
    put_paper(commands.site, "en/old/2026-01-01/policy.pdf")
    assert "pdf/en/old/2026-01-01/policy.pdf: belongs to no version" in commands.run("pdf", "--check").out
    said = commands.run("pdf", day="2025-01-01")
    assert said.out == "PDFs: 0 made, 0 up to date before, 1 removed, whose versions are gone.\n"
    assert not (commands.site.root / "pdf/en/old").exists()
    assert (commands.site.root / "pdf" / FIRST).exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModuleNotFoundError(name="weasyprint.urls"), "WeasyPrint, which isn't installed\n    make pdf installs it"),
        (OSError("cannot load library"), "a library of the system\n    On Debian and Ubuntu: apt install libpango"),
    ],
)
def test_without_weasyprint_it_says_what_to_do(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(_name: str) -> None:
        raise error

    monkeypatch.setattr(printing, "import_module", fail)
    refused = commands.run("pdf")
    assert refused.code == 2
    assert said in refused.err


def test_a_template_that_is_at_fault_is_named(commands: Commands) -> None:
    commands.site.write("layouts/paper.html", "<p>{{ page.titel }}</p>\n")
    said = commands.run("pdf", "--check")
    assert said.code == 2
    assert "layouts/paper.html:1:1: template-fault: " in said.err


def test_with_other_styles_all_are_made_anew(printed: Commands) -> None:
    printed.site.write("layouts/css/paper.css", "p { color: red }")
    assert due(printed.run("pdf", "--check").out) == EVERY


@pytest.mark.parametrize(
    "element", ['<img src="https://example.com/a.png">', '<link rel="stylesheet" href="file:///a.css">']
)
def test_nothing_but_the_sites_own_files_is_asked_for(printed_once: Path, element: str) -> None:
    assert printed_once.is_dir(), "WeasyPrint is there"
    from lydelse.paper.typeset import Typesetting, typeset  # noqa: PLC0415 - WeasyPrint is an extra

    with pytest.raises(BaseException, match="Error fetching"):
        typeset(Typesetting(f"<p>Text {element}</p>", "", "https://policy.example.com/", {}, "1"))
