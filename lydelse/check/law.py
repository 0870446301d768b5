"""The check for law gone by: what texts name as if it still held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lydelse.check.laws import GoneBy, read_laws
from lydelse.check.model import Finding, Subject, finding, wordings
from lydelse.check.prose import Passages
from lydelse.model import Revision, Status, Version
from lydelse.problems import Place

_CLOSE = 150
"""Characters before and behind a name in which a word such as “former” belongs to it."""
_MOST = 200
"""Places in a text where a law is looked at: who names it more often needn't be told how often."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of what may be no more, and where a revision has it first; `times` counts how often it does."""

    law: GoneBy
    words: str
    place: Place
    times: int


def check_law(subject: Subject) -> Iterator[Finding]:
    """Find what is named as if it still held: acts that were repealed, names and services that are no more.

    A version is judged by the day from which it holds; the one in force by the day on which it is looked at, since it
    still speaks to readers.
    """
    seen: dict[Place, tuple[Mention, ...]] = {}
    for policy, version in subject.versions:
        day = _day(version, subject.catalogue.as_of)
        for section, language, revision in wordings(version):
            if revision.place not in seen:
                seen[revision.place] = tuple(mentions(revision))
            for mention in seen[revision.place]:
                if mention.law.ended <= day:
                    yield finding(
                        mention.law.code,
                        mention.place,
                        f"“{mention.words}”{_more(mention)} {mention.law.said}",
                        f"In its place: {mention.law.now} ({mention.law.source}). Let the next version name that, "
                        "or say in the same sentence that it is spoken of as former.",
                        policy=policy.id,
                        version=version.id,
                        section=section,
                        language=language,
                        about=mention.law.id,
                    )


def mentions(revision: Revision) -> Iterator[Mention]:
    """Give what a text names that is no more today: each once, where it stands first."""
    laws = read_laws()
    title, body = Passages.of_title(revision), Passages.of_body(revision)
    small = " ".join(f"{revision.title} {body.prose} {revision.body}".lower().split())
    for law in (law for law in laws.entries if law.may_be_in(small)):
        found = [(each, *named) for each in (title, body) for named in _named(law, each, laws.past)]
        if found:
            passages, words, offset = found[0]
            yield Mention(law, words, passages.place(offset), len(found))


def _named(law: GoneBy, passages: Passages, past: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Give where a law is named without a word, close by, that says that it is past or another one is meant."""
    found = (*law.names.finditer(passages.prose), *law.addresses.finditer(passages.raw))
    for match in sorted(found, key=re.Match.start)[:_MOST]:
        around = passages.around(match.start(), _CLOSE)
        if not past.search(around) and not law.unless.search(around):
            yield " ".join(match[0].split()), match.start()


def _more(mention: Mention) -> str:
    return f" (here and {mention.times - 1} more times in this text)" if mention.times > 1 else ""


def _day(version: Version, as_of: date) -> date:
    return as_of if version.status is Status.CURRENT else version.effective
