"""A section's body as the build renders it: what it says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lydelse.model import Revision
from lydelse.problems import Place, Problem, Report
from lydelse.render import Words, render
from lydelse.render.tokens import End, Start, Text, Token, tokenise

_KEPT = 2_000
"""Bodies of which that is kept: the versions of a policy have most of theirs in common."""
_NO_WORDS = Words(footnotes="", footnote_back="", table="")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a body says on its page: its text, its footnotes, the numbers that the page counts itself, and what the
    build finds wrong."""

    text: str
    notes: str
    numbers: str
    problems: tuple[Problem, ...]


@lru_cache(maxsize=_KEPT)
def render_body(body: str) -> Rendered:
    """Render a section's body as the build does."""
    report = Report()
    fragment = render(Revision("section", "und", "", body, Place("section.md")), _NO_WORDS, report)
    tokens = tokenise("".join(piece if isinstance(piece, str) else "" for piece in fragment.parts))
    start = next((index for index, token in enumerate(tokens) if _begins_notes(token)), len(tokens))
    return Rendered(
        text="".join(_said(tokens[:start])),
        notes="".join(_said(tokens[start:])),
        numbers="".join(_numbers(tokens)),
        problems=report.problems,
    )


def _begins_notes(token: Token) -> bool:
    return isinstance(token, Start) and token.tag == "div" and token.attributes.get("class") == "footnotes"


def _said(tokens: Iterable[Token]) -> Iterator[str]:
    """The texts but for the numbers that lead to notes."""
    before: Token | None = None
    is_number = False
    for token in tokens:
        if isinstance(token, Start) and token.tag == "a":
            is_number = "footnote-backref" in token.attributes.get("class", "") or _is_raised(before)
        elif isinstance(token, End) and token.tag == "a":
            is_number = False
        elif isinstance(token, Text) and not (is_number and not token.data.strip().strip("↩\ufe0e0123456789")):
            yield token.data
        before = token


def _is_raised(token: Token | None) -> bool:
    return isinstance(token, Start) and token.tag == "sup"


def _numbers(tokens: Sequence[Token]) -> Iterator[str]:
    """The numbers that the page counts: those of items, and of notes where they are referred to and stand."""
    counts: list[tuple[int, str]] = []
    for token in tokens:
        match token:
            case Start("ol" | "ul" as tag, attributes):
                counts.append(
                    (int(attributes.get("start", "1")) - 1, attributes.get("type", "1") if tag == "ol" else "")
                )
            case End("ol" | "ul"):
                counts.pop()
            case Start("li", attributes) if counts and counts[-1][1]:
                number = int(attributes.get("value", counts[-1][0] + 1))
                counts[-1] = (number, counts[-1][1])
                yield _counted(number, counts[-1][1])
            case Text(data) if data.strip().isdecimal():
                yield data


def _counted(number: int, kind: str) -> str:
    if kind in "aA":
        letter = chr(ord(kind) + (number - 1) % 26)
        return letter * (1 + (number - 1) // 26)
    if kind in "iI":
        return _roman(number) if kind == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    signs = zip((100, 90, 50, 40, 10, 9, 5, 4, 1), ("c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"), strict=True)
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text
