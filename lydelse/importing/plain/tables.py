"""Tables in one form: a head, a body, and as many cells in every row."""

from __future__ import annotations

from collections.abc import Sequence

from lydelse.importing.plain.node import Attributes, Inline, Node


def arrange_table(attributes: Attributes, caption: Inline, rows: Sequence[tuple[str, Node]]) -> tuple[Node, ...]:
    """Give a table from its rows, each with the part of the table in which it stands; nothing if it's empty."""
    filled = [(part, row) for part, row in rows if any(cell.children for cell in row.nodes)]
    if not filled:
        return (Node("p", attributes, caption),) if caption else ()
    heads = _heads(filled)
    squared = _squared([row for _, row in filled])
    parts: list[Node | str] = [Node("caption", (), caption)] if caption else []
    if heads:
        parts.append(Node("thead", (), tuple(squared[:heads])))
    if squared[heads:]:
        parts.append(Node("tbody", (), tuple(squared[heads:])))
    return (Node("table", attributes, tuple(parts)),)


def _heads(rows: Sequence[tuple[str, Node]]) -> int:
    """How many rows are the head: those that are said to be, or a first one of header cells alone."""
    said = 0
    while said < len(rows) and rows[said][0] == "thead":
        said += 1
    if said or len(rows) == 1:
        return said
    first, second = (all(cell.tag == "th" for cell in row.nodes) for _, row in rows[:2])
    return 1 if first and not second else 0


def _squared(rows: Sequence[Node]) -> list[Node]:
    """The rows filled up with empty cells, where no cell spans several."""
    if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row.nodes):
        return list(rows)
    width = max(len(row.nodes) for row in rows)
    return [row.holding((*row.nodes, *_fill(row, width))) for row in rows]


def _fill(row: Node, width: int) -> list[Node]:
    tag = "th" if row.nodes and all(cell.tag == "th" for cell in row.nodes) else "td"
    return [Node(tag)] * (width - len(row.nodes))
