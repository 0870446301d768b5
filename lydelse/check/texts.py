"""A revision's text as the checks read it: its parts in order, each with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice

from lydelse.check.prose import place_in
from lydelse.compare.model import Container, Unit
from lydelse.compare.parse import parse
from lydelse.compare.run import BREAK, LINK_EDGE, OBJECT, UNIT_EDGE, Run, attributes
from lydelse.model import DECLARATION_SPOT, Fragment, Fragments, Reference, Revision
from lydelse.problems import Place

_WORD = re.compile(r"[^\W_]+")
_READ_AS = str.maketrans({LINK_EDGE: "", OBJECT: " ", BREAK: "\n", UNIT_EDGE: "\n"})
_FOOTNOTE = re.compile(r"#.+--fn(?:ref)?-\d+(?:-\d+)?")
_NO_PROSE = frozenset({"code", "kbd", "samp", "var", "cite"})
_SOUGHT_WORDS = 4
"""So many of a part's first words tell where it begins."""
_APART = 12
"""So many words can stand between two of them in the file: those of a link's address."""
_MOST_TRIED = 1_000
"""Of a word that a long text has in every line, so many are looked at."""


class Kind(StrEnum):
    """What a part of a text is, in the words of messages."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    ROW = "table row"
    TERM = "term"
    DEFINITION = "definition"
    CODE = "code block"
    DECLARATION = "cookie declaration"


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, and where it leads. An address that leads into the site is written as in the content,
    `policy:terms#use`."""

    words: str
    target: str


@dataclass(frozen=True, eq=False)
class Part:
    """A paragraph, a heading, a list item, a table row …

    `level` is that of a heading within its section, or how deep a list is nested, both from 1, otherwise 0. `own` is
    its text, or are those of a row's cells, without code and what is marked as being in another language. `table` tells
    the tables of a text apart. `in_note` is set in footnotes.
    """

    index: int
    kind: Kind
    level: int
    text: str
    links: tuple[Link, ...] = ()
    own: tuple[str, ...] = ()
    table: int | None = None
    in_note: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in lower case, without punctuation."""
        return tuple(_WORD.findall(self.text.lower()))


class Text:
    """The parts of a revision. Places are looked for only when somebody asks for one."""

    def __init__(self, revision: Revision, fragment: Fragment) -> None:
        self.revision = revision
        self.parts = tuple(_parts(parse(fragment.html(written, f"<p>{DECLARATION_SPOT}</p>"))))

    def place(self, part: Part, sought: str = "") -> Place:
        """Where a part begins in the file, or the words in it that are sought, if they are found."""
        start = self._starts[part.index]
        if sought:
            end = self._starts[part.index + 1] if part.index + 1 < len(self.parts) else len(self.revision.body)
            pattern = rf"(?<!\w){re.escape(sought)}(?!\w)"
            match = re.compile(pattern).search(self.revision.body, start, max(start, end))
            start = match.start() if match else start
        return place_in(self.revision, start)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The offset of each part in the body: where its first words stand, behind those of the part before."""
        seeker = _Seeker(self.revision.body)
        return tuple(seeker.find(part) for part in self.parts)


class _Seeker:
    """Finds parts in a body, one after the other, by their first words."""

    def __init__(self, body: str) -> None:
        found = [(match[0].lower(), match.start()) for match in _WORD.finditer(body)]
        self._words = [word for word, _ in found]
        self._offsets = [offset for _, offset in found]
        self._where: dict[str, list[int]] = {}
        for index, word in enumerate(self._words):
            self._where.setdefault(word, []).append(index)
        self._next = 0

    def find(self, part: Part) -> int:
        """Give the offset of a part. Footnotes stand last on the page, and anywhere in the file."""
        index = self._index(part.words[:_SOUGHT_WORDS], part.in_note)
        if index is None:
            return self._offsets[min(self._next, len(self._offsets) - 1)] if self._offsets else 0
        if not part.in_note:
            self._next = min(index + max(1, len(part.words)), len(self._words))
        return self._offsets[index]

    def _index(self, words: Sequence[str], in_note: bool) -> int | None:
        """The first place from here on where words stand; of those in a footnote the last of all."""
        where = self._where.get(words[0], []) if words else []
        first = 0 if in_note else bisect_left(where, self._next)
        candidates = where[: -_MOST_TRIED - 1 : -1] if in_note else islice(where, first, first + _MOST_TRIED)
        return next((index for index in candidates if self._stand_at(words, index)), None)

    def _stand_at(self, words: Sequence[str], index: int) -> bool:
        for word in words[1:]:
            ahead = self._words[index + 1 : index + 1 + _APART]
            if word not in ahead:
                return False
            index += 1 + ahead.index(word)
        return True


def written(reference: Reference) -> str:
    """Write a reference as it stands in the content."""
    if reference.file is not None:
        return f"files/{reference.file}"
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    return f"policy:{reference.policy}{anchor}" if reference.policy else anchor or "#"


def _parts(units: Sequence[Unit]) -> Iterator[Part]:
    items: set[int] = set()
    tables: dict[int, int] = {}
    read = [unit for unit in units if unit.key]
    for index, unit in enumerate(read):
        path = unit.container.path
        table = next((container for container in path if container.tag == "table"), None)
        number = None if table is None else tables.setdefault(id(table), len(tables) + 1)
        kind, level = _kind(unit, path, items)
        text, links = _read(unit.run)
        if text == DECLARATION_SPOT:
            kind = Kind.DECLARATION
        own = (
            tuple(" ".join(_own(part) for part in cell.units) for cell in unit.cells) if unit.is_row else (_own(unit),)
        )
        in_note = any('class="footnotes"' in container.start for container in path)
        yield Part(index, kind, level, text, links, own, number if unit.is_row else None, in_note)


def _kind(unit: Unit, path: Sequence[Container], items: set[int]) -> tuple[Kind, int]:
    """What a unit is; the first in a list item stands for the item."""
    tag = unit.container.tag
    if unit.is_row:
        return Kind.ROW, 0
    if tag in {"h3", "h4", "h5", "h6"}:
        return Kind.HEADING, int(tag[1]) - 2
    item = next((container for container in reversed(path) if container.tag == "li"), None)
    if item is not None and id(item) not in items:
        items.add(id(item))
        return Kind.ITEM, sum(container.tag == "li" for container in path)
    return {"dt": Kind.TERM, "dd": Kind.DEFINITION, "pre": Kind.CODE}.get(tag, Kind.PARAGRAPH), 0


def _read(run: Run) -> tuple[str, tuple[Link, ...]]:
    """The words of a run without the marks of footnotes, and its links."""
    kept, at = [], 0
    links = []
    for link in run.links:
        if _FOOTNOTE.fullmatch(link.target or ""):
            kept.append(run.text[at : link.start])
            at = link.end
        else:
            links.append(Link(_plain(run.text[link.start : link.end]), link.target or ""))
    kept.append(run.text[at:])
    return _plain("".join(kept)), tuple(links)


def _own(unit: Unit) -> str:
    """The words of a unit in the language of the text."""
    if any(_is_foreign(container.start) for container in unit.container.path):
        return ""
    kept = (
        unit.run.text[span.start : span.end]
        for span in unit.run.spans
        if not any(element.name in _NO_PROSE or _is_foreign(element.source) for element in span.within)
    )
    return _plain("".join(kept))


def _is_foreign(start_tag: str) -> bool:
    return "lang" in attributes(start_tag)


def _plain(text: str) -> str:
    return text.translate(_READ_AS).strip()


class Texts:
    """The texts of revisions, each read once."""

    def __init__(self, fragments: Fragments) -> None:
        self._fragments = fragments
        self._texts: dict[Place, Text] = {}

    def of(self, revision: Revision) -> Text:
        """Give the text of a revision that was rendered."""
        if revision.place not in self._texts:
            self._texts[revision.place] = Text(revision, self._fragments[revision.rendered_as])
        return self._texts[revision.place]
