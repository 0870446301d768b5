"""What a text says that is the same in every language: numbers, dates, times, references, and where to reach somebody.

Each fact has a value that doesn't depend on how a language writes it: `1 000`, `1,000` and `1.000` are 1000 where the
language divides numbers so, `1 mars 2026` is 2026-03-01, `artikel 6.1 b` and `Article 6(1)(b)` are 6, 1 and b.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

_SPACE = "[ \u00a0\u202f\u2009]"
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of Japanese, Chinese and Korean, which stand beside numbers without a space."""
_TAKEN = "\x00"
"""Stands for what has been read as a fact, so that it isn't read as another one."""


class FactKind(StrEnum):
    """What a fact is, in the words of messages."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time of day"
    LETTER = "reference"
    EMAIL = "e-mail address"
    PHONE = "telephone number"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its value in a form that all languages share, and how the text writes it."""

    kind: FactKind
    value: str
    text: str

    def is_same(self, other: Fact) -> bool:
        """Whether two facts say the same. A telephone number may be written with or without its country's code, and a
        time of day with or without the word that tells it from a number: “8–16” beside “8–16 Uhr”."""
        if self.kind is FactKind.PHONE is other.kind:
            short, long = sorted((self.value, other.value), key=len)
            return long.endswith(short)
        if {self.kind, other.kind} == {FactKind.NUMBER, FactKind.TIME}:
            return _as_number(self) == _as_number(other)
        return (self.kind, self.value) == (other.kind, other.value)


def _as_number(fact: Fact) -> str:
    """Give the value of a number, or of a time as it is written without a word for it: 16, 16.30."""
    return fact.value.removesuffix(":00").replace(":", ".")


_Reading = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Fact]]]


class Facts:
    """Reads facts as a language writes them."""

    def __init__(self, locale: Locale) -> None:
        self._decimal = get_decimal_symbol(locale)
        months = _months(locale)
        self._months = {name.lower(): number for name, number in months.items()}
        self._is_month_first = (locale.date_formats["short"].pattern or "d")[0] == "M"
        self._readings: tuple[_Reading, ...] = (
            (_EMAIL, _email),
            (_ADDRESS, _nothing),
            *((pattern, self._date) for pattern in _date_patterns(months)),
            (_NUMERIC_DATE, self._numeric_date),
            (_MARKED_DATE, _marked_date),
            (_PHONE, _phone),
            *((pattern, _time) for pattern in _TIMES),
            (_reference_pattern(bare=locale.language in _BARE_LETTERS), _reference),
            (_number_pattern(get_group_symbol(locale)), self._number),
        )

    def read(self, text: str) -> tuple[Fact, ...]:
        """Give the facts of a text."""
        found: list[Fact] = []
        for pattern, facts_of in self._readings:

            def take(match: re.Match[str], facts_of: Callable[[re.Match[str]], Iterator[Fact]] = facts_of) -> str:
                found.extend(facts_of(match))
                return _TAKEN * len(match[0])

            text = pattern.sub(take, text)
        return tuple(found)

    def _date(self, match: re.Match[str]) -> Iterator[Fact]:
        named = match.groupdict()
        month = self._months[named["month"].lower()]
        year = named.get("year") or "-"
        day = f"-{int(named['day']):02}" if named.get("day") else ""
        yield Fact(FactKind.DATE, f"{year}-{month:02}{day}", match[0])

    def _numeric_date(self, match: re.Match[str]) -> Iterator[Fact]:
        """A date in figures; what is no date is the numbers that it is made of."""
        numbers = [int(number) for number in re.findall(r"\d+", match[0])]
        year, month, day = numbers if match["iso"] else (numbers[2], numbers[1], numbers[0])
        if self._is_month_first and not match["iso"] and "/" in match[0]:
            month, day = day, month
        try:
            yield Fact(FactKind.DATE, date(year, month, day).isoformat(), match[0])
        except ValueError:
            for number in numbers:
                yield Fact(FactKind.NUMBER, str(number), match[0])

    def _number(self, match: re.Match[str]) -> Iterator[Fact]:
        grouped, plain = match["grouped"], match["plain"]
        text = re.sub(rf"{_SPACE}|[.,'’](?=\d{{3}})", "", grouped) + match["rest"] if grouped else plain
        marks = set(re.findall(r"[.,]", text))
        is_list = marks == {","} and self._decimal != ","
        for part in text.split(",") if is_list else [text.replace(",", ".")]:
            yield Fact(FactKind.NUMBER, _in_western_digits(part).lstrip("0") or "0", match[0])


def _in_western_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)


# E-mail, addresses and telephone ---------------------------------------------------------------------------------

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()]+")
_PHONE = re.compile(
    rf"(?<![\w+])(?<!\d{_SPACE})(?:(?:\+|00)[1-9](?:[().–/-]|{_SPACE}|\d){{6,}}\d"
    rf"|0\d{{1,3}}(?:[-–/]{_SPACE}?|{_SPACE})\d(?:[-–]|{_SPACE}|\d){{3,}}\d)(?!\w)"
)


def _email(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact(FactKind.EMAIL, match[0].lower().rstrip("."), match[0])


def _nothing(match: re.Match[str]) -> Iterator[Fact]:  # noqa: ARG001  # addresses are compared as links
    return iter(())


def _phone(match: re.Match[str]) -> Iterator[Fact]:
    digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
    yield Fact(FactKind.PHONE, digits.lstrip("0"), match[0])


# Dates and times -------------------------------------------------------------------------------------------------

_NUMERIC_DATE = re.compile(r"(?<![\w.,/-])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|\d{1,2}([./])\d{1,2}\2\d{4})(?![\w/-])")
_MARKED_DATE = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})[年년]{_SPACE}?(?P<month>\d{{1,2}})[月월](?:{_SPACE}?(?P<day>\d{{1,2}})[日일])?"
)
"""Dates with a mark behind each number, as in Japanese, Chinese and Korean."""
_CLOCK = r"(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?"
_UNTIL = rf"(?:{_SPACE}?[–-]{_SPACE}?(?P<hour_to>[01]?\d|2[0-4])(?:[.:](?P<minute_to>[0-5]\d))?)?"
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.,]){_CLOCK}{_UNTIL}{_SPACE}?(?P<half>[ap])\.?m(?!\w)\.?",
        rf"(?<!\w)[Kk]l(?:ockan|\.)?{_SPACE}?{_CLOCK}{_UNTIL}(?!\d)",
        rf"(?<![\w.,]){_CLOCK}{_UNTIL}{_SPACE}Uhr(?!\w)",
        r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])",
    )
)
_NOON = 12
_ABBREVIATED = (3, 4)
"""Letters of a month's name by which it is abbreviated, too: “sep” and “sept”."""


def _months(locale: Locale) -> dict[str, int]:
    """The names of the months, whole and abbreviated, as they are written inside and at the start of a sentence."""
    names: dict[str, int] = {}
    for forms in locale.months.values():
        wide = [(number, name[:letters]) for number, name in forms["wide"].items() for letters in _ABBREVIATED]
        unclear = {name for number, name in wide if any(name == other and number != n for n, other in wide)}
        for number, name in (*wide, *forms["wide"].items(), *forms["abbreviated"].items()):
            if not name.isdecimal() and name not in unclear:
                names |= {form.rstrip("."): number for form in (name, name.capitalize(), name.upper())}
    return names


def _date_patterns(months: dict[str, int]) -> tuple[re.Pattern[str], ...]:
    month = f"(?P<month>{'|'.join(sorted(map(re.escape, months), key=len, reverse=True))})\\.?"
    day = r"(?<!\w)(?P<day>\d{1,2})"
    year = r"(?P<year>\d{4})(?!\w)"
    before = rf"(?:st|nd|rd|th|\.|:[ae])?{_SPACE}(?:of{_SPACE}|de{_SPACE})?"
    after = rf"(?:,|{_SPACE}of|{_SPACE}de)?{_SPACE}"
    return (
        re.compile(rf"{day}{before}{month}(?!\w)(?:{after}{year})?"),
        re.compile(rf"(?<!\w){month}{_SPACE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\w)(?:{after}{year})?"),
        re.compile(rf"(?<!\w){month}{after}{year}"),
    )


def _marked_date(match: re.Match[str]) -> Iterator[Fact]:
    day = f"-{int(match['day']):02}" if match["day"] else ""
    yield Fact(FactKind.DATE, f"{int(match['year'])}-{int(match['month']):02}{day}", match[0])


def _time(match: re.Match[str]) -> Iterator[Fact]:
    named = match.groupdict()
    for end in ("", "_to"):
        if named.get(f"hour{end}"):
            hour = int(named[f"hour{end}"])
            if named.get("half"):
                hour = _afternoon(hour, named["half"], is_start=not end and bool(named.get("hour_to")), named=named)
            yield Fact(FactKind.TIME, f"{hour}:{named.get(f'minute{end}') or '00'}", match[0])


def _afternoon(hour: int, half: str, *, is_start: bool, named: dict[str, str | None]) -> int:
    """The hour from 0 to 23. In “9–5 pm” the first is an hour of the morning, in “1–5 pm” one of the afternoon."""
    if is_start and half == "p" and hour > int(named["hour_to"] or 0) and hour != _NOON:
        return hour
    return hour % _NOON + (_NOON if half == "p" else 0)


# References ------------------------------------------------------------------------------------------------------

_BARE_LETTERS = frozenset({"sv", "da", "nb", "nn", "no", "fi", "nl"})
"""Languages in which points are written without brackets: “artikel 6.1 b”."""
_ARTICLE = (
    "(?:[Aa]rt|ART|[Aa]rtikel(?:n|ns|s)?|[Aa]rtiklar(?:na|nas)?|[Aa]rtikler(?:ne)?|[Aa]rtikla(?:n|t)?|[Aa]rticles?"
    r"|[Aa]rt[ií]culos?|[Aa]rticol[oi]|[Aa]rtigos?)\.?"
)
_AND = rf"(?:,{_SPACE}|{_SPACE}?[–-]{_SPACE}?|{_SPACE}(?:och|eller|samt|till|and|or|to|und|oder|bis|og|et|ou){_SPACE})"
_BRACKETED = r"\([a-z]\)"
_BARE = r"[a-h](?![\w-])"


def _reference_pattern(*, bare: bool) -> re.Pattern[str]:
    """References with the word “article”, and those that are known by their brackets or letters alone."""
    letter = f"(?:{_BRACKETED}|{_BARE})" if bare else _BRACKETED
    inner = rf"(?:{_SPACE}?\(\d+\))*(?:{_SPACE}(?:Abs\.|Absatz|lit\.|Buchstabe|punkt|led){_SPACE}?(?:\d+|[a-z](?!\w)))*"
    piece = rf"(?:\d+(?:\.\d+)*{inner}(?:{_SPACE}?{letter})*|\(\d+\)|{letter})"
    points = rf"{letter}(?:{_AND}{letter})*"
    first = rf"(?:(?:[Pp]oints?|[Ll]ed(?:en|et)?|[Pp]unkt(?:en|erna)?){_SPACE}{points}{_SPACE}(?:of|i){_SPACE})?"
    alone = rf"(?<![\w.,])\d+(?:\(\d+\)(?:{_SPACE}?{_BRACKETED})*|{_BRACKETED}" + (
        rf"|\.\d+{_SPACE}{_BARE})" if bare else ")"
    )
    return re.compile(rf"(?<!\w){first}{_ARTICLE}{_SPACE}?{piece}(?:{_AND}{piece})*|{alone}")


def _reference(match: re.Match[str]) -> Iterator[Fact]:
    for token in re.finditer(r"\d+|(?<=\()[a-z](?=\))|(?<![^\W_])[a-h](?![\w.-])", match[0]):
        kind = FactKind.NUMBER if token[0].isdecimal() else FactKind.LETTER
        yield Fact(kind, token[0].lstrip("0") or "0", match[0])


# Numbers ---------------------------------------------------------------------------------------------------------


def _number_pattern(group: str) -> re.Pattern[str]:
    """Numbers that no letter stands before; those of names, such as in “GA4”, are none."""
    dividers = f"{_SPACE}|{re.escape(group)}" if group.strip() else _SPACE
    return re.compile(
        rf"(?<![^\W_{_UNSPACED}])(?<!\d[.,])(?:(?P<grouped>\d{{1,3}}(?:(?:{dividers})\d{{3}})+)(?!\d)(?P<rest>(?:[.,]\d+)?)"
        r"|(?P<plain>\d+(?:[.,]\d+)*))"
    )


_SPELT = {
    "sv": "noll en|ett|första två|andra tre|tredje fyra|fjärde fem|femte sex|sjätte sju|sjunde åtta|åttonde "
    "nio|nionde tio|tionde elva|elfte tolv|tolfte",
    "en": "zero one|a|an|first two|second|twice three|third four|fourth five|fifth six|sixth seven|seventh "
    "eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth",
    "de": "null ein|eine|einem|einen|einer|eines|erste|ersten zwei|zweite|zweiten drei|dritte|dritten "
    "vier|vierte|vierten fünf|fünfte|fünften sechs|sechste|sechsten sieben|siebte|siebten acht|achte|achten "
    "neun|neunte|neunten zehn|zehnte|zehnten elf|elfte|elften zwölf|zwölfte|zwölften",
}
_HIGHEST_SPELT = 12


def may_be_spelt(fact: Fact, words: tuple[str, ...], language: str) -> bool:
    """Whether words of a language (in lower case) can hold a number that another language writes in figures: “tre” for
    3. In languages whose numbers aren't known that can be any number up to twelve."""
    if fact.kind is not FactKind.NUMBER or not fact.value.isdecimal() or int(fact.value) > _HIGHEST_SPELT:
        return False
    spelt = _SPELT.get(language)
    return spelt is None or not set(spelt.split()[int(fact.value)].split("|")).isdisjoint(words)
