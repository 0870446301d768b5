"""Footnotes: each goes to the section that refers to it first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lydelse.importing.plain import Node, is_note_reference, is_notes, walk


@dataclass(frozen=True, slots=True)
class _Given:
    """The section to which a note was given, and its number there."""

    section: str
    number: int


class Notes:
    """The footnotes of a document, as they are given to its sections in their order."""

    def __init__(self, items: Iterable[Node]) -> None:
        self._items = {item.get("id"): item for item in items}
        self._given: dict[str, _Given] = {}

    def given_to(self, section: str, headings: Sequence[Node | None], blocks: Sequence[Node]) -> tuple[Node, ...]:
        """Give a section's blocks with the notes to which they refer first.

        What its headings refer to is referred to at its start; a note that another section has is linked to.
        """
        blocks = _with_references(headings, blocks)
        for node in walk(blocks):
            name = node.get("href")[1:]
            if is_note_reference(node) and name in self._items and name not in self._given:
                number = 1 + sum(given.section == section for given in self._given.values())
                self._given[name] = _Given(section, number)
        mine = [self._items[name] for name, given in self._given.items() if given.section == section]
        linked = [self._linked(section, block) for block in blocks]
        return (*linked, _section(mine)) if mine else tuple(linked)

    def _linked(self, section: str, node: Node) -> Node:
        if not is_note_reference(node):
            children = (self._linked(section, child) if isinstance(child, Node) else child for child in node.children)
            return node.holding(children)
        given = self._given.get(node.get("href")[1:])
        if given is None or given.section == section:
            return node
        return _link(f"#{given.section}--fn-{given.number}", given.number)


def _link(address: str, number: int) -> Node:
    return Node("sup", (), (Node("a", (("href", address),), (str(number),)),))


def _section(items: Iterable[Node]) -> Node:
    return Node("section", (("class", "footnotes"),), (Node("ol", (), tuple(items)),))


def _with_references(headings: Sequence[Node | None], blocks: Sequence[Node]) -> Sequence[Node]:
    references = [node for node in walk(filter(None, headings)) if is_note_reference(node)]
    if not references:
        return blocks
    if blocks and blocks[0].tag == "p":
        return (blocks[0].holding((*references, " ", *blocks[0].children)), *blocks[1:])
    return (Node("p", (), tuple(references)), *blocks)


def spelled_out(blocks: Sequence[Node]) -> tuple[Node, ...]:
    """Give blocks whose footnotes are a list at their end, to which links lead: a table in HTML can't have others."""
    return tuple(block for each in blocks for block in _spelled_out(each))


def _spelled_out(node: Node) -> Iterator[Node]:
    if is_notes(node):
        items = (item.having("id", item.get("id").replace("fn-", "note-")) for item in node.nodes[0].nodes)
        yield Node("ol", (), tuple(items))
    elif is_note_reference(node):
        number = int(node.get("href").removeprefix("#fn-"))
        yield _link(f"#note-{number}", number)
    else:
        children: list[Node | str] = []
        for child in node.children:
            children += _spelled_out(child) if isinstance(child, Node) else [child]
        yield node.holding(children)
