"""Sentences in which a text states its own date: the words for it in Swedish, English, German and French.

A statement holds nothing but such words and a day. So a day in running text, such as that of a law, is no statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lydelse.importing.days import WrittenDay, find_days
from lydelse.importing.model import StatedDate

_DAY = "\x00"
"""Stands for a day where the words around it are looked at."""

_HOLDS = r"""
    (?:version\ |versionens\ )? effective (?:\ date)? (?:\ (?:as\ of|from|on|since|starting))? (?:\ the)?
  | (?:is\ |are\ |becomes?\ |comes?\ into\ |came\ into\ |goes\ into\ |takes?\ )?
        (?:in\ )?(?:effect|force|effective) (?:\ (?:as\ of|from|on|since))?
  | valid\ (?:from|as\ of|since) | with\ effect\ from | applies\ (?:from|as\ of)
  | date\ of\ (?:effect|entry\ into\ force)
  | gäller | (?:gäller|gällande|giltig)\ (?:från(?:\ och\ med)?|fr\.?\ ?o\.?\ ?m\.?|sedan|per|för\ tiden\ från)
  | (?:träder|trädde|trätt)\ i\ kraft | i\ kraft\ (?:från(?:\ och\ med)?|sedan) | ikraftträdande (?:datum)?
  | (?:gültig|wirksam|in\ kraft|gilt|gelten) (?:\ (?:ab|seit|von))? (?:\ dem)? | (?:datum\ des\ )? inkrafttretens?
  | tritt\ (?:am)?
  | (?:date\ d['’])? entrée\ en\ vigueur (?:\ (?:le|du|au))?
  | (?:est\ |entre\ )? en\ vigueur (?:\ (?:depuis|à\ compter\ du|à\ partir\ du|au|le))? (?:\ le)?
  | (?:applicable|valable)\ (?:à\ partir\ du|à\ compter\ du|depuis\ le|au)
"""
_CHANGED = r"""
    (?:date\ )?(?:last|latest|most\ recently)\ (?:date\ )?
        (?:updated?|modified|revised|revision|changed?|reviewed|amended|modification|edited) (?:\ date)? (?:\ on)?
  | (?:date\ (?:of\ )?)?(?:last|latest)\ (?:update|revision|change|modification|amendment)
  | (?:updated|revised|amended|modified|adopted)\ (?:on|as\ of) | (?:updated|revised|amended|modified)
  | last\ (?:updated|revised|changed|modified)\ (?:this|these|our)\ (?:[\w’'-]+\ ){0,2}(?:policy|statement|terms|notice)
        (?:\ on)?
  | revision\ date | date\ of\ (?:last\ |latest\ )?(?:update|revision|change|issue)
  | (?:senast|sist|senaste\ gången) \ (?:uppdaterad|ändrad|reviderad|granskad|uppdaterades|ändrades|redigerad)
        (?:\ den)?
  | (?:uppdaterades|ändrades|reviderades)\ (?:senast|sist) (?:\ den)?
  | uppdaterade\ (?:denna|vår|detta|dessa)\ \w+\ (?:senast\ )?(?:den)?
  | (?:uppdaterad|ändrad|reviderad|fastställd|antagen|uppdaterades|ändrades|reviderades) (?:\ den)?
  | senaste\ (?:uppdatering|ändring|revidering)(?:en)? (?:\ (?:den|gjordes|gjordes\ den))?
  | (?:zuletzt|letztmals|letztmalig)\ (?:aktualisiert|geändert|überarbeitet|bearbeitet) (?:\ am)?
  | (?:zuletzt|letztmals|letztmalig)(?=\ am\ \x00\ (?:aktualisiert|geändert|überarbeitet|bearbeitet))
  | letzte[rn]?\ (?:aktualisierung|änderung|überarbeitung|bearbeitung|stand) (?:\ (?:am|vom))?
  | (?:aktualisiert|geändert|überarbeitet)\ am | (?:stand|fassung|version)\ (?:vom|von)
  | (?:date\ de\ (?:la\ )?)? dernière\ (?:mise\ à\ jour|modification|révision|actualisation) (?:\ (?:le|du))?
  | date\ de\ (?:mise\ à\ jour|révision|modification)
  | (?:mise?s?\ à\ jour|modifiée?s?|révisée?s?|actualisée?s?) \ (?:le|en)
  | dernièrement\ (?:mise\ à\ jour|modifiée) (?:\ le)?
"""
_WEAK = r"""
    dated? | as\ of | version (?:\ (?:date|of|from|du|från|av|[\d.]*\d))? | published (?:\ on)?
  | posted (?:\ on)? | issued (?:\ on)?
  | created (?:\ on)? | from | den | datum | publicerad (?:\ den)? | upprättad (?:\ den)? | versionsdatum
  | stand | veröffentlicht (?:\ am)? | publiée?\ le | en\ date\ du | le
"""
"""Words that say so only where nothing else stands on the line."""

_NOUN = r"""\w*(?:polic(?:y|ies)|policyn|statement|terms|notice|agreement|document|page|version|conditions|guidelines
    |amendment|service|rules|villkor(?:en)?|dokumente?t?|sidan?|informationen?|texte?n?|avtale?t?|meddelande|erklärung
    |richtlinien?|bedingungen|hinweise?|dokument|seite|fassung|politique|confidentialité|déclaration|charte|mentions
    |légales|utilisation|use)"""
_SUBJECT = rf"""(?:
    (?: (?:[\w’'&-]+\ ){{0,6}}? {_NOUN} | it | they | den | det )
    (?:,|:|\ [–—-])? \ ?
    (?: (?:was|were|is|are|has\ been|have\ been|shall\ be|will\ be|will|är|var|blev|har|wurden?|ist|sind|est|sont|a\ été
        |ont\ été) \ )?
  | (?:we|vi)[ ] | version\ [\d.]*\d[ ]?[,:–—-]?[ ]?
)"""
_BEFORE_DAY = (
    rf"[\s:：.,=–—*_-]*(?:[(\[]\s*)?(?:(?:on|the|den|am|le|du|dem|date|datum|from|från|vom|i|in|im|en)[\s:]+){{0,2}}"
    rf"(?:[^\W\d]{{2,10}}(?:dag|day|tag|di),?\s+(?:den\s+|the\s+)?)?{_DAY}"
)
_AFTER_DAY = (
    r"(?:\s+(?:i\s+kraft|in\s+kraft|aktualisiert|geändert|überarbeitet|bearbeitet"
    r"|at\s+[\d:.]+\s*(?:[ap]\.?m\.?)?(?:\s*\w{2,4})?))?"
    r"[\s.)\]!;,|/–—*_-]*"
)
_SEPARATOR = r"(?:and|och|und|et|&)?\s*"


def _pattern(labels: str, subject: str) -> re.Pattern[str]:
    pattern = rf"[\s(\[*_–—>-]*(?:{subject})?(?:{labels}){_BEFORE_DAY}{_AFTER_DAY}{_SEPARATOR}"
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


_KINDS = (_pattern(_HOLDS, _SUBJECT), _pattern(_CHANGED, _SUBJECT), _pattern(_WEAK, "(?!)"))
_HOLDS_KIND, _CHANGED_KIND, _WEAK_KIND = range(3)
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d]{2}[.!?])|(?<=\d{4}[.!?]))\s+(?=[^\W\d_a-z])")
_LONGEST = 300
"""Characters of a line or sentence that can be a statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A day that a text states of itself, and by which kind of words: those of the least kind go before others."""

    kind: int
    day: WrittenDay


def is_statement(line: str, language: str = "") -> bool:
    """Whether a line does nothing but state the date of its text."""
    return bool(whole_line(line, language))


def stated_in(line: str, language: str = "") -> tuple[StatedDate, ...]:
    """Give the days that a line states of its text, those from which it holds before those of changes."""
    return ranked(whole_line(line, language) or by_sentence(line, language))


def ranked(statements: list[Statement]) -> tuple[StatedDate, ...]:
    """Give the days that were found, each once: those from which the text holds, then changes, then the rest."""
    in_order = sorted(statements, key=lambda statement: statement.kind)
    days = {(s.day.text, s.day.day): StatedDate(s.day.text, s.day.day) for s in in_order}
    return tuple(days.values())


def whole_line(line: str, language: str) -> list[Statement]:
    """The statements of a line that is made of nothing else; none, if anything else stands there."""
    return _match(line, language, _KINDS) if len(line) <= _LONGEST else []


def day_alone(line: str, language: str) -> list[Statement]:
    """The day that is all of a line."""
    days = find_days(line, language)
    alone = len(days) == 1 and not re.search(r"\w", line[: days[0].start] + line[days[0].end :])
    return [Statement(_WEAK_KIND, days[0])] if alone else []


def by_sentence(text: str, language: str) -> list[Statement]:
    """The statements among the sentences of a longer text; only such as name what they are about."""
    statements = []
    for sentence in _SENTENCE_END.split(text) if any(century in text for century in ("19", "20")) else ():
        if len(sentence) <= _LONGEST:
            statements += _match(sentence, language, _KINDS[:_WEAK_KIND])
    return statements


def _match(text: str, language: str, kinds: tuple[re.Pattern[str], ...]) -> list[Statement]:
    days = find_days(text, language)
    if not days:
        return []
    skeleton, last = "", 0
    for day in days:
        skeleton += text[last : day.start].replace(_DAY, " ") + _DAY
        last = day.end
    skeleton += text[last:].replace(_DAY, " ")
    statements: list[Statement] = []
    place = 0
    while place < len(skeleton):
        kind, match = _next(skeleton, place, kinds)
        if match is None:
            return []
        statements.append(Statement(kind, days[len(statements)]))
        place = match.end()
    return statements


def _next(skeleton: str, place: int, kinds: tuple[re.Pattern[str], ...]) -> tuple[int, re.Match[str] | None]:
    for kind, pattern in enumerate(kinds):
        if match := pattern.match(skeleton, place):
            return kind, match
    return 0, None
