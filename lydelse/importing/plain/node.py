"""HTML as a tree of values, which can be compared and kept by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import TypeAlias

VOID = frozenset({"br", "hr", "img", "wbr"})
"""Elements that have no end tag."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The elements for headings, by level."""

Attributes: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its attributes in the order of their names, and what stands in it."""

    tag: str
    attributes: Attributes = ()
    children: tuple[Node | str, ...] = ()

    def get(self, name: str) -> str:
        """Give an attribute's value, empty if there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def having(self, name: str, value: str) -> Node:
        """The same element with an attribute, or without it where the value is empty."""
        others = [pair for pair in self.attributes if pair[0] != name]
        return replace(self, attributes=tuple(sorted([*others, (name, value)] if value else others)))

    def holding(self, children: Iterable[Node | str]) -> Node:
        """The same element with other content."""
        return replace(self, children=tuple(children))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The elements that stand in it directly."""
        return tuple(child for child in self.children if isinstance(child, Node))


Inline: TypeAlias = tuple[Node | str, ...]


def is_note_reference(node: Node) -> bool:
    """Whether an element refers to a footnote."""
    return node.tag == "a" and node.get("class") == "footnote"


def is_notes(node: Node) -> bool:
    """Whether an element holds the footnotes."""
    return node.tag == "section" and node.get("class") == "footnotes"


def walk(nodes: Iterable[Node | str]) -> Iterator[Node]:
    """Give all elements, each before those in it."""
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from walk(node.children)


def text_of(children: Iterable[Node | str]) -> str:
    """The text of inline content; a line break is one of white space."""
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else text_of(child.children)
        for child in children
    )


def write(nodes: Iterable[Node | str]) -> str:
    """Write elements and text as HTML."""
    return "".join(_write(node) for node in nodes)


def _write(node: Node | str) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>"
    # Browsers and parsers leave out a line end at the start of a pre, so that one that is meant needs another.
    start = "\n" if node.tag == "pre" and write(node.children).startswith("\n") else ""
    return f"<{node.tag}{attributes}>{start}{write(node.children)}</{node.tag}>"
