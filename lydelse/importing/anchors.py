"""Links and the places that they lead to, as a document has them and as its sections have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias
from urllib.parse import quote, unquote, urljoin

from lydelse.importing.model import Doubt
from lydelse.importing.names import github_anchor, slug, unused
from lydelse.importing.outline import Stretch, line_of
from lydelse.importing.plain import HEADINGS, Node, is_note_reference, text_of, walk
from lydelse.model import ID
from lydelse.render.allowed import leads_outside

Resolve: TypeAlias = Callable[[str], str | None]
"""Gives for an address of the source one that the project accepts, or `None`."""

_UNFIT = re.compile(r"""[\s"<>\\^`{|}]""")
_TELLING = re.compile(r"[a-z]{3,}(?:-[a-z0-9]+)*")
"""Names that a person gave to a place; those of programs hold numbers, or begin with signs."""
_IMPLIED = "implied "
"""Begins the name of a heading that states none; a name that is stated has no space."""
_LONGEST = 80
"""Characters of a name."""


def outside(address: str) -> str | None:
    """Give an address of the web, of mail or of a telephone in the form that the build accepts; `None` for others."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    address = _UNFIT.sub(lambda match: quote(match[0]), address)
    return address if leads_outside(address) else None


def from_base(base: str) -> Resolve:
    """Resolve addresses as seen from the page at which a source was published."""

    def resolve(address: str) -> str | None:
        try:
            whole = urljoin(base, address.strip())
        except ValueError:
            return None
        page, _, anchor = whole.partition("#")
        return f"#{anchor}" if anchor and page == base.partition("#")[0] else outside(whole)

    return resolve


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place that a link can lead to: its section, and its name there; none for the section's heading."""

    section: str
    name: str = ""

    def address(self, from_section: str) -> str:
        if not self.name:
            return f"#{self.section}"
        return f"#{self.name}" if self.section == from_section else f"#{self.section}--{self.name}"


class Anchors:
    """The places of a document by the names that its links use. Places keep a name that a link needs or a person gave;
    links get the new address of their place. `doubts` tells of links that lead nowhere."""

    def __init__(self, title: Node | None, stretches: Mapping[str, Stretch], resolve: Resolve) -> None:
        """Find the places in a document's sections, which are given by their ids."""
        self._resolve = resolve
        self._spots: dict[str, _Spot] = {}
        self._kept: set[_Spot] = set()
        self.doubts: dict[Doubt, None] = {}
        names = count()
        self._sections = {section: _named(stretch, names) for section, stretch in stretches.items()}
        for name in _names((title,)) if title else ():
            self._spots.setdefault(name, _Spot(next(iter(stretches), "")))
        for section, stretch in stretches.items():
            self._find_stated(section, stretch)
        for section, blocks in self._sections.items():
            self._find_implied(section, stretches[section].heading, blocks)
        self._kept |= {spot for address in self._inner() if (spot := self._to(address))}

    def _find_stated(self, section: str, stretch: Stretch) -> None:
        for name in _names((stretch.heading,)) if stretch.heading else ():
            self._spots.setdefault(name, _Spot(section))
        used: set[str] = set()
        for node in walk(self._sections[section]):
            name = node.get("id")
            if name and name not in self._spots:
                kept = unused(_valid(line_of(node) if name.startswith(_IMPLIED) else name), used)
                used.add(kept)
                self._spots[name] = _Spot(section, kept)
        for name in _names(stretch.blocks):
            if _TELLING.fullmatch(name.lower()) and self._spots[name].section == section:
                self._kept.add(self._spots[name])

    def _find_implied(self, section: str, heading: Node | None, blocks: Sequence[Node]) -> None:
        """The names that programs give to headings, such as GitHub: several with the same words are counted."""
        headings = [(heading, _Spot(section))] if heading else []
        headings += [(node, self._spots[node.get("id")]) for node in walk(blocks) if node.tag in HEADINGS]
        for node, spot in headings:
            anchor = github_anchor(line_of(node))
            number, name = 0, anchor
            while name in self._spots and self._spots[name] != spot:
                number, name = number + 1, f"{anchor}-{number + 1}"
            self._spots[name] = spot
            self._spots.setdefault(slug(line_of(node)), spot)

    def _inner(self) -> Iterator[str]:
        """The addresses within the document to which its links lead."""
        for node in walk(block for blocks in self._sections.values() for block in blocks):
            if node.tag == "a" and (address := node.get("href")) and not is_note_reference(node):
                resolved = self._resolved(address)
                if resolved and resolved.startswith("#"):
                    yield resolved

    def _resolved(self, address: str) -> str | None:
        return address if address.startswith("#") else self._resolve(address)

    def _to(self, address: str) -> _Spot | None:
        name = unquote(address[1:])
        tried = (address[1:], name, name.lower(), slug(name))
        return next((self._spots[each] for each in tried if each in self._spots), None)

    def rewritten(self, section: str) -> tuple[Node, ...]:
        """The blocks of a section with the names and links that they have in the project."""
        left = {spot for spot in self._kept if spot.section == section}
        return tuple(
            child
            for block in self._sections[section]
            for child in self._node(section, block, left)
            if isinstance(child, Node)
        )

    def _node(self, section: str, node: Node, left: set[_Spot]) -> Iterator[Node | str]:
        """A node as it's written; `left` are the places whose names haven't been written yet."""
        spot = self._spots.get(node.get("id"))
        node = node.having("id", spot.name if spot in left else "")
        if spot:
            left.discard(spot)
        children: list[Node | str] = []
        for child in node.children:
            children += self._node(section, child, left) if isinstance(child, Node) else [child]
        if node.tag == "a" and node.get("href") and not is_note_reference(node):
            address = self._address(section, node)
            node = node.having("href", address or "")
        if node.tag == "a" and not node.attributes:
            yield from children
        else:
            yield node.holding(children)

    def _address(self, section: str, link: Node) -> str | None:
        """Where a link leads in the project, if anywhere."""
        address = link.get("href")
        resolved = self._resolved(address)
        words = f"“{' '.join(text_of(link.children).split())}”"
        if resolved is None:
            self._doubt(
                f"The link {words} leads to “{address}”, which is no address of the web: its words stayed.", section
            )
            return None
        if not resolved.startswith("#"):
            return resolved
        spot = self._to(resolved)
        if spot is None and resolved not in ("#", "#top"):
            self._doubt(f"The link {words} leads to “{address}”, a place that isn't there: its words stayed.", section)
        return spot.address(section) if spot else None

    def _doubt(self, message: str, section: str) -> None:
        self.doubts[Doubt(message, section)] = None


def _names(nodes: Iterable[Node]) -> Iterator[str]:
    yield from filter(None, (each.get("id") for each in walk(nodes)))


def _valid(name: str) -> str:
    return name if ID.fullmatch(name) and len(name) <= _LONGEST else slug(name)[:_LONGEST].strip("-") or "place"


def _named(stretch: Stretch, names: Iterator[int]) -> tuple[Node, ...]:
    """The blocks of a stretch, in which every heading has a name."""
    return tuple(_with_name(block, names) for block in stretch.blocks)


def _with_name(node: Node, names: Iterator[int]) -> Node:
    if node.tag in HEADINGS and not node.get("id"):
        node = node.having("id", f"{_IMPLIED}{next(names)}")
    return node.holding(_with_name(child, names) if isinstance(child, Node) else child for child in node.children)
