"""What the browser puts a comparison together from that has no page of its own: an index, and fragments.

There is a fragment for each distinct pair of texts of a section that such a comparison needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from lydelse import addresses
from lydelse.compose.chooser_files import Fragment, compact_json, fragment_files
from lydelse.compose.compared import ComparedText, Comparer, bare_text, titled
from lydelse.compose.composition import Composition
from lydelse.compose.pairs import Pair, other_pairs, versions_in
from lydelse.compose.sheet import Sheet
from lydelse.compose.wording import section_title
from lydelse.model import ChangeKind, Policy, Section, SiteFile, Version, VersionId

LIMIT = 2_000
"""How many fragments a policy has at most in each language. Where it needs more, those of its latest versions come
first, and the page says of the other pairs how else to compare them."""


def chooser_data(
    composition: Composition, policy: Policy, language: str, comparer: Comparer, pairs: Sequence[Pair]
) -> Iterator[SiteFile]:
    """Compose what the script of the page reads on which versions are chosen, if there are any whose comparison has no
    page; `pairs` are those that have one."""
    versions = versions_in(policy, language)
    others = other_pairs(versions, pairs)
    if others:
        sheet = Sheet(composition, policy, language, composition.addresses(policy, language).chooser)
        texts = _Texts(sheet, versions)
        yield from _data(sheet, texts, _needed(others, texts), comparer)


# The texts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """A section's text as some of the versions show it.

    Attributes:
        section: the section's id.
        name: what the section is called in lists.
        title: its own title, empty if it has none.
        body: the text below the title.
        html: both, as a comparison is to read them.
        language: the code of the language in which it's written.
    """

    section: str
    name: str
    title: str
    body: str
    html: str
    language: str


class _TextPair(NamedTuple):
    """An old and a new text of a section by their numbers, `None` where a version has no such section."""

    old: int | None
    new: int | None

    @property
    def key(self) -> str:
        """What the pair is called in the index."""
        return "-".join("" if number is None else str(number) for number in self)

    @property
    def place(self) -> tuple[int, int, bool]:
        """Where the pair stands among others: by section, then by the later one of its texts."""
        numbers = [number for number in self if number is not None]
        return max(numbers), min(numbers), self.new == max(numbers)


class _Texts:
    """The distinct texts of a policy, numbered section by section, the first one of each first, and which of them each
    version shows, in its order."""

    def __init__(self, sheet: Sheet, versions: Sequence[Version]) -> None:
        known: dict[_Text, _Text] = {}

        def shown_as(version: Version, section: Section) -> _Text:
            """Give a text once, however many versions show it."""
            text = _text(sheet, version, section)
            return known.setdefault(text, text)

        found = {
            version.id: {section.id: shown_as(version, section) for section in version.sections} for version in versions
        }
        self.sections = tuple(dict.fromkeys(chain.from_iterable(found.values())))
        by_section = (shown[section] for section in self.sections for shown in found.values() if section in shown)
        numbers = {text: number for number, text in enumerate(dict.fromkeys(by_section))}
        self.all = tuple(numbers)
        self.shown = {
            version: {section: numbers[text] for section, text in shown.items()} for version, shown in found.items()
        }
        self.predecessors = {
            version.id: {section.id: section.predecessors for section in version.sections if section.predecessors}
            for version in versions
        }

    def row(self, version: VersionId) -> tuple[int | None, ...]:
        """Give what a version shows of each section of all versions, in the same order for each."""
        return tuple(map(self.shown[version].get, self.sections))


def _text(sheet: Sheet, version: Version, section: Section) -> _Text:
    revision = section.wordings[sheet.language].revision
    name = section_title(section, sheet.language, sheet.strings)
    body = bare_text(sheet, version, section)
    return _Text(section.id, name, revision.title, body, titled(sheet, revision.title, body), revision.language)


def _needed(pairs: Iterable[tuple[Version, Version]], texts: _Texts) -> list[_TextPair]:
    """Give each distinct pair of texts that is needed to compare pairs of versions, until the next would need more
    than there may be."""
    rows = {version: texts.row(version) for version in texts.shown}
    alike = {(number, number) for number in (None, *range(len(texts.all)))}
    found = set(alike)
    for old, new in pairs:
        more = {*zip(rows[old.id], rows[new.id], strict=True)} - found
        if len(found) + len(more) > len(alike) + LIMIT:
            break
        found |= more
    return sorted((_TextPair(*pair) for pair in found - alike), key=lambda pair: pair.place)


# What the script reads -----------------------------------------------------------------------------------------


def _data(sheet: Sheet, texts: _Texts, needed: Sequence[_TextPair], comparer: Comparer) -> Iterator[SiteFile]:
    """Compose the files of fragments, and the index that tells which version shows which texts and where they are
    compared."""
    pairs_of: list[tuple[str, tuple[str, ...]]] = []
    given: set[str] = set()
    for file in fragment_files(_fragments(sheet, texts, needed, comparer)):
        name = addresses.comparison_fragments(sheet.address, hashlib.sha256(file.content).hexdigest())
        if name not in given:
            given.add(name)
            yield SiteFile(name, file.content)
        pairs_of.append((name, file.keys))
    told = {key for _, keys in pairs_of for key in keys}
    index = {
        "versions": {
            str(version): {"sections": list(shown.values()), "from": texts.predecessors[version]}
            for version, shown in texts.shown.items()
        },
        "texts": [_entry(sheet, text) for text in texts.all],
        "files": [{"name": sheet.relative(name), "pairs": keys} for name, keys in pairs_of],
        "alike": [pair.key for pair in needed if pair.key not in told],
    }
    yield SiteFile(addresses.chooser_index(sheet.address), compact_json(index).encode())


def _entry(sheet: Sheet, text: _Text) -> dict[str, str]:
    """What the index tells of a text; its language only where it isn't the page's."""
    entry = {"section": text.section, "title": text.name}
    if text.language != sheet.language:
        entry |= {"lang": text.language, "dir": sheet.composition.strings(text.language).direction}
    return entry


def _fragments(sheet: Sheet, texts: _Texts, needed: Iterable[_TextPair], comparer: Comparer) -> Iterator[Fragment]:
    """Compare pairs of texts, one after the other; those in which a reader would find a difference."""
    for pair in needed:
        old, new = (None if number is None else texts.all[number] for number in pair)
        text = old or new
        if text is not None:
            compared = comparer.compare_once(text.section, old.html if old else "", new.html if new else "")
            kinds = tuple(_kinds(old, new, compared, comparer))
            if kinds:
                lines = str(compared.merged).split("\n")
                yield Fragment(pair.key, text.section, _told(sheet, old, kinds, compared), lines)


def _told(sheet: Sheet, old: _Text | None, kinds: Sequence[ChangeKind], compared: ComparedText) -> dict[str, object]:
    former = old.title if old and ChangeKind.RENAMED in kinds else ""
    return {
        "kinds": [kind.value for kind in kinds],
        "details": [sheet.say("renamed_from", title=former)] if former else [],
        "words_added": compared.words_added,
        "words_removed": compared.words_removed,
    }


def _kinds(old: _Text | None, new: _Text | None, compared: ComparedText, comparer: Comparer) -> Iterator[ChangeKind]:
    """What happened to a section, but for its place among the others."""
    if old is None:
        yield ChangeKind.ADDED
    elif new is None:
        yield ChangeKind.REMOVED
    elif old.title == new.title:
        if not compared.equal:
            yield ChangeKind.CHANGED
    else:
        yield ChangeKind.RENAMED
        if not comparer.read_alike(new.section, old.body, new.body):
            yield ChangeKind.CHANGED
