"""Which parts of a text changed since the version before, in more than their spelling."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from lydelse.check.texts import Text

_LONG_WORD = 5
"""Letters; in shorter words one letter can make another word."""


def changed_parts(before: Text, now: Text) -> frozenset[int]:
    """Give the indexes of the parts that aren't in the text before. Punctuation, capital letters and a corrected letter
    make no difference, and neither does another place in the text."""
    old, new = (dict.fromkeys(part.words for part in text.parts) for text in (before, now))
    gone: dict[int, list[tuple[str, ...]]] = {}
    for words in old:
        if words not in new:
            gone.setdefault(len(words), []).append(words)
    return frozenset(
        part.index
        for part in now.parts
        if part.words not in old
        and not any(_are_spelt_alike(words, part.words) for words in gone.get(len(part.words), ()))
    )


def _are_spelt_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether texts of as many words have the same but for a wrong, missing, surplus or exchanged letter in longer
    ones."""
    return all(
        first == second or (min(len(first), len(second)) >= _LONG_WORD and _is_slip(first, second))
        for first, second in zip(one, other, strict=True)
    )


def _is_slip(one: str, other: str) -> bool:
    return not any(map(str.isdigit, one + other)) and OSA.distance(one, other, score_cutoff=1) <= 1
