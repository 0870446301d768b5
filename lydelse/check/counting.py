"""Counting sentences, words and syllables of running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONG = 6
"""A word with more letters than this is a long one (Björnsson 1968)."""

_WORD = re.compile(r"[^\W_]+(?:[’'.:,/@&-][^\W_]+)*")
"""A word, with what binds its parts: “e-post”, “don’t”, “3,5”, “imy.se”, “EU:s”."""
_END = re.compile(r"[.!?…:]+[”’\"')\]]*(?=\s+[“‘\"'(]*[A-ZÅÄÖÆØÜÉ0-9])")
"""What ends a sentence when another follows: a full stop, a colon, a question or exclamation mark, and a capital."""
_ABBREVIATION = re.compile(
    r"""(?:^|[\s(“"])(?:
        (?:[^\W\d_]{1,2}\.\s?)+[^\W\d_]{1,2}  # t.ex., fr. o. m., e.g., z. B.
      | art | abs | ca | cf | co | dr | etc | ev | exkl | ggf | inc | inkl | jfr | kap | kl | ltd | max | min | mr
      | mrs | ms | no | nos | nr | pp | prof | resp | sec | sek | st | tel | tfn | vs | bzw
      | \d{1,2}                               # 1. mars
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 14


@dataclass(frozen=True, slots=True)
class Count:
    """What running text consists of. `long_words` have more than six letters."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0
    syllables: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.words + other.words,
            self.sentences + other.sentences,
            self.long_words + other.long_words,
            self.syllables + other.syllables,
        )


def count(blocks: Iterable[str]) -> Count:
    """Count in paragraphs and list items; each ends a sentence, whether a full stop stands there or not."""
    return sum(map(_count_block, blocks), Count())


def _count_block(text: str) -> Count:
    words = _WORD.findall(text)
    if not words:
        return Count()
    return Count(
        len(words),
        sum(bool(_WORD.search(sentence)) for sentence in _sentences(text)),
        sum(sum(map(str.isalpha, word)) > LONG for word in words),
        sum(map(syllables, words)),
    )


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        if match[0].startswith(".") and _ABBREVIATION.search(before):
            continue
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


# Syllables of English --------------------------------------------------------------------------------------------

_VOWELS = re.compile("[aeiouyåäöéèü]+")
_SILENT = re.compile(
    r"""(?<=[^aeiouyl])e$ | (?<=[aeiouyr]l)e$              # use, rule
      | (?<=[^aeiouy])e(?=(?:ly|ments?|ful|less|ness)$)    # safely, statement, useful
      | (?<=[^aeiouytd])e(?=d$)                            # used, but: stated, needed
      | (?<=[^aeiouysxzcg])(?<!ch)(?<!sh)(?<![^aeiouyr]l)e(?=s$)  # types, but: uses, pages, searches, titles
    """,
    re.VERBOSE,
)
_APART = re.compile(
    r"""(?<![tc])i(?=a) | (?<=t)i(?=at) | (?<=c)i(?=at)    # media, initiate, but: special
      | (?<![tsgcn])i(?=o) | i(?=u) | i(?=e(?:nt|nc|ty|t$|r$))  # period, medium, client, society
      | (?<![qg])u(?=a|ou) | u(?=ity) | (?<=cr)e(?=at[eio]) # annual, continuous, continuity, create
      | e(?=o(?!u|p)) | (?<=ee)(?=ing) | [yo](?=ing$)      # video, agreeing, applying
      | (?<=[st])(?=m$)                                    # mechanism
    """,
    re.VERBOSE,
)
_SPELT_OUT = re.compile("[A-Z]{2,5}")


def syllables(word: str) -> int:
    """Count the syllables of an English word by its spelling, at least one; of an abbreviation like GDPR its letters.

    A number counts as one. Rules of spelling go wrong for some words; over a text that evens out.
    """
    return sum(_syllables(part) for part in re.split(r"[^\w’']+", word) if part)


def _syllables(part: str) -> int:
    if _SPELT_OUT.fullmatch(part):
        return len(part)
    letters = re.sub(r"[^\w]|\d", "", part.lower())
    spoken = _SILENT.sub("", letters) if _VOWELS.search(_SILENT.sub("", letters)) else letters
    return max(1, len(_VOWELS.findall(spoken)) + len(_APART.findall(letters)))
