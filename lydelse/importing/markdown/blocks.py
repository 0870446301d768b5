"""Blocks as Markdown, and as HTML where Markdown has nothing for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lydelse.importing.markdown.escape import as_html, starts
from lydelse.importing.markdown.inline import Style, as_element, write_inline
from lydelse.importing.plain import HEADINGS, Node, is_note_reference, is_notes, walk
from lydelse.importing.plain.blocks import BLOCKS, loosened

_INDENT = "    "


def write_block(node: Node, style: Style) -> str:
    """Write a block as Markdown, or as HTML if it has no form in Markdown."""
    if _needs_html(node):
        return write_html(node)
    match node.tag:
        case "p":
            return starts(write_inline(node.children, style)) + _attributes(node, "\n")
        case "ul" | "ol":
            return _list(node, style)
        case "dl":
            return _definitions(node, style)
        case "table":
            return _table(node, style)
        case "blockquote":
            return _prefixed(_joined(node.nodes, style), "> ")
        case "pre":
            return _prefixed("".join(str(child) for child in node.children), _INDENT)
        case "hr":
            return "---"
        case "section":
            return "\n\n".join(_note(item, style) for item in node.nodes[0].nodes)
        case _:
            return _heading(node, style)


def write_html(node: Node | str) -> str:
    """Write a block as HTML, which Markdown leaves alone."""
    if isinstance(node, str):
        return as_html(node)
    children = node.children
    if node.tag == "pre":
        return as_element(node, as_element(Node("code"), "".join(map(write_html, children))))
    if node.tag == "br":
        return "<br>"
    parting = "\n" if any(isinstance(child, Node) and child.tag in _ON_LINES for child in children) else ""
    content = parting.join(map(write_html, children)) if parting and _is_blocks(children) else _mixed(children)
    return as_element(node, f"{parting}{content}{parting}")


_ON_LINES = BLOCKS | {"li", "dt", "dd", "caption", "thead", "tbody", "tr", "td", "th"}


def _is_blocks(children: Sequence[Node | str]) -> bool:
    return all(isinstance(child, Node) and child.tag in _ON_LINES for child in children)


def _mixed(children: Sequence[Node | str]) -> str:
    written = (
        f"\n{write_html(child)}" if isinstance(child, Node) and child.tag in _ON_LINES else write_html(child)
        for child in children
    )
    return "".join(written).lstrip("\n")


def has_notes(node: Node) -> bool:
    """Whether a block refers to footnotes, which HTML can't."""
    return any(map(is_note_reference, walk((node,))))


def _needs_html(node: Node) -> bool:
    """Whether Markdown has no form for a block, whatever stands in it."""
    match node.tag:
        case "ul" | "ol":
            return not {name for name, _ in node.attributes} <= {"start"} or any(
                not {name for name, _ in item.attributes} <= {"value"} for item in node.nodes
            )
        case "table":
            return not _fits_lines(node)
        case "dl" | "blockquote":
            return bool(node.attributes) or any(child.attributes for child in node.nodes if child.tag in ("dt", "dd"))
        case "pre":
            return bool(node.attributes)
        case "p" | "hr" | "section":
            return False
        case _:
            return node.tag not in HEADINGS or any(child.tag == "br" for child in node.nodes)


def _attributes(node: Node, before: str) -> str:
    written = " ".join(f"#{value}" if name == "id" else f"{name}={value}" for name, value in node.attributes)
    return f"{before}{{: {written} }}" if written else ""


def _heading(node: Node, style: Style) -> str:
    text = write_inline(node.children, style)
    ending = text.rstrip("#")
    if ending != text:
        text = f"{ending}{text[len(ending) :].replace('#', chr(92) + '#')}"
    name = node.get("id")
    suffix = f" {{#{name}}}" if name and len(node.attributes) == 1 else _attributes(node, " ")
    return f"{'#' * (HEADINGS.index(node.tag) + 1)} {text}{suffix}"


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() if not line else prefix + line for line in text.split("\n"))


def _joined(nodes: Iterable[Node], style: Style) -> str:
    return "\n\n".join(write_block(node, style) for node in nodes)


# Lists ---------------------------------------------------------------------------------------------------------


def _list(node: Node, style: Style) -> str:
    markers = _numbers(node) if node.tag == "ol" else ["-"] * len(node.nodes)
    items = [_item(marker, item, style) for marker, item in zip(markers, node.nodes, strict=True)]
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _numbers(node: Node) -> list[str]:
    numbers: list[str] = []
    number = int(node.get("start") or 1) - 1
    for item in node.nodes:
        number = int(item.get("value") or number + 1)
        numbers.append(f"{number}.")
    return numbers


def _is_loose(item: Node) -> bool:
    """Whether more than a line and lists stand in an item."""
    return any(isinstance(child, Node) and child.tag in BLOCKS - {"ul", "ol"} for child in item.children) or (
        bool(item.children) and isinstance(item.children[0], Node) and item.children[0].tag in BLOCKS
    )


def _item(marker: str, item: Node, style: Style) -> str:
    parting = "\n\n" if _is_loose(item) else "\n"
    text = parting.join(write_block(block, style) for block in loosened(item.children))
    indented = "\n".join(f"{_INDENT}{line}" if line else "" for line in text.split("\n"))
    return f"{marker} {indented.lstrip(' ')}"


def _definitions(node: Node, style: Style) -> str:
    rows: list[str] = []
    for child in node.nodes:
        if child.tag == "dt":
            term = starts(write_inline(child.children, style))
            rows.append(f"\n{term}" if rows else term)
        else:
            text = "\n\n".join(write_block(block, style) for block in loosened(child.children))
            rows.append(f":   {_prefixed(text, _INDENT).lstrip(' ')}")
    return "\n".join(rows)


def _note(item: Node, style: Style) -> str:
    text = "\n\n".join(write_block(block, style) for block in item.nodes)
    indented = "\n".join(f"{_INDENT}{line}" if line else "" for line in text.split("\n"))
    return f"[^{item.get('id').removeprefix('fn-')}]: {indented.lstrip(' ')}"


# Tables --------------------------------------------------------------------------------------------------------


def _fits_lines(table: Node) -> bool:
    """Whether a table fits lines with cells between `|`: one row as its head, and in every cell a line."""
    if table.attributes or [part.tag for part in table.nodes] != ["thead", "tbody"] or len(table.nodes[0].nodes) != 1:
        return False
    rows = [row for part in table.nodes for row in part.nodes]
    cells = [cell for row in rows for cell in row.nodes]
    return (
        not any(row.attributes for row in rows)
        and all({name for name, _ in cell.attributes} <= {"align"} for cell in cells)
        and all(cell.tag == ("th" if index == 0 else "td") for index, row in enumerate(rows) for cell in row.nodes)
        and not any(child.tag in BLOCKS for cell in cells for child in cell.nodes)
        and len(_aligns(rows)) == 1
    )


def _aligns(rows: Sequence[Node]) -> set[tuple[str, ...]]:
    return {tuple(cell.get("align") for cell in row.nodes) for row in rows}


_RULES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def _table(node: Node, style: Style) -> str:
    head, body = (part.nodes for part in node.nodes)
    rules = [_RULES[cell.get("align")] for cell in head[0].nodes]
    rows = [[_cell(cell, style) for cell in row.nodes] for row in (*head, *body)]
    rows.insert(1, rules)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cell(cell: Node, style: Style) -> str:
    return write_inline(cell.children, style).replace("<br>\n", "<br>").replace("|", "\\|")


__all__ = ["has_notes", "is_notes", "write_block", "write_html"]
