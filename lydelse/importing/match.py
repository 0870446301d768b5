"""A second language of a policy: which of its sections is which of those that are there.

Its words say little to one who can't read it. But a translation mostly keeps the order of the sections, how long they
are and how they are built, and it keeps numbers, links, addresses and names as they are. So all of these are weighed,
and the pairing is taken that is best for the policy as a whole. What wasn't sure is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from lydelse.importing.align import led_along
from lydelse.importing.model import Doubt, Manuscript, Part
from lydelse.importing.names import unnumbered, unused

_WEIGHTS = {"facts": 3.0, "title": 1.5, "shape": 2.0, "length": 1.0, "place": 2.0}
"""What each kind of likeness counts. What a section lacks, such as any number, doesn't count."""
_ENOUGH = 0.35
"""From here on two sections can be the same."""
_SURE = 0.55
"""Below that a person should look."""
_MOVED = 0.65
"""From here on two sections are the same though they stand in another order."""
_AKIN = 0.5
"""From here on the titles in two languages are akin, and don't just share some letters."""
_CLOSE = 0.08
"""How much better the best pairing of a section has to be than its next best, to be sure of it."""

_FACT = re.compile(
    r"(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w)|https?://(?P<host>[\w.-]+)(?P<path>[^\s)>\"]*)|(?P<number>\d[\d.,/:]*)|\b(?P<name>[A-Z][\w&-]*[A-Z]\w*)\b"
)
_LANGUAGE_STEP = re.compile(r"/[a-z]{2}(?:[-_][a-zA-Z]{2})?(?=/|$)")
_SHAPES = (
    re.compile(r"^#{2,6}\s|^.+\n-{3,}$", re.MULTILINE),
    re.compile(r"^\s*(?:[-*+]|\d+\.)\s", re.MULTILINE),
    re.compile(r"^\|.*\|$|<tr\b", re.MULTILINE),
    re.compile(r"\n\s*\n"),
    re.compile(r"\]\("),
    re.compile(r"\*\*|<strong>"),
)
"""What a section is built of: headings, items, rows, paragraphs, links, strong words."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What of a section is the same in any language."""

    part: Part
    facts: Counter[str]
    shape: tuple[int, ...]
    length: int
    place: float
    """Where it stands in the policy, from 0 to 1."""


def match_sections(existing: Manuscript, other: Manuscript) -> Manuscript:
    """Give a manuscript in another language with the ids of the sections that are there, and what wasn't sure of it.

    A section that has no counterpart gets an id that no other has. Links within the text go along.
    """
    old, new = _looks(existing.parts), _looks(other.parts)
    scores = [[_likeness(here, there) for there in new] for here in old]
    pairs = _moved(scores, _in_order(scores))
    used = {part.id for part in existing.parts}
    ids: dict[str, str] = {}
    for index, part in enumerate(other.parts):
        ids[part.id] = existing.parts[pairs[index]].id if index in pairs else unused(part.id, used)
        used.add(ids[part.id])
    parts = tuple(replace(part, id=ids[part.id], body=led_along(part.body, ids)) for part in other.parts)
    doubts = tuple(_doubts(existing.parts, parts, pairs, scores))
    return replace(other, parts=parts, doubts=(*(_with_id(doubt, ids) for doubt in other.doubts), *doubts))


def _with_id(doubt: Doubt, ids: Mapping[str, str]) -> Doubt:
    return replace(doubt, section=ids.get(doubt.section, doubt.section))


def _looks(parts: Sequence[Part]) -> list[_Look]:
    last = max(1, len(parts) - 1)
    return [_look(part, index / last) for index, part in enumerate(parts)]


def _look(part: Part, place: float) -> _Look:
    text = f"{part.title}\n{part.body}"
    shape = tuple(len(pattern.findall(part.body)) for pattern in _SHAPES)
    return _Look(part, Counter(_facts(text)), shape, len(part.body), place)


def _facts(text: str) -> Iterator[str]:
    """What a translation leaves as it is: addresses, numbers, names in capitals."""
    for match in _FACT.finditer(text):
        if match["host"]:
            yield match["host"].removeprefix("www.")
            yield _LANGUAGE_STEP.sub("", match["path"]).rstrip("/.")
        elif match["number"]:
            yield re.sub(r"\D", "", match["number"])
        else:
            yield match[0].casefold()


def _likeness(here: _Look, there: _Look) -> float:
    """How alike two sections are, from 0 to 1; an introduction is like no other section."""
    if bool(here.part.title) != bool(there.part.title):
        return 0.0
    if not here.part.title:
        return 1.0
    kinds = {
        "facts": _shared(here.facts, there.facts),
        "title": _alike_titles(here.part.title, there.part.title),
        "shape": _shared(_counted(here.shape), _counted(there.shape)),
        "length": (1 + min(here.length, there.length)) / (1 + max(here.length, there.length)),
        "place": max(0.0, 1 - 4 * abs(here.place - there.place)),
    }
    known = {kind: score for kind, score in kinds.items() if score is not None}
    return sum(_WEIGHTS[kind] * score for kind, score in known.items()) / sum(_WEIGHTS[kind] for kind in known)


def _counted(shape: Sequence[int]) -> Counter[str]:
    return Counter({str(kind): count for kind, count in enumerate(shape)})


def _shared(here: Counter[str], there: Counter[str]) -> float | None:
    """What two sections share of what either has; `None` if neither has anything."""
    either = (here | there).total()
    return (here & there).total() / either if either else None


def _alike_titles(here: str, there: str) -> float | None:
    """How alike two titles are; nothing is known of those without a letter in common."""
    alike = Indel.normalized_similarity(unnumbered(here).casefold(), unnumbered(there).casefold())
    return alike if alike >= _AKIN else None


# Pairs ---------------------------------------------------------------------------------------------------------


def _in_order(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """The pairing with the highest sum that keeps the order: new indexes with the old ones."""
    old, new = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (new + 1) for _ in range(old + 1)]
    for i in range(old - 1, -1, -1):
        for j in range(new - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _gain(scores[i][j]))
    pairs: dict[int, int] = {}
    i = j = 0
    while i < old and j < new:
        if scores[i][j] >= _ENOUGH and best[i][j] == best[i + 1][j + 1] + _gain(scores[i][j]):
            pairs[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _gain(score: float) -> float:
    return max(0.0, score - _ENOUGH)


def _moved(scores: Sequence[Sequence[float]], pairs: dict[int, int]) -> dict[int, int]:
    """The pairs with those sections added that are much alike, and stand in another order."""
    found = dict(pairs)
    ranked = sorted((-score, i, j) for i, row in enumerate(scores) for j, score in enumerate(row) if score >= _MOVED)
    for _, i, j in ranked:
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _doubts(
    old: Sequence[Part], new: Sequence[Part], pairs: Mapping[int, int], scores: Sequence[Sequence[float]]
) -> Iterator[Doubt]:
    last = -1
    for index, part in enumerate(new):
        if index not in pairs:
            yield Doubt(f"the section “{_named(part)}” has no counterpart in the other language", part.id)
            continue
        match = pairs[index]
        counterpart = f"the section “{_named(part)}” is taken for “{_named(old[match])}”"
        if match < last:
            yield Doubt(f"{counterpart}, though it stands at another place", part.id)
        elif scores[match][index] < _SURE or _has_rival(scores, match, index):
            yield Doubt(f"{counterpart}, which isn't sure", part.id)
        last = max(last, match)
    for match, part in enumerate(old):
        if match not in pairs.values():
            yield Doubt(f"the section “{_named(part)}” isn't in the other language", part.id)


def _has_rival(scores: Sequence[Sequence[float]], match: int, index: int) -> bool:
    """Whether another section is nearly as like one of the two."""
    others = [row[index] for at, row in enumerate(scores) if at != match]
    others += [score for at, score in enumerate(scores[match]) if at != index]
    return max(others, default=0.0) > scores[match][index] - _CLOSE


def _named(part: Part) -> str:
    return part.title or "introduction"
