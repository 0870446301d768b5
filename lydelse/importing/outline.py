"""The outline of a document: its title, the headings that divide it, and what stands under each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lydelse.importing.model import Doubt
from lydelse.importing.names import unnumbered
from lydelse.importing.plain import HEADINGS, Node, text_of

_LONGEST_HEADING = 100
"""Characters of a line in bold that is taken for a heading."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A heading and the blocks under it. What stands before the first has no heading."""

    heading: Node | None
    blocks: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in stretches. `title` is the heading that was taken for its title, if one was."""

    title: Node | None
    stretches: tuple[Stretch, ...]
    level: int
    doubts: tuple[Doubt, ...] = ()


def outline(blocks: Sequence[Node], title: str) -> Outline:
    """Divide blocks at their headings. `title` is the document's, if that is known from elsewhere."""
    doubts: list[Doubt] = []
    if not any(map(_level, blocks)):
        blocks = _with_headings(blocks, doubts)
    heading = _title(blocks, title, doubts)
    rest = [block for block in blocks if block is not heading]
    level = _dividing_level(rest)
    stretches = _filled(_stretches(rest, level), doubts)
    return Outline(heading, tuple(stretches), level, tuple(doubts))


def line_of(heading: Node) -> str:
    """The words of a heading, on one line."""
    return " ".join(text_of(heading.children).split())


def _level(block: Node) -> int:
    """The level of a heading, from 1; 0 for any other block."""
    return HEADINGS.index(block.tag) + 1 if block.tag in HEADINGS else 0


# The title -----------------------------------------------------------------------------------------------------


def _title(blocks: Sequence[Node], known: str, doubts: list[Doubt]) -> Node | None:
    """The heading that is the document's title."""
    headings = [block for block in blocks if _level(block)]
    same = next((heading for heading in headings[:2] if known and _alike(line_of(heading), known)), None)
    if same is not None or not headings:
        return same
    first = headings[0]
    equals = [heading for heading in headings if _level(heading) <= _level(first)]
    if len(equals) == 1 and (_level(first) == 1 or (not known and blocks[0] is first and len(headings) > 1)):
        return first
    if known or _level(first) > 1 or blocks[0] is not first or unnumbered(line_of(first)) != line_of(first):
        return None
    doubts.append(
        Doubt(f"The first heading, “{line_of(first)}”, was taken for the title, though others are of its level.")
    )
    return first


def _alike(one: str, other: str) -> bool:
    """Whether two titles have the same letters, or one begins with the other, as that of a web page often does."""
    first, second = (re.sub(r"[\W_]+", "", text.casefold()) for text in (one, other))
    return bool(first and second) and (first == second or second.startswith(first) or second.endswith(first))


# Headings ------------------------------------------------------------------------------------------------------


def _with_headings(blocks: Sequence[Node], doubts: list[Doubt]) -> list[Node]:
    """Blocks without headings, with those lines as headings that stand in bold alone."""
    bold = [block for block in blocks if _is_bold_line(block)]
    if len(bold) < 2:  # noqa: PLR2004  # one alone divides nothing
        return list(blocks)
    lines = ", ".join(f"“{line_of(block)}”" for block in bold[:5]) + (" …" if len(bold) > 5 else "")  # noqa: PLR2004
    doubts.append(Doubt(f"There are no headings; {len(bold)} lines in bold were taken for them: {lines}"))
    return [_heading_of(block) if _is_bold_line(block) else block for block in blocks]


def _is_bold_line(block: Node) -> bool:
    match block:
        case Node("p", _, (Node("strong", ()),)):
            line = line_of(block)
            return len(line) <= _LONGEST_HEADING and not line.endswith((".", ",", ";"))
    return False


def _heading_of(block: Node) -> Node:
    return Node("h2", block.attributes, block.nodes[0].children)


def _dividing_level(blocks: Iterable[Node]) -> int:
    """The highest level of which, together with those above it, there is more than one heading."""
    levels = sorted(filter(None, map(_level, blocks)))
    return levels[1] if len(levels) > 1 else levels[0] if levels else 1


def _stretches(blocks: Iterable[Node], level: int) -> list[Stretch]:
    found = [Stretch(None, ())]
    for block in blocks:
        if 0 < _level(block) <= level:
            found.append(Stretch(block, ()))
        else:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, block))
    return [replace(stretch, blocks=_without_rules(stretch.blocks)) for stretch in found]


def _without_rules(blocks: tuple[Node, ...]) -> tuple[Node, ...]:
    """Blocks without the rules at their start and end, where the page parts sections anyway."""
    start, end = 0, len(blocks)
    while start < end and blocks[start].tag == "hr":
        start += 1
    while end > start and blocks[end - 1].tag == "hr":
        end -= 1
    return blocks[start:end]


def _filled(stretches: Sequence[Stretch], doubts: list[Doubt]) -> list[Stretch]:
    """The stretches that have a text. A heading without one goes to the end of the stretch before, as a line."""
    filled: list[Stretch] = []
    for stretch in stretches:
        if stretch.blocks or stretch.heading is None:
            filled.append(stretch)
            continue
        line = Node("p", stretch.heading.attributes, (Node("strong", (), stretch.heading.children),))
        filled[-1] = replace(filled[-1], blocks=(*filled[-1].blocks, line))
        doubts.append(
            Doubt(f"No text stands under “{line_of(stretch.heading)}”: it's a line at the end of what comes before.")
        )
    return [stretch for stretch in filled if stretch.blocks]
