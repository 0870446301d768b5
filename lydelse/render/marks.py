"""Marks: how a fault in the rendered HTML is led back to its place in the source.

Python-Markdown forgets where things stood. So, when there is something to place, the text is rendered once more
with a mark beside all that can give rise to a link, a tag or an attribute; the mark comes through and says where it
was. The page itself is always made from the text without marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING, CLOSING = "\ufdd0", "\ufdd1"
"""Code points that Unicode sets aside for a program's own use: a text never has them."""

TAG_MARK, LIST_MARK = "data-at", "data-in"
"""The attributes that mark a tag and an attribute list."""

_MARK = re.compile(
    rf'(?: {TAG_MARK}="{OPENING}(\d+){CLOSING}")|(?:{LIST_MARK}="{OPENING}(\d+){CLOSING}" )|{OPENING}(\d+){CLOSING}'
)
_MARKABLE = re.compile(
    r"""(?P<auto><[A-Za-z][A-Za-z0-9+.-]*://)    # <https://…>
    | (?P<tag></?[A-Za-z][^\s"'<>@/:]*)(?=[\s/>])  # <b or </b
    | (?P<list>\{:?[ ]*)(?=[.\#\w][^\n{}]*\})     # {: .note}
    | (?P<link>\]\([ ]*<?)                        # [text](…
    | (?P<definition>^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ ]*<?)(?=\S)  # [label]: …
    | (?P<note>\[\^[^\]\n]*\](?!\s*:)|\[\[cookies\]\])  # [^1]
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was taken out of a text at `position`: what stood there has `offset` in the source."""

    position: int
    offset: int


def mark(source: str) -> str:
    """Give the source with a mark beside everything that can be faulty."""
    return _MARKABLE.sub(_marked, source)


def _marked(match: re.Match[str]) -> str:
    text = match[0]
    match match.lastgroup:
        case "tag":
            return f'{text} {TAG_MARK}="{OPENING}{match.start()}{CLOSING}"'
        case "list":
            return f'{text}{LIST_MARK}="{OPENING}{match.start()}{CLOSING}" '
        case "note":
            return f"{text}{OPENING}{match.start()}{CLOSING}"
        case _:
            return f"{text}{OPENING}{match.end()}{CLOSING}"


def strip_marks(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of a text, and tell where they were and what they say."""
    if OPENING not in text:
        return text, ()
    kept: list[str] = []
    marks: list[Mark] = []
    end = length = 0
    for match in _MARK.finditer(text):
        kept.append(text[end : match.start()])
        length += match.start() - end
        marks.append(Mark(length, int(match[match.lastindex or 0])))
        end = match.end()
    kept.append(text[end:])
    return "".join(kept), tuple(marks)
