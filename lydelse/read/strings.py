"""Reads a file of `layouts/strings/`: the words of the pages in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from lydelse.model import ID
from lydelse.problems import Place, Report, suggest
from lydelse.read.site import is_known_language
from lydelse.read.tree import MapNode, Node, TextNode
from lydelse.strings import Strings

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural categories of Unicode CLDR."""


def read_strings(language: str, node: MapNode, model: MapNode, report: Report) -> Strings:
    """Read a strings file.

    Args:
        language: its language.
        node: what stands in it.
        model: what stands in the engine's English file; keys and placeholders have to be the same.
        report: where problems go.
    """
    texts, expected = dict(_flatten(node)), dict(_flatten(model))
    plurals = {_base(key) for key in expected if key != _base(key)}
    for key, text in texts.items():
        if key in expected or (_base(key) in plurals and key != _base(key)):
            _check_text(key, text, expected.get(key) or expected[f"{_base(key)}.other"], report)
        else:
            _report_unknown(key, text, expected, plurals, report)
    _report_missing({_base(key) for key in texts}, texts, expected, node.place.path, report)
    return Strings.of(language, {key: text.text for key, text in texts.items()})


def _flatten(node: MapNode, prefix: str = "") -> Iterator[tuple[str, TextNode]]:
    for key, value in node.entries:
        yield from _flatten_value(f"{prefix}{key.text}", value)


def _flatten_value(key: str, value: Node) -> Iterator[tuple[str, TextNode]]:
    if isinstance(value, MapNode):
        yield from _flatten(value, f"{key}.")
    elif isinstance(value, TextNode):
        yield key, value


def _base(key: str) -> str:
    """Give a key without its plural category."""
    stem, _, last = key.rpartition(".")
    return stem if last in _PLURALS else key


def _report_unknown(
    key: str, text: TextNode, expected: Mapping[str, TextNode], plurals: Collection[str], report: Report
) -> None:
    if key in plurals:
        message, hint = f"“{key}” needs the plural forms of the language", "Write “one: …” and “other: …” under it."
    elif _base(key) in expected:
        message, hint = f"“{_base(key)}” is one text, without plural forms", "Write it on one line."
    else:
        message, hint = f"no page uses “{key}”", suggest(key, {_base(each) for each in expected})
    report.misconfigured(text.place, "string-unknown", message, hint)


def _report_missing(
    bases: Collection[str], texts: Mapping[str, TextNode], expected: Mapping[str, TextNode], path: str, report: Report
) -> None:
    """Report texts that aren't there. Of plural forms `other` is the one that every language has."""
    for key, english in expected.items():
        is_needed = key == _base(key) or key.endswith(".other")
        stands_otherwise = _base(key) in bases and not (key.endswith(".other") and _base(key) not in texts)
        if is_needed and key not in texts and not stands_otherwise:
            message = f"the text “{key}” is missing"
            report.misconfigured(Place(path), "string-missing", message, f"In English it is: {english.text}")


def _check_text(key: str, text: TextNode, model: TextNode, report: Report) -> None:
    if not text.text:
        message = f"the text “{key}” is empty"
        report.misconfigured(text.place, "string-missing", message, f"In English it is: {model.text}")
        return
    _check_placeholders(key, text, model, report)
    if key.startswith("addresses.") and not ID.fullmatch(text.text):
        message = f"“{text.text}” can't stand in an address"
        report.misconfigured(text.place, "id-invalid", message, "Use small letters a–z, digits and hyphens.")
    if key == "language.locale" and not is_known_language(text.text):
        message = f"“{text.text}” is no language and country that is known"
        report.misconfigured(text.place, "language-unknown", message, "Write it like sv-SE, en-GB or pt-BR.")


def _check_placeholders(key: str, text: TextNode, model: TextNode, report: Report) -> None:
    try:
        found = _placeholders(text.text)
    except ValueError:
        message = f"a brace in “{key}” isn't closed or not opened, or holds more than a name"
        report.misconfigured(text.place, "string-braces", message, "Write placeholders as {date}, braces as {{ and }}.")
        return
    wanted = _placeholders(model.text)
    # A plural form may leave the number out: "one section".
    if found - wanted or (key == _base(key) and found != wanted):
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "none"
        message = f"the placeholders of “{key}” aren't those of the English text: {names}"
        report.misconfigured(text.place, "string-placeholders", message, "Use the same ones, in any order.")


def _placeholders(text: str) -> frozenset[str]:
    """Give the names in braces.

    Raises:
        ValueError: a brace isn't closed or not opened, or a name is followed by a form that it is to be given.
    """
    names = set()
    for _, name, form, conversion in Formatter().parse(text):
        if form or conversion:
            raise ValueError(text)
        names |= {name} if name is not None else set()
    return frozenset(names)
