"""How hard the texts are to read: LIX, and for English Flesch's reading ease.

LIX is C.-H. Björnsson's (*Läsbarhet*, Liber 1968): words per sentence, plus the share of long words in per cent. It was
made for Swedish and found good for other languages, too (Björnsson, *Readability of Newspapers in 11 Languages*,
Reading Research Quarterly 18:4, 1983), so it is given for all but English. Reading ease is R. Flesch's (*A New
Readability Yardstick*, Journal of Applied Psychology 32:3, 1948), from words per sentence and syllables per word.

Both are told, and never found fault with: short words can be wrong, and long ones right.
"""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.check.counting import Count, count
from lydelse.check.model import Information, Subject
from lydelse.check.texts import Kind, Texts
from lydelse.check.words import language_name
from lydelse.model import Policy, Revision, Version
from lydelse.problems import Place

_FEWEST_WORDS = 50
"""Of shorter texts a measure says little."""
_RUNNING = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.DEFINITION})
_LIX_NAME, _FLESCH_NAME = "LIX", "Flesch"
_LIX = ((30, "very easy"), (40, "easy"), (50, "medium"), (60, "hard"))
"""Up to which value a text reads how, by Björnsson; beyond is very hard."""
_FLESCH = ((90, "very easy"), (70, "easy"), (60, "medium"), (30, "hard"))
"""From which value on a text reads how, by Flesch, whose neighbours of “easy” and “hard” are taken together."""
_HARDEST = "very hard"
_ALL = "(all sections)"


def lix(counted: Count) -> float:
    """LIX: the higher, the harder (Björnsson 1968)."""
    return counted.words / counted.sentences + 100 * counted.long_words / counted.words


def reading_ease(counted: Count) -> float:
    """Flesch's reading ease: the lower, the harder (Flesch 1948)."""
    return 206.835 - 1.015 * counted.words / counted.sentences - 84.6 * counted.syllables / counted.words


def survey_readability(subject: Subject) -> Iterator[Information]:
    """Give a table of how hard each section is to read, and how hard it was in the version before."""
    counts = _Counts(Texts(subject.fragments))
    rows = tuple(row for policy, version in subject.versions for row in _rows(policy, version, counts))
    if rows:
        yield Information(
            "readability",
            "How hard the texts are to read",
            ("Policy", "Version", "Section", "Language", "Words", "Measure", "Value", "Before", "Reads"),
            rows,
            f"LIX (the higher, the harder), for English Flesch (the lower, the harder); headings, tables and texts of "
            f"fewer than {_FEWEST_WORDS} words aside. “Before” is the version before, where the value was another.",
            _total(rows),
        )


class _Counts:
    """What the sections of versions consist of, each text counted once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._counts: dict[Place, Count] = {}

    def of(self, version: Version, language: str) -> dict[str, Count]:
        """Count in each section that a version has in a language, and in all of them."""
        found = {}
        for section in version.sections:
            wording = section.wordings.get(language)
            if wording and wording.revision.language == language:
                found[section.id] = self._count(wording.revision)
        return found | {_ALL: sum(found.values(), Count())}

    def _count(self, revision: Revision) -> Count:
        if revision.place not in self._counts:
            parts = self._texts.of(revision).parts
            self._counts[revision.place] = count(part.text for part in parts if part.kind in _RUNNING)
        return self._counts[revision.place]


def _total(rows: tuple[tuple[str, ...], ...]) -> str:
    """Count the texts of sections, and those that became harder: LIX goes up then, reading ease down."""
    texts = [row for row in rows if row[2] != _ALL]
    harder = sum(
        (int(value) > int(before)) is (measure == _LIX_NAME) for *_, measure, value, before, _ in texts if before
    )
    return f"{len(texts)} texts measured, {harder} harder than in the version before"


def _rows(policy: Policy, version: Version, counts: _Counts) -> Iterator[tuple[str, ...]]:
    known = (*policy.versions, *policy.drafts)
    previous = next((each for each in known if each.id == version.previous), None)
    for language in version.languages:
        before = counts.of(previous, language) if previous else {}
        for section, counted in counts.of(version, language).items():
            if counted.words >= _FEWEST_WORDS:
                measured = _measured(language, counted, before.get(section, Count()))
                yield policy.id, str(version.id), section, language_name(language), *measured


def _measured(language: str, counted: Count, before: Count) -> tuple[str, ...]:
    """The words, the measure, its value now and before, and what it means."""
    is_english = language.partition("-")[0] == "en"
    measure = reading_ease if is_english else lix
    value = round(measure(counted))
    was = round(measure(before)) if before.words >= _FEWEST_WORDS else value
    reads = next((reads for least, reads in _FLESCH if value >= least), _HARDEST)
    if not is_english:
        reads = next((reads for most, reads in _LIX if value < most), _HARDEST)
    return (
        str(counted.words),
        _FLESCH_NAME if is_english else _LIX_NAME,
        str(value),
        "" if was == value else str(was),
        reads,
    )
