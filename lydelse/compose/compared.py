"""The sections of two versions compared, each distinct pair of texts once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from html import escape

from markupsafe import Markup

from lydelse.compare import Comparison, Known, Words, Writer, compare
from lydelse.compose import compared_rows
from lydelse.compose.change_lines import Span
from lydelse.compose.kept import Kept
from lydelse.compose.outcomes import Keep, Outcomes
from lydelse.compose.sheet import Sheet
from lydelse.model import Section, SectionChange, Version
from lydelse.strings import Strings

_ID = re.compile(r'(<[a-z][^\s>]*(?: [^\s="]+="[^"]*")*?) id="[^"]*"')
"""An id in a start tag, in HTML as the sanitiser writes it: there every `<` begins a tag."""
_JSON = json.JSONEncoder(ensure_ascii=False)
_PREFIX = "\0"
"""Stands for the beginning of ids that isn't the same on every page; no text has a NUL."""


class _Desk:
    """What texts are compared and written with: what it knows of them is given up when it grows beyond a limit.

    Those that were compared refer to it, and it to none of them: nothing waits to be found unreachable.
    """

    def __init__(self, words: Words, limit: int) -> None:
        """Begin with nothing known; `limit` counts characters of the texts that were compared."""
        self.words = words
        self._limit = limit
        self._begin()

    def _begin(self) -> None:
        self._known, self.writer, self._compared = Known(), Writer(self.words), 0

    def compare(self, old: str, new: str) -> Comparison:
        """Find what differs in two texts."""
        size = len(old) + len(new)
        if self._compared + size > self._limit:
            self._begin()
        self._compared += size
        return compare(old, new, self._known)


class ComparedText:
    """A section's text in two versions, compared; what pages show of it is written when one first shows it."""

    def __init__(self, desk: _Desk, kept: Keep, section_id: str, old: str, new: str) -> None:
        """Begin with the texts.

        Args:
            desk: compares and writes them.
            kept: gives what was written of them before.
            section_id: the section, from whose id those of the changes are made.
            old: one text.
            new: what became of it.
        """
        self._desk = desk
        self._kept = kept
        self._texts = old, new
        self._prefix = f"_{section_id}"

    def __len__(self) -> int:
        return sum(map(len, self._texts))

    @property
    def equal(self) -> bool:
        """Whether a reader would find no difference."""
        return self._numbers[0] == 0

    @property
    def words_added(self) -> int:
        """How many words the new text has besides."""
        return self._numbers[1]

    @property
    def words_removed(self) -> int:
        """How many words of the old text have gone."""
        return self._numbers[2]

    @property
    def merged(self) -> Markup:
        """The new text with what was removed put in."""
        return self.written(self._prefix)

    def written(self, prefix: str) -> Markup:
        """The same with ids that begin otherwise, for a page that shows several comparisons of a section."""
        return Markup(self._open.replace(_PREFIX, prefix))  # noqa: S704 - of sanitised texts

    @property
    def beside(self) -> str:
        """Both texts, row by row, as `compared_rows` has them."""
        return self._kept("beside", self._rows)

    @cached_property
    def json(self) -> str:
        """The changes for programs, as JSON."""
        return self._kept("json", lambda: self._desk.writer.json(self._comparison))

    @cached_property
    def _comparison(self) -> Comparison:
        """What differs."""
        return self._desk.compare(*self._texts)

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        """How many changes there are, and words added and removed."""

        def numbers() -> str:
            found = self._comparison
            return f"{found.changes} {found.words_added} {found.words_removed}"

        return tuple(map(int, self._kept("numbers", numbers).split()))

    @cached_property
    def _open(self) -> str:
        """The new text with what was removed put in, the beginning of its ids left open."""
        return self._kept("merged", lambda: self._desk.writer.html(self._comparison, _PREFIX))

    def _rows(self) -> str:
        return compared_rows.to_text(self._desk.writer.rows(self._comparison, f"{self._prefix}--beside"))


def as_json(document: Mapping[str, object]) -> str:
    """Write a document for programs."""
    return _JSON.encode(document)


def words_of(strings: Strings) -> Words:
    """Give the words that stand in a comparison, in a language."""
    return Words(**{field.name: strings.say(f"mark_{field.name}") for field in fields(Words)})


class Comparer:
    """Compares the sections of one policy in one language, each distinct pair of texts once.

    What was compared is kept for the pages that follow, the oldest given up when it grows beyond a limit: then a pair
    may be compared again, but memory stays bounded whatever the policy.
    """

    _LIMIT = 10_000_000
    """Characters of text whose comparisons are kept."""

    def __init__(self, strings: Strings, outcomes: Outcomes | None = None) -> None:
        """Begin with what earlier builds wrote, if anything."""
        self._desk = _Desk(words_of(strings), self._LIMIT)
        self._outcomes = outcomes
        self._kept: Kept[ComparedText] = Kept(self._LIMIT)

    def compare(self, section_id: str, old: str, new: str) -> ComparedText:
        """Compare two texts of a section, with their titles and without ids."""
        return self._kept.get((section_id, old, new), lambda: self._new(section_id, old, new))

    def compare_once(self, section_id: str, old: str, new: str) -> ComparedText:
        """Do the same for a pair that no other page asks for: unless it's kept already, it isn't kept."""
        return self._kept.find((section_id, old, new)) or self._new(section_id, old, new)

    def _new(self, section_id: str, old: str, new: str) -> ComparedText:
        keep = _anew if self._outcomes is None else self._outcomes.of(repr(self._desk.words), section_id, old, new)
        return ComparedText(self._desk, keep, section_id, old, new)

    def read_alike(self, section_id: str, old: str, new: str) -> bool:
        """Tell whether a reader finds no difference between two texts of a section."""
        return old == new or self.compare(section_id, old, new).equal


def _anew(_form: str, make: Callable[[], str]) -> str:
    """Write what nothing keeps."""
    return make()


def with_title(title: str, body: str) -> str:
    """Give a section's text with its title above, if it has one."""
    heading = f"<h2>{escape(title, quote=False)}</h2>\n" if title else ""
    return heading + str(body)


def body_of(sheet: Sheet, version: Version, section: Section) -> Markup:
    """Give a section's text without its title and without ids, for a template."""
    return Markup(bare_text(sheet, version, section))  # noqa: S704 - sanitised by render


def bare_text(sheet: Sheet, version: Version, section: Section) -> str:
    """Give a section's text without its title and without ids.

    Links lead to what holds now in other policies, so that equal texts give equal HTML in every version.
    """
    html = sheet.html(section.wordings[sheet.language], version, leads_to_now=True)
    return sheet.composition.texts.get(html, lambda: without_ids(html))


def titled(sheet: Sheet, title: str, body: str) -> str:
    """Give a section's text with its title above, as the same value wherever a comparison reads it."""
    return sheet.composition.texts.get((title, body), lambda: with_title(title, body)) if title else body


def without_ids(html: str) -> str:
    """Give sanitised HTML without its ids."""
    return _ID.sub(r"\1", html)


@dataclass(frozen=True, slots=True)
class SeenChange:
    """What happened to a section as a reader of a page's language sees it, and its texts compared."""

    change: SectionChange
    text: ComparedText


def seen_change(sheet: Sheet, span: Span, change: SectionChange, comparer: Comparer) -> SeenChange | None:
    """Give a change as a reader of the page's language sees it, or `None` if there is nothing to see.

    A text that was only written in another way, with other line ends or list marks, has not changed, in this language
    or in another.
    """
    text = comparer.compare(change.section, *_texts(sheet, span, change.section))
    changed = tuple(_changed(sheet, span, change, text, comparer))
    seen = change if changed == change.changed else replace(change, changed=changed)
    return SeenChange(seen, text) if seen.place or seen.changed or seen.renamed or seen.predecessors else None


def _changed(sheet: Sheet, span: Span, change: SectionChange, text: ComparedText, comparer: Comparer) -> Iterator[str]:
    """The languages in which the text below the title reads otherwise; others than the page's only where nothing else
    is told of the section."""

    def reads_otherwise(language: str) -> bool:
        if language == sheet.language and language not in change.renamed:
            return not text.equal
        old, new = _texts(replace(sheet, language=language), span, change.section, with_titles=False)
        return not comparer.read_alike(change.section, old, new)

    here = tuple(filter(reads_otherwise, {sheet.language} & {*change.changed}))
    yield from here
    if not (here or change.place or sheet.language in change.renamed):
        yield from (language for language in change.changed if language != sheet.language and reads_otherwise(language))


def _texts(sheet: Sheet, span: Span, section_id: str, *, with_titles: bool = True) -> tuple[str, str]:
    """Give a section's text in both versions as a comparison is to read it; empty where it isn't there."""

    def text_in(version: Version) -> str:
        section = version.section(section_id)
        if section is None or sheet.language not in section.wordings:
            return ""
        body = bare_text(sheet, version, section)
        return titled(sheet, section.wordings[sheet.language].revision.title, body) if with_titles else body

    return text_in(span.old), text_in(span.new)
