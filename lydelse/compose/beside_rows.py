"""The rows of a section in two languages: its blocks beside each other, as they stand in the columns of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple, TypeAlias

from markupsafe import Markup

from lydelse.compare import NotNestedError, Part, counterparts, nested_parts, outermost, parts
from lydelse.compose.beside_views import BesideRow
from lydelse.compose.compared_rows import unframed
from lydelse.compose.kept import Kept
from lydelse.compose.pieces import filled_in, left_open

_ID = re.compile(r'(<[a-z][^\s>]*(?: [^\s="]+="[^"]*")*?) id="([^"]*)"')
"""An id in a start tag, in HTML as the sanitiser writes it: there every `<` begins a tag."""
_DISCLOSURE = re.compile(r"<(/?)(?:details|summary)(?: [^>]*)?>")
"""What closes a text until it is asked for: block by block, nothing of it may be closed."""
_FOOTNOTES = '<div class="footnotes"'
_GROUP = re.compile(rf'({_FOOTNOTES}) role="group"[^>]*>')
"""The start of the footnotes, as render makes it: block by block they are no group."""
_HEAD = re.compile(r"<(/?)th(?=[ >])")
_SCOPE = re.compile(r'(<td\b[^>]*?) scope="[^"]*"')
"""A cell of a table's head, and what it heads: nothing, when it stands in a row alone."""


class Rows(NamedTuple):
    """The blocks of two texts beside each other, as HTML in UTF-8 without ids; empty where a text has none. `anchors`
    are the ids that the blocks of each row had."""

    one: tuple[bytes, ...]
    other: tuple[bytes, ...]
    anchors: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> tuple[bytes, ...]:
        """Those of one language, and then those of the other."""
        return self.one + self.other

    @property
    def form(self) -> tuple[tuple[object, ...], ...]:
        """What is to be seen of them but for the texts: which there are, and the ids."""
        return tuple(map(bool, self.one)), tuple(map(bool, self.other)), self.anchors


class Aligner:
    """Sets the texts of a policy's sections beside each other, having looked at each block only once."""

    _LIMIT = 40_000
    """Blocks that are kept, by the texts that they are in and by themselves."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._texts: Kept[_Blocks] = Kept(self._LIMIT)
        self._outermost: Kept[_Blocks] = Kept(self._LIMIT)

    def rows(self, one: str, other: str) -> Rows:
        """Set two texts side by side. An id that both have belongs to the row where it comes first."""
        left, right = (self._texts.get(text, partial(self._blocks, text)) for text in (one, other))
        pairs = counterparts([block.part for block in left], [block.part for block in right])
        facing = [(_NONE if at is None else left[at], _NONE if to is None else right[to]) for at, to in pairs]
        return Rows(tuple(one.html for one, _ in facing), tuple(other.html for _, other in facing), _anchors(facing))

    def _blocks(self, text: str) -> _Blocks:
        """Read a text, of whose outermost blocks others have most as well."""
        pieces = outermost(text)
        try:
            found = [self._outermost.get(piece, partial(_read, piece, nested_parts)) for piece in pieces]
        except NotNestedError:
            return _read(text, parts)
        return tuple(chain.from_iterable(found))


class _Block(NamedTuple):
    """A block of a text as it stands in a column, without the ids that it has."""

    part: Part
    html: bytes
    ids: tuple[str, ...]


_Blocks: TypeAlias = tuple[_Block, ...]
_NONE = _Block(Part("", (), ""), b"", ())


def _anchors(facing: Sequence[tuple[_Block, _Block]]) -> tuple[tuple[str, ...], ...]:
    """Give the ids that no row above has, row by row."""
    seen: set[str] = set()
    found = []
    for one, other in facing:
        ids = (*one.ids, *other.ids)
        found.append(tuple(each for each in dict.fromkeys(ids) if each not in seen) if ids else ids)
        seen.update(ids)
    return tuple(found)


def _read(html: str, read: Callable[[str], tuple[Part, ...]]) -> _Blocks:
    return tuple(_Block(part, _in_column(part.html).encode(), _ids(part.html)) for part in read(_unfolded(html)))


def _unfolded(html: str) -> str:
    unfolded = _DISCLOSURE.sub(r"<\1div>", html) if "<details" in html or "<summary" in html else html
    return _GROUP.sub(r"\1>", unfolded) if _FOOTNOTES in unfolded else unfolded


def _ids(html: str) -> tuple[str, ...]:
    return tuple(match[2] for match in _ID.finditer(html)) if ' id="' in html else ()


def _in_column(html: str) -> str:
    alone = _SCOPE.sub(r"\1", _HEAD.sub(r"<\1td", html)) if "<thead" in html else html
    alone = _ID.sub(r"\1", alone) if ' id="' in alone else alone
    return unframed(alone)


# The texts left open ---------------------------------------------------------------------------------------------


def row_views(rows: Rows, *, are_open: bool) -> tuple[BesideRow, ...]:
    """Give rows for a template; it can be given them with their texts left open, since it writes most sections of a
    policy in one form."""
    texts = [left_open(f"row{at}") if text and are_open else text.decode() for at, text in enumerate(rows.texts)]
    views = [Markup(text) for text in texts]  # noqa: S704 - of sanitised texts
    return tuple(map(BesideRow, views[: len(rows.one)], views[len(rows.one) :], rows.anchors))


def with_texts(section: bytes, rows: Rows) -> bytes:
    """Give a section with the texts of its rows, of what a template made of them left open."""
    return filled_in(section, dict(zip(_names(len(rows.texts)), rows.texts, strict=True)))


@lru_cache(64)
def _names(count: int) -> tuple[bytes, ...]:
    """Give the names under which so many texts are left open."""
    return tuple(b"row%d" % at for at in range(count))
