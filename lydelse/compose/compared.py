"""The sections of two versions compared, each distinct pair of texts once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from html import escape
from itertools import groupby

from markupsafe import Markup

from lydelse.compare import Comparison, Kind, Row, Words, compare, to_html, to_rows
from lydelse.compose.change_lines import Span
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import ComparedBlocks
from lydelse.model import Section, SectionChange, Version
from lydelse.strings import Strings

_ID = re.compile(r'(<[a-z][^\s>]*(?: [^\s="]+="[^"]*")*?) id="[^"]*"')
"""An id in a start tag, in HTML as the sanitiser writes it: there every `<` begins a tag."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A section's text in two versions, compared, and the comparison as HTML."""

    comparison: Comparison
    merged: Markup
    beside: tuple[ComparedBlocks, ...]

    @property
    def size(self) -> int:
        """How many characters of HTML it holds."""
        return len(self.merged) + sum(len(blocks.old) + len(blocks.new) for blocks in self.beside)


def words_of(strings: Strings) -> Words:
    """Give the words that stand in a comparison, in a language."""
    return Words(**{field.name: strings.say(f"mark_{field.name}") for field in fields(Words)})


class Comparer:
    """Compares the sections of one policy in one language, each distinct pair of texts once.

    What was compared is kept for the pages that follow, the oldest given up when it grows beyond a limit: then a pair
    may be compared again, but memory stays bounded whatever the policy.
    """

    _LIMIT = 30_000_000
    """Characters of HTML that are kept."""

    def __init__(self, strings: Strings) -> None:
        self._words = words_of(strings)
        self._kept: dict[tuple[str, str, str], ComparedText] = {}
        self._size = 0

    def compare(self, section_id: str, old: str, new: str) -> ComparedText:
        """Compare two texts of a section, as `text_of` gives them."""
        key = section_id, old, new
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._compared(section_id, old, new)
            self._size += found.size
            while self._size > self._LIMIT and len(self._kept) > 1:
                self._size -= self._kept.pop(next(iter(self._kept))).size
        return found

    def _compared(self, section_id: str, old: str, new: str) -> ComparedText:
        comparison = compare(old, new)
        merged = Markup(to_html(comparison, self._words, f"_{section_id}"))  # noqa: S704 - of sanitised texts
        rows = to_rows(comparison, self._words, f"_{section_id}--beside")
        return ComparedText(comparison, merged, _blocks(rows))


def text_of(sheet: Sheet, version: Version, section: Section | None) -> str:
    """Give a section's title and text as a comparison is to read it, without ids; empty for one that isn't there.

    Links lead to what holds now in other policies, so that equal texts give equal HTML in every version.
    """
    if section is None or sheet.language not in section.wordings:
        return ""
    return with_title(section.wordings[sheet.language].revision.title, body_of(sheet, version, section))


def with_title(title: str, body: str) -> str:
    """Give a section's text with its title above, if it has one."""
    heading = f"<h2>{escape(title, quote=False)}</h2>\n" if title else ""
    return heading + str(body)


def body_of(sheet: Sheet, version: Version, section: Section) -> Markup:
    """Give a section's text without its title and without ids."""
    body = sheet.body(section.wordings[sheet.language], version, leads_to_now=True)
    return Markup(_ID.sub(r"\1", str(body)))  # noqa: S704 - sanitised by render


def seen_change(sheet: Sheet, span: Span, change: SectionChange, comparer: Comparer) -> SectionChange | None:
    """Give a change as a reader of the page's language sees it, or `None` if there is nothing to see.

    A text that was only written in another way, with other line ends or list marks, has not changed, in this language
    or in another.
    """

    def is_seen(language: str) -> bool:
        there = replace(sheet, language=language)
        return language in change.renamed or not compare_section(there, span, change.section, comparer).comparison.equal

    if sheet.language in change.changed and is_seen(sheet.language):
        return change
    others = (language for language in change.changed if language != sheet.language)
    rest = replace(change, changed=tuple(filter(is_seen, others)))
    return rest if rest.place or rest.changed or rest.renamed or rest.predecessors else None


def compare_section(sheet: Sheet, span: Span, section_id: str, comparer: Comparer) -> ComparedText:
    """Compare a section of two versions."""
    old = text_of(sheet, span.old, span.old.section(section_id))
    new = text_of(sheet, span.new, span.new.section(section_id))
    return comparer.compare(section_id, old, new)


def _blocks(rows: Sequence[Row]) -> tuple[ComparedBlocks, ...]:
    """Put rows side by side; what was removed stands beside what was added in its place."""
    found: list[ComparedBlocks] = []
    for _, group in groupby(rows, key=lambda row: row.kind is Kind.EQUAL):
        found += _facing(tuple(group))
    differs = [block.kind != Kind.EQUAL for block in found]
    return tuple(replace(block, is_near=any(differs[max(at - 1, 0) : at + 2])) for at, block in enumerate(found))


def _facing(rows: Sequence[Row]) -> Iterator[ComparedBlocks]:
    """Let a run of rows with an old text alone face the run with a new one alone that follows it."""
    sides = [(bool(row.old), bool(row.new)) for row in rows]
    at = 0
    while at < len(rows):
        old = at
        while old < len(rows) and sides[old] == (True, False):
            old += 1
        new = old
        while new < len(rows) and sides[new] == (False, True):
            new += 1
        if at < old < new:
            before, after = "\n".join(row.old for row in rows[at:old]), "\n".join(row.new for row in rows[old:new])
            yield ComparedBlocks(Kind.CHANGED.value, Markup(before), Markup(after), is_near=True)  # noqa: S704 - of sanitised texts
            at = new
        else:
            yield _block(rows[at])
            at += 1


def _block(row: Row) -> ComparedBlocks:
    return ComparedBlocks(row.kind.value, Markup(row.old), Markup(row.new), is_near=False)  # noqa: S704 - of sanitised texts
