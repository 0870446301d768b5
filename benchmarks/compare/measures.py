"""What is measured of a marked text: how much is marked, in how many runs, and how little it could be."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from html import unescape

from rapidfuzz.distance import Indel

from lydelse.compare.parse import parse
from lydelse.compare.tokens import Codes, divide, is_word

_TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_RUNS = re.compile(r"<(ins|del)\b[^>]*>(.*?)</\1>", re.DOTALL)
_OWN_WORDS = re.compile(r'<span class="cmp-word[^>]*>.*?</span>', re.DOTALL)
_BLOCK_END = re.compile(r"</?(?:p|li|h[1-6]|td|th|tr|dt|dd|ul|ol|table|blockquote|div|pre)\b[^>]*>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Marked:
    """Letters that are marked, runs and islands in blocks that changed in part, and the number of such blocks."""

    letters: int
    runs: int
    islands: int
    blocks: int


def marked(html: str) -> Marked:
    """Measure HTML with `ins` and `del`."""
    html = _OWN_WORDS.sub("", html)
    letters = sum(_letters(match[2]) for match in _RUNS.finditer(html))
    runs = islands = blocks = 0
    for block in _BLOCK_END.split(html):
        found = list(_RUNS.finditer(block))
        outside = _RUNS.sub("", block)
        if not found or not _letters(outside):
            continue
        blocks += 1
        runs += len(found)
        between = (block[one.end() : two.start()] for one, two in itertools.pairwise(found))
        islands += sum(1 <= _words(text) <= 2 for text in between)  # noqa: PLR2004  one or two words
    return Marked(letters, runs, islands, blocks)


def optimum(old: str, new: str) -> int:
    """How many letters a shortest edit of words would mark in both texts, read as one sequence each."""
    codes = Codes()
    sides = []
    for html in (old, new):
        pieces = [piece for unit in parse(html) if unit.key for piece in divide(unit.run.text)]
        sides.append((pieces, codes.of(pieces)))
    (old_pieces, old_code), (new_pieces, new_code) = sides
    total = 0
    for code in Indel.opcodes(old_code, new_code):
        if code.tag != "equal":
            total += sum(map(_letters, old_pieces[code.src_start : code.src_end]))
            total += sum(map(_letters, new_pieces[code.dest_start : code.dest_end]))
    return total


def _letters(html: str) -> int:
    return len(_SPACE.sub("", unescape(_TAG.sub("", html)).replace("\x02", "").replace("\x03", "")))


def _words(html: str) -> int:
    return sum(map(is_word, divide(unescape(_TAG.sub("", html)))))
