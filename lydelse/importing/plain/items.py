"""What stands in an item or cell: a line, or blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lydelse.importing.plain.node import HEADINGS, Node


def tightened(blocks: tuple[Node, ...]) -> tuple[Node | str, ...]:
    """Give the content of an item or cell. A paragraph that stands there alone, or before lists alone, needs no
    element of its own."""
    begins = bool(blocks) and blocks[0].tag == "p" and not blocks[0].attributes
    if begins and all(block.tag in ("ul", "ol") for block in blocks[1:]):
        return (*blocks[0].children, *blocks[1:])
    return blocks


def loosened(children: tuple[Node | str, ...]) -> tuple[Node, ...]:
    """Give the content of an item or cell as blocks."""
    blocks: list[Node] = []
    line: list[Node | str] = []
    for child in children:
        if isinstance(child, Node) and child.tag in BLOCKS:
            if line:
                blocks.append(Node("p", (), tuple(line)))
                line = []
            blocks.append(child)
        else:
            line.append(child)
    if line:
        blocks.append(Node("p", (), tuple(line)))
    return tuple(blocks)


BLOCKS = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "section", *HEADINGS})
"""The elements that don't stand within a line."""


def counted(items: Iterable[Node]) -> Iterator[Node]:
    """Give items without the numbers that a page counts by itself."""
    number = 0
    for item in items:
        value = item.get("value")
        expected = number + 1
        number = int(value) if value else expected
        yield item.having("value", "") if number == expected and expected > 1 else item
