"""Plain text: lines become paragraphs, headings and lists; nothing is lost on the way."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.importing.divide import divide
from lydelse.importing.law import check, letters
from lydelse.importing.model import Document, Reason
from lydelse.importing.readers.hyphens import Hyphens
from lydelse.importing.readers.text import read_text

LONG = "Uppgifterna behandlas bara så länge som det finns en rättslig grund för det enligt lagen, och tas sedan bort."


def document(text: str) -> Document:
    """A text that is read, and holds the law."""
    found = read_text(text.encode())
    check(divide(found, "sv"))
    return found


def html(text: str) -> str:
    return document(text).html.replace("\n", "")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40), max_size=12))
@settings(max_examples=60)
def test_every_word_of_any_text_is_kept(lines: list[str]) -> None:
    text = "\n".join([*lines, "end"])
    found = read_text(text.encode())
    assert letters(found.words) == letters(text) or found.html.count("<li>")
    check(divide(found, "sv"))


@given(
    st.lists(
        st.sampled_from(["policy", "Cookies", "1. Uppgifter", "- namn", "data-", "a) e-post", "Sida 2 av 3"]),
        max_size=9,
    ),
    st.sampled_from(["\n", "\n\n", "\n\f", " "]),
)
@settings(max_examples=60)
def test_every_word_is_kept_whatever_lines_look_like(words: list[str], between: str) -> None:
    document(between.join([*words, LONG]))


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Vår informa-\ntion står här. All information är fri.", "Vår information står här."),
        ("Den e-\npost du får. Skriv e-post till oss.", "Den e-post du får."),
        ("Kund- \noch personaluppgifter sparas.", "Kund- och personaluppgifter"),
        ("Vi är IT-\nSmart och gillar det.", "IT-Smart"),
        ("Mjuka binde\u00ad\nstreck tas bort.", "bindestreck"),
    ],
)
def test_divided_words_are_joined_by_evidence(lines: str, joined: str) -> None:
    assert joined in document(f"Rubrik\n\n{lines}\n\n{LONG}").html


def test_a_word_that_isnt_sure_is_told() -> None:
    found = document(f"Vi delar upp ett okänt-\nordpar här.\n\n{LONG}")
    assert "okänt-ordpar" in found.html
    assert "“okänt-ordpar”" in " ".join(doubt.message for doubt in found.doubts)


def test_a_text_that_divides_words_is_trusted_to_do_so() -> None:
    hyphens = Hyphens.of(["En informa-", "tion och en in-", "formation om information."])
    assert hyphens.joint("okän-", "da") == ("", True)
    assert hyphens.unsure == ["okända"]


def test_page_numbers_and_running_heads_are_set_aside() -> None:
    texts = enumerate((f"Stycke {name} står här. {LONG}" for name in "xyz"), start=1)
    pages = [f"Exempelbolaget AB, policy\n\n{text}\n\n{number}" for number, text in texts]
    found = document("\n\f".join(pages))
    assert [aside.words for aside in found.asides] == ["Exempelbolaget AB, policy", "1"] + [
        words for number in "23" for words in ("Exempelbolaget AB, policy", number)
    ]
    assert {aside.reason for aside in found.asides} == {Reason.PAGE}
    assert "policy" not in found.html


def test_a_sentence_goes_on_over_a_page_break() -> None:
    text = textwrap.wrap(LONG * 2, 60)
    assert html("\n".join([*text[:2], "\f" + text[2], *text[3:]])).count("<p>") == 1


def test_numbers_make_headings_and_their_depth() -> None:
    text = f"Villkor\n\n1. Allmänt\n\n{LONG}\n\n1.1 Avtalet\n\n{LONG}\n\n2. Priser\n\n{LONG}"
    found = html(text)
    assert "<h1>Villkor</h1>" in found
    assert "<h2>1. Allmänt</h2>" in found
    assert "<h3>1.1 Avtalet</h3>" in found
    assert "<h2>2. Priser</h2>" in found


def test_underlines_and_capitals_make_headings() -> None:
    assert "<h1>Policy</h1>" in html(f"Policy\n======\n\nKakor\n-----\n\n{LONG}")
    assert "<h2>Kakor</h2>" in html(f"Policy\n======\n\nKakor\n-----\n\n{LONG}")
    found = html(f"POLICY\n\nDATA\n\n{LONG}\n\nAdresser\n\n{LONG}")
    assert "<h2>DATA</h2>" in found
    assert "<h3>Adresser</h3>" in found


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "o", "▪", "·", "\uf0b7"])
def test_bullets_of_many_kinds_make_lists(bullet: str) -> None:
    assert "<ul><li>ett namn</li><li>en adress</li></ul>" in html(
        f"Vi sparar:\n{bullet} ett namn\n{bullet} en adress\n\n{LONG}"
    )


def test_numbered_items_and_nested_ones_make_lists() -> None:
    found = html(f"Så här:\n\n1. Läs igenom.\n   a) noga.\n   b) två gånger.\n2. Svara.\n\n{LONG}")
    assert '<ol><li>Läs igenom.<ol type="a"><li>noga.</li><li>två gånger.</li></ol></li><li>Svara.</li></ol>' in found


def test_an_address_is_lines_and_no_headings() -> None:
    found = html(f"{LONG}\n\nExempelbolaget AB\nStorgatan 1\n123 45 Exempelstad\n\n{LONG}")
    assert "Exempelbolaget AB<br>Storgatan 1<br>123 45 Exempelstad" in found


def test_addresses_become_links() -> None:
    found = html(f"Skriv till info@exempel.example, eller läs https://exempel.example/a?b=1.\n\n{LONG}")
    assert '<a href="mailto:info@exempel.example">info@exempel.example</a>,' in found
    assert '<a href="https://exempel.example/a?b=1">https://exempel.example/a?b=1</a>.' in found


def test_a_table_of_contents_is_set_aside() -> None:
    contents = "Inledning ........ 1\nKakor ............ 2\nKontakt .......... 3"
    found = document(f"{contents}\n\nInledning\n\n{LONG}\n\nKakor\n\n{LONG}\n\nKontakt\n\n{LONG}")
    assert [aside.reason for aside in found.asides] == [Reason.NAVIGATION] * 3
    assert found.html.count("Kakor") == 1


def test_east_asian_lines_are_joined_without_a_space() -> None:
    line = "本政策说明我们如何处理个人数据以及您拥有哪些权利并且如何联系我们的公司"
    found = html(f"隐私政策\n\n{line}\n{line}\n{line}。\n\n我们的地址\n\n{line}\n{line}。")
    assert f"{line}{line}{line}。" in found


def test_text_from_right_to_left_keeps_its_paragraphs() -> None:
    line = "توضح هذه السياسة كيف نتعامل مع البيانات الشخصية ومن يحصل عليها وما هي حقوقك"
    text = "\n".join(textwrap.wrap(f"{line} {line} {line}.", 60))
    assert f"{line} {line} {line}." in html(f"سياسة الخصوصية\n\n{text}\n\n{text}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    found = read_text("Små ord på svenska.\r\n\r\nOch några till.".encode(encoding))
    assert "Små ord på svenska." in found.html
    assert bool(found.doubts) == (encoding == "cp1252")
