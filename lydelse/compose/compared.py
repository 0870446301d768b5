"""The sections of two versions compared, each distinct pair of texts once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from html import escape
from itertools import groupby

from markupsafe import Markup

from lydelse.compare import Comparison, Kind, Known, Row, Words, compare, to_html, to_json, to_rows
from lydelse.compose.change_lines import Span
from lydelse.compose.comparison_views import ComparedBlocks
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

_TABLE = '<div class="table"'
_FRAME = re.compile(rf'({_TABLE}) role="group" tabindex="0"[^>]*>')
"""The start of the frame around a table, as render makes it."""


class ComparedText:
    """A section's text in two versions, compared; what pages show of it is written when one first shows it."""

    def __init__(self, found: Callable[[], Comparison], kept: Keep, size: int, words: Words, prefix: str) -> None:
        """Begin with what finds out what differs.

        Args:
            found: compares the texts.
            kept: gives what was written of them before.
            size: how many characters are compared.
            words: the words that stand in a comparison.
            prefix: how its ids begin.
        """
        self._found = found
        self._kept = kept
        self._size = size
        self._words = words
        self._prefix = prefix

    def __len__(self) -> int:
        return self._size

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

    def beside(self) -> tuple[ComparedBlocks, ...]:
        """Both texts, row by row."""
        rows = json.loads(self._kept("beside", lambda: _JSON.encode([*map(_told, self._blocks())])))
        return tuple(ComparedBlocks(kind, Markup(old), Markup(new), is_near) for kind, old, new, is_near in rows)  # noqa: S704 - of sanitised texts

    @cached_property
    def json(self) -> str:
        """The changes for programs, as JSON."""
        return self._kept("json", lambda: as_json(to_json(self._comparison)))

    @cached_property
    def _comparison(self) -> Comparison:
        """What differs."""
        return self._found()

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
        return self._kept("merged", lambda: to_html(self._comparison, self._words, _PREFIX))

    def _blocks(self) -> tuple[ComparedBlocks, ...]:
        return _blocks(to_rows(self._comparison, self._words, f"{self._prefix}--beside"))


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
        self._words = words_of(strings)
        self._outcomes = outcomes
        self._kept: Kept[ComparedText] = Kept(self._LIMIT)
        self._known = Known()
        self._compared = 0

    def compare(self, section_id: str, old: str, new: str) -> ComparedText:
        """Compare two texts of a section, with their titles and without ids."""
        return self._kept.get((section_id, old, new), lambda: self._new(section_id, old, new))

    def compare_once(self, section_id: str, old: str, new: str) -> ComparedText:
        """Do the same for a pair that no other page asks for: unless it's kept already, it isn't kept."""
        return self._kept.find((section_id, old, new)) or self._new(section_id, old, new)

    def _new(self, section_id: str, old: str, new: str) -> ComparedText:
        keep = _anew if self._outcomes is None else self._outcomes.of(repr(self._words), section_id, old, new)
        return ComparedText(partial(self._find, old, new), keep, len(old) + len(new), self._words, f"_{section_id}")

    def _find(self, old: str, new: str) -> Comparison:
        size = len(old) + len(new)
        self._compared += size
        if self._compared > self._LIMIT:
            self._known, self._compared = Known(), size
        return compare(old, new, self._known)

    def read_alike(self, section_id: str, old: str, new: str) -> bool:
        """Tell whether a reader finds no difference between two texts of a section."""
        return old == new or self.compare(section_id, old, new).equal


def _anew(_form: str, make: Callable[[], str]) -> str:
    """Write what nothing keeps."""
    return make()


def _told(blocks: ComparedBlocks) -> tuple[str, str, str, bool]:
    return blocks.kind, blocks.old, blocks.new, blocks.is_near


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
        old, new = _texts(replace(sheet, language=language), span, change.section, titled=False)
        return not comparer.read_alike(change.section, old, new)

    here = tuple(filter(reads_otherwise, {sheet.language} & {*change.changed}))
    yield from here
    if not (here or change.place or sheet.language in change.renamed):
        yield from (language for language in change.changed if language != sheet.language and reads_otherwise(language))


def _texts(sheet: Sheet, span: Span, section_id: str, *, titled: bool = True) -> tuple[str, str]:
    """Give a section's text in both versions as a comparison is to read it; empty where it isn't there."""

    def text_in(version: Version) -> str:
        section = version.section(section_id)
        if section is None or sheet.language not in section.wordings:
            return ""
        body = bare_text(sheet, version, section)
        title = section.wordings[sheet.language].revision.title if titled else ""
        return sheet.composition.texts.get((title, body), lambda: with_title(title, body)) if title else body

    return text_in(span.old), text_in(span.new)


def _blocks(rows: Sequence[Row]) -> tuple[ComparedBlocks, ...]:
    """Put rows side by side; what was removed stands beside what was added in its place."""
    found: list[ComparedBlocks] = []
    for _, group in groupby(rows, key=lambda row: row.kind is Kind.EQUAL):
        found += _facing(tuple(group))
    differs = [block.kind != Kind.EQUAL for block in found]
    near = [
        _near(block) if not differs[at] and any(differs[max(at - 1, 0) : at + 2]) else block
        for at, block in enumerate(found)
    ]
    return tuple(reversed([*_with_heads(reversed(near))]))


def _with_heads(blocks: Iterable[ComparedBlocks]) -> Iterator[ComparedBlocks]:
    """Keep the head of a table of which a row is shown: the row says little without. The last block comes first."""
    is_table_shown = False
    for block in blocks:
        text = block.new or block.old
        is_table_shown = text.startswith(_TABLE) and (is_table_shown or block.is_near)
        yield _near(block) if is_table_shown and "<thead" in text else block
        is_table_shown = is_table_shown and "<thead" not in text


def _near(block: ComparedBlocks) -> ComparedBlocks:
    return ComparedBlocks(block.kind, block.old, block.new, is_near=True)


def unframed(html: str) -> str:
    """Give HTML in which no table can be scrolled to by the keyboard."""
    return _FRAME.sub(r"\1>", html) if _TABLE in html else html


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
            gone, came = "\n".join(row.old for row in rows[at:old]), "\n".join(row.new for row in rows[old:new])
            yield _block(Kind.CHANGED, gone, came)
        else:
            new = max(new, at + 1)
            yield from (_block(row.kind, row.old, row.new) for row in rows[at:new])
        at = new


def _block(kind: Kind, old: str, new: str) -> ComparedBlocks:
    """Give a block; in its tables nothing has to be scrolled, as their rows fit beside each other."""
    before, after = (Markup(unframed(text)) for text in (old, new))  # noqa: S704 - of sanitised texts
    return ComparedBlocks(kind.value, before, after, is_near=kind is not Kind.EQUAL)
