"""Pieces of text and the elements that they stand in, put in their places and written as HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Node:
    """An element to be written: its start tag, its end tag, and its start tag if it must be opened again."""

    start: str
    end: str
    again: str


@dataclass(slots=True)
class Part:
    """A piece of text with the elements that it stands in, or (`follows`) a place that depends on its neighbours.

    `opens` starts another unit.
    """

    html: str
    stack: tuple[Node, ...]
    guest: bool = False
    inside: Node | None = None
    opens: bool = False


def write_parts(parts: list[Part]) -> tuple[str, ...]:
    """Give the HTML of every unit. The guest parts among the parts are put in their places."""
    _settle(parts)
    return _written(parts)


def _settle(parts: list[Part]) -> None:
    """Give the guest parts their place: inside what holds both neighbours, or in the link that they belong to."""
    _let_empty_ones_pass(parts)
    following: tuple[Node, ...] = ()
    after: list[tuple[Node, ...]] = [()] * len(parts)
    for index in range(len(parts) - 1, -1, -1):
        after[index] = following
        if parts[index].opens:
            following = ()
        elif not parts[index].guest:
            following = parts[index].stack
    before: tuple[Node, ...] = ()
    for index, part in enumerate(parts):
        if part.opens:
            before = ()
        elif part.guest:
            part.stack = (*_base(before, after[index], part.inside), *part.stack)
        else:
            before = part.stack


def _let_empty_ones_pass(parts: list[Part]) -> None:
    """Put an element without text that stands beside a link outside what was removed from that link."""
    for index in range(1, len(parts)):
        place = _end_of_link(parts, index)
        if place is not None and place < index:
            parts.insert(place, parts.pop(index))
    for index in range(len(parts) - 2, -1, -1):
        part, at = parts[index], index
        if part.inside is None or (index > 0 and _is_in(parts[index - 1], part.inside)):
            continue
        while at + 1 < len(parts) and _may_pass(parts[at + 1], part.inside):
            parts[at], at = parts[at + 1], at + 1
            parts[at] = part


def _end_of_link(parts: list[Part], index: int) -> int | None:
    """Where the link ends that a part was removed from, if the link stands before it."""
    link, at = parts[index].inside, index
    if link is None:
        return None
    while at > 0 and _may_pass(parts[at - 1], link):
        at -= 1
    return at if at > 0 and _is_in(parts[at - 1], link) else None


def _is_in(part: Part, link: Node) -> bool:
    """Whether a part stands in a link or was removed from it."""
    return part.inside is link or link in part.stack


def _may_pass(part: Part, link: Node) -> bool:
    return not part.guest and not part.opens and not part.html and link not in part.stack


def _base(before: tuple[Node, ...], after: tuple[Node, ...], inside: Node | None) -> tuple[Node, ...]:
    if inside is not None:
        around = before if inside in before else after
        return around[: around.index(inside) + 1] if inside in around else ()
    length = 0
    while length < min(len(before), len(after)) and before[length] is after[length]:
        length += 1
    return before[:length]


def _written(parts: list[Part]) -> tuple[str, ...]:
    """Write the parts, opening and closing what they stand in."""
    units: list[list[str]] = [[]]
    opened: list[Node] = []
    seen: set[Node] = set()
    for part in parts:
        out = units[-1]
        keep = 0
        while keep < min(len(opened), len(part.stack)) and opened[keep] is part.stack[keep]:
            keep += 1
        out.extend(node.end for node in reversed(opened[keep:]))
        del opened[keep:]
        if part.opens:
            units.append([])
            continue
        for node in part.stack[keep:]:
            out.append(node.again if node in seen else node.start)
            seen.add(node)
            opened.append(node)
        out.append(part.html)
    units[-1].extend(node.end for node in reversed(opened))
    return tuple("".join(unit) for unit in units)
