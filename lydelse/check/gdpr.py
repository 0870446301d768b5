"""The check for citations of the GDPR: its number, its year, and the articles that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lydelse.check.model import Finding, Subject, finding, wordings
from lydelse.check.prose import Passages
from lydelse.model import FindingCode, Revision
from lydelse.problems import Place

NUMBER = "2016/679"
"""Regulation (EU) 2016/679 of 27 April 2016, which applies since 25 May 2018."""
ARTICLES = 99
"""The articles that it has."""

_NAME = (
    r"(?<!\w)(?:GDPR|DS-?GVO|(?i:General\s+Data\s+Protection\s+Regulation"
    r"|dataskyddsförordning(?:en)?s?|Datenschutz-?Grundverordnung))(?!\w)"
)
_SUBJECT = r"(?i:protection\s+of\s+natural\s+persons|skydd\s+för\s+fysiska\s+personer|Schutz\s+natürlicher\s+Personen)"
"""What the long title of the GDPR says that it is about."""
_OTHERS = frozenset({"2018/1725", "45/2001"})
"""Regulations with such a title that stand beside it: on the institutions of the Union."""
_REGULATION = r"(?i:\bregulation|förordning(?:en)?|\bverordnung)"
_DIRECTIVE = r"(?i:\bdirective|direktiv(?:et)?|\brichtlinie)"
_DIGITS = r"(?<![\d/.:])(?P<number>(?:19|20)\d\d/\d{2,4}|\d{2,4}/(?:19|20)\d\d)(?![\d/])"
_HINT = re.compile(
    r"gdpr|ds-?gvo|data\s+protection\s+reg|dataskyddsförordning|grundverordnung|/679|679/|natural\s+persons"
    r"|fysiska\s+personer|natürlicher\s+personen",
    re.IGNORECASE,
)
"""Something of this is in every text that cites it."""
_ISSUER = r"[^.;\d]{0,25}?(?:[Nn][or]\.?\s*)?"
_LINKING_WORDS = (
    "the|den|die|or|eller|oder|also|även|auch|known|called|kallad|as|EU|s|allmän|allmänna|which|is|that|som|är"
)
_LINKING = rf"[\s(,:“”‘’\"'–-]*(?:(?:{_LINKING_WORDS})\b[\s“”‘’\"':]*)*"

_NAME_FIRST = re.compile(rf"{_NAME}(?P<between>[^.;\d]{{1,40}}?){_DIGITS}")
_NUMBER_FIRST = re.compile(rf"{_REGULATION}{_ISSUER}{_DIGITS}{_LINKING}{_NAME}")
_BY_TITLE = re.compile(rf"{_REGULATION}{_ISSUER}{_DIGITS}[^;]{{0,200}}?{_SUBJECT}")
_AS_DIRECTIVE = re.compile(rf"{_DIRECTIVE}\s+(?:\(?EU\)?\s*)?(?P<number>{NUMBER})(?!\d)")
_ITSELF = re.compile(rf"^[\s,(–-]*{_REGULATION}\b")
_ANOTHER_ACT = re.compile(
    r"\b(?:and|och|und|direct\w+|direktiv\w*|richtlinie\w*|decision|beslut\w*|beschluss\w*|act|lag|lagen|gesetz\w*"
    r"|regulation|förordning\w*|verordnung|guidelines?|riktlinj\w+|leitlinien|opinion|yttrande|recital|article|artikel)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"{_NAME}\s*\(?(?P<year>201[5789])\b(?![-/:.]\d)")
_ARTICLE = r"(?i:\bart(?:icles?|ikel|iklarna|\.)?)\s*(?P<article>\d{1,4})(?![\d/])"
_POINT = r"(?:\s*[.(]\s*\d{1,2}\b\s*\)?)*(?:\s*\(?\b[a-z]\b\)?)?"
_OF = r"\s*,?\s*(?:\(|(?:(?:of|in|i|der|des|the|EU|EU:s|EU’s|EU's|UK|under|enligt|den|allmänna)\s+){1,4})?[“‘\"']?"
_ARTICLE_FIRST = re.compile(_ARTICLE + _POINT + _OF + _NAME)
_ARTICLE_LAST = re.compile(_NAME + r"[\s,:(]{1,3}" + _ARTICLE)


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong citation: where it begins in the text, what is wrong and what to write instead."""

    code: FindingCode
    start: int
    message: str
    hint: str


def check_gdpr(subject: Subject) -> Iterator[Finding]:
    """Find what cites the GDPR by another number, another year, or an article that it doesn't have."""
    seen: dict[Place, tuple[tuple[Slip, Place], ...]] = {}
    for policy, version in subject.versions:
        for section, language, revision in wordings(version):
            if revision.place not in seen:
                seen[revision.place] = tuple(_placed(revision))
            for slip, place in seen[revision.place]:
                yield finding(
                    slip.code,
                    place,
                    slip.message,
                    slip.hint,
                    policy=policy.id,
                    version=version.id,
                    section=section,
                    language=language,
                )


def slips(text: str) -> Iterator[Slip]:
    """Give the wrong citations of a text, in no order."""
    yield from _numbers(text)
    yield from _years(text)
    yield from _articles(text)


def _placed(revision: Revision) -> Iterator[tuple[Slip, Place]]:
    if not _HINT.search(f"{revision.title}\n{revision.body}"):
        return
    for passages in (Passages.of_title(revision), Passages.of_body(revision)):
        for slip in sorted(slips(passages.prose), key=lambda slip: slip.start):
            yield slip, passages.place(slip.start)


def _numbers(text: str) -> Iterator[Slip]:
    cited: dict[int, str] = {}
    for match in _NAME_FIRST.finditer(text):
        if not _ANOTHER_ACT.search(_ITSELF.sub("", match["between"])):
            cited[match.start("number")] = match["number"]
    for match in _NUMBER_FIRST.finditer(text):
        cited[match.start("number")] = match["number"]
    for match in _BY_TITLE.finditer(text):
        cited[match.start("number")] = match["number"]
    for start, number in cited.items():
        if number != NUMBER and number not in _OTHERS:
            message = f"“{number}” isn't the number of the GDPR"
            yield Slip(FindingCode.GDPR_NUMBER, start, message, f"It is Regulation (EU) {NUMBER}.")
    for match in _AS_DIRECTIVE.finditer(text):
        message = f"(EU) {NUMBER}, the GDPR, is no directive"
        yield Slip(FindingCode.GDPR_NUMBER, match.start(), message, f"It is Regulation (EU) {NUMBER}.")


def _years(text: str) -> Iterator[Slip]:
    for match in _YEAR.finditer(text):
        message = f"“{' '.join(match[0].split())}”: {match['year']} isn't the year of the GDPR"
        hint = f"It is Regulation (EU) {NUMBER}, of 2016; it applies since 25 May 2018."
        yield Slip(FindingCode.GDPR_NUMBER, match.start(), message, hint)


def _articles(text: str) -> Iterator[Slip]:
    for pattern in (_ARTICLE_FIRST, _ARTICLE_LAST):
        for match in pattern.finditer(text):
            if not 1 <= int(match["article"]) <= ARTICLES:
                message = f"the GDPR has no Article {match['article']}"
                hint = f"Its last one is Article {ARTICLES}. Look up which one is meant."
                yield Slip(FindingCode.GDPR_ARTICLE, match.start(), message, hint)
