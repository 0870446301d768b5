"""The check for the sentence that asks readers to look for changes themselves, in the many forms that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lydelse.check.model import Finding, Subject, finding, wordings
from lydelse.check.prose import Sentence, place_in, sentences
from lydelse.model import FindingCode, Revision
from lydelse.problems import Place

_NEAR = 90
"""Characters between the parts of such a sentence."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What such a sentence is made of in a language: who is meant, what they are to do with what, and how often or
    what for. `begins` is an imperative that a sentence begins with; `aside` has verbs that ask nothing of the reader:
    of what the organisation does itself, and of what happens when somebody visits."""

    reader: re.Pattern[str]
    begins: re.Pattern[str]
    look: re.Pattern[str]
    page: re.Pattern[str]
    often: re.Pattern[str]
    aside: re.Pattern[str]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_PHRASES = {
    "en": Phrases(
        reader=_pattern(
            r"""\b(?:you\b|please\b|we\s+(?:\w+\s+)?(?:encourage|recommend|advise|suggest|urge|ask|invite)
            |users?\s+(?:should|must|are)|(?:is|are)\s+(?:advised|encouraged|recommended|requested)|your\s+responsibility)"""
        ),
        begins=_pattern(r"[^\w]*(?:check|review|visit|read|consult|come|see|look|return|refer)\b"),
        look=_pattern(
            r"""\b(?:re-?)?(?:view|check|visit|read|consult|monitor)(?:ing)?\b|\b(?:look|refer|return|come)(?:ing)?\s
            |\bstay\s+(?:informed|up)\b|\bkeep\s+(?:yourself\s+)?(?:informed|apprised|up)\b|\bfamiliari[sz]e\b"""
        ),
        page=_pattern(
            r"""\b(?:this|these|the|our|its|both|such)\s+(?:(?!settings|status|security|account|profile|billing|help|log)
            [\w’'.-]+\s+){0,5}?(?:pages?|polic(?:y|ies)|notices?|statements?|terms|site|website|document|agreement
            |overview|declaration|guidelines|conditions)\b|\b(?:check|come|look|refer)(?:ing)?\s+back\b
            |\b(?:check|look)(?:ing)?\s+(?:in\s+)?here\b|\bit\s+(?:periodically|regularly|frequently|occasionally|from\s+time)"""
        ),
        often=_pattern(
            r"""\b(?:periodic(?:ally)?|regular(?:ly)?|frequent(?:ly)?|occasionally|often|from\s+time\s+to\s+time|now\s+and\s+then
            |every\s+(?:\w+\s+)?(?:days?|weeks?|months?|time)|each\s+time|whenever\s+you
            |for\s+(?:any\s+|the\s+latest\s+|possible\s+)?(?:\w+\s+)?(?:changes?|updates?|amendments?|modifications?))\b"""
        ),
        aside=_pattern(
            r"""\b(?:we|our\s+\w+|i|they|github|(?:the|this)\s+(?:company|team|policy|notice|statement))\s+
            (?:(?:may|will|also|shall|regularly|periodically|frequently|continuously|do|must|can|have)\s+)*
            (?:re-?)?(?:view|check|visit|read|consult|monitor)(?:s|ed|ing)?\b
            |\b(?:when|whenever|if|as|while|once|time|have|may|can)\s+(?:you|users?|visitors?)\s+(?:\w+\s+)?
            (?:re-?)?(?:view|visit|read|check|come|look|return)\b|\b(?:is|are|be|been)\s+read\b"""
        ),
    ),
    "sv": Phrases(
        reader=_pattern(
            r"""\bvi\s+(?:\w+\s+)?(?:rekommenderar|uppmanar|ber|råder|föreslår|uppmuntrar)\b|\b(?:rekommenderar|uppmanar|ber|råder)\s+vi\b|\b(?:du|ni|man|användaren?|besökare)\b
            |\b(?:vänligen|gärna)\b|\b(?:bör|kan|ska|måste)\s+(?:du|ni)\b|\bditt\s+(?:eget\s+)?ansvar\b"""
        ),
        begins=_pattern(r"[^\w]*(?:läs|besök|titta|kontrollera|gå|se|håll|ta|kom|återkom)\b"),
        look=_pattern(
            r"""\b(?:läs(?:er|a)?|besök(?:er|a)?|tittar?|kollar?|kontrollerar?|granskar?|se(?:r)?\s+över|återkom(?:mer|ma)?
            |gå(?:r)?\s+(?:in|igenom|tillbaka)|ta(?:r)?\s+del|håll(?:er|a)?\s+(?:dig|er|sig)|läst|följ(?:er|a)?|hålla)\b"""
        ),
        page=_pattern(
            r"""\b(?:denna|den\s+här|det\s+här|dessa|detta|vår|våra|vårt|aktuell)\s+(?:[\w-]+\s+){0,3}?
            \w*(?:sida|sidor|policy|villkor|webbplats|information|meddelande|dokument|integritetsmeddelande|text)\w*
            |\b(?:sidan|policyn|villkoren|webbplatsen|webbsidan|hemsidan|informationen|dokumentet|\w+policyn|\w+villkoren)\b
            |\b(?:titta|återkom|kom|gå|kolla)\w*\s+(?:\w+\s+)?(?:in\s+)?(?:hit|här|tillbaka)\b|\bden\s+(?:regelbundet|löpande|då)\b"""
        ),
        often=_pattern(
            r"""\b(?:regelbundet|löpande|då\s+och\s+då|emellanåt|ibland|ofta|periodvis|kontinuerligt|återkommande|regelbundna
            |med\s+(?:jämna|regelbundna)\s+mellanrum|från\s+tid\s+till\s+annan|varje\s+gång|var(?:je)?\s+(?:\w+\s+)?(?:dag|vecka|månad)
            |för\s+(?:eventuella\s+|att\s+se\s+(?:eventuella\s+)?)?(?:ändringar|uppdateringar|förändringar))\b"""
        ),
        aside=_pattern(
            r"""\bvi\s+(?:\w+\s+)?(?:granskar|ser\s+över|går\s+(?:\w+\s+)?igenom|kontrollerar|läser|besöker|följer)\b
            |\b(?:granskar|ser|går|kontrollerar|följer)\s+vi\b
            |\b(?:om|när|då|medan|gång)\s+(?:du|ni|man|en\s+användare|användaren|besökare)\s+(?:\w+\s+)?
            (?:besöker|läser|tittar|går|följer|kontrollerar)\b"""
        ),
    ),
    "de": Phrases(
        reader=_pattern(
            r"""\bwir\s+(?:\w+\s+){0,2}?(?:empfehlen|bitten|raten|fordern|legen|ermutigen)|\b(?:empfehlen|bitten|raten)\s+wir\b
            |\bSie\s+(?:\w+\s+){0,3}?(?:sollten|müssen|sollen|können)|\b(?:sollten|müssen|können)\s+Sie\b|\bbitte\b|\bSie\s+sich\b"""
        ),
        begins=_pattern(r"[^\w]*(?:prüfen|überprüfen|lesen|besuchen|sehen|schauen|informieren)\s+Sie\b"),
        look=_pattern(
            r"""\b(?:(?:über)?prüfen|(?:durch)?lesen|(?:durchzu|zu\s*)lesen|besuchen|ein(?:zu)?sehen|an(?:zu)?sehen|durch(?:zu)?sehen
            |informieren|nach(?:zu)?sehen|schauen|konsultieren|auf(?:zu)?rufen|nach(?:zu)?lesen|vorbei(?:zu)?schauen)\b"""
        ),
        page=_pattern(
            r"""\b(?:diese[rsn]?|unsere[rsn]?|die|der|den)\s+(?:[\w-]+\s+){0,3}?\w*(?:seiten?|datenschutzerklärung(?:en)?|richtlinien?
            |hinweise?n?|erklärung(?:en)?|bedingungen|dokument|inhalte?|informationen)\b|\bhier\b"""
        ),
        often=_pattern(
            r"""\b(?:regelmäßig\w*|von\s+Zeit\s+zu\s+Zeit|gelegentlich|hin\s+und\s+wieder|häufig|öfter\w*|periodisch
            |in\s+(?:regelmäßigen\s+)?Abständen|bei\s+jedem\s+Besuch|auf\s+(?:etwaige\s+)?(?:Änderungen|Aktualisierungen))\b"""
        ),
        aside=_pattern(
            r"""\bwir\s+(?:\w+\s+){0,2}?(?:über)?prüfen\b|\b(?:über)?prüfen\s+wir\b
            |\b(?:wenn|sobald|falls|während|sofern)\s+Sie\b[^,.;]{0,80}?\b(?:besuchen|lesen|einsehen|aufrufen)\b"""
        ),
    ),
}


def check_look_again(subject: Subject) -> Iterator[Finding]:
    """Find sentences that ask readers to look for changes themselves: for those of a privacy policy that isn't enough
    (WP260 rev.01, para. 29)."""
    seen: dict[Place, tuple[Place, ...]] = {}
    for policy, version in subject.versions:
        for section, language, revision in wordings(version):
            if revision.place not in seen:
                seen[revision.place] = tuple(_places(revision))
            for place in seen[revision.place]:
                yield finding(
                    FindingCode.CHECK_BACK,
                    place,
                    "readers are asked to look for changes themselves",
                    "Say how you tell them of a change: to have people look here regularly isn't enough for one that "
                    "matters (WP260 rev.01, para. 29).",
                    policy=policy.id,
                    version=version.id,
                    section=section,
                    language=language,
                )


def asks_to_look_again(text: str, language: str) -> bool:
    """Tell whether a sentence asks readers to look for changes themselves.

    Args:
        text: the sentence.
        language: its tag; in a language that isn't known here nothing is found.
    """
    phrases = _PHRASES.get(language.partition("-")[0])
    return phrases is not None and _asks(phrases, " ".join(text.split()))


def _places(revision: Revision) -> Iterator[Place]:
    for sentence in sentences(revision.body):
        if asks_to_look_again(sentence.text, revision.language):
            yield place_in(revision, _first_word(sentence))


def _first_word(sentence: Sentence) -> int:
    match = re.search(r"\w", sentence.text)
    return sentence.start + (match.start() if match else 0)


def _asks(phrases: Phrases, text: str) -> bool:
    if phrases.often.search(text) is None or phrases.page.search(text) is None:
        return False
    asked = phrases.aside.sub(lambda match: " " * len(match[0]), text)
    return any(_is_asked(phrases, text, look) for look in phrases.look.finditer(asked))


def _is_asked(phrases: Phrases, text: str, look: re.Match[str]) -> bool:
    """Tell whether around a verb stand all the parts of the sentence."""
    before = text[max(0, look.start() - _NEAR) : look.end()]
    around = text[max(0, look.start() - _NEAR) : look.end() + _NEAR]
    is_to_reader = phrases.reader.search(before) or (look.start() < _NEAR and phrases.begins.match(text))
    return bool(is_to_reader and phrases.page.search(around) and phrases.often.search(around))
