"""The sections of two versions compared, each distinct pair of texts once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

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


class Comparer:
    """Compares the sections of one policy in one language, each distinct pair of texts once.

    What was compared is kept for the pages that follow, the oldest given up when it grows beyond a limit: then a pair
    may be compared again, but memory stays bounded whatever the policy.
    """

    _LIMIT = 30_000_000
    """Characters of HTML that are kept."""

    def __init__(self, strings: Strings) -> None:
        marks = ("added", "removed", "moved_here", "moved_away", "split", "merged")
        links = ("link_changed", "link_added", "link_removed")
        self._words = Words(**{mark: strings.say(f"mark_{mark}") for mark in marks + links})
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
        rows = to_rows(comparison, self._words, f"_beside-{section_id}")
        return ComparedText(comparison, merged, _blocks(rows))


def text_of(sheet: Sheet, version: Version, section: Section | None) -> str:
    """Give a section's title and text as a comparison is to read it, without ids; empty for one that isn't there.

    Links lead to what holds now in other policies, so that equal texts give equal HTML in every version.
    """
    if section is None or sheet.language not in section.wordings:
        return ""
    wording = section.wordings[sheet.language]
    title = wording.revision.title
    body = _ID.sub(r"\1", sheet.body(wording, version, leads_to_now=True))
    return (f"<h2>{escape(title, quote=False)}</h2>\n" if title else "") + body


def seen_change(sheet: Sheet, span: Span, change: SectionChange, comparer: Comparer) -> SectionChange | None:
    """Give a change as a reader of the page's language sees it, or `None` if there is nothing to see.

    A text that was only written in another way, with other line ends or list marks, has not changed.
    """
    is_doubtful = sheet.language in change.changed and sheet.language not in change.renamed
    if not is_doubtful or not compare_section(sheet, span, change.section, comparer).comparison.equal:
        return change
    rest = replace(change, changed=tuple(language for language in change.changed if language != sheet.language))
    return rest if rest.place or rest.changed or rest.renamed or rest.predecessors else None


def compare_section(sheet: Sheet, span: Span, section_id: str, comparer: Comparer) -> ComparedText:
    """Compare a section of two versions."""
    old = text_of(sheet, span.old, span.old.section(section_id))
    new = text_of(sheet, span.new, span.new.section(section_id))
    return comparer.compare(section_id, old, new)


def _blocks(rows: Sequence[Row]) -> tuple[ComparedBlocks, ...]:
    differs = [row.kind is not Kind.EQUAL for row in rows]
    return tuple(
        ComparedBlocks(
            kind=row.kind.value,
            old=Markup(row.old),  # noqa: S704 - of sanitised texts
            new=Markup(row.new),  # noqa: S704 - of sanitised texts
            is_near=any(differs[max(index - 1, 0) : index + 2]),
        )
        for index, row in enumerate(rows)
    )
