"""The law of an import: every word of the source is in what was written, in order, or was set aside; nothing else is.

What was written is taken as the build renders it. Compared are letters, digits and signs that mean something, so that
a word may be divided otherwise; white space, hyphens, quotation marks and the like may be written in other ways.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lydelse.importing.model import Manuscript, Part
from lydelse.model import Revision
from lydelse.problems import Place, Problem, Report
from lydelse.render import Words, render
from lydelse.render.tokens import End, Start, Text, Token, tokenise

_KEPT = 2_000
"""Sections whose words are kept: the versions of a policy have most of theirs in common."""

_MEANT = "%‰&@§#/"
_MARKERS = "•·▪▫◦●○■□►▶‣⁃◆◇✓✔↩↑⏎⤴`^~|´¨"
"""Signs that stand before items and notes, and that programs write in several ways."""
_NO_WORDS = Words(footnotes="", footnote_back="", table="")


class Unfaithful(Exception):  # noqa: N818  # it says what happened
    """An import would lose words of its source, or add some. This is a fault of the importer."""


class _Kept(dict[int, str | None]):
    """Which characters are compared, for `str.translate`."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept = character in _MEANT or (unicodedata.category(character)[0] in "LNMS" and character not in _MARKERS)
        self[code] = character if kept else None
        return self[code]


_KEPT_CHARACTERS = _Kept()


def letters(text: str) -> str:
    """Give what is compared of a text."""
    return unicodedata.normalize("NFC", text).translate(_KEPT_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a section says on its page: its text, its footnotes, the numbers that the page counts itself, and what the
    build finds wrong."""

    text: str
    notes: str
    numbers: str
    problems: tuple[Problem, ...]


def check(manuscript: Manuscript) -> None:
    """Hold a manuscript against the words of its source.

    Raises:
        Unfaithful: the law is broken.
    """
    source = letters(manuscript.words)
    aside = Counter(letters("".join(aside.words for aside in manuscript.asides)))
    rendered = [rendered_part(part) for part in manuscript.parts]
    orders = (_notes_last(rendered), _notes_within(rendered))
    written = next((order for order in orders if _follows(order, source)), None)
    if written is None:
        raise Unfaithful(_misplaced(orders[0], source))
    left = Counter(source) - Counter(written)
    counted = Counter(letters("".join(each.numbers for each in rendered)))
    if left - aside - counted:
        raise Unfaithful(f"these words would be lost: {_lost(written, source, left - aside - counted)}")
    if aside - left:
        raise Unfaithful(
            "words are told as set aside that aren't in the source, or that stand in the text all the same"
        )


def _notes_last(rendered: Sequence[Rendered]) -> str:
    return "".join([*(each.text for each in rendered), *(each.notes for each in rendered)])


def _notes_within(rendered: Sequence[Rendered]) -> str:
    return "".join(each.text + each.notes for each in rendered)


def _follows(written: str, source: str) -> bool:
    """Whether all of what was written stands in the source in the same order."""
    rest = iter(source)
    return written == source or all(character in rest for character in written)


def _misplaced(written: str, source: str) -> str:
    rest = iter(source)
    index = next(index for index, character in enumerate(written) if character not in rest)
    return f"this isn't in the source, or not at its place: …{written[max(0, index - 40) : index + 20]}…"


def _lost(written: str, source: str, lost: Counter[str]) -> str:
    """The stretches of the source that were left out, as far as they hold what was lost."""
    stretches: list[str] = [""]
    rest = iter(written)
    expected = next(rest, "")
    for character in source:
        if character == expected:
            expected = next(rest, "")
            if stretches[-1]:
                stretches.append("")
        else:
            stretches[-1] += character
    found = [stretch for stretch in stretches if stretch and not Counter(stretch) - lost] or list(lost)
    return ", ".join(f"“{stretch[:80]}”" for stretch in sorted(found, key=len, reverse=True)[:3])


# What a section says -------------------------------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
def rendered_part(part: Part) -> Rendered:
    """Render a section, and give what is compared of it."""
    report = Report()
    revision = Revision(part.id, "und", part.title, part.body, Place(f"{part.id}.md"))
    fragment = render(revision, _NO_WORDS, report)
    tokens = tokenise("".join(piece if isinstance(piece, str) else "" for piece in fragment.parts))
    start = next((index for index, token in enumerate(tokens) if _begins_notes(token)), len(tokens))
    return Rendered(
        text=letters(part.title) + letters("".join(_said(tokens[:start]))),
        notes=letters("".join(_said(tokens[start:]))),
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
    signs = zip((100, 90, 50, 40, 10, 9, 5, 4, 1), "c xc l xl x ix v iv i".split(), strict=True)
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text
