"""Plain YAML: what almost all files of content have, lines of the form “key: words”, read without the parser.

Only what the parser can't read in another way is taken for plain, so that both give the same tree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lydelse.problems import Place
from lydelse.read.tree import MapNode, Node, TextNode

_MOST_CHARACTERS = 10_000
_KEY = "[a-z]+"
_SIGNS = r"""\w,.;?!()/'"’“”&%+–-"""
_WORDS = rf"[^\W_](?:[ {_SIGNS}]*[{_SIGNS}])?"
"""Letters, digits, and signs that mean nothing in YAML behind a letter or digit."""
_PLAIN = re.compile(rf"(?:{_KEY}:(?: {_WORDS}\n|\n(?:  {_KEY}: {_WORDS}\n)+))+")
_LINE = re.compile(rf"(?P<key>{_KEY}):(?: (?P<words>.+))?\n(?P<inner>(?:  .+\n)*)")
_INNER = re.compile(rf"  (?P<key>{_KEY}): (?P<words>.+)\n")


def read_plain(text: str, start: Place) -> MapNode | None:
    """Read a document of plain lines that begins at a place; give `None` for any other."""
    if len(text) > _MOST_CHARACTERS or not _PLAIN.fullmatch(text) or not unicodedata.is_normalized("NFC", text):
        return None
    return _mapping(_entries(text, start), start)


def _entries(text: str, start: Place) -> Iterator[tuple[TextNode, Node | None]]:
    line = start.line
    for match in _LINE.finditer(text):
        key, words, inner = match.groups()
        column = len(key) + 3
        if words is not None:
            yield TextNode(key, start.at(line)), TextNode(words, start.at(line, column))
            line += 1
        else:
            place = start.at(line + 1, 3)
            yield TextNode(key, start.at(line)), _mapping(_inner_entries(inner, place), place)
            line += 1 + inner.count("\n")


def _inner_entries(text: str, start: Place) -> Iterator[tuple[TextNode, Node]]:
    for line, match in enumerate(_INNER.finditer(text), start=start.line):
        key, words = match.groups()
        yield TextNode(key, start.at(line, 3)), TextNode(words, start.at(line, len(key) + 5))


def _mapping(found: Iterable[tuple[TextNode, Node | None]], place: Place) -> MapNode | None:
    """Put entries into a mapping; give `None` where a key stands twice, there or in a mapping inside."""
    entries: dict[str, tuple[TextNode, Node]] = {}
    for key, value in found:
        if value is None or key.text in entries:
            return None
        entries[key.text] = key, value
    return MapNode(tuple(entries.values()), place)
