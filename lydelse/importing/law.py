"""The law of an import: every word of the source is in what was written, in order, or was set aside; nothing else is.

What was written is taken as the build renders it. Compared are letters, digits and signs that mean something, so that
a word may be divided otherwise; white space, hyphens, quotation marks and the like may be written in other ways.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from lydelse.importing.model import Manuscript
from lydelse.importing.rendered import render_body

_MEANT = "%‰&@§#/"
_MARKERS = "•·▪▫◦●○■□►▶‣⁃◆◇✓✔↩↑⏎⤴`^~|´¨"
"""Signs that stand before items and notes, and that programs write in several ways."""


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


def check(manuscript: Manuscript) -> None:
    """Hold a manuscript against the words of its source.

    Raises:
        Unfaithful: the law is broken.
    """
    source = letters(manuscript.words)
    aside = Counter(letters("".join(aside.words for aside in manuscript.asides)))
    rendered = [render_body(part.body) for part in manuscript.parts]
    texts = [letters(part.title + body.text) for part, body in zip(manuscript.parts, rendered, strict=True)]
    notes = [letters(body.notes) for body in rendered]
    # A source may have its footnotes at its end, or each section its own.
    orders = ("".join([*texts, *notes]), "".join(f"{text}{note}" for text, note in zip(texts, notes, strict=True)))
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
