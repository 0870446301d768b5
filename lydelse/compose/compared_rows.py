"""The two texts of a comparison side by side, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from markupsafe import Markup

from lydelse.compare import Kind, Row
from lydelse.compose.comparison_views import ComparedBlocks, ComparedRow
from lydelse.compose.pieces import left_open
from lydelse.compose.sheet import Sheet

_BETWEEN = "\0"
"""Stands between what is kept of rows; no text has a NUL."""
_NEAR = "near"
_Faced: TypeAlias = tuple[Kind, str, str]
"""What happened to blocks, and the old and the new text of them."""
_OLD, _NEW = left_open("row old"), left_open("row new")

_TABLE = '<div class="table"'
_FRAME = re.compile(rf'({_TABLE}) role="group" tabindex="0"[^>]*>')
"""The start of the frame around a table, as render makes it."""


def to_text(rows: Sequence[Row]) -> str:
    """Put rows side by side, and give them as one text that can be kept; `ComparedBlocks` reads it.

    What was removed stands beside what was added in its place. In the tables nothing has to be scrolled, as their rows
    fit beside each other.
    """
    faced = [*_faced(rows)]
    near = _near(faced)
    lines = (
        f"{kind}\0{old}\0{new}\0{_NEAR if is_near else ''}"
        for (kind, old, new), is_near in zip(faced, near, strict=True)
    )
    return unframed(_BETWEEN.join(lines))


def unframed(html: str) -> str:
    """Give HTML in which no table can be scrolled to by the keyboard."""
    return _FRAME.sub(r"\1>", html) if _TABLE in html else html


def table_rows(sheet: Sheet, text: str) -> Markup:
    """Give the rows of such a text as HTML: the component `compared-row`, filled in once for all rows of a sort, with
    their texts left open."""
    shapes: dict[tuple[str, bool, bool], str] = {}
    written: list[str] = []
    was_near = True
    for index, (kind, old, new, is_near) in enumerate(ComparedBlocks.all_of(text)):
        is_far = index > 0 and not is_near
        sort = kind, is_far, is_far and (index == 1 or was_near)
        shape = shapes.get(sort) or shapes.setdefault(sort, _shape(sheet, *sort))
        written.append(shape.replace(_OLD, old).replace(_NEW, new))
        was_near = is_near
    return Markup("".join(written))  # noqa: S704 - of sanitised texts, between what the template has escaped


def _shape(sheet: Sheet, kind: str, is_far: bool, is_first_left_out: bool) -> str:
    def view() -> ComparedRow:
        left_out = sheet.say("left_out") if is_first_left_out else ""
        return ComparedRow(kind, Markup(_OLD), Markup(_NEW), is_far, left_out)  # noqa: S704 - names alone

    return sheet.composition.piece("compared-row", (sheet.language, kind, is_far, is_first_left_out), view).decode()


# What faces what ---------------------------------------------------------------------------------------------------


def _faced(rows: Iterable[Row]) -> Iterator[_Faced]:
    """Let a run of rows with an old text alone face the run with a new one alone that follows it."""
    gone: list[_Faced] = []
    came: list[_Faced] = []
    for kind, _, _, old, new in rows:
        if came and not (new and not old):
            yield from _settled(gone, came)
        if new and not old:
            came.append((kind, old, new))
        elif old and not new:
            gone.append((kind, old, new))
        else:
            yield from _settled(gone, came)
            yield kind, old, new
    yield from _settled(gone, came)


def _settled(gone: list[_Faced], came: list[_Faced]) -> Iterator[_Faced]:
    """Give what waits, and let nothing wait any more."""
    if gone and came:
        yield Kind.CHANGED, "\n".join([old for _, old, _ in gone]), "\n".join([new for _, _, new in came])
    else:
        yield from gone
        yield from came
    gone.clear()
    came.clear()


def _near(rows: Sequence[_Faced]) -> list[bool]:
    """Tell which rows a reader needs: what differs, and what stands next to it or heads its table."""
    differs = [kind is not Kind.EQUAL for kind, _, _ in rows]
    near = [any(around) for around in zip(differs, [False, *differs], [*differs[1:], False], strict=False)]
    is_table_shown = False
    for at in range(len(rows) - 1, -1, -1):
        _, old, new = rows[at]
        text = new or old
        is_table_shown = text.startswith(_TABLE) and (is_table_shown or near[at])
        if is_table_shown and "<thead" in text:
            near[at], is_table_shown = True, False
    return near
