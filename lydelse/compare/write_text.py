"""A comparison for the terminal: what changed, block by block, in colour or with brackets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from lydelse.compare.comparison import Comparison
from lydelse.compare.model import Block, CellPair, Edit, Kind, Op
from lydelse.compare.run import readable

_COLOURS = {Op.REMOVE: ("\x1b[31;9m", "\x1b[0m"), Op.ADD: ("\x1b[32;4m", "\x1b[0m")}
_BRACKETS = {Op.REMOVE: ("[-", "-]"), Op.ADD: ("{+", "+}")}
_SIGNS = {
    Kind.CHANGED: "~",
    Kind.ADDED: "+",
    Kind.REMOVED: "-",
    Kind.MOVED: ">",
    Kind.SPLIT: "/",
    Kind.MERGED: "&",
}


def to_terminal(comparison: Comparison, *, colour: bool, width: int = 80) -> str:
    """Give the changed blocks as lines of at most `width` columns, each with a sign before it; `…` stands for what
    is equal. Empty when nothing changed."""
    lines: list[str] = []
    skipped = False
    for block in comparison.blocks:
        if block.kind is Kind.EQUAL:
            skipped = True
            continue
        lines += ["…"] if skipped else []
        skipped = False
        lines += _lines(block, colour, width)
    return "\n".join([*lines, "…"] if skipped and lines else lines)


def _lines(block: Block, colour: bool, width: int) -> Iterator[str] | list[str]:
    sign = "<" if block.departure else _SIGNS[block.kind]
    found = []
    for text in _texts(block, colour):
        wrapped = textwrap.wrap(
            text, max(20, width), initial_indent=f"{sign} ", subsequent_indent="  ", break_long_words=False
        )
        found += wrapped or [sign]
    return found


def _texts(block: Block, colour: bool) -> list[str]:
    if block.departure:
        return [readable(unit.run.text) for unit in block.old]
    if block.edit is not None:
        return [_marked(block.edit, colour)]
    if block.cells:
        return [" | ".join(_cell(pair, colour) for pair in block.cells)]
    return [readable(unit.run.text) for unit in block.new]


def _cell(pair: CellPair, colour: bool) -> str:
    """A cell with its marks. One that stayed as it was is shown too: it tells which row this is."""
    if pair.blocks:
        return " ".join(text for block in pair.blocks for text in _texts(block, colour))
    return " ".join(readable(unit.run.text) for unit in pair.new.units) if pair.new else ""


def _marked(edit: Edit, colour: bool) -> str:
    marks = _COLOURS if colour else _BRACKETS
    parts = []
    for segment in edit.segments:
        parts.append(" " if segment.spaced else "")
        text = edit.old.text[slice(*segment.old)] if segment.op is Op.REMOVE else edit.new.text[slice(*segment.new)]
        if segment.op is Op.KEEP:
            parts.append(text)
            continue
        start, end = marks[segment.op]
        lead = text[: len(text) - len(text.lstrip())]
        words = readable(text)
        parts.append(f"{lead}{start}{words}{end}" if words else lead)
    for link in edit.changed_links:
        old, new = (side.target if side else None for side in (link.old, link.new))
        start, end = marks[Op.REMOVE]
        parts.append(f" ({start}{old}{end}" if old else " (")
        start, end = marks[Op.ADD]
        parts.append(f"{start}{new}{end})" if new else ")")
    return readable("".join(parts))
