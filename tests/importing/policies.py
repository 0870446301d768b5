"""A policy of the tests' own in Swedish and English, written in every format that can be read."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import docx
from fpdf import FPDF


@dataclass(frozen=True)
class Passage:
    """A heading with its paragraphs. Level 1 is the title of the policy."""

    level: int
    heading: str
    paragraphs: tuple[str, ...] = ()


SWEDISH = (
    Passage(
        1,
        "Dataskyddspolicy",
        (
            "Exempelbolaget AB (Exempelbolaget) vill att du ska veta vad som händer med dina uppgifter när du handlar "
            "hos oss, läser vårt nyhetsbrev eller ringer till vår växel.",
        ),
    ),
    Passage(
        2,
        "Vem är ansvarig?",
        (
            "Exempelbolaget är personuppgiftsansvarigt för den behandling som beskrivs här. Det betyder att vi "
            "bestämmer varför uppgifter samlas in och hur det går till.",
            "Några av våra leverantörer behandlar uppgifter åt oss, men bara på det sätt som vi har sagt till om.",
        ),
    ),
    Passage(
        2,
        "Vad vi använder uppgifterna till",
        ("Uppgifter som kunderna lämnar till butiken kan behövas för något av detta:",),
    ),
    Passage(3, "Leverera det du har köpt", ("Vi skickar din adress till den som kör ut varorna.",)),
    Passage(3, "Svara på frågor", ("Kundservice ser vad du har köpt, och kan därför svara snabbare.",)),
    Passage(3, "Skicka erbjudanden"),
    Passage(
        2,
        "Hur länge uppgifterna sparas",
        (
            "Bokföringslagen säger att underlag ska sparas i sju år. Allt annat tar vi bort när du har varit borta "
            "från butiken i två år.",
            "Säkerhetskopior skrivs över efter en månad.",
            "Därefter finns ingenting kvar.",
        ),
    ),
    Passage(
        2,
        "Ändringar av policyn",
        (
            "När policyn ändras berättar vi det i nyhetsbrevet och på förstasidan, minst en månad i förväg.",
            "Senast uppdaterad: 2021-03-08",
        ),
    ),
    Passage(
        2,
        "Så når du oss",
        (
            "Skriv om du undrar över något, eller vill se vilka uppgifter som finns om dig, "
            "till ombud@exempelbolaget.example",
        ),
    ),
)
ENGLISH = (
    Passage(
        1,
        "Data protection policy",
        (
            "Example Ltd (Example) wants you to know what happens to your data when you shop, read our "
            "letter or call us.",
        ),
    ),
    Passage(
        2,
        "Who is responsible?",
        (
            "Example Ltd is the controller of the processing that is described here. It decides why data are collected "
            "and how that is done.",
            "Some of our suppliers process data for us, but only in the ways that we have told them to.",
        ),
    ),
    Passage(2, "What the data are used for", ("Data that customers give to the shop may be needed for any of this:",)),
    Passage(3, "To deliver what you bought", ("We send your address to whoever delivers the goods.",)),
    Passage(3, "To answer questions", ("Customer service sees what you bought, and can answer more quickly.",)),
    Passage(3, "To send offers"),
    Passage(
        2,
        "How long data are kept",
        (
            "The law on accounting says that vouchers are kept for seven years. We erase all else when you haven't "
            "been to the shop for two years.",
            "Backups are written over after one month.",
            "After that nothing is left.",
        ),
    ),
    Passage(
        2,
        "Changes to the policy",
        (
            "When the policy changes, we tell you in our letter and on the first page, a month ahead at least.",
            "Last updated: March 8, 2021",
        ),
    ),
    Passage(
        2,
        "How to reach us",
        ("Write to us with any question, or to see which data we have about you, to officer@example-company.example",),
    ),
)


def words(policy: Sequence[Passage]) -> str:
    """All words of a policy, in order."""
    return "\n".join(text for passage in policy for text in (passage.heading, *passage.paragraphs))


def as_markdown(policy: Sequence[Passage]) -> bytes:
    """The policy as Markdown."""
    blocks = (text for each in policy for text in (f"{'#' * each.level} {each.heading}", *each.paragraphs))
    return "\n\n".join(blocks).encode()


def as_html(policy: Sequence[Passage]) -> bytes:
    """The policy as a page with a menu, a banner and a footer."""
    article = "".join(
        f"<h{each.level}>{escape(each.heading)}</h{each.level}>"
        + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in each.paragraphs)
        for each in policy
    )
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Policy – Example</title></head><body>"
        "<nav><a href='/'>Start</a> <a href='/shop'>Shop</a></nav>"
        "<div class='cookie-banner'>Cookies? <button>No</button></div>"
        f"<main>{article}</main><footer>Example Ltd</footer></body></html>"
    ).encode()


def as_docx(policy: Sequence[Passage]) -> bytes:
    """The policy as a Word document with headings by style."""
    document = docx.Document()
    for passage in policy:
        document.add_paragraph(passage.heading, style="Title" if passage.level == 1 else f"Heading {passage.level - 1}")
        for paragraph in passage.paragraphs:
            document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_pdf(policy: Sequence[Passage], *, password: str = "") -> bytes:
    """The policy as a PDF with larger headings, and with numbers on its pages."""
    pdf = _Numbered(format=(148, 210))
    if password:
        pdf.set_encryption(owner_password=password, user_password=password)
    pdf.add_page()
    for passage in policy:
        pdf.set_font("Helvetica", "B", {1: 22, 2: 16, 3: 13}[passage.level])
        pdf.multi_cell(0, 10, passage.heading, new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.set_font("Helvetica", "", 11)
        for paragraph in passage.paragraphs:
            pdf.multi_cell(0, 5, paragraph, new_x="LMARGIN", new_y="NEXT", align="L")
            pdf.ln(4)
    return bytes(pdf.output())


class _Numbered(FPDF):
    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("Helvetica", "", 8)
        self.cell(0, 5, f"Sida {self.page_no()}", align="C")


def as_lines(policy: Sequence[Passage], *, width: int = 68, alone: bool = True) -> bytes:
    """The policy as text taken out of a PDF: wrapped in mid-sentence, nothing marked, every line `alone` if asked for,
    with more empty lines in mid-sentence where a page ended."""
    lines = [
        line
        for each in policy
        for text in (each.heading, *each.paragraphs)
        for line in textwrap.wrap(text, width, break_on_hyphens=True)
    ]
    if not alone:
        return "\n".join(lines).encode()
    pages = ["\n\n".join(f"{line} " for line in lines[start : start + 14]) for start in range(0, len(lines), 14)]
    return "\n\n\n\n".join(pages).encode()
