"""PDFs: paragraphs over lines and pages, headings by their look, tables, and what stands on every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF

from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.law import check
from lydelse.importing.model import Document, Reason
from lydelse.importing.readers.pdf import read_pdf
from tests.importing.policies import SWEDISH, as_pdf

TEXT = (
    "Uppgifterna behandlas bara så länge som det finns en rättslig grund för det enligt lagen, och tas sedan bort ur "
    "alla register, utom dem som ska sparas enligt bokföringslagen eller andra lagar som vi måste följa. "
)


class Page(FPDF):
    """A page on which a policy is written."""

    def heading(self, text: str, size: float = 16) -> None:
        self.set_font("Helvetica", "B", size)
        self.multi_cell(0, 9, text, new_x="LMARGIN", new_y="NEXT", align="L")
        self.set_font("Helvetica", "", 11)

    def text_of(self, text: str) -> None:
        self.multi_cell(0, 5, text.strip(), new_x="LMARGIN", new_y="NEXT", align="L")
        self.ln(4)


def document(fill: Callable[[Page], None], *, pdf: Page | None = None) -> Document:
    """A PDF that is read, and holds the law."""
    page = pdf or Page()
    page.add_page()
    page.set_font("Helvetica", "", 11)
    fill(page)
    found = read_pdf(bytes(page.output()))
    check(divide(found, "sv"))
    return found


def test_paragraphs_are_put_together_over_pages() -> None:
    def fill(page: Page) -> None:
        page.heading("Policy", 22)
        page.heading("Uppgifter")
        page.text_of(TEXT * 30)
        page.heading("Kakor")
        page.text_of(TEXT)

    found = document(fill)
    assert found.html.count("<p>") == 2
    assert f"<p>{(TEXT * 30).strip()}</p>" in found.html
    assert "<h1>Policy</h1>\n<h2>Uppgifter</h2>" in found.html


def test_heads_and_feet_of_pages_are_set_aside() -> None:
    class Numbered(Page):
        def header(self) -> None:
            self.set_font("Helvetica", "", 8)
            self.cell(0, 6, "Exempelbolaget AB", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-12)
            self.cell(0, 5, f"Sida {self.page_no()} av 3")

    found = document(lambda page: page.text_of(TEXT.replace(".", ",") * 50), pdf=Numbered())
    assert found.html.count("<p>") == 1
    assert {aside.reason for aside in found.asides} == {Reason.PAGE}
    assert [aside.words for aside in found.asides][:2] == ["Exempelbolaget AB", "Sida 1 av 3"]


def test_bold_lines_of_the_same_size_are_headings() -> None:
    def fill(page: Page) -> None:
        for title in ("Uppgifter", "Kakor"):
            page.heading(title, 11)
            page.text_of(TEXT * 2)

    assert "<h2>Uppgifter</h2>" in document(fill).html


def test_the_outline_tells_the_levels() -> None:
    def fill(page: Page) -> None:
        for title, level in (("Policy", 0), ("Uppgifter", 1), ("Namn", 2), ("Kakor", 1)):
            page.start_section(title, level)
            page.heading(title, 14)
            page.text_of(TEXT)

    found = document(fill).html
    for level, title in ((1, "Policy"), (2, "Uppgifter"), (3, "Namn"), (2, "Kakor")):
        assert f"<h{level}>{title}</h{level}>" in found


def test_links_emphasis_and_ligatures() -> None:
    def fill(page: Page) -> None:
        page.text_of(TEXT * 3)
        page.write(5, "Skriv till ")
        page.set_font("Helvetica", "B", 11)
        page.write(5, "ombudet ")
        page.set_font("Helvetica", "", 11)
        page.write(5, "eller fyll i vår blankett", "https://example.com/blankett")

    found = document(fill).html
    assert "<strong>ombudet</strong>" in found
    assert '<a href="https://example.com/blankett">eller fyll i vår blankett</a>' in found


def test_simple_tables_are_told() -> None:
    def fill(page: Page) -> None:
        page.text_of(TEXT * 3)
        for row in (("Kaka", "Varaktighet"), ("session", "en timme"), ("val", "ett år")):
            for cell in row:
                page.cell(60, 8, cell, border=1)
            page.ln(8)
        page.ln(6)
        page.text_of(TEXT * 3)

    found = document(fill)
    assert "<tr><th>Kaka</th><th>Varaktighet</th></tr>" in found.html
    assert "<tr><td>val</td><td>ett år</td></tr>" in found.html
    assert "on these pages: 1" in found.doubts[0].message


def test_lists_are_found_by_their_marks() -> None:
    def fill(page: Page) -> None:
        page.text_of(TEXT)
        for mark, text in (("-", "ett namn"), ("-", "en adress"), ("1.", "Svara."), ("2.", "Vänta.")):
            page.cell(6)
            page.cell(6, 5, mark)
            page.cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")

    found = document(fill).html.replace("\n", "")
    assert "<ul><li>ett namn</li><li>en adress</li></ul><ol><li>Svara.</li><li>Vänta.</li></ol>" in found


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read_pdf(as_pdf(SWEDISH, password=SWEDISH[0].heading))


def test_a_pdf_without_text_is_refused() -> None:
    scan = FPDF()
    scan.add_page()
    scan.rect(10, 10, 100, 100, style="F")
    with pytest.raises(Unreadable, match="no text") as refused:
        read_pdf(bytes(scan.output()))
    assert "scan" in refused.value.hint


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_pdf_that_was_cut_off_is_refused_or_read(part: float) -> None:
    data = as_pdf(SWEDISH)
    try:
        found = read_pdf(data[: int(len(data) * part)])
    except Unreadable:
        return
    check(divide(found, "sv"))
