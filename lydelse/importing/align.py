"""Sections keep their ids from one text of a policy to the next, though headings are renamed and moved.

A reader of a policy thinks of a section as the same one when its heading or its text stayed. So sections are paired by
equal text, by equal titles, by how alike they are, and last by standing alone between the same neighbours. A section
that was taken away is remembered, and has its id again when it comes back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from lydelse.compare.tokens import Codes, divide
from lydelse.importing.model import Doubt, Part

_TELLING = 5  # words; a shorter text doesn't tell by itself which section it is
_ALIKE = 0.5  # from here on two sections are one that was changed
_SURE = 0.6  # below that a person should look; a section that is gone needs as much to come back
_ALONE = 0.4  # the only sections between the same neighbours; texts that have nothing in common reach 0.35
_OF_TITLE = 0.4  # what the title counts beside the text
_PART = 0.6  # so much of a section that was split off or merged stands in the other
_LEFT = 0.3  # and no more than that in what it can't have come from
_RUN = 4  # words in a row that hardly two texts have by chance
_NUMBER = re.compile(r"^\W*(?:[a-z]|[ivxlc]+|\d+(?:\.\d+)*)[.):]*\s+(?=\S)|\d+", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)"
    r"""|(?P<before>\]\(<?#|\bhref=["']?#)(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)""",
    re.DOTALL,
)
_PLACE = re.compile(r"""\{:?[ ]*#([\w-]+)|\bid=["']?([\w-]+)""")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sections with the ids that they keep, and links that lead to these. `predecessors` are the sections of the text
    before from which others were split off or merged."""

    parts: tuple[Part, ...]
    predecessors: Mapping[str, tuple[str, ...]]
    doubts: tuple[Doubt, ...]


class Aligner:
    """Gives ids to the sections of one text after the other."""

    def __init__(self, present: Sequence[Part] = (), gone: Sequence[Part] = ()) -> None:
        """Begin with what a policy has already: the sections of its last version, and those that it once had."""
        self._codes = Codes()
        self._present = tuple(present)
        self._gone = {part.id: part for part in gone}

    def align(self, parts: Sequence[Part]) -> Aligned:
        """Give the sections of the next text the ids of the sections that they are."""
        looks = self._looks(parts)
        kept = _Pairs(self._looks(self._present), looks)
        kept.find()
        left = [look for index, look in enumerate(looks) if index not in kept.pairs]
        back = _coming_back(self._looks(tuple(self._gone.values())), left)
        known = {parts[new].id: self._present[old] for new, old in kept.pairs.items()} | back
        ids = self._ids(parts, {new: part.id for new, part in known.items()})
        aligned = tuple(replace(part, id=ids[part.id], body=led_along(part.body, ids)) for part in parts)
        predecessors = _predecessors(self._looks(self._present), self._looks(aligned))
        doubts = tuple(_doubt(parts[index], self._present[kept.pairs[index]]) for index in sorted(kept.unsure))
        self._remember(aligned)
        return Aligned(aligned, predecessors, doubts)

    def _looks(self, parts: Sequence[Part]) -> list[_Look]:
        return [_Look(part, self._codes.of(divide(part.body)), _plain(part.title)) for part in parts]

    def _ids(self, parts: Sequence[Part], known: Mapping[str, str]) -> dict[str, str]:
        """The new id for each id: that of the section that it is, or else one that no other section ever had."""
        taken = {part.id for part in self._present} | set(self._gone) | set(known.values())
        ids = dict(known)
        for part in parts:
            if part.id not in ids:
                ids[part.id] = _free(part.id, taken)
                taken.add(ids[part.id])
        return ids

    def _remember(self, parts: tuple[Part, ...]) -> None:
        there = {part.id for part in parts}
        self._gone |= {part.id: part for part in self._present}
        self._gone = {section: part for section, part in self._gone.items() if section not in there}
        self._present = parts


@dataclass(frozen=True, slots=True)
class _Look:
    """What a section is known by: the codes of its words, and its title without numbers and signs."""

    part: Part
    words: str
    title: str

    @property
    def is_introduction(self) -> bool:
        return not self.part.title

    def likeness(self, other: _Look) -> float:
        """How alike two sections are, from 0 to 1; an introduction is like no other section."""
        if self.is_introduction != other.is_introduction:
            return 0.0
        title = Indel.normalized_similarity(self.title, other.title)
        if not self.words and not other.words:
            return title
        text = Indel.normalized_similarity(self.words, other.words)
        return text if self.is_introduction else _OF_TITLE * title + (1 - _OF_TITLE) * text

    def runs(self) -> set[str]:
        """The runs of words that stand in it."""
        return {self.words[start : start + _RUN] for start in range(len(self.words) - _RUN + 1)}


def _plain(title: str) -> str:
    return (_SIGNS.sub(" ", _NUMBER.sub("", title)).strip() or title).casefold()


def _free(wanted: str, taken: set[str]) -> str:
    number = 2
    found = wanted
    while found in taken:
        found = f"{wanted}-{number}"
        number += 1
    return found


def led_along(body: str, ids: Mapping[str, str]) -> str:
    """Let the links of a text lead to the ids that its sections have now. What stands in code is no link, and a place
    that the text itself names is no section."""
    own = {name for match in _PLACE.finditer(body) for name in match.groups()}

    def led(match: re.Match[str]) -> str:
        section = match["id"]
        return match[0] if section is None or section in own else f"{match['before']}{ids.get(section, section)}"

    return _LINK.sub(led, body)


def _doubt(part: Part, old: Part) -> Doubt:
    message = (
        f"the section “{part.title}” is taken for the one that was called “{old.title}”, though much of it differs"
    )
    return Doubt(message, old.id)


# Pairs ---------------------------------------------------------------------------------------------------------


class _Pairs:
    """Which old section each new one is, by their indexes, and for which of the new ones that isn't sure."""

    def __init__(self, old: Sequence[_Look], new: Sequence[_Look]) -> None:
        self.old = old
        self.new = new
        self.pairs: dict[int, int] = {}
        self.unsure: set[int] = set()
        self._taken: set[int] = set()

    def find(self) -> None:
        """Pair the sections of two texts, one of which followed the other."""
        self.equal(lambda look: look.words if len(look.words) >= _TELLING else None)
        self.equal(lambda look: (look.is_introduction, look.title))
        self.alike(_ALIKE)
        self._alone()

    def equal(self, key: Callable[[_Look], Hashable | None]) -> None:
        """Pair what has the same key, where it stands once on each side."""
        old, new = self._free()
        counts = Counter(key(self.old[at]) for at in old), Counter(key(self.new[at]) for at in new)
        where = {key(self.old[at]): at for at in old}
        for index in new:
            wanted = key(self.new[index])
            if wanted is not None and all(count[wanted] == 1 for count in counts):
                self._add(index, where[wanted])

    def alike(self, at_least: float) -> None:
        """Pair the sections that are most alike, the nearer ones first where several are as much so."""
        old, new = self._free()
        found = [
            (-score, abs(index / len(self.new) - match / len(self.old)), index, match)
            for index in new
            for match in old
            if (score := self.new[index].likeness(self.old[match])) >= at_least
        ]
        for score, _, index, match in sorted(found):
            if index not in self.pairs and match not in self._taken:
                self._add(index, match, -score)

    def _alone(self) -> None:
        """Pair the one section with the other one that stands between the same neighbours."""
        old, new = self._free()
        edges = {-1: -1, len(self.new): len(self.old)} | self.pairs
        for index in new:
            match = edges.get(index - 1, len(self.old)) + 1
            if match in old and edges.get(index + 1) == match + 1:
                score = self.new[index].likeness(self.old[match])
                if score >= _ALONE:
                    self._add(index, match, score)

    def _add(self, index: int, match: int, score: float = 1.0) -> None:
        self.pairs[index] = match
        self._taken.add(match)
        if score < _SURE:
            self.unsure.add(index)

    def _free(self) -> tuple[list[int], list[int]]:
        old = [at for at in range(len(self.old)) if at not in self._taken]
        return old, [at for at in range(len(self.new)) if at not in self.pairs]


def _coming_back(gone: Sequence[_Look], new: Sequence[_Look]) -> dict[str, Part]:
    """Give for the sections of a text those that had been taken away and come back in it."""
    found = _Pairs(gone, new)
    found.equal(lambda look: (look.is_introduction, look.title))
    found.alike(_SURE)
    return {new[index].part.id: gone[match].part for index, match in found.pairs.items()}


# Split and merged ----------------------------------------------------------------------------------------------


def _predecessors(old: Sequence[_Look], new: Sequence[_Look]) -> dict[str, tuple[str, ...]]:
    """Give the sections that were split off from others, or merged with them, by the words that they took along."""
    before, after = ({look.part.id: look for look in looks} for looks in (old, new))
    added, removed = [section for section in after if section not in before], before.keys() - after.keys()
    if not before or not (added or removed):
        return {}
    runs_before, runs_after = ({section: look.runs() for section, look in side.items()} for side in (before, after))
    pairs = list(_taken_along(added, runs_after, runs_before))
    pairs += [(into, gone) for gone, into in _taken_along(sorted(removed), runs_before, runs_after)]
    return {section: tuple(sorted(source for into, source in pairs if into == section)) for section, _ in pairs}


def _taken_along(
    sections: Sequence[str], own: Mapping[str, set[str]], others: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """Give the sections whose words stand, on the other side, in a section in which they don't stand on this one."""
    for section in sections:
        runs = own[section]
        for other, held in others.items() if runs else ():
            shared = runs & held
            if len(shared) >= _PART * len(runs) and len(shared & own.get(other, set())) <= _LEFT * len(shared):
                yield section, other
