"""Reads a file of `layouts/strings/`: the words of the pages in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from lydelse.model import ID
from lydelse.problems import Place, Report, suggest
from lydelse.read.nodes import MapNode, Node, TextNode
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
    texts = dict(_flatten(node))
    expected = dict(_flatten(model))
    _check_keys(texts, expected, node, report)
    for key, text in texts.items():
        if _base(key) in map(_base, expected):
            _check_placeholders(key, text, expected, report)
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


def _check_keys(texts: Mapping[str, TextNode], expected: Mapping[str, TextNode], node: MapNode, report: Report) -> None:
    bases, expected_bases = {_base(key) for key in texts}, {_base(key) for key in expected}
    for key, text in texts.items():
        if _base(key) not in expected_bases:
            report.misconfigured(text.place, "string-unknown", f"no page uses “{key}”", suggest(key, expected_bases))
    for key in sorted(expected_bases - bases):
        message = f"the text “{key}” is missing"
        english = expected.get(key, expected.get(f"{key}.other"))
        hint = f"In English it is: {english.text}" if english else ""
        report.misconfigured(Place(node.place.path), "string-missing", message, hint)


def _check_placeholders(key: str, text: TextNode, expected: Mapping[str, TextNode], report: Report) -> None:
    try:
        found = _placeholders(text.text)
    except ValueError:
        message = f"a brace in “{key}” isn't closed or not opened"
        report.misconfigured(text.place, "string-braces", message, "Write placeholders as {date}, braces as {{ and }}.")
        return
    model = expected.get(key) or expected[f"{_base(key)}.other"]
    # A plural form may leave the number out: "one section".
    if found - _placeholders(model.text) or (key == _base(key) and found != _placeholders(model.text)):
        wanted = ", ".join(f"{{{name}}}" for name in sorted(_placeholders(model.text))) or "none"
        message = f"the placeholders of “{key}” aren't those of the English text: {wanted}"
        report.misconfigured(text.place, "string-placeholders", message, "Use the same ones, in any order.")
    if key.startswith("addresses.") and not ID.fullmatch(text.text):
        message = f"“{text.text}” can't stand in an address"
        report.misconfigured(text.place, "id-invalid", message, "Use small letters a–z, digits and hyphens.")


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
