"""Days as people write them: `2018-05-15`, `15.05.2018`, `May 25th, 2018`, `den 25 maj 2018`, `Mai 2018`.

The months' names are those of Babel, in Swedish, English, German and French and in the language of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

_LANGUAGES = ("sv", "en", "de", "fr")
_MONTHS = 12
_ORDINAL = r"(?:st|nd|rd|th|er|re|:?e|:?a)?\.?"
_YEAR = r"(?:19|20)\d\d"
_NUMERIC = re.compile(
    rf"""(?<![\d.,/-])(?:
        (?P<y1>{_YEAR})(?P<s1>[-/.])\s?(?P<m1>\d\d?)(?P=s1)\s?(?P<d1>\d\d?)
      | (?P<a>\d\d?)(?P<s2>[-/.])\s?(?P<b>\d\d?)(?P=s2)\s?(?P<y2>{_YEAR})
      | (?P<y3>{_YEAR})\s?[年년]\s?(?P<m3>\d\d?)\s?[月월]\s?(?P<d3>\d\d?)\s?[日일]
    )(?![\d/]|[-.,]\d)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it stands in a text, from one place to another. `day` is `None` if there is no such day; `doubt` is
    why `day` isn't sure, as a sentence."""

    text: str
    start: int
    end: int
    day: date | None
    doubt: str = ""


def find_days(text: str, language: str = "") -> tuple[WrittenDay, ...]:
    """Find the days that a text names, in their order. `language` decides how `03/04/2018` is read."""
    found = [*_numeric(text, language), *_in_words(text, language)]
    return tuple(sorted(found, key=lambda day: day.start))


def _numeric(text: str, language: str) -> Iterator[WrittenDay]:
    for match in _NUMERIC.finditer(text):
        parts = match.groupdict()
        if parts["a"] is not None:
            yield _by_order(match, language)
        else:
            year, month, day = (parts[f"{name}1"] or parts[f"{name}3"] for name in "ymd")
            yield _written(match, int(year), int(month), int(day))


def _by_order(match: re.Match[str], language: str) -> WrittenDay:
    """Read a day of which only the year is certain. With full stops the day stands first; with other signs, English
    alone may put the month first, as it is usual in the USA."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
    month_first = second > _MONTHS or (first <= _MONTHS and match["s2"] != "." and language == "en")
    month, day = (first, second) if month_first else (second, first)
    written = _written(match, year, month, day)
    if first == second or max(first, second) > _MONTHS or match["s2"] == ".":
        return written
    other = date(year, day, month)
    doubt = f"“{match[0]}” was read as {written.day}; it could also mean {other}."
    return WrittenDay(written.text, written.start, written.end, written.day, doubt)


def _in_words(text: str, language: str) -> Iterator[WrittenDay]:
    months = _months(language)
    folded = _folded(text)
    for match in _pattern(language).finditer(folded):
        parts = match.groupdict()
        month = months[parts["n1"] or parts["n2"] or parts["n3"]]
        year = int(parts["y1"] or parts["y2"] or parts["y3"])
        day = parts["d1"] or parts["d2"]
        written = _written(match, year, month, int(day or 1), text)
        if day is None:
            doubt = f"“{written.text}” names no day; the first of the month was taken."
            written = WrittenDay(written.text, written.start, written.end, written.day, doubt)
        yield written


def _written(match: re.Match[str], year: int, month: int, day: int, text: str = "") -> WrittenDay:
    try:
        there = date(year, month, day)
    except ValueError:
        there = None
    return WrittenDay((text or match.string)[match.start() : match.end()], match.start(), match.end(), there)


def _folded(text: str) -> str:
    """The text in small letters without accents, of the same length, so that places stay."""
    return "".join(_folded_character(character) for character in text)


@cache
def _folded_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character.lower())[:1] or character
    return " " if base.isspace() else base


@cache
def _months(language: str) -> dict[str, int]:
    """The numbers of the months by their folded names, long and short."""
    names: dict[str, int] = {}
    for known in dict.fromkeys((language, *_LANGUAGES)):
        for width in ("wide", "abbreviated"):
            for form in ("format", "stand-alone"):
                names |= _names(known, width, form)
    return names | {"sept": 9, "mrz": 3, "janner": 1}


def _names(language: str, width: str, form: str) -> dict[str, int]:
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return {}
    months = get_month_names(width, form, locale)  # type: ignore[arg-type]
    return {_folded(name).rstrip("."): number for number, name in months.items() if not name[:1].isdigit()}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """The pattern of a day with its month in words: `25 May 2018`, `May 25, 2018`, `May 2018`."""
    names = "|".join(re.escape(name) for name in sorted(_months(language), key=lambda name: (-len(name), name)))
    pattern = rf"""(?<![^\W_])(?<![/.])(?:
        (?P<d1>\d\d?){_ORDINAL}[ -]?(?:of\ |de\ )?(?P<n1>{names})\b\.?(?:[ ,-]{{1,2}}|\ (?:of|de)\ )(?P<y1>{_YEAR})
      | (?P<n2>{names})\b\.?[ -]?(?:the\ )?(?P<d2>\d\d?){_ORDINAL}(?:\ ?,\ ?|\ of\ |\ )(?P<y2>{_YEAR})
      | (?P<n3>{names})\b\.?(?:\ ?,\ ?|\ de\ |\ of\ |\ )(?P<y3>{_YEAR})
    )(?![^\W_]|/|[-.,]\d)"""
    return re.compile(pattern, re.VERBOSE)
