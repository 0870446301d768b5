"""The lines of a PDF: what pdfminer finds on its pages, with what is to be known of each line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pdfminer.layout import LTAnno, LTChar, LTCurve, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from lydelse.importing.readers.lines import Run, stripped
from lydelse.importing.readers.markers import marker_of

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_UNFIT = re.compile("[\x00-\x1f\x7f\ufeff]")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SLANTED = re.compile(r"italic|oblique", re.IGNORECASE)
_SMALL = 0.6
"""How large a drawn bullet can be, and how far a gap between cells is at least, as parts of the size of the letters."""
_LONGEST_MARK = 6
_REACH = 3.0
"""How far before a line its bullet can stand, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link and the box on the page in which it lies: left, bottom, right, top, in points."""

    box: tuple[float, float, float, float]
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, or the space between two: where it stands, in points, and how it looks."""

    text: str
    left: float
    right: float
    look: Run


@dataclass(slots=True, eq=False)
class Row:
    """A line on a page. Places are in points from the page's lower left corner; `size` is that of most letters."""

    letters: tuple[Letter, ...]
    page: int
    bottom: float
    top: float
    size: float
    is_bold: bool
    page_width: float
    cells: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def left(self) -> float:
        """Where the first letter begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where the last letter ends."""
        return self.letters[-1].right

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(letter.text for letter in self.letters)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it says, by look. A line that is bold as a whole isn't emphasised by it."""
        return stripped(
            tuple(_run(look, letters) for look, letters in groupby(self.letters, key=lambda each: each.look))
        )


def _run(look: Run, letters: Iterable[Letter]) -> Run:
    return Run("".join(letter.text for letter in letters), look.strong, look.emphasis, look.address)


def rows_of(page: LTPage, number: int, links: Sequence[Link]) -> list[Row]:
    """The lines of a page, in the order in which they are read."""
    bullets = [item for item in page if isinstance(item, LTCurve)]
    rows = []
    for line in (line for box in page if isinstance(box, LTTextBox) for line in box):
        row = _row(line, number, page.width, links) if isinstance(line, LTTextLine) else None
        if row is not None:
            rows.append(_with_bullet(row, bullets))
    return _with_marks(rows)


def links_of(page: PDFPage) -> list[Link]:
    """The links on a page that lead to addresses."""
    links = []
    for reference in resolve1(page.annots) or ():
        annotation = resolve1(reference)
        action = resolve1(annotation.get("A")) if isinstance(annotation, dict) else None
        address = resolve1(action.get("URI")) if isinstance(action, dict) else None
        box = resolve1(annotation.get("Rect")) if address else None
        if isinstance(address, bytes) and isinstance(box, list):
            left, bottom, right, top = (float(resolve1(value)) for value in box)
            links.append(Link((left, bottom, right, top), address.decode("utf-8", "replace")))
    return links


def _row(line: LTTextLine, page: int, page_width: float, links: Sequence[Link]) -> Row | None:
    letters = list(_letters(line, links))
    while letters and not letters[-1].text.strip():
        letters.pop()
    while letters and not letters[0].text.strip():
        letters.pop(0)
    if not letters:
        return None
    sizes = Counter(round(item.size * 2) / 2 for item in line if isinstance(item, LTChar) and item.get_text().strip())
    bold = sum(letter.look.strong for letter in letters if letter.text.strip())
    count = sum(1 for letter in letters if letter.text.strip())
    return Row(
        tuple(letters),
        page,
        line.y0,
        line.y1,
        max(sizes, key=lambda size: (sizes[size], size)),
        bold == count,
        page_width,
    )


def _letters(line: LTTextLine, links: Sequence[Link]) -> Iterator[Letter]:
    right, look = line.x0, Run("")
    for item in line:
        if isinstance(item, LTChar):
            right, look = item.x1, _look(item, links)
            yield Letter(_plain(item.get_text()), item.x0, item.x1, look)
        elif isinstance(item, LTAnno):
            yield Letter(" ", right, right, look)


def _look(item: LTChar, links: Sequence[Link]) -> Run:
    across, up = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
    address = next((link.address for link in links if _is_in(across, up, link.box)), "")
    name = item.fontname.split("+")[-1]
    return Run("", _BOLD.search(name) is not None, _SLANTED.search(name) is not None, address)


def _is_in(across: float, up: float, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    return left <= across <= right and bottom <= up <= top


def _plain(text: str) -> str:
    """The text of a letter: ligatures in their parts."""
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _UNFIT.sub("", text.replace("\u00a0", " ") if text == "\u00a0" else text)


def _with_marks(rows: Sequence[Row]) -> list[Row]:
    """The lines with the marks of items that stand apart from them, as in a column of their own."""
    marks = [row for row in rows if len(row.text) <= _LONGEST_MARK and marker_of(f"{row.text} x")]
    taken: list[Row] = []
    for mark in marks:
        beside = [row for row in rows if row not in marks and _is_beside(mark, row)]
        if beside:
            row = min(beside, key=lambda row: row.left)
            row.letters = (*mark.letters, Letter(" ", mark.right, row.left, mark.letters[-1].look), *row.letters)
            taken.append(mark)
    return [row for row in rows if row not in taken]


def _is_beside(mark: Row, row: Row) -> bool:
    """Whether a line stands a little to the right of a mark, at the same height."""
    return abs(mark.bottom - row.bottom) < row.size / 3 and 0 < row.left - mark.right < 2 * _REACH * row.size


def _with_bullet(row: Row, drawn: Sequence[LTCurve]) -> Row:
    """The line with the bullet before it, if one is drawn there and not written."""
    middle = (row.bottom + row.top) / 2
    for shape in drawn:
        is_small = max(shape.width, shape.height) <= _SMALL * row.size and min(shape.width, shape.height) > 1
        before = row.left - shape.x1
        if is_small and 0 < before < _REACH * row.size and abs((shape.y0 + shape.y1) / 2 - middle) < row.size / 2:
            look = Run("")
            mark = (Letter("•", shape.x0, shape.x1, look), Letter(" ", shape.x1, row.left, look))
            row.letters = (*mark, *row.letters)
            return row
    return row
