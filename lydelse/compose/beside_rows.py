"""The rows of a section in two languages: its blocks beside each other, as they stand in the columns of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from lydelse.compare import NotNestedError, Part, counterparts, nested_parts, outermost, parts
from lydelse.compose.beside_views import BesideRow
from lydelse.compose.compared import unframed
from lydelse.compose.kept import Kept
from lydelse.compose.pieces import filled_in, left_open

_ID = re.compile(r'(<[a-z][^\s>]*(?: [^\s="]+="[^"]*")*?) id="([^"]*)"')
"""An id in a start tag, in HTML as the sanitiser writes it: there every `<` begins a tag."""
_DISCLOSURE = re.compile(r"<(/?)(?:details|summary)(?: [^>]*)?>")
"""What closes a text until it is asked for: block by block, nothing of it may be closed."""
_GROUP = re.compile(r'(<div class="footnotes") role="group"[^>]*>')
"""The start of the footnotes, as render makes it: block by block they are no group."""
_HEAD = re.compile(r"<(/?)th(?=[ >])")
_SCOPE = re.compile(r'(<td\b[^>]*?) scope="[^"]*"')
"""A cell of a table's head, and what it heads: nothing, when it stands in a row alone."""


class Facing(NamedTuple):
    """A block in both languages as HTML in UTF-8 without ids, empty where one has none, and the ids that it had."""

    one: bytes
    other: bytes
    anchors: tuple[str, ...]

    @property
    def form(self) -> tuple[bool, bool, tuple[str, ...]]:
        """What is to be seen of the row but for its texts: which there are, and the ids."""
        return bool(self.one), bool(self.other), self.anchors


class Aligner:
    """Sets the texts of a policy's sections beside each other, having looked at each block only once."""

    _LIMIT = 40_000
    """Blocks that are kept, by the texts that they are in and by themselves."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._texts: Kept[tuple[_Block, ...]] = Kept(self._LIMIT)
        self._outermost: Kept[tuple[_Block, ...]] = Kept(self._LIMIT)

    def rows(self, one: str, other: str) -> tuple[Facing, ...]:
        """Give the blocks of two texts side by side. An id that both have belongs to the row where it comes first."""
        left, right = (self._texts.get(text, partial(self._blocks, text)) for text in (one, other))
        pairs = counterparts([block.part for block in left], [block.part for block in right])
        seen: set[str] = set()
        return tuple(
            _facing(_NO_BLOCK if at is None else left[at], _NO_BLOCK if to is None else right[to], seen)
            for at, to in pairs
        )

    def _blocks(self, text: str) -> tuple[_Block, ...]:
        """Read a text, of whose outermost blocks others have most as well."""
        pieces = outermost(text)
        try:
            found = [self._outermost.get(piece, partial(_blocks, piece, nested_parts)) for piece in pieces]
        except NotNestedError:
            return _blocks(text, parts)
        return tuple(chain.from_iterable(found))


class _Block(NamedTuple):
    """A block of a text as it stands in a column, without the ids that it has."""

    part: Part
    html: bytes
    ids: tuple[str, ...]


_NO_BLOCK = _Block(Part("", (), ""), b"", ())


def _facing(one: _Block, other: _Block, seen: set[str]) -> Facing:
    """Set two blocks beside each other; `seen` are the ids of the rows above, to which theirs are added."""
    ids = tuple(each for each in dict.fromkeys((*one.ids, *other.ids)) if each not in seen)
    seen.update(ids)
    return Facing(one.html, other.html, ids)


def _blocks(html: str, read: Callable[[str], tuple[Part, ...]]) -> tuple[_Block, ...]:
    found = read(_GROUP.sub(r"\1>", _DISCLOSURE.sub(r"<\1div>", html)))
    return tuple(_Block(part, _in_column(part.html).encode(), _ids(part.html)) for part in found)


def _ids(html: str) -> tuple[str, ...]:
    return tuple(match[2] for match in _ID.finditer(html)) if ' id="' in html else ()


def _in_column(html: str) -> str:
    alone = _SCOPE.sub(r"\1", _HEAD.sub(r"<\1td", html)) if "<thead" in html else html
    alone = _ID.sub(r"\1", alone) if ' id="' in alone else alone
    return unframed(alone)


# The texts left open ---------------------------------------------------------------------------------------------


def open_rows(rows: Sequence[Facing]) -> tuple[BesideRow, ...]:
    """Give rows for a template in which their texts are left open: it writes most sections of a policy in one form."""
    return tuple(
        BesideRow(_opened(row.one, f"one{number}"), _opened(row.other, f"other{number}"), row.anchors)
        for number, row in enumerate(rows)
    )


def with_texts(section: bytes, rows: Sequence[Facing]) -> bytes:
    """Give a section with the texts of its rows, of what a template made of them left open."""
    texts = {}
    for number, row in enumerate(rows):
        texts[b"one%d" % number], texts[b"other%d" % number] = row.one, row.other
    return filled_in(section, texts)


def _opened(text: bytes, name: str) -> Markup:
    return Markup(left_open(name) if text else "")  # noqa: S704 - nothing but a name
