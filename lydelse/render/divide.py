"""Dividing a text into blocks that can be rendered each for itself.

A text is divided at blank lines, and only where nothing that stands on one side can mean anything on the other. What
has a meaning for the whole text (definitions, footnotes, HTML) keeps it from being divided at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lydelse.render.readable import UNREADABLE

STAND_IN = "\ua000"
"""Stands for words (`lydelse.render.shape`): a letter that hardly any text has, and none that is divided."""

_TERM = re.compile(r"\n[ ]{0,3}:")
"""The start of what defines the paragraph above it as a term."""
_SIGN = re.compile(rf"[]<&{STAND_IN}]|{UNREADABLE.pattern}")
"""Without one of these no text matches `_WHOLE`; they are found sooner."""
_WHOLE = re.compile(
    rf"""\][ ]?:      # the definition of a link, footnote or abbreviation, which holds wherever it stands
    | \[\^            # a footnote
    | <(?!            # HTML, of which the end may stand in another block: all but
        [\s\d]        #   less than
        | https?://[^\s<>`"'&]+>
        | [\w.+-]+@[\w.-]+>
      )
    | &(?!            # an entity that may not be one: all but
        [ \n]
        | [A-Za-z][A-Za-z0-9]*[;\s.,:)]
        | \#[0-9]+;
      )
    | {STAND_IN}
    | {UNREADABLE.pattern}
    """,
    re.VERBOSE,
)
_MOST_GAPS = 10_000
"""Blank lines of a text that is divided; above that, it may have more blocks than a text can."""

_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_CONTINUES = re.compile(r"\s")
"""The start of what can belong to a list or code above the blank line, or be as good as another blank line."""
_LISTS = re.compile(r"(?:[-*+]|\d+\.)[ \t]|>")
"""The start of a list or quotation, which goes on with one above the blank line."""
_LISTED = re.compile(rf"^[ ]{{0,3}}(?:{_LISTS.pattern})", re.MULTILINE)


def divide(source: str) -> Iterator[tuple[int, str]] | None:
    """Give the blocks of a text with their offsets, or `None` when it can only be rendered as a whole."""
    is_whole = _SIGN.search(source) is not None and _WHOLE.search(source) is not None
    if is_whole or _TERM.search(source) or source.count("\n\n") > _MOST_GAPS:
        return None
    return _blocks(source)


def _blocks(source: str) -> Iterator[tuple[int, str]]:
    start = end = 0
    for at, beyond in _paragraphs(source):
        if end and not _belongs(source, start, end, at):
            yield start, source[start:end]
            start = at
        start, end = start if end else at, beyond
    if end:
        yield start, source[start:end]


def _paragraphs(source: str) -> Iterator[tuple[int, int]]:
    """Where the lines stand that no blank line divides."""
    at = 0
    for gap in _GAP.finditer(source):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(source):
        yield at, len(source)


def _belongs(source: str, start: int, end: int, at: int) -> bool:
    """Whether lines may be part of what the block before them begins."""
    if _CONTINUES.match(source, at):
        return True
    return _LISTS.match(source, at) is not None and _LISTED.search(source, start, end) is not None
