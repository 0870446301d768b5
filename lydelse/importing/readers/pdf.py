"""A PDF: its text by where it stands and how large it is."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoOutlines, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Aside, Document, Doubt, Reason
from lydelse.importing.readers.furniture import furniture
from lydelse.importing.readers.grids import with_tables
from lydelse.importing.readers.lines import Line, Run, first_word
from lydelse.importing.readers.structure import build_document
from lydelse.importing.readers.typeset import Row, links_of, rows_of

_UNKNOWN_LETTER = "(cid:"
_WIDTH = 100
"""The width of a column of text in the unit of its lines."""
_NEARLY = 0.99
_LARGER = 1.08
"""How much larger than the text letters are at least that make a heading."""
_LOOSE = 0.25
"""How much further apart than usual, in sizes of the letters, lines are that belong to different paragraphs."""
_LONGEST_HEADING = 150
_MOST_HEADINGS = 0.4
_LEFT_HALF = 0.45


def read_pdf(data: bytes) -> Document:
    """Read a PDF: headings by their size, weight or place in its outline, paragraphs put together over lines and pages.

    Raises:
        Unreadable: it's encrypted or damaged, or holds no text, as a scan does.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        pages, outline = _open(data)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Unreadable("the PDF is encrypted", "Save it without a password, and import that.") from error
    except (
        PDFException,
        PSException,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        hint = "Open it in another program, print it to a new PDF, and import that."
        raise Unreadable("the PDF is damaged", hint) from error
    text = "".join(row.text for page in pages for row in page.rows)
    if not text.strip() or text.count(_UNKNOWN_LETTER) * len(_UNKNOWN_LETTER) > len(text) / 4:
        hint = "It may be a scan: let a program for text recognition (OCR) read it first, and import what comes out."
        raise Unreadable("the PDF holds no text that could be read", hint)
    return _document(pages, outline)


@dataclass(slots=True)
class _Page:
    width: float
    rows: list[Row]


def _open(data: bytes) -> tuple[list[_Page], dict[str, int]]:
    """The pages, and the titles in the outline with their levels."""
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams())
    interpreter = PDFPageInterpreter(manager, device)
    pages = []
    for number, page in enumerate(PDFPage.create_pages(document)):
        interpreter.process_page(page)
        layout: LTPage = device.get_result()
        pages.append(_Page(layout.width, rows_of(layout, number, links_of(page))))
    return pages, _outline(document)


def _outline(document: PDFDocument) -> dict[str, int]:
    try:
        return {_key(str(title)): level for level, title, *_ in document.get_outlines() if title}
    except PDFNoOutlines:
        return {}


def _key(text: str) -> str:
    return "".join(text.casefold().split())


def _document(pages: Sequence[_Page], outline: dict[str, int]) -> Document:
    by_height = [_by_height(page.rows) for page in pages]
    texts = [[row.text for row in rows] for rows in by_height]
    found = furniture(texts, [[row.bottom for row in rows] for rows in by_height])
    asides, kept = [], []
    for number, (page, ordered) in enumerate(zip(pages, by_height, strict=True)):
        away = {id(ordered[place]) for page_number, place in found if page_number == number}
        asides += [Aside(row.text, Reason.PAGE) for row in ordered if id(row) in away]
        kept += with_tables([row for row in page.rows if id(row) not in away], page.width)
    levels = _levels(kept, outline)
    return build_document(
        list(_lines(kept, levels)), _WIDTH * _NEARLY, asides=asides, doubts=tuple(_doubts(kept)), tolerance=0.5
    )


def _by_height(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-round(row.bottom), row.left))


def _doubts(rows: Sequence[Row]) -> Iterator[Doubt]:
    tables = sorted({row.page + 1 for row in rows if row.cells})
    if tables:
        pages = ", ".join(map(str, tables))
        yield Doubt(f"Tables were put together from where their words stand; compare those on these pages: {pages}.")
    if any(_UNKNOWN_LETTER in row.text for row in rows):
        yield Doubt("The PDF doesn't tell what some of its letters are; look for “(cid:”.")


# Headings ------------------------------------------------------------------------------------------------------


def _levels(rows: Sequence[Row], outline: dict[str, int]) -> list[int]:
    """The level of the heading that each line is, or 0: by the outline, if the lines are in it, else by their look."""
    listed = [outline.get(_key(row.text), 0) for row in rows]
    if outline and sum(map(bool, listed)) * 2 >= len(outline):
        return listed
    body = _body_size(rows)
    looks = [_look(row, body) for row in rows]
    lengths = Counter({"": 1})
    for row, look in zip(rows, looks, strict=True):
        lengths["heading" if look else "text"] += len(row.text)
    if lengths["heading"] > _MOST_HEADINGS * sum(lengths.values()):
        return [0] * len(rows)
    order = {look: level for level, look in enumerate(sorted({look for look in looks if look}, reverse=True), start=1)}
    return [order[look] if look else 0 for look in looks]


def _body_size(rows: Sequence[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _look(row: Row, body: float) -> tuple[float, bool] | None:
    """What makes a heading of a line: letters that are larger than those of the text, or as large and bold."""
    if row.cells or len(row.text) > _LONGEST_HEADING or not any(letter.text.isalpha() for letter in row.letters):
        return None
    if row.size >= body * _LARGER:
        return row.size, row.is_bold
    is_heading = row.is_bold and row.size >= body * 0.98 and not row.text.rstrip().endswith((".", ",", ";", ":"))
    return (body, True) if is_heading else None


# Lines ---------------------------------------------------------------------------------------------------------


def _lines(rows: Sequence[Row], levels: Sequence[int]) -> Iterator[Line]:
    usual = _usual_gap(rows)
    edges = _edges(rows)
    last: Row | None = None
    for number, (row, level) in enumerate(zip(rows, levels, strict=True), start=1):
        left, right = edges[_column(row)]
        unit = _WIDTH / max(1.0, right - left)
        is_new = last is None or last.page != row.page or row.bottom > last.bottom
        gap = 0.0 if last is None or is_new else (last.bottom - row.top) / row.size
        yield Line(
            runs=(Run(row.text),) if row.cells else _runs(row, level),
            number=number,
            length=(row.right - left) * unit,
            first=_first_length(row) * unit,
            indent=(row.left - left) * unit,
            is_loose=gap > usual + _LOOSE or last is None,
            is_page_start=is_new and last is not None,
            level=level,
            rows=row.cells,
        )
        last = row


def _runs(row: Row, level: int) -> tuple[Run, ...]:
    """The runs of a line; what is bold as a whole, as a heading is, isn't emphasised by it."""
    if level or row.is_bold:
        return tuple(Run(run.text, emphasis=run.emphasis and not level, address=run.address) for run in row.runs)
    return row.runs


def _usual_gap(rows: Sequence[Row]) -> float:
    """How far the lines of a paragraph are apart, in sizes of their letters: the least gap that is common."""
    gaps = Counter(
        round((last.bottom - row.top) / row.size, 1)
        for last, row in pairwise(rows)
        if last.page == row.page and last.size == row.size and last.bottom > row.bottom
    )
    common = [gap for gap, count in gaps.items() if count >= max(gaps.values()) / 4]
    return min(common, default=0.0)


def _column(row: Row) -> tuple[int, bool]:
    """The column of a page in which a line stands: the left one, or that which begins at its middle."""
    return row.page, row.left > _LEFT_HALF * row.page_width


def _edges(rows: Sequence[Row]) -> dict[tuple[int, bool], tuple[float, float]]:
    """The left and right edges of the columns. Lines on one page of a document are as long as on the others."""
    lefts: dict[bool, list[float]] = {}
    rights: dict[bool, list[float]] = {}
    for row in rows:
        is_right = _column(row)[1]
        lefts.setdefault(is_right, []).append(row.left)
        rights.setdefault(is_right, []).append(row.right)
    sides = {side: (min(lefts[side]), sorted(rights[side])[len(rights[side]) * 19 // 20]) for side in lefts}
    return {_column(row): sides[_column(row)[1]] for row in rows}


def _first_length(row: Row) -> float:
    """How long a line's first word is, with the space before it."""
    word = first_word(row.text)
    letters = row.letters[: max(1, len(word))]
    return letters[-1].right - letters[0].left + row.size / 4
