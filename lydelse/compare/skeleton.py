"""The block elements of a comparison: those of the host as they stand, those of the guest put in where they fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lydelse.compare.model import Alone, Block, Container, Unit
from lydelse.compare.run import attributes, with_attributes
from lydelse.compare.tags import DESCRIPTIONS, LISTS, PHRASING_ONLY, VOID, fits, holds_text, is_bound, item_of

_NOWHERE = Alone("", "", is_usual=True, is_same_again=True)
_KNOWN_TAGS = 4096  # distinct start tags that are remembered

Partners = dict[Container, list[Container]]
"""The containers of the new text that hold what a container of the old one held."""


def partners_of(blocks: Iterable[Block]) -> Partners:
    """Find which containers of both texts belong together, by the units that stayed in place."""
    found: Partners = defaultdict(list)
    seen: set[tuple[Container, Container]] = set()
    for block in blocks:
        if not block.old or not block.new or block.departure:
            continue
        innermost = block.old[0].container, block.new[0].container
        if innermost in seen:
            continue
        seen.add(innermost)
        for old, new in _alike(*innermost):
            if new not in found[old]:
                found[old].append(new)
    return found


def _alike(old: Container | None, new: Container | None) -> Iterable[tuple[Container, Container]]:
    """Pair the containers of two units from the inside out, each with the nearest of its sort."""
    while old is not None and new is not None:
        match: Container | None = new
        while match is not None and _sort(match) != _sort(old):
            match = match.parent
        if match is not None:
            if old.tag not in PHRASING_ONLY and old.tag != "tr":
                yield old, match
            new = match.parent
        old = old.parent


def _sort(container: Container) -> str:
    return "list" if container.tag in LISTS else container.tag


@dataclass(slots=True)
class Skeleton:
    """Writes containers around what is put in them. `stack` holds the open ones; those below `floor` were opened by
    somebody else. From `guests` on they belong to the old text."""

    partners: Partners
    numbers: dict[Container, int]
    stack: list[Container] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    floor: int = 0
    guests: int = 0
    disturbed: set[Container] = field(default_factory=set)
    """Ordered lists into which an item of the old text was put: the items after it say their number."""
    alone: bool = False
    """Whether what is written stands apart from what was before it: then every item says its number."""
    identified: set[Container] = field(default_factory=set)
    """The containers whose id was written."""
    unit_end: int = -1
    """How much was written when the last unit ended."""
    torn: set[Container] = field(default_factory=set)
    """The description lists, and what is in them, that are written as plain blocks."""

    @classmethod
    def inside(cls, container: Container, partners: Partners, numbers: dict[Container, int]) -> Skeleton:
        """Write what stands in a container that is already open."""
        stack = list(container.path)
        return cls(partners, numbers, stack, floor=len(stack), guests=len(stack))

    def put(self, unit: Unit, html: str, css: str = "") -> None:
        """Put a unit of the host where it stands. `css` goes to its container if it is the first in it."""
        path = unit.container.path
        self._go(path, len(path), css)
        self._write(html)

    def put_row(self, unit: Unit, html: str) -> None:
        """Put a table row of the host where it stands."""
        path = unit.container.path[:-1]
        self._go(path, len(path), "")
        self.out.append(html)

    def graft(self, unit: Unit, html: str, css: str, following: tuple[Container, ...]) -> None:
        """Put in a unit of the old text. `following` is the path of the host's next unit."""
        base, rest = self._place(unit.container.path, following)
        if base and base[-1].tag == "ol":
            self.disturbed.add(base[-1])
        self._go((*base, *rest), len(base), css)
        self._write(html)

    def graft_row(self, unit: Unit, html: str, following: tuple[Container, ...]) -> None:
        """Put in a table row of the old text."""
        base, rest = self._place(unit.container.path, following)
        self._go((*base, *rest[:-1]), len(base), "")
        self.out.append(html)

    def finish(self) -> str:
        """Close what was opened here and give all."""
        self._close(self.floor)
        return "".join(self.out)

    def _write(self, html: str) -> None:
        """Write a unit; one that would run on from the unit before it stands in a block of its own."""
        if html:
            self.out.append(f"<div>{html}</div>" if len(self.out) == self.unit_end else html)
            self.unit_end = len(self.out)

    # Opening and closing ---------------------------------------------------------------------------------------

    def _go(self, path: Sequence[Container], guests: int, css: str) -> None:
        keep = _common(path, self.stack)
        self._close(keep)
        last = len(path) - 1
        for index in range(keep, len(path)):
            self._open(path[index], css if index == last else "", guest=index >= guests)
        self.guests = min(guests, len(self.stack))

    def _close(self, keep: int) -> None:
        while len(self.stack) > keep:
            container = self.stack.pop()
            if container.tag and container.tag not in VOID:
                self.out.append("</div>\n" if container in self.torn else f"</{container.tag}>\n")

    def _open(self, container: Container, css: str, *, guest: bool) -> None:
        self.stack.append(container)
        if not container.tag:
            return
        number = self.numbers.get(container) if self.numbers else None
        numbered = number is not None and (guest or self.alone or container.parent in self.disturbed)
        again = guest or container in self.identified
        self.identified.add(container)
        torn = container.tag in DESCRIPTIONS and self._is_torn(container, guest=guest)
        if torn:
            self.torn.add(container)
        if not (css or again or numbered or torn):
            self.out.append(container.start)
            return
        classes = " ".join(filter(None, (f"cmp-{container.tag}" if torn else "", css)))
        self.out.append(_start_tag(container.start, classes, number if numbered else None, again=again, torn=torn))

    def _is_torn(self, container: Container, *, guest: bool) -> bool:
        """Whether an element would stand without its others: a term apart from what explains it is no list."""
        if container.tag == "dl":
            return self.alone or guest
        return container.parent in self.torn

    # Finding a place -------------------------------------------------------------------------------------------

    def _place(
        self, path: tuple[Container, ...], following: tuple[Container, ...]
    ) -> tuple[tuple[Container, ...], tuple[Container, ...]]:
        """Where a unit of the old text goes: the host's containers, and then its own."""
        current = tuple(self.stack[: self.guests])
        common = max(self.floor, _common(current, following))
        if path[-1] in current:
            return current, ()  # a removed cell: what stands in it is written as it stood
        path = tuple(container for container in path if container.tag)
        for depth in range(len(path) - 1, -1, -1):
            for around in (current, following):
                at = self._partner(path[depth], around)
                if at is not None:
                    return self._fit(around[: max(at + 1, common)], path[depth + 1 :])
        return self._fit(current[:common], path)

    def _partner(self, container: Container, around: tuple[Container, ...]) -> int | None:
        mine = self.partners.get(container, ())
        return next((at for at in range(len(around) - 1, -1, -1) if around[at] in mine), None)

    def _fit(
        self, base: tuple[Container, ...], rest: tuple[Container, ...]
    ) -> tuple[tuple[Container, ...], tuple[Container, ...]]:
        """Leave out or put in what is needed for the containers to stand where they may."""
        parent = base[-1].tag if base else ""
        if not rest:
            rest = (Container("div", "<div>"),)
        while not fits(parent, rest[0].tag):
            fitting = next((at for at in range(1, len(rest)) if fits(parent, rest[at].tag)), None)
            outer = rest[0].parent
            if fitting is not None:
                rest = rest[fitting:]
            elif is_bound(rest[0].tag) and outer is not None:
                rest = (outer, *rest)
            else:
                rest = (*_holder(parent), *rest)
        return base, rest


# Units on their own ------------------------------------------------------------------------------------------------


def is_usual(unit: Unit, numbers: dict[Container, int]) -> bool:
    """Whether a unit's containers are written on their own just as they are in the text. `numbers` are those of list
    items."""
    around = _around(unit)
    return _alone(around).is_usual and not (numbers and around and any(map(numbers.__contains__, around.path)))


def is_same_again(unit: Unit) -> bool:
    """Whether what is written around a unit doesn't depend on whether it was written before."""
    return _alone(_around(unit)).is_same_again


def written_usually(unit: Unit, html: str, css: str = "") -> str:
    """Write a unit whose containers are usual on its own, with its containers: what a skeleton that stands alone
    writes when it is given nothing else. `css` goes to the innermost one."""
    around = _around(unit)
    start, end, *_ = _alone(around)
    if css and around and around.start:
        inner = _start_tag(around.start, css, None, again=False, torn=False)
        start = _alone(around.parent).start + inner
    return f"{start}{html}{end}"


def _around(unit: Unit) -> Container | None:
    """The innermost of the containers that are written around a unit; a row has its own."""
    container = unit.container
    return container.parent if container.tag == "tr" else container


def _alone(container: Container | None) -> Alone:
    if container is None:
        return _NOWHERE
    if container.alone is None:
        tag, start, outer = container.tag, container.start, _alone(container.parent)
        is_same = not start or _start_tag(start, "", None, again=True, torn=False) == start
        container.alone = Alone(
            outer.start + start,
            f"</{tag}>\n{outer.end}" if tag else outer.end,
            outer.is_usual and is_same and tag not in DESCRIPTIONS,
            outer.is_same_again and is_same,
        )
    return container.alone


# Start tags --------------------------------------------------------------------------------------------------------


@lru_cache(_KNOWN_TAGS)
def _start_tag(start: str, classes: str, number: int | None, *, again: bool, torn: bool) -> str:
    """Give a container's start tag with more classes, with an item's number, without its id when it is written again,
    or as that of a plain block."""
    values = attributes(start)
    if again:
        values.pop("id", None)
    if classes or values.get("class"):
        values["class"] = " ".join(filter(None, (values.get("class", ""), classes)))
    if number is not None:
        values.setdefault("value", str(number))
    return with_attributes("<div>" if torn else start, values)


def _holder(parent: str) -> tuple[Container, ...]:
    """The item, or the row and cell, that let any block stand in a list or a table."""
    if holds_text(parent):
        return (Container("div", "<div>"),)
    if item_of(parent) != "tr":
        return (Container(item_of(parent), f"<{item_of(parent)}>"),)
    return (Container("tr", "<tr>"), Container("td", '<td colspan="100">'))


def _common(first: Sequence[Container], second: Sequence[Container]) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one is not other:
            break
        length += 1
    return length


def item_numbers(units: Iterable[Unit]) -> dict[Container, int]:
    """Give the number of every item of an ordered list that counts upwards."""
    numbers: dict[Container, int] = {}
    last: dict[Container, int] = {}
    seen: set[Container] = set()
    for innermost in (unit.container for unit in units if unit.container.is_in_order):
        for container in _unseen(innermost, seen):
            outer = container.parent
            if container.tag == "ol" and "reversed" not in (values := attributes(container.start)):
                last[container] = _number(values.get("start"), 1) - 1
            elif container.tag == "li" and outer in last:
                values = attributes(container.start)
                numbers[container] = last[outer] = _number(values.get("value"), last[outer] + 1)
    return numbers


def _unseen(container: Container, seen: set[Container]) -> list[Container]:
    """The containers around and with this one that were not seen yet, the outermost first; now they are."""
    found: list[Container] = []
    node: Container | None = container
    while node is not None and node not in seen:
        seen.add(node)
        found.append(node)
        node = node.parent
    return found[::-1]


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise
