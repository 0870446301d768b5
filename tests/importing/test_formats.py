"""The same policy in every format comes out as the same policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from lydelse.importing.dates import set_dates_aside
from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.law import check, letters
from lydelse.importing.model import Manuscript, Reason
from lydelse.importing.readers import read
from lydelse.importing.readers.html import read_html
from tests.importing.policies import (
    ENGLISH,
    SWEDISH,
    Passage,
    as_docx,
    as_html,
    as_lines,
    as_markdown,
    as_pdf,
    words,
)

FORMATS = {
    "policy.md": as_markdown,
    "policy.html": as_html,
    "policy.docx": as_docx,
    "policy.pdf": as_pdf,
    "policy.txt": as_lines,
}
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def imported(name: str, data: bytes, language: str) -> Manuscript:
    manuscript = divide(read(name, data), language)
    check(manuscript)
    return manuscript


@pytest.mark.parametrize(("policy", "language"), [(SWEDISH, "sv"), (ENGLISH, "en")])
@pytest.mark.parametrize("name", FORMATS)
def test_a_policy_has_its_sections_in_every_format(name: str, policy: Sequence[Passage], language: str) -> None:
    write: Callable[[Sequence[Passage]], bytes] = FORMATS[name]
    manuscript = imported(name, write(policy), language)
    titles = [part.title for part in manuscript.parts]
    assert titles == ["", *(each.heading for each in policy if each.level == 2)]
    assert manuscript.title == policy[0].heading
    purposes = manuscript.parts[2].body
    below = [line.lstrip("# ") for line in purposes.splitlines() if line.startswith("#")]
    assert below == [each.heading for each in policy if each.level == 3]


@pytest.mark.parametrize("name", FORMATS)
def test_its_date_is_found_and_its_line_set_aside(name: str) -> None:
    manuscript = imported(name, FORMATS[name](SWEDISH), "sv")
    assert [stated.day for stated in manuscript.stated] == [date(2021, 3, 8)]
    assert [aside.words for aside in manuscript.asides if aside.reason is Reason.DATE] == [
        "Senast uppdaterad: 2021-03-08"
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_word_of_it_is_there(name: str) -> None:
    document = read(name, FORMATS[name](SWEDISH))
    assert letters(words(SWEDISH)) in letters(document.words)
    body = imported(name, FORMATS[name](SWEDISH), "sv").parts[-1].body
    assert "ombud@exempelbolaget.example" in body


@pytest.mark.parametrize("width", [40, 55, 72, 90])
@pytest.mark.parametrize("alone", [True, False])
def test_lines_become_the_paragraphs_that_they_were(width: int, alone: bool) -> None:
    manuscript = imported("policy.txt", as_lines(SWEDISH, width=width, alone=alone), "sv")
    for passage in SWEDISH[4:]:
        for paragraph in passage.paragraphs:
            if "uppdaterad" not in paragraph and "@" not in paragraph:
                assert any(paragraph in part.body.replace("\n", " ") for part in manuscript.parts)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the document that the content was written from isn't here")
def test_the_text_that_the_content_was_written_from() -> None:
    [seed] = SEEDS.glob("*.txt")
    manuscript = imported(seed.name, seed.read_bytes(), "sv")
    assert len(manuscript.parts) == 1 + 10
    assert [part.body.count("\n## ") + part.body.startswith("## ") for part in manuscript.parts][3] == 4
    assert [stated.day for stated in manuscript.stated] == [date(2018, 5, 15)]
    assert "@" in manuscript.parts[-1].body
    assert letters(seed.read_text(encoding="utf-8")) == letters(manuscript.words)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("policy.txt", b"  \n", "empty"),
        ("policy.pdf", b"Privacy policy", "isn't of this format"),
        ("policy.docx", b"PK\x03\x04 and no more", "damaged"),
        ("policy.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format"),
        ("policy.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("policy.rtf", b"{\\rtf1 Privacy}", "old format"),
        ("policy.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n\nText", "archive of a web page"),
        ("policy.png", b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
        ("policy.odt2", b"Privacy", ".odt2"),
        ("policy.pdf", b"%PDF-1.7\nnothing of it is here", "damaged"),
        ("policy.html", b"<html><body><script>render()</script></body></html>", "no text"),
    ],
)
def test_what_cant_be_read_is_told(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said.replace(".", r"\.")):
        read(name, data)


def test_what_a_file_holds_goes_before_its_name() -> None:
    assert read("policy.txt", as_pdf(SWEDISH)).title == SWEDISH[0].heading
    assert read("policy", as_docx(SWEDISH)).title == SWEDISH[0].heading
    assert read("policy.txt", as_html(SWEDISH)) == read_html(as_html(SWEDISH))


def test_markdown_in_another_encoding_is_read_with_a_doubt() -> None:
    document = read("policy.md", "# Vad är uppgifter?\n\nSmå ord.".encode("cp1252"))
    assert "Vad är uppgifter?" in document.html
    assert "Windows-1252" in document.doubts[0].message


def test_dates_are_set_aside_in_every_kind_of_line() -> None:
    document = read(
        "policy.md", b"# Policy\n\n> _Effective date: May 25, 2018_\n\nHello  \n**Last updated:** 2 June 2018\n"
    )
    found, stated = set_dates_aside(document)
    assert [each.day for each in stated] == [date(2018, 5, 25), date(2018, 6, 2)]
    assert letters(found.html).find("2018") < 0
