"""The tree that YAML is read into: mappings, lists and texts, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lydelse.problems import Place


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text, whether quoted or not."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping, in the order of the file; its keys are unique."""

    entries: tuple[tuple[TextNode, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Give the value of a key."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node: TypeAlias = TextNode | ListNode | MapNode
