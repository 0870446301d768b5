"""What becomes of a file's bytes: text in UTF-8, LF and NFC, so that no difference is one of encoding alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.problems import Place, Report
from lydelse.read.text import decode, place_at

SAME = {
    "as it should be": "Å är ett ord.\nEtt till.\n".encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + "Å är ett ord.\nEtt till.\n".encode(),
    "with the line ends of Windows": "Å är ett ord.\r\nEtt till.\r\n".encode(),
    "with the line ends of old Macs": "Å är ett ord.\rEtt till.\r".encode(),
    "with the line ends of Unicode": "Å är ett ord.\u2028Ett till.\x85".encode(),
    "with mixed line ends": "Å är ett ord.\r\nEtt till.\n".encode(),
    "decomposed": unicodedata.normalize("NFD", "Å är ett ord.\nEtt till.\n").encode(),
}


@pytest.mark.parametrize("data", SAME.values(), ids=SAME.keys())
def test_however_it_is_stored_it_reads_the_same(data: bytes) -> None:
    report = Report()
    assert decode(data, "x.md", report) == "Å är ett ord.\nEtt till.\n"
    assert report.problems == ()


@pytest.mark.parametrize("kept", ["\t", "\u00ad", "\u200b", "\u200d", "\ufe0f", "\U0001f512", "\u200f"])
def test_characters_that_have_a_use_are_kept(kept: str) -> None:
    report = Report()
    assert decode(f"a{kept}b".encode(), "x.md", report) == f"a{kept}b"
    assert report.problems == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_cant_be_read_is_placed_by_line_column_and_offset(newline: str, mark: bytes) -> None:
    report = Report()
    data = mark + f"åä{newline}ö".encode() + b"\xe4"
    assert decode(data + b" x", "x.md", report) is None
    (problem,) = report.problems
    assert problem.place == Place("x.md", 2, 2)
    assert f"byte {len(data) - 1} (0xE4)" in problem.message


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    report = Report()
    text = decode(data, "x.md", report)
    if text is None:
        assert [problem.code for problem in report.problems] == ["not-utf-8"]
    else:
        assert "\r" not in text
        assert "\x00" not in text
        assert unicodedata.is_normalized("NFC", text)


@given(st.text(alphabet="ab\n", max_size=30), st.integers(0, 30))
def test_the_place_of_a_character_counts_lines_and_columns_from_1(text: str, index: int) -> None:
    place = place_at(text, min(index, len(text)), "x.md")
    before = text[:index].split("\n")
    assert (place.line, place.column) == (len(before), len(before[-1]) + 1)
