"""Words: how a run's text is divided, and numbers for words so that sequences of them compare fast.

A number with its separators and per cent sign is one word (`10 000`, `12,5 %`), so is an address, and a word with its
hyphens and apostrophes. Every other sign stands alone. A word carries the white space before it.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from lydelse.compare.run import INVISIBLE, LINK_EDGE, OBJECT, UNIT_EDGE, Run

_SINGLE = "\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Characters of scripts that put no space between words; each counts as one."""
_LETTER = rf"[^\W{_SINGLE}]"
_WORD = rf"{_LETTER}(?:{_LETTER}++|[{INVISIBLE}\u0300-\u036f])*+"
_SPACE = "[ \u00a0\u202f\u2009]"

# Possessive repetitions (`++`) keep a word from being tried again letter by letter.
_TOKEN = re.compile(
    rf"""
    [\s{INVISIBLE}{LINK_EDGE}{UNIT_EDGE}]*+     # what stands before the word
    (?: [A-Za-zÀ-ÖØ-öø-ÿ]++(?=[ ,])             # most words: told quickly, and what follows would too
      | (?:https?://|www\.)[^\s<>"{LINK_EDGE}{UNIT_EDGE}]*[^\s<>"{LINK_EDGE}{UNIT_EDGE}.,;:!?)\]'’”]
      | [\w.+-]++@[\w-]+(?:\.[\w-]+)+
      | \d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d{INVISIBLE}])(?:[.,]\d+)?(?:{_SPACE}?%)?
      | \d+(?:[.,:/]\d+)*(?:{_SPACE}?%|(?!\w|[-’']\w))
      | {_WORD}(?:[-‐‑'’]{_WORD})*
      | [^\s{INVISIBLE}{LINK_EDGE}{UNIT_EDGE}]
    )
    """,
    re.VERBOSE,
)
_LEAD = re.compile(rf"[\s{INVISIBLE}{LINK_EDGE}{UNIT_EDGE}]*")
_UNSEEN = str.maketrans(dict.fromkeys(INVISIBLE + LINK_EDGE))
_SENTENCE_END = frozenset(".!?…。")
_FIRST_CODE = 0x100
_SURROGATES = 0xD800
_AFTER_SURROGATES = 0xE000


def divide(text: str) -> list[str]:
    """Divide a run's text into words, each with what stands before it; what follows the last is left out.

    A run counts as if white space stood before it, so that its first word is the same word elsewhere.
    """
    pieces: list[str] = _TOKEN.findall(f" {text}")
    return pieces


def lead_of(piece: str) -> int:
    """How many characters of a piece stand before its word."""
    match = _LEAD.match(piece)
    return match.end() if match else 0


def is_word(piece: str) -> bool:
    """Whether a piece is a word or a number rather than a sign."""
    return piece[-1].isalnum() or piece[-1] in "%)/" or any(map(str.isalnum, piece))


def ends_sentence(piece: str) -> bool:
    """Whether a sentence can end with a piece."""
    return piece[-1] in _SENTENCE_END


class Divided(NamedTuple):
    """A run's pieces, their codes, and where each starts in the text; the last place is the end of the last piece."""

    pieces: tuple[str, ...]
    code: str
    starts: tuple[int, ...]


class Codes(dict[str, str]):
    """One character for every distinct word, so that texts become strings that rapidfuzz compares fast.

    White space before a word counts as one blank whatever it is made of, and a word's invisible characters don't
    count.
    """

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self._distinct: dict[str, str] = {}
        self._divided: dict[Run, Divided] = {}

    def __missing__(self, piece: str) -> str:
        known = piece if piece[0] == " " and piece[1:].isalnum() else _known(piece)
        code = self._distinct.setdefault(known, _code(len(self._distinct)))
        self[piece] = code
        return code

    def divided(self, run: Run) -> Divided:
        """Give a run divided. One is looked at several times, and divided once."""
        found = self._divided.get(run)
        if found is None:
            pieces = divide(run.text)
            # The first piece has a blank before it that isn't in the text.
            _, *ends = accumulate(map(len, pieces), initial=-1)
            found = self._divided[run] = Divided(tuple(pieces), self.of(pieces, run.objects), (0, *ends))
        return found

    def of(self, pieces: list[str], objects: tuple[str, ...] = ()) -> str:
        """Give the codes of a run's pieces, its objects told apart by their sources."""
        if not objects:
            return "".join(map(self.__getitem__, pieces))
        sources = iter(objects)
        named = (piece + next(sources) if piece[-1] == OBJECT else piece for piece in pieces)
        return "".join(map(self.__getitem__, named))


def _known(piece: str) -> str:
    """Give what makes two pieces the same word."""
    seen = piece.translate(_UNSEEN).replace(UNIT_EDGE, " ")
    word = seen.lstrip()
    return "".join((" " if len(word) < len(seen) else "", " ".join(word.split())))


def _code(number: int) -> str:
    """Give the character of that number; a text of a megabyte has fewer distinct words than there are."""
    value = number + _FIRST_CODE
    if value >= _SURROGATES:
        value += _AFTER_SURROGATES - _SURROGATES
    return chr(value)
