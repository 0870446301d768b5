"""Words that a line's end divides: whether the hyphen is the word's own, by evidence in the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from lydelse.importing.model import Doubt

_HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_AND = frozenset({"och", "eller", "samt", "and", "or", "und", "oder", "bzw", "et", "ou", "og", "y", "o", "e"})
"""Words after which a hyphen says that the end of a word comes later: "kund- och användaruppgifter"."""


@dataclass(slots=True)
class Hyphens:
    """Decides how words at the ends of lines are joined. What isn't sure is kept in `unsure`."""

    known: Counter[str]
    habit: bool
    """Whether the text is known to divide words: then a hyphen at a line's end is one of these, unless proved."""
    unsure: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Hyphens:
        """Learn from a text the words that stand whole in it."""
        texts = [line.strip() for line in lines]
        known = Counter(word for text in texts for word in _whole_words(text))
        pairs = [(_last_word(last), _first_word(text)) for last, text in pairwise(texts)]
        divided = sum(bool(a and b) and known[(a + b).lower()] > 0 for a, b in pairs)
        kept = sum(bool(a and b) and known[f"{a}-{b}".lower()] > 0 for a, b in pairs)
        return cls(known, divided > kept)

    def joint(self, last: str, text: str) -> tuple[str, bool]:
        """What stands between a line and the next, and whether the hyphen at the end of the first is taken away."""
        if not last or last[-1] not in _HYPHENS or not (before := _last_word(last)):
            return " ", False
        after = _first_word(text)
        if not after or after.lower() in _AND:
            return " ", False
        if last[-1] == "\u00ad":
            return "", True
        return "", self._cuts(before, after)

    def _cuts(self, before: str, after: str) -> bool:
        joined, hyphened = self.known[(before + after).lower()], self.known[f"{before}-{after}".lower()]
        if joined != hyphened:
            return joined > hyphened
        if not before[-1].islower() or not after[0].islower():
            return False
        halves = self.known[before.lower()] > 0 and self.known[after.lower()] > 0
        cuts = self.habit and not halves
        self.unsure.append(before + after if cuts else f"{before}-{after}")
        return cuts

    def doubts(self) -> tuple[Doubt, ...]:
        """What isn't sure, as one sentence."""
        if not self.unsure:
            return ()
        words = ", ".join(f"“{word}”" for word in dict.fromkeys(self.unsure))
        return (Doubt(f"A line ends within these words; it isn't sure whether they have a hyphen: {words}."),)


def _whole_words(text: str) -> Iterable[str]:
    """The words of a line, without one that its end divides and without what the end of the line before left over."""
    for match in _WORD.finditer(text):
        if match.end() >= len(text) - 1 and text[-1] in _HYPHENS:
            continue
        yield match[0].lower().replace("\u2010", "-")


def _last_word(text: str) -> str:
    """The part of a word before the hyphen at the end of a line; nothing if there is none."""
    if not text or text[-1] not in _HYPHENS:
        return ""
    match = re.search(r"[^\W\d_]+$", text[:-1])
    return match[0] if match else ""


def _first_word(text: str) -> str:
    match = re.match(r"[^\W\d_]+", text.lstrip())
    return match[0] if match else ""
