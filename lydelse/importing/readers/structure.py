"""From lines to a document: paragraphs, headings, lists and tables are found, tables of contents set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lydelse.importing.model import Aside, Document, Doubt, Reason
from lydelse.importing.readers.blocks import Block, Heading, Item, Paragraph, Table, linked, write_blocks
from lydelse.importing.readers.headings import Outline, find_headings
from lydelse.importing.readers.hyphens import Hyphens
from lydelse.importing.readers.lines import Chunk, Gathering, Line
from lydelse.importing.readers.markers import Marker

_LEADER = re.compile(r"(?:[.·…_]\s?){3,}\s*\d{1,4}\s*$|\s{3,}\d{1,4}\s*$|\t+\d{1,4}\s*$")
_FEWEST_ENTRIES = 3
_LONGEST_ENTRY = 120
"""Characters of an entry in a table of contents."""


@dataclass(slots=True)
class _Placing:
    """Where the items of a list stand in it: by how far they are indented, else by the kind of their marks."""

    open: list[tuple[float, str]] = field(default_factory=list)
    tolerance: float = 1

    def depth(self, indent: float, marker: Marker) -> int:
        mark = marker.kind or marker.text
        self.open = [entry for entry in self.open if entry[0] <= indent + self.tolerance]
        for depth, (other, other_mark) in enumerate(self.open):
            # Without any indents, it is the marks that tell which list stands in which.
            if abs(other - indent) <= self.tolerance and (indent > 0 or other_mark == mark):
                self.open = [*self.open[:depth], (other, mark)]
                return depth
        self.open.append((indent, mark))
        return len(self.open) - 1


def build_document(
    lines: Sequence[Line],
    width: float,
    *,
    asides: Sequence[Aside] = (),
    doubts: Sequence[Doubt] = (),
    tolerance: float = 1,
) -> Document:
    """Make a document of lines. `width` is how long a line can be, `tolerance` how much two equal indents may differ,
    both in the unit of the lines; `asides` is what was taken from between them already."""
    gathering = Gathering(width, Hyphens.of(line.text for line in lines))
    chunks = gathering.gather(lines)
    contents = _table_of_contents(chunks)
    text = [chunk for index, chunk in enumerate(chunks) if index not in contents]
    outline = find_headings(text)
    blocks = _blocks(text, outline, tolerance)
    listed = tuple(
        Aside(chunks[index].whole_text, Reason.NAVIGATION, chunks[index].lines[0].number) for index in contents
    )
    return Document(
        html=write_blocks(blocks),
        words="\n".join((_words(lines, gathering, _item_starts(text, outline)), *(aside.words for aside in asides))),
        title=next((text[index].text for index, level in outline.levels.items() if level == 1), ""),
        asides=(*asides, *listed),
        doubts=(*doubts, *outline.doubts, *gathering.hyphens.doubts()),
    )


def _words(lines: Sequence[Line], gathering: Gathering, items: dict[int, int]) -> str:
    """The words of the lines: without the marks of items, with divided words joined."""
    pieces = []
    for line in lines:
        text = line.text[items.get(line.number, 0) :].rstrip()
        cut = line.number in gathering.cut
        joint = gathering.joints.get(line.number, "\n")
        pieces.append((text[:-1] if cut else text) + (joint if joint != " " else "\n"))
    return "".join(pieces)


def _item_starts(chunks: Sequence[Chunk], outline: Outline) -> dict[int, int]:
    """How many characters the marks of items take, by the number of the line on which they begin."""
    return {
        chunk.lines[0].number: chunk.marker.length
        for index, chunk in enumerate(chunks)
        if chunk.marker and index not in outline.levels
    }


def _table_of_contents(chunks: Sequence[Chunk]) -> tuple[int, ...]:
    """The chunks that are a table of contents: they end with leaders and a page, or each comes again as a heading."""
    led = [index for index, chunk in enumerate(chunks) if _LEADER.search(chunk.text) and not chunk.rows]
    if len(led) >= _FEWEST_ENTRIES:
        return tuple(led)
    titles = [chunk.whole_text.casefold().strip() for chunk in chunks]
    again = {title for title in titles if title and titles.count(title) > 1 and len(title) < _LONGEST_ENTRY}
    for start in range(len(chunks)):
        end = start
        while end < len(chunks) and titles[end] in again and titles.index(titles[end]) == end:
            end += 1
        if end - start >= _FEWEST_ENTRIES:
            return tuple(range(start, end))
    return ()


def _blocks(chunks: Sequence[Chunk], outline: Outline, tolerance: float) -> list[Block]:
    blocks: list[Block] = []
    placing = _Placing(tolerance=tolerance)
    index = 0
    while index < len(chunks):
        chunk = chunks[index]
        end = _end_of_lines(chunks, outline, index)
        if end - index > 1:
            blocks.append(Paragraph("<br>".join(chunk.html for chunk in chunks[index:end])))
        else:
            blocks.append(_block(chunk, outline.levels.get(index, 0), placing))
        if not isinstance(blocks[-1], Item):
            placing.open.clear()
        index = end
    return blocks


def _block(chunk: Chunk, level: int, placing: _Placing) -> Block:
    if level:
        return Heading(level, chunk.unmarked().html)
    if chunk.rows:
        return Table(tuple(tuple(linked(cell) for cell in row) for row in chunk.rows))
    if chunk.marker:
        depth = placing.depth(chunk.lines[0].indent, chunk.marker)
        return Item(depth, chunk.marker.kind, chunk.marker.number, chunk.html)
    return Paragraph(chunk.html)


def _end_of_lines(chunks: Sequence[Chunk], outline: Outline, start: int) -> int:
    """Where the short lines end that begin at an index and stand close below one another, as in an address."""
    end = start + 1
    if not _is_line(chunks, outline, start):
        return end
    while end < len(chunks) and _is_line(chunks, outline, end) and not chunks[end].is_loose:
        end += 1
    return end


def _is_line(chunks: Sequence[Chunk], outline: Outline, index: int) -> bool:
    chunk = chunks[index]
    is_text = index not in outline.levels and not chunk.marker and not chunk.rows
    return is_text and len(chunk.lines) == 1 and not chunk.text.rstrip().endswith((".", ":", "?", "!"))
