"""YAML as it is written, and as lines are added to it, with its comments and its order left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import yaml

from lydelse.importing.errors import Unreadable

_PLAIN = re.compile(r"[^\W\d_][\w .()/’'&§+=-]*(?:,[ \w.()/’'&§+=-]+)*(?<! )")
"""Texts that read the same without quotation marks."""
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def scalar(text: str) -> str:
    """Write a text on one line, in quotation marks where it needs them."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def by_language(key: str, texts: Mapping[str, str]) -> list[str]:
    """Give the lines of a key with a text for each language."""
    return [f"{key}:", *(f"  {language}: {scalar(text)}" for language, text in texts.items())]


def short_list(key: str, words: Iterable[str]) -> str:
    """Give the line of a key with a list."""
    return f"{key}: [{', '.join(words)}]"


def long_list(key: str, words: Iterable[str]) -> list[str]:
    """Give the lines of a key with a list, an item on each."""
    return [f"{key}:", *(f"  - {word}" for word in words)]


# Adding --------------------------------------------------------------------------------------------------------


def with_text(source: str, key: str, language: str, text: str) -> str:
    """Add a language's text to a key that has texts by language; to the end, if the key isn't there.

    Raises:
        Unreadable: it can't be added without a change of what stands there.
    """
    before = _values(source)
    node = _node(source, key)
    if node is None:
        after = _appended(source, by_language(key, {language: text}))
    elif isinstance(node, yaml.MappingNode) and node.value:
        after = _added(source, node, f"{language}: {scalar(text)}", node.value[-1][1], node.value[0][0])
    else:
        raise _unsure(key, language)
    there = before.get(key)
    texts = (there if isinstance(there, dict) else {}) | {language: " ".join(text.split())}
    return _checked(after, before | {key: texts}, key, language)


def with_word(source: str, key: str, words: Sequence[str], word: str) -> str:
    """Add a word to a key that has a list; if the key isn't there, all `words` and this one.

    Raises:
        Unreadable: it can't be added without a change of what stands there.
    """
    before = _values(source)
    node = _node(source, key)
    if node is None:
        after = _appended(source, [short_list(key, (*words, word))])
    elif isinstance(node, yaml.SequenceNode) and node.value:
        item = word if node.flow_style else f"- {word}"
        after = _added(source, node, item, node.value[-1], node)
    else:
        raise _unsure(key, word)
    there = before.get(key)
    return _checked(after, before | {key: [*(there if isinstance(there, list) else words), word]}, key, word)


def _values(source: str) -> dict[str, object]:
    values = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  # it makes texts, lists and maps alone
    return values if isinstance(values, dict) else {}


def _node(source: str, key: str) -> yaml.Node | None:
    root = yaml.compose(source, Loader=yaml.BaseLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _appended(source: str, lines: Iterable[str]) -> str:
    return source.rstrip("\n") + "\n" + "\n".join(lines) + "\n"


def _added(source: str, node: yaml.CollectionNode, item: str, last: yaml.Node, first: yaml.Node) -> str:
    """Put an item behind the last one: before the closing bracket, or on a line of its own."""
    if node.flow_style:
        at = last.end_mark.index
        return f"{source[:at]}, {item}{source[at:]}"
    is_block = isinstance(last, yaml.ScalarNode) and last.style in ("|", ">")
    end = last.end_mark.index if is_block else source.find("\n", last.end_mark.index) + 1
    at = end if end > 0 and (not is_block or source[end - 1 : end] == "\n") else len(source)
    before = source[:at] if source[:at].endswith("\n") else f"{source[:at]}\n"
    return f"{before}{' ' * first.start_mark.column}{item}\n{source[at:]}"


def _checked(after: str, expected: Mapping[str, object], key: str, item: str) -> str:
    """See that what was added is all that differs."""
    try:
        found = _values(after)
    except yaml.YAMLError:
        found = {}
    if found != expected:
        raise _unsure(key, item)
    return after


def _unsure(key: str, item: str) -> Unreadable:
    return Unreadable(
        f"“{item}” can't be added to “{key}” without rewriting the file", "Add it by hand, and import again."
    )
