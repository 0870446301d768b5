"""The words of the pages in a language: what a strings file lacks, and a new one that is to be translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from pathlib import Path

from babel import Locale
from babel.core import get_global

from lydelse.asked import Unfit
from lydelse.engine import LAYOUTS
from lydelse.problems import Place, Report
from lydelse.publish.errors import reported
from lydelse.read import SITE_FILE, read_settings
from lydelse.read.layouts import read_words
from lydelse.read.site import is_known_language
from lydelse.strings import Strings

_FOLDER = "layouts/strings"
_MODEL = "en"
_COUNTED = range(1_001)
"""What pages count: versions, sections, words. A form that is only for fractions or millions is never asked for."""
_LINE = re.compile(r"(?P<indent> +)(?P<key>[a-z_]+): (?P<text>.+)")
_FIRST_FORM = re.compile(r" +one: ")
_OTHER_FORM = re.compile(r"(?P<indent> +)other: (?P<text>.+)")
_MOST_NAMED = 10
"""Texts that are named in a message."""


def engine_languages() -> tuple[str, ...]:
    """Give the languages of which the engine brings the words."""
    return _languages_in(LAYOUTS / "strings")


def look_over(root: Path, languages: Iterable[str], report: Report) -> tuple[str, ...]:
    """Look at the words of the pages, and report what they lack.

    Args:
        root: the site, or any folder, whose languages are then those of the engine.
        languages: those that are looked at; without any, all that the site has and all of which it has words.
        report: where problems go.

    Returns:
        The languages that were looked at.

    Raises:
        Unfit: one is no language.
        OSError: a file can't be read.
    """
    chosen = tuple(dict.fromkeys(languages)) or _languages_of(root, report)
    for language in chosen:
        check_language(language)
        words = read_words(root, language, report)
        if words is not None:
            _report_doubts(*words, report)
    return chosen


def begin_language(root: Path, language: str) -> Path:
    """Write a new strings file into the site's own layouts, with the English words, to be translated.

    Raises:
        Unfit: it is no language, or has a file already.
        OutputError: the system refuses.
    """
    check_language(language)
    path = root / _FOLDER / f"{language}.yaml"
    if language in (*engine_languages(), *_languages_in(path.parent)):
        hint = f"lydelse strings {language} tells what its words lack."
        raise Unfit(f"the words of the pages in “{language}” are there already", hint)
    with reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(words_to_translate(language))
    return path


def words_to_translate(language: str) -> str:
    """Give a strings file of a language that says all in English, with the English words beside, as comments."""
    source = (LAYOUTS / "strings" / f"{_MODEL}.yaml").read_text(encoding="utf-8")
    return "".join(f"{line}\n" for line in _to_translate(source.splitlines(), language))


def check_language(language: str) -> None:
    """Refuse what is no language.

    Raises:
        Unfit: it is none.
    """
    if not is_known_language(language):
        raise Unfit(f"“{language}” is no language tag that is known", "Write it like sv, en, de, pt-BR or zh-Hant.")


def _languages_of(root: Path, report: Report) -> tuple[str, ...]:
    """Give the languages of a site and those of its own strings files; those of the engine where there is no site."""
    site = read_settings(root, report) if (root / SITE_FILE).is_file() else None
    own = _languages_in(root / _FOLDER)
    return tuple(dict.fromkeys((*(site.languages if site else engine_languages()), *own)))


def _languages_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


# A new file ------------------------------------------------------------------------------------------------------


def _to_translate(lines: Iterable[str], language: str) -> Iterator[str]:
    locale = Locale.parse(language, sep="-")
    name = locale.get_display_name("en") or language
    own = {"locale": _with_country(language), "name": locale.display_name or language}
    own["in_language"] = own["name"]
    yield f"# The words of the pages in {name}, to be translated: above each it stands in English. Keep the keys"
    yield "# and the {placeholders}. The plural forms are those that Unicode CLDR has for the language."
    for line in dropwhile(lambda line: line.startswith("#"), lines):
        match, other = _LINE.fullmatch(line), _OTHER_FORM.fullmatch(line)
        if match is None:
            yield line
        elif other is not None:
            yield from _forms(other["indent"], other["text"], _categories(locale))
        elif not _FIRST_FORM.match(line):
            yield f"{match['indent']}# {match['text']}"
            yield f"{match['indent']}{match['key']}: {own.get(match['key'], _without_comment(match['text']))}"


def _forms(indent: str, text: str, categories: Iterable[str]) -> Iterator[str]:
    yield f"{indent}# {text}"
    for category in categories:
        yield f"{indent}{category}: {text}"


def _without_comment(text: str) -> str:
    return text.partition("  #")[0]


def _with_country(language: str) -> str:
    """Give a language with its likeliest country, as Unicode CLDR has it: its dates and numbers are used."""
    if re.search(r"-[A-Z]{2}$", language):
        return language
    likely = get_global("likely_subtags").get(language.replace("-", "_"), "")
    country = likely.rpartition("_")[2]
    return f"{language}-{country}" if re.fullmatch("[A-Z]{2}", country) else language


def _categories(locale: Locale) -> tuple[str, ...]:
    """Give the plural forms that a language needs for what pages count, in the order of CLDR."""
    needed = {locale.plural_form(number) for number in _COUNTED} | {"other"}
    return tuple(category for category in ("zero", "one", "two", "few", "many", "other") if category in needed)


# What lacks -------------------------------------------------------------------------------------------------------


def _report_doubts(strings: Strings, english: Strings, place: Place, report: Report) -> None:
    """Report what a build doesn't mind: plural forms that the language has and the file hasn't, and texts that read as
    in English."""
    plurals = {key.rpartition(".")[0] for key in english.texts if key.endswith(".other")}
    for key in sorted(plurals):
        lacking = [each for each in _categories(strings.locale) if f"{key}.{each}" not in strings.texts]
        if lacking and key not in strings.texts:
            message = f"“{key}” lacks plural forms that the language has: {', '.join(lacking)}"
            hint = f"Write them under “{key.rpartition('.')[2]}”; without them the form “other” stands there."
            report.warning(place, "string-plural", message, hint)
    same = () if strings.locale.language == _MODEL else tuple(_same(strings, english))
    if same:
        others = f" and {len(same) - _MOST_NAMED} more" if len(same) > _MOST_NAMED else ""
        message = f"read as in English: {', '.join(same[:_MOST_NAMED])}{others}"
        hint = "Translate those that were forgotten; some words are the same in both languages."
        report.note(place, "string-untranslated", message, hint)


def _same(strings: Strings, english: Strings) -> Iterator[str]:
    for key, text in strings.texts.items():
        is_words = re.search(r"[^\W\d_]{2}", re.sub(r"\{[a-z]+\}", "", text))
        if is_words and english.texts.get(key) == text:
            yield key
