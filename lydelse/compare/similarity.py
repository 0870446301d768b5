"""How alike two units are, and which of many are worth looking at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, pairwise, repeat
from typing import TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from lydelse.compare.model import Unit
from lydelse.compare.tokens import Codes

SHORT = 8
"""Units of fewer words are also compared by their letters: one inflected word must not make a heading another."""
Alike: TypeAlias = Callable[[str, str, float], float]
"""Tells from 0 to 1 how alike two units are by the codes of their words; 0 when it is less than asked."""

_ALL_PAIRS = 40_000  # more pairs than that are first sifted by the rare words that they share
_LIKEST = 8  # so many units are looked at for each
_FEW = 30  # units; between more it isn't remembered how alike they are
_REMEMBERED = 50_000  # pairs of units
_GIANT = 5_000  # words; longer units are compared by which words they have, not by their order
_SIFTED = 4  # of the units that share rare words, so many are looked at


def remembered() -> Alike:
    """Give what tells how alike two units are. Versions that are compared with many others differ from them in the same
    units."""
    return lru_cache(_REMEMBERED)(lambda one, other, least: _scorer(one)(one, other, score_cutoff=least))


class _CodesOf(dict[int, str]):
    """The words of units, a character each, by the units' indexes."""

    def __init__(self, units: Sequence[Unit], codes: Codes) -> None:
        super().__init__()
        self._units = units
        self._divided = codes.divided

    def __missing__(self, index: int) -> str:
        code = self[index] = self._divided(self._units[index].run).code
        return code


class Sides:
    """The units of both texts, and the codes of their words.

    Attributes:
        old, new: the units.
        old_code, new_code: give the words of a unit, a character each, by its index.
    """

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], codes: Codes, alike: Alike) -> None:
        """Begin with the units; `codes` numbers their words, `alike` tells how alike they are."""
        self.old, self.new = old, new
        self._alike = alike
        self.old_code: Callable[[int], str] = _CodesOf(old, codes).__getitem__
        self.new_code: Callable[[int], str] = _CodesOf(new, codes).__getitem__

    def likeness(self, old: int, new: int, at_least: float = 0.0) -> float:
        """Give how alike two units are, from 0 to 1; 0 when it is less than asked."""
        if self.old[old].is_row != self.new[new].is_row:
            return 0.0
        first, second = self.old_code(old), self.new_code(new)
        score = Indel.normalized_similarity(first, second, score_cutoff=at_least)
        if len(first) < SHORT and len(second) < SHORT:
            letters = Indel.normalized_similarity(self.old[old].run.text, self.new[new].run.text, score_cutoff=at_least)
            score = max(score, letters)
        return score

    def begin_alike(self, old: int, new: int) -> bool:
        """Tell whether two units can be the same one elsewhere: a row of a table is known by how its first cell
        begins, unless that is a number."""
        if not self.old[old].is_row:
            return True
        first, second = (unit.run.text.split(maxsplit=1)[0] for unit in (self.old[old], self.new[new]))
        return first == second or (first[0].isdigit() and second[0].isdigit())

    def shared(self, old: Sequence[int], new: Sequence[int]) -> int:
        """Give how many words two groups of units share in order, each group read as one text."""
        first = "".join(map(self.old_code, old))
        second = "".join(map(self.new_code, new))
        return int(LCSseq.similarity(first, second))

    def candidates(self, old: Sequence[int], new: Sequence[int], at_least: float) -> dict[tuple[int, int], float]:
        """Give the pairs of old and new units that are at least so alike, with how alike they are."""
        if len(old) * len(new) > _ALL_PAIRS:
            return self._sifted(old, new, at_least)
        found = self._by_words(old, new, at_least)
        self._by_letters(old, new, at_least, found)
        return {pair: score for pair, score in found.items() if self._same_kind(pair)}

    def _same_kind(self, pair: tuple[int, int]) -> bool:
        return self.old[pair[0]].is_row == self.new[pair[1]].is_row

    def _by_words(self, old: Sequence[int], new: Sequence[int], at_least: float) -> dict[tuple[int, int], float]:
        codes = [self.old_code(index) for index in old]
        likest = self._among_few if len(old) <= _FEW else _among_many
        return {
            (old[place], index): score
            for index in new
            for place, score in likest(self.new_code(index), codes, at_least)
        }

    def _among_few(self, code: str, choices: Sequence[str], at_least: float) -> list[tuple[int, float]]:
        """Give what `_among_many` gives; how alike they are is remembered."""
        scores = map(self._alike, repeat(code), choices, repeat(at_least))
        found = [(place, score) for place, score in enumerate(scores) if score >= at_least]
        return found if len(found) <= _LIKEST else sorted(found, key=lambda one: (-one[1], one[0]))[:_LIKEST]

    def _by_letters(
        self, old: Sequence[int], new: Sequence[int], at_least: float, found: dict[tuple[int, int], float]
    ) -> None:
        choices = {index: self.old[index].run.text for index in old if len(self.old_code(index)) < SHORT}
        for index in new if choices else ():
            if len(self.new_code(index)) >= SHORT:
                continue
            for _, score, match in process.extract(
                self.new[index].run.text,
                choices,
                scorer=Indel.normalized_similarity,
                score_cutoff=max(at_least, 0.5),
                limit=3,
            ):
                found[match, index] = max(score, found.get((match, index), 0.0))

    def _sifted(self, old: Sequence[int], new: Sequence[int], at_least: float) -> dict[tuple[int, int], float]:
        """Look at those that share rare words; at rows without any that share cells which rarely stand side by side."""
        votes = _votes(
            {index: set(self.old_code(index)) for index in old}, {index: set(self.new_code(index)) for index in new}
        )
        unknown = {index: _side_by_side(self.new[index]) for index in new if not votes[index]}
        if any(unknown.values()):
            votes |= _votes({index: _side_by_side(self.old[index]) for index in old}, unknown)
        found = {}
        for index, counts in votes.items():
            for unit, _ in sorted(counts.items(), key=lambda vote: (-vote[1], vote[0]))[:_SIFTED]:
                score = self.likeness(unit, index, at_least)
                if score:
                    found[unit, index] = score
        return found


def _among_many(code: str, choices: Sequence[str], at_least: float) -> list[tuple[int, float]]:
    """Give the places of the choices that are most and at least so alike to a unit, and how alike they are."""
    found = process.extract(code, choices, scorer=_scorer(code), score_cutoff=at_least, limit=_LIKEST)
    return [(place, score) for _, score, place in found]


def _scorer(code: str) -> Callable[..., float]:
    """How a unit of these words is compared with others."""
    return _in_bags if len(code) > _GIANT else Indel.normalized_similarity


def _votes(old: Mapping[int, Set[object]], new: Mapping[int, Set[object]]) -> dict[int, Counter[int]]:
    """For every new unit how many rare features it shares with old ones; given are the features of each."""
    holders: dict[object, list[int]] = defaultdict(list)
    for index, features in old.items():
        for feature in features:
            holders[feature].append(index)
    rare = {feature: units for feature, units in holders.items() if len(units) <= _SIFTED * 2}
    return {
        index: Counter(chain.from_iterable(rare[feature] for feature in rare.keys() & features))
        for index, features in new.items()
    }


def _side_by_side(unit: Unit) -> set[object]:
    return set(pairwise(unit.key)) if unit.is_row else set()


def _in_bags(first: str, second: str, **_options: object) -> float:
    """How alike two texts are by their words alone, without their order."""
    shared = (Counter(first) & Counter(second)).total()
    return 2 * shared / (len(first) + len(second))
