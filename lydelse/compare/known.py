"""What was read and compared before: texts that are compared one after the other have most of it in common."""

from __future__ import annotations

from lydelse.compare.gaps import Gaps
from lydelse.compare.inline import Readings
from lydelse.compare.markup import read_tag
from lydelse.compare.model import Block, Cell, CellPair, Container, Unit
from lydelse.compare.passages import Passage, Texts
from lydelse.compare.similarity import remembered
from lydelse.compare.tables import Layouts
from lydelse.compare.tokens import Codes
from lydelse.compare.words import Edits


class Known:
    """What one comparison leaves for those that follow; it makes them quicker and changes nothing in them.

    Attributes:
        readings: inline HTML read.
        cells: table cells without blocks in them.
        texts: texts divided into passages.
        units: the units of passages, by the side of the comparison on which they stood (`True` for the new one).
        codes: words, numbered and told apart.
        alike: tells how alike units are by their words.
        gaps: which units are one, between units that are held in place.
        edits: what became of one run in another.
        blocks: what became of units that are no rows, in other units.
        layouts: the columns of tables that share rows.
        cell_pairs: what changed from one cell to another.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.readings = Readings()
        self.cells = Cells(self.readings)
        self.texts = Texts(self.readings)
        self.units: dict[tuple[bool, Passage], tuple[Unit, ...]] = {}
        self.codes = Codes()
        self.alike = remembered()
        self.gaps = Gaps(self.codes, self.alike)
        self.edits = Edits(self.codes)
        self.blocks: dict[tuple[tuple[Unit, ...], tuple[Unit, ...]], Block] = {}
        self.layouts = Layouts()
        self.cell_pairs: dict[tuple[Cell | None, Cell | None], CellPair] = {}


class Cells(dict[tuple[str, str], Cell]):
    """Cells without blocks in them by their start tag and content.

    A table has many equal cells, and two versions of it have nearly all in common.
    """

    def __init__(self, readings: Readings) -> None:
        """Begin with none; `readings` reads what stands in them."""
        super().__init__()
        self._readings = readings

    def __missing__(self, cell: tuple[str, str]) -> Cell:
        start, source = cell
        tag = read_tag(start)
        container = Container(tag.name, start)
        reading = None if source.isspace() else self._readings[source]
        units = () if reading is None else (Unit(container, source, reading.run, reading.key, tag.anchor),)
        key = tuple(unit.key for unit in units if unit.key)
        found = self[cell] = Cell(container, units, source, key)
        return found
