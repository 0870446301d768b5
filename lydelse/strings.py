"""The words of the pages in one language, from `layouts/strings/`, with dates and plurals as the language has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of one language. Keys have the form `group.key`, those of plurals `group.key.one`."""

    language: str
    texts: Mapping[str, str]
    addresses: Mapping[str, str]
    """The words in addresses."""
    page: Mapping[str, str]
    """The words that templates use as they stand."""

    @classmethod
    def of(cls, language: str, texts: Mapping[str, str]) -> Strings:
        """Make them from all texts of a language."""
        return cls(language, texts, _group(texts, "addresses"), _group(texts, "page"))

    @property
    def locale(self) -> Locale:
        """The locale whose dates and plurals the language uses."""
        return _locale(self.texts["language.locale"])

    @property
    def name(self) -> str:
        """The language's own name."""
        return self.texts["language.name"]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return _direction(self.texts["language.locale"])

    def say(self, key: str, **values: object) -> str:
        """Give a sentence with its values put in.

        Raises:
            KeyError: there is no such sentence, or a value lacks.
        """
        return self.texts[f"sentences.{key}"].format_map(values)

    def count(self, key: str, count: int) -> str:
        """Give a sentence in the plural form that a number asks for."""
        plural, number = _number(count, self.texts["language.locale"])
        return self.texts.get(f"sentences.{key}.{plural}", self.texts[f"sentences.{key}.other"]).format(count=number)

    def plurals(self, key: str) -> dict[str, str]:
        """Give a sentence in all its plural forms, by category, with `{count}` left open."""
        prefix = f"sentences.{key}."
        return {name.removeprefix(prefix): text for name, text in self.texts.items() if name.startswith(prefix)}

    def day(self, day: date) -> str:
        """Give a date in words, which stay on one line."""
        return _day(day, self.texts["language.locale"])

    def short_day(self, day: date) -> str:
        """Give a date where there is little room, as in “1 Oct 2026”; it stays on one line."""
        return _short_day(day, self.texts["language.locale"])

    def month(self, day: date) -> str:
        """Give a month with its year, where there is little room."""
        return format_skeleton("yMMM", day, locale=self.locale).replace(" ", "\u00a0")

    def duration(self, count: int, unit: str) -> str:
        """Give a number of minutes, hours, days, weeks, months or years in words, as in “6 months”."""
        return format_unit(count, f"duration-{unit}", "long", locale=self.locale).replace(" ", "\u00a0")

    def size(self, count: int) -> str:
        """Give a number of bytes as people read it, as in “74 kB” and “1.2 MB”: the number as the language writes it,
        the unit as ISO 80000-13 has it for all."""
        kilobytes = -(-count // 1000)
        is_small = kilobytes < 1000  # noqa: PLR2004 - as many make a megabyte
        number, unit = (kilobytes, "kB") if is_small else (round(kilobytes / 1000, 1), "MB")
        return f"{format_decimal(number, locale=self.locale)}\u00a0{unit}"

    def language_name(self, language: str) -> str:
        """Name a language, this one or another, in the words of this one."""
        return _language_name(language, self.texts["language.locale"])

    def enumerate(self, texts: list[str]) -> str:
        """Give texts as an enumeration: “a, b and c”."""
        return format_list(texts, locale=self.locale)


# The same few languages and days stand on thousands of pages, and Babel works them out anew each time.


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    return Locale.parse(name, sep="-")


@lru_cache(maxsize=64)
def _direction(name: str) -> str:
    return _locale(name).text_direction


@lru_cache(maxsize=1_024)
def _language_name(language: str, locale: str) -> str:
    return _locale(language).get_display_name(_locale(locale)) or language


@lru_cache(maxsize=4_096)
def _number(count: int, locale: str) -> tuple[str, str]:
    """Give the plural form that a number asks for, and the number as it is written."""
    return _locale(locale).plural_form(count), format_decimal(count, locale=_locale(locale))


@lru_cache(maxsize=4_096)
def _short_day(day: date, locale: str) -> str:
    return format_date(day, "medium", _locale(locale)).replace(" ", "\u00a0")


@lru_cache(maxsize=4_096)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", _locale(locale)).replace(" ", "\u00a0")


def _group(texts: Mapping[str, str], name: str) -> Mapping[str, str]:
    prefix = f"{name}."
    return {key.removeprefix(prefix): text for key, text in texts.items() if key.startswith(prefix)}
