"""Blocks as Markdown, and as HTML where Markdown has nothing for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lydelse.importing.markdown.escape import as_html, starts
from lydelse.importing.markdown.inline import Style, as_element, write_inline
from lydelse.importing.plain import HEADINGS, Node, is_note_reference, walk
from lydelse.importing.plain.items import BLOCKS, loosened

_INDENT = "    "


def write_block(node: Node, style: Style) -> str:
    """Write a block as Markdown, or as HTML if it has no form in Markdown."""
    return write_html(node) if _needs_html(node) else _WRITERS[node.tag](node, style)


def _paragraph(node: Node, style: Style) -> str:
    return starts(write_inline(node.children, style)) + _attributes(node, "\n")


def _quotation(node: Node, style: Style) -> str:
    return _prefixed("\n\n".join(write_block(block, style) for block in node.nodes), "> ")


def _code(node: Node, _: Style) -> str:
    return _prefixed("".join(str(child) for child in node.children), _INDENT)


def _rule(_: Node, __: Style) -> str:
    return "---"


def _notes(node: Node, style: Style) -> str:
    return "\n\n".join(_note(item, style) for item in node.nodes[0].nodes)


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
    names = {name for name, _ in node.attributes}
    match node.tag:
        case "ul" | "ol":
            return not names <= {"start"} or any(_has_other(item, "value") for item in node.nodes)
        case "table":
            return not _fits_lines(node)
        case "dl":
            return bool(names) or any(child.attributes for child in node.nodes)
        case "blockquote" | "pre":
            return bool(names)
        case _:
            return node.tag in HEADINGS and any(child.tag == "br" for child in node.nodes)


def _has_other(node: Node, *names: str) -> bool:
    """Whether an element has other attributes than these."""
    return any(name not in names for name, _ in node.attributes)


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
        and not any(_has_other(cell, "align") for cell in cells)
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


_WRITERS: Mapping[str, Callable[[Node, Style], str]] = {
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "blockquote": _quotation,
    "pre": _code,
    "hr": _rule,
    "section": _notes,
} | dict.fromkeys(HEADINGS, _heading)
