"""Markdown to HTML: Python-Markdown, set up so that it takes no text away without telling.

Where Python-Markdown leaves something out (a definition that nothing uses, a cell beyond the last column), the
converter records a `Loss`; where it would swallow words (braces that only look like an attribute list), it is told
to leave them in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension, SaneOListProcessor
from markdown.extensions.tables import TableExtension, TableProcessor

from lydelse.render.effort import Cost, Effort, TooTangledError, count_effort
from lydelse.render.losses import Loss, definition_loss, row_loss

NESTING = 200
"""How many brackets may stand open in one block of text: Python-Markdown's time grows with their square."""

_BRACKET = re.compile(r"\n[ \t]*\n|\]\(|<(?=[A-Za-z/!?])|[\[\]>()]")
"""The end of a block, and what opens or closes a link, its address or a tag."""
_OPENED_BY = {"]": "[", ">": "<", ")": "("}


DEPTH = 60
"""How deep lists, quotations and elements may be nested: far beyond any text, and well within what Python-Markdown
and every reader of HTML can take."""

_RULE = r"[ ]{0,3}(?:[-*_][ ]*)+$"
_LEVEL = r"[ ]{4}|\t|[ ]{0,3}(?:>|(?:[-*+]|\d+\.)(?=[ ]))"
_TOO_DEEP = re.compile(rf"^(?!{_RULE})(?:{_LEVEL}){{{DEPTH + 1}}}+", re.MULTILINE)


class TooDeepError(Exception):
    """The text is nested deeper than can be rendered. `offset` is where, if that is known."""

    def __init__(self, offset: int = 0) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Converted:
    """The HTML of a text, what Markdown left out of it, whether it ends with footnotes, and what it cost."""

    html: str
    losses: tuple[Loss, ...]
    has_notes: bool
    cost: Cost


def convert(source: str) -> Converted:
    """Turn Markdown into HTML that is not yet to be trusted.

    Raises:
        TooDeepError: the text is nested too deep.
        TooTangledError: it would take too long.
    """
    _check_nesting(source)
    converter = _converter()
    try:
        return converter.convert(source)
    except (RecursionError, TooTangledError) as error:
        # What a conversion leaves behind when it breaks off must not reach the next one.
        _converter.cache_clear()
        if isinstance(error, RecursionError):
            raise TooDeepError from None
        raise


def _check_nesting(source: str) -> None:
    """See that no line is indented, and that no block of text opens more brackets than it closes, beyond measure."""
    if match := _TOO_DEEP.search(source):
        raise TooDeepError(match.start())
    opened = Counter[str]()
    for match in _BRACKET.finditer(source):
        mark = match[0]
        if mark.isspace():
            opened.clear()
        else:
            _count_bracket(mark, opened)
        if any(count > NESTING for count in opened.values()):
            raise TooDeepError(match.start())


def _count_bracket(mark: str, opened: Counter[str]) -> None:
    """Count the brackets that stand open; a round one outside of an address has no meaning."""
    if mark[0] in _OPENED_BY:
        opening = _OPENED_BY[mark[0]]
        opened[opening] = max(0, opened[opening] - 1)
    if mark in "[<" or mark == "](" or (mark == "(" and opened["("]):
        opened[mark[-1]] += 1


class _Definitions(dict[str, Any]):
    """Definitions by label, that know which were made twice and which were used."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[str] = []
        self.used: set[str] = set()

    def __setitem__(self, label: str, value: object) -> None:
        if label in self:
            self.repeated.append(label)
        super().__setitem__(label, value)

    def __getitem__(self, label: str) -> Any:
        self.used.add(label)
        return super().__getitem__(label)

    def clear(self) -> None:
        super().clear()
        self.repeated.clear()
        self.used.clear()

    def losses(self, kind: str, opening: str) -> Iterator[Loss]:
        """Tell of the definitions that aren't shown; `opening` is what they begin with."""
        for label in self.repeated:
            yield definition_loss(f"{kind}-twice", opening, label)
        for label in self:
            if label not in self.used:
                yield definition_loss(f"{kind}-unused", opening, label)


class _Abbreviations(AbbrExtension):
    """Abbreviations that know which of them the text uses."""

    def __init__(self) -> None:
        super().__init__()
        self.abbrs: _Definitions = _Definitions()


class _Footnotes(FootnoteExtension):
    """Footnotes in the order in which the text refers to them, none of them overwritten unseen."""

    def __init__(self) -> None:
        self.repeated: list[str] = []
        self.empty: list[str] = []
        super().__init__(
            USE_DEFINITION_ORDER=False,
            BACKLINK_TEXT="&#8617;&#65038;",  # the arrow, told not to become an emoji
            PLACE_MARKER="\x00",  # they always stand last: a control character is never in the text
        )

    def reset(self) -> None:
        super().reset()
        self.repeated = []
        self.empty = []

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802  # the base class's names
        if id in self.footnotes:
            self.repeated.append(id)
        super().setFootnote(id, text)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Give the id of a reference to a note, with a number from the second one on: `fnref2:label`."""
        if not found:
            return reference
        number = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if number == 1 else reference.replace("fnref", f"fnref{number}", 1)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802  # the base class's name
        """Give the list, with a way back in every note: Python-Markdown breaks on one without words."""
        notes = super().makeFootnotesDiv(root)
        for item in () if notes is None else notes.iter("li"):
            if item.get("id", "").startswith("fn:") and not len(item):
                label = item.get("id", "").removeprefix("fn:")
                self.empty.append(label)
                way_back = {"class": "footnote-backref", "href": f"#fnref:{label}", "title": ""}
                SubElement(SubElement(item, "p"), "a", way_back)
        return notes

    def losses(self) -> Iterator[Loss]:
        for label in self.repeated:
            yield definition_loss("footnote-twice", "[^", label)
        for label in self.empty:
            yield definition_loss("footnote-empty", "[^", label)
        used = set(self.footnote_order)
        for label in self.footnotes:
            if label not in used:
                yield definition_loss("footnote-unused", "[^", label)


class _TableProcessor(TableProcessor):
    """Tables that tell of cells beyond the last column, which Python-Markdown leaves out."""

    def __init__(self, effort: Effort, *args: Any) -> None:
        super().__init__(*args)
        self.effort = effort
        self.too_long: list[str] = []

    def _split(self, row: str) -> list[str]:
        """Split a row into cells. For each of its lines and backticks, all the other backticks are looked at."""
        backticks = row.count("`")
        self.effort.spend(backticks * (backticks + row.count("|")), row)
        cells: list[str] = super()._split(row)  # type: ignore[misc]  # the stubs leave it out
        return cells

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        if len(self._split_row(row)) > len(align):  # type: ignore[attr-defined]  # the stubs leave it out
            self.too_long.append(row)
        super()._build_row(row, parent, align)  # type: ignore[misc]  # and this


class _Tables(TableExtension):
    """Tables whose alignment comes as an attribute, since a style would be taken out."""

    def __init__(self, effort: Effort) -> None:
        super().__init__(use_align_attribute=True)
        self.effort = effort
        self.processor: _TableProcessor | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the base class's name
        super().extendMarkdown(md)
        self.processor = _TableProcessor(self.effort, md.parser, self.getConfigs())
        md.parser.blockprocessors.register(self.processor, "table", 75)
        md.registerExtension(self)

    def reset(self) -> None:
        if self.processor is not None:
            self.processor.too_long = []

    def losses(self) -> Iterator[Loss]:
        rows = () if self.processor is None else self.processor.too_long
        return (row_loss("table-cell-lost", row) for row in rows)


@dataclass(slots=True)
class _Count:
    """How an ordered list counts: its first number, the last one shown, and whether every item repeats the first."""

    first: int
    shown: int
    repeats: bool = True

    def next(self, written: int) -> int | None:
        """Go on to the next item; give its number where a browser would show another than is written."""
        self.repeats = self.repeats and written == self.first
        self.shown += 1
        if self.repeats or written == self.shown:
            return None
        self.shown = written
        return written


class _OrderedListProcessor(SaneOListProcessor):
    """Ordered lists whose items keep their numbers: 1, 2, 4 stays so, as other texts refer to them. Only a list that
    repeats its first number leaves the counting to the page."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.counts: dict[Element, _Count] = {}

    def run(self, parent: Element, blocks: list[str]) -> None:
        items = (self.CHILD_RE.match(line) for line in blocks[0].split("\n"))
        numbers = [int(item[2].rstrip(".")) for item in items if item]
        super().run(parent, blocks)
        found = parent if parent.tag in {"ol", "ul"} else self.lastChild(parent)
        if found is not None and found.tag == "ol":
            self._number(found, numbers)

    def _number(self, numbered: Element, numbers: Sequence[int]) -> None:
        for item, written in zip(list(numbered)[-len(numbers) :], numbers, strict=False):
            count = self.counts.get(numbered)
            if count is None:
                self.counts[numbered] = _Count(written, written)
            elif (number := count.next(written)) is not None:
                item.set("value", str(number))


class _OrderedLists(SaneListExtension):
    def __init__(self) -> None:
        super().__init__()
        self.processor: _OrderedListProcessor | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the base class's name
        super().extendMarkdown(md)
        self.processor = _OrderedListProcessor(md.parser)
        md.parser.blockprocessors.register(self.processor, "olist", 40)
        md.registerExtension(self)

    def reset(self) -> None:
        if self.processor is not None:
            self.processor.counts = {}


_ATTRIBUTE = r"""(?:[.#][^\s={}"'<>]+|[A-Za-z_:][\w:.-]*=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s"'={}]+))"""
_ATTRIBUTE_LIST = rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*)[ ]*\}}"


class _AttributeListProcessor(AttrListTreeprocessor):
    """Attribute lists that are nothing else: Python-Markdown takes any words in braces for attributes, drops what
    it can't read and may move what follows."""

    # The stubs call these final, but they are how the processor is told what to look for.
    HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTE_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTE_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_ATTRIBUTE_LIST}")  # type: ignore[misc]


class _AttributeLists(AttrListExtension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the base class's name
        md.treeprocessors.register(_AttributeListProcessor(md), "attr_list", 8)


class _Converter:
    """A Python-Markdown with its extensions. Making one costs more than rendering a short text: it is kept."""

    def __init__(self) -> None:
        self.effort = Effort()
        self.tables = _Tables(self.effort)
        self.footnotes = _Footnotes()
        self.abbreviations = _Abbreviations()
        others = (_AttributeLists(), DefListExtension(), _OrderedLists())
        self.markdown = Markdown(
            extensions=[self.tables, self.footnotes, self.abbreviations, *others], output_format="html"
        )
        self.references = _Definitions()
        self.markdown.references = self.references
        count_effort(self.markdown, self.effort)

    def convert(self, source: str) -> Converted:
        self.effort.begin(source)
        self.markdown.reset()
        html = self.markdown.convert(source)
        losses = (
            *self.references.losses("definition", "["),
            *self.abbreviations.abbrs.losses("abbreviation", "*["),
            *self.footnotes.losses(),
            *self.tables.losses(),
        )
        return Converted(html, losses, bool(self.footnotes.footnotes), self.effort.cost)


@cache
def _converter() -> _Converter:
    return _Converter()
