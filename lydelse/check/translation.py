"""Translations: the languages of a section have the same structure, and say the same where that can be seen.

What has no counterpart is told once, and not again for the numbers and links that stand in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from lydelse.check.changed import changed_parts
from lydelse.check.counterparts import Pair, pair_up
from lydelse.check.facts import Fact, FactKind, Facts, may_be_spelt
from lydelse.check.model import Finding, Subject, finding
from lydelse.check.targets import Targets
from lydelse.check.texts import Kind, Part, Text, Texts
from lydelse.check.words import excerpt, language_name
from lydelse.model import FindingCode, Policy, Revision, Section, Version
from lydelse.problems import Place

_FACT_CODES = (
    (FindingCode.TRANSLATION_NUMBERS, frozenset({FactKind.NUMBER, FactKind.TIME})),
    (FindingCode.TRANSLATION_DATES, frozenset({FactKind.DATE})),
    (FindingCode.TRANSLATION_REFERENCES, frozenset({FactKind.LETTER})),
    (FindingCode.TRANSLATION_CONTACTS, frozenset({FactKind.EMAIL, FactKind.PHONE})),
)


def check_translation(subject: Subject) -> Iterator[Finding]:
    """Hold each section's translations against the text in the binding language."""
    texts = Texts(subject.fragments)
    readers = {language: Facts(strings.locale) for language, strings in subject.layouts.strings.items()}
    told: dict[tuple[Place, ...], tuple[Told, ...]] = {}
    for policy, version in subject.versions:
        targets = Targets(policy.id, subject.catalogue.site.languages)
        for section, original, translation in _translated(version):
            before = _before(policy, version, section.id, (original.language, translation.language))
            key = tuple(revision.place for revision in (original, translation, *before))
            if key not in told:
                sides = Sides(texts.of(original), texts.of(translation), readers, targets)
                told[key] = tuple(sides.differences([*map(texts.of, before)]))
            for each in told[key]:
                yield finding(
                    each.code,
                    each.place,
                    each.message,
                    each.hint,
                    policy=policy.id,
                    version=version.id,
                    section=section.id,
                    language=each.language,
                )


def _translated(version: Version) -> Iterator[tuple[Section, Revision, Revision]]:
    """Give each section's text in the binding language with each of its translations; one that lags is none."""
    for section in version.sections:
        original = section.wordings.get(version.binding)
        for language, wording in section.wordings.items():
            if original and language != version.binding and wording.revision.language == language:
                yield section, original.revision, wording.revision


def _before(policy: Policy, version: Version, section_id: str, languages: Sequence[str]) -> tuple[Revision, ...]:
    """Give a section's texts in two languages in the version before, if both of them changed since."""
    known = (*policy.versions, *policy.drafts)
    previous = next((each for each in known if each.id == version.previous), None)
    old = previous.section(section_id) if previous else None
    new = version.section(section_id)
    if old is None or new is None or not all(language in old.wordings for language in languages):
        return ()
    pairs = [(old.wordings[language].revision, new.wordings[language].revision) for language in languages]
    changed = all(one.language == other.language and one.body != other.body for one, other in pairs)
    return tuple(one for one, _ in pairs) if changed else ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a translation, whichever versions show it. `language` is that of the file at `place`."""

    code: FindingCode
    place: Place
    language: str
    message: str
    hint: str


class Sides:
    """A text in the binding language and its translation."""

    def __init__(self, one: Text, other: Text, readers: dict[str, Facts], targets: Targets) -> None:
        self.one, self.other = one, other
        self._readers, self._targets = readers, targets

    def differences(self, before: Sequence[Text]) -> Iterator[Told]:
        """Tell what differs. `before` are both texts as they read in the version before, or none."""
        yield from self._structure()
        in_doubt = set()
        for pair in self.pairs:
            if pair.one and pair.other:
                found = tuple(self._content(pair))
                yield from found
                in_doubt |= {pair} if found else set()
        if before:
            yield from self._one_sided(before, in_doubt)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The parts of both texts that belong together."""
        return pair_up(self.one.parts, self.other.parts)

    # Structure -------------------------------------------------------------------------------------------------

    def _structure(self) -> Iterator[Told]:
        last: Pair | None = None
        for side, grouped in groupby(self.pairs, key=lambda pair: (bool(pair.one), bool(pair.other))):
            group = tuple(grouped)
            if side == (True, True):
                for pair in group:
                    yield from self._form(pair)
                last = group[-1]
            elif side == (True, False):
                parts = [part for pair in group for part in pair.one]
                yield self._missing(self.one, self.other, parts, last.other[-1] if last else None)
            else:
                parts = [part for pair in group for part in pair.other]
                yield self._missing(self.other, self.one, parts, last.one[-1] if last else None)
        yield from self._columns()

    def _missing(self, has: Text, lacks: Text, parts: Sequence[Part], last: Part | None) -> Told:
        message = (
            f"the {_name(has)} text has {_told_parts(parts)} here that the {_name(lacks)} one hasn't: "
            f"“{excerpt(parts[0].text)}”"
        )
        path = lacks.revision.place.path
        where = f"after what stands in line {lacks.place(last).line}" if last else "at its start"
        pronoun = "it" if len(parts) == 1 else "them"
        return Told(
            FindingCode.TRANSLATION_ABSENT,
            has.place(parts[0]),
            has.revision.language,
            message,
            f"Put {pronoun} into {path}, too, {where}, or take {pronoun} out here.",
        )

    def _form(self, pair: Pair) -> Iterator[Told]:
        """Tell of parts that are divided otherwise, or are something else."""
        one, other = pair.one[0], pair.other[0]
        name = _name(self.one)
        if len(pair.one) != len(pair.other):
            message = (
                f"what is {_told_parts(pair.other)} here is {_told_parts(pair.one)} in the {name} text: "
                f"“{excerpt(one.text)}”"
            )
        elif one.kind is not other.kind:
            message = f"here stands a {other.kind}, and a {one.kind} in the {name} text: “{excerpt(one.text)}”"
        elif one.level != other.level:
            what = "heading is" if one.kind is Kind.HEADING else "list item is nested"
            message = f"the {what} on level {other.level} here, and on level {one.level} in the {name} text"
        else:
            return
        hint = f"Let it be the same as in {self.one.place(one)}, or change it there."
        yield self._at(FindingCode.TRANSLATION_FORM, other, message, hint)

    def _columns(self) -> Iterator[Told]:
        seen = set()
        for one, other in (pair for pair in self.pairs if len(pair.one) == len(pair.other) == 1):
            row, counterpart = one[0], other[0]
            tables = row.table, counterpart.table
            if len(row.own) != len(counterpart.own) and tables not in seen:
                seen.add(tables)
                message = (
                    f"the table has {_count(len(counterpart.own), 'column')} here, and {len(row.own)} in the "
                    f"{_name(self.one)} text"
                )
                hint = f"Give both tables the same columns; the other begins at {self.one.place(row)}."
                yield self._at(FindingCode.TRANSLATION_COLUMNS, counterpart, message, hint)

    # Content ---------------------------------------------------------------------------------------------------

    def _content(self, pair: Pair) -> Iterator[Told]:
        if pair.one[0].kind in (Kind.CODE, Kind.DECLARATION):
            return
        yield from self._links(pair)
        lacking = self._facts(pair.one, self.one, pair.other, self.other)
        besides = self._facts(pair.other, self.other, pair.one, self.one)
        for code, kinds in _FACT_CODES:
            here = [fact.text for fact in besides if fact.kind in kinds]
            there = [fact.text for fact in lacking if fact.kind in kinds]
            if here or there:
                hint = f"Compare with {self.one.place(pair.one[0], there[0] if there else '')}."
                yield self._at(code, pair.other[0], self._only(here, there), hint, here[0] if here else "")

    def _facts(self, parts: Sequence[Part], text: Text, others: Sequence[Part], beside: Text) -> tuple[Fact, ...]:
        """The facts in parts of one text that those of the other don't hold."""
        language, other_language = text.revision.language, beside.revision.language
        facts = self._readers[language].read(_joined(parts))
        known = self._readers[other_language].read(_joined(others))
        words = tuple(word for part in others for word in part.words)
        return tuple(
            fact
            for fact in facts
            if not any(fact.is_same(each) for each in known) and not may_be_spelt(fact, words, other_language)
        )

    def _links(self, pair: Pair) -> Iterator[Told]:
        one = [link for part in pair.one for link in part.links]
        other = [link for part in pair.other for link in part.links]
        here = [link.target for link in self._targets.only_in_first(other, one)]
        there = [link.target for link in self._targets.only_in_first(one, other)]
        if here or there:
            hint = f"Let both lead to the same; the {_name(self.one)} text is at {self.one.place(pair.one[0])}."
            message = self._only(here, there, "a link to ")
            yield self._at(FindingCode.TRANSLATION_LINKS, pair.other[0], message, hint, here[0] if here else "")

    def _only(self, here: Sequence[str], there: Sequence[str], what: str = "") -> str:
        """Say what stands in one text alone."""
        name = _name(self.one)
        if not here:
            return f"the {name} text has {what}{_quoted(there)} here, and this one hasn't"
        instead = f", which has {what}{_quoted(there)} instead" if there else ""
        return f"this text has {what}{_quoted(here)} here, unlike the {name} one{instead}"

    # Changes ---------------------------------------------------------------------------------------------------

    def _one_sided(self, before: Sequence[Text], in_doubt: set[Pair]) -> Iterator[Told]:
        """Tell of parts that changed since the version before while their counterparts stayed."""
        changed, also_changed = map(changed_parts, before, (self.one, self.other))
        for pair in self.pairs:
            if not pair.one or not pair.other or pair in in_doubt:
                continue
            is_changed = any(part.index in changed for part in pair.one)
            if is_changed == any(part.index in also_changed for part in pair.other):
                continue
            stayed, moved_on = (self.other, self.one) if is_changed else (self.one, self.other)
            parts, counterparts = (pair.other, pair.one) if is_changed else (pair.one, pair.other)
            message = (
                f"this {parts[0].kind} reads as in the version before, while its {_name(moved_on)} counterpart was "
                f"changed: “{excerpt(counterparts[0].text)}”"
            )
            hint = f"See whether what changed at {moved_on.place(counterparts[0])} has to change here, too."
            yield Told(
                FindingCode.TRANSLATION_ONE_SIDED, stayed.place(parts[0]), stayed.revision.language, message, hint
            )

    def _at(self, code: FindingCode, part: Part, message: str, hint: str, sought: str = "") -> Told:
        """Tell something of a part of the translation."""
        return Told(code, self.other.place(part, sought), self.other.revision.language, message, hint)


def _name(text: Text) -> str:
    return language_name(text.revision.language)


def _joined(parts: Iterable[Part]) -> str:
    return "\n".join(part.text for part in parts)


def _told_parts(parts: Sequence[Part]) -> str:
    """Count parts by their kinds, as in “2 paragraphs and a list item”."""
    counted = [_count(count, kind) for kind, count in Counter(part.kind.value for part in parts).items()]
    *first, last = counted
    return f"{', '.join(first)} and {last}" if first else last


def _count(count: int, what: str) -> str:
    return f"a {what}" if count == 1 else f"{count} {what}s"


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in dict.fromkeys(texts))
