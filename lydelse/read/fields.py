"""The keys of a form: each read as what it must be, each fault with its place and its mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from lydelse.model import ID, MAX_ID, VersionId
from lydelse.problems import Place, Report, nearest, possible, suggest
from lydelse.read.tree import ListNode, MapNode, Node, TextNode

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, with any ending, in small letters: a copy there couldn't have such a file."""
_MAX_TEXT = 2_000
_MOST_UNKNOWN = 100
"""Unknown keys of a mapping that are reported: whoever wrote more meant something else than a mapping."""
_LONGEST_LANGUAGE = 3
"""Letters of a language's tag, which can be like a short key without being meant for it: `fr` and `from`."""

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")

_ASCII = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "ß": "ss", "æ": "ae", "ø": "o", " ": "-", "_": "-"}
)


class _Flag(StrEnum):
    TRUE = "true"
    FALSE = "false"


def check_id(text: str, place: Place, report: Report, what: str = "id") -> bool:
    """Tell whether a text can be an id or a slug, and report it when not."""
    if text.lower() in DEVICES:
        message = f"“{text}” can't be the name of a file or folder on Windows"
        report.error(place, "id-invalid", message, "Choose another word, or add one to it.")
        return False
    if ID.fullmatch(text) and len(text) <= MAX_ID:
        return True
    if len(text) > MAX_ID:
        message = f"the {what} is too long: {len(text)} characters, at most {MAX_ID} fit"
        report.error(place, "id-invalid", message, "Shorten it.")
        return False
    message = f"“{text}” can't be an {what}" if what == "id" else f"“{text}” can't be a {what}"
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_ASCII)).strip("-")
    example = f", for example “{plain}”" if plain else ""
    report.error(
        place, "id-invalid", message, f"Use small letters a–z, digits and single hyphens between them{example}."
    )
    return False


class Fields:
    """A mapping of which every key is known beforehand."""

    def __init__(self, node: MapNode, known: Collection[str], report: Report) -> None:
        self._node = node
        self._report = report
        self._misspelt: dict[str, Place] = {}
        self._left_by_lines: set[str] = set()
        above: TextNode | None = None
        unknown = 0
        for key, value in node.entries:
            if key.text in known:
                above = key if isinstance(value, MapNode) or value == TextNode("", value.place) else None
            elif (unknown := unknown + 1) <= _MOST_UNKNOWN:
                self._report_unknown(key, above, known)

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self._node.place

    def places(self) -> dict[str, Place]:
        """Where each key stands, a misspelt one as what it was meant to be; those of mappings inside as `key.inner`."""
        found = dict(self._misspelt)
        for key, value in self._node.entries:
            found[key.text] = key.place
            if isinstance(value, MapNode):
                found |= {f"{key.text}.{inner.text}": inner.place for inner, _ in value.entries}
        return found

    def place_of(self, key: str) -> Place:
        """Where a key's value stands, or the mapping if it isn't there."""
        node = self._get(key)
        return self.place if node is None else node.place

    def require(self, key: str, example: str) -> None:
        """Report a key that isn't there; a misspelt one has been reported already."""
        if self._node.get(key) is None and key not in self._misspelt:
            self._report.error(
                self.place, "key-missing", f"the key “{key}” is missing", f"Add it, for example “{key}: {example}”."
            )

    def node(self, key: str) -> Node | None:
        """Give a key's value as it stands."""
        return self._get(key)

    def text(self, key: str) -> str | None:
        """Read a text; white space in it counts as one space."""
        node = self._get(key)
        return None if node is None else self._text(node, f"“{key}”")

    def day(self, key: str) -> date | None:
        """Read a date of the form 2026-03-01."""
        return self._read(key, self._day)

    def version(self, key: str) -> VersionId | None:
        """Read a version's id."""
        return self._read(key, self._version)

    def versions(self, key: str) -> tuple[VersionId, ...]:
        """Read a list of versions' ids."""
        return tuple(found for node in self._items(key) if (found := self._version(node, key)) is not None)

    def number(self, key: str) -> int | None:
        """Read a whole number from 0 to 9999."""
        return self._read(key, self._number)

    def choice(self, key: str, choices: type[_Choice]) -> _Choice | None:
        """Read one of some words."""
        node = self._get(key)
        text = None if node is None else self._text(node, f"“{key}”", possible([choice.value for choice in choices]))
        return None if text is None else self._choice(text, self.place_of(key), key, choices)

    def choices(self, key: str, choices: type[_Choice]) -> tuple[_Choice, ...] | None:
        """Read a list of some words, none twice."""
        if self._get(key) is None:
            return None
        found: dict[_Choice, Place] = {}
        for node in self.words(key):
            choice = self._choice(" ".join(node.text.split()), node.place, key, choices)
            if choice in found:
                self._report_twice(choice, node.place, found[choice])
            elif choice is not None:
                found[choice] = node.place
        return tuple(found)

    def flag(self, key: str) -> bool:
        """Read `true` or `false`; a key that isn't there is false."""
        return self.choice(key, _Flag) is _Flag.TRUE

    def ids(self, key: str) -> tuple[str, ...] | None:
        """Read a list of ids, none twice."""
        return None if self._get(key) is None else self._ids(self._items(key))

    def words(self, key: str) -> tuple[TextNode, ...]:
        """Read a list of texts."""
        nodes = [node for node in self._items(key) if self._text(node, f"an entry of “{key}”") is not None]
        return tuple(node for node in nodes if isinstance(node, TextNode))

    def by_language(self, key: str, languages: Collection[str]) -> dict[str, str]:
        """Read a text per language."""
        texts = (
            (language, self._text(node, f"“{key}” in “{language}”"))
            for language, node in self._languages(key, languages)
        )
        return {language: text for language, text in texts if text is not None}

    def ids_by_language(self, key: str, languages: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Read a list of ids per language."""
        return {
            language: self._ids(self._list(node, f"{key}.{language}"))
            for language, node in self._languages(key, languages)
        }

    def ids_by_id(self, key: str) -> dict[str, tuple[str, ...]]:
        """Read a list of ids per id."""
        return {
            name.text: self._ids(self._list(node, f"{key}.{name.text}"))
            for name, node in self._entries(key)
            if check_id(name.text, name.place, self._report)
        }

    def inner(self, key: str, known: Collection[str]) -> Fields | None:
        """Read a mapping inside the mapping."""
        node = self._get(key)
        if isinstance(node, MapNode):
            return Fields(node, known, self._report)
        if node is not None:
            self._report_form(node, f"“{key}”", "lines of the form “key: value”, indented under it")
        return None

    def forms(self, key: str, known: Collection[str]) -> tuple[Fields, ...]:
        """Read a list of mappings, of each of which every key is known."""
        node = self._get(key)
        if node is not None and not isinstance(node, ListNode):
            self._report_form(node, f"“{key}”", "a list under it, in which each entry begins with “- ”")
            return ()
        items = node.items if node is not None else ()
        for item in items:
            if not isinstance(item, MapNode):
                self._report_form(item, f"an entry of “{key}”", "lines of the form “key: value” behind and below “- ”")
        return tuple(Fields(item, known, self._report) for item in items if isinstance(item, MapNode))

    def _report_unknown(self, key: TextNode, above: TextNode | None, known: Collection[str]) -> None:
        """Report a key that isn't known: one misspelt, or one that has lost its indentation under the key above."""
        meant = nearest(key.text, known)
        message = f"there is no key “{key.text}” here"
        if above is None or (meant is not None and len(key.text) > _LONGEST_LANGUAGE):
            self._misspelt |= {meant: key.place} if meant else {}
            self._report.error(key.place, "key-unknown", message, suggest(key.text, known))
        elif above.text not in self._left_by_lines:
            self._left_by_lines.add(above.text)
            hint = f"If the line belongs to “{above.text}” above it, begin it with two spaces, as all that do."
            self._report.error(key.place, "key-unknown", f"{message}, at the start of a line", hint)

    def _get(self, key: str) -> Node | None:
        """Give a key's value; none where its lines have lost their indentation, which has been reported."""
        value = self._node.get(key)
        return None if isinstance(value, TextNode) and key in self._left_by_lines else value

    def _choice(self, text: str, place: Place, key: str, choices: type[_Choice]) -> _Choice | None:
        try:
            return choices(text)
        except ValueError:
            hint = suggest(text, [choice.value for choice in choices])
            self._report.error(place, "value-unknown", f"“{text}” is no possible value of “{key}”", hint)
            return None

    def _read(self, key: str, read: Callable[[Node, str], _Value | None]) -> _Value | None:
        node = self._get(key)
        return None if node is None else read(node, key)

    def _entries(self, key: str) -> tuple[tuple[TextNode, Node], ...]:
        node = self._get(key)
        if isinstance(node, MapNode):
            return node.entries
        if node is not None:
            self._report_form(node, f"“{key}”", "lines of the form “key: value”, indented under it")
        return ()

    def _languages(self, key: str, languages: Collection[str]) -> Iterator[tuple[str, Node]]:
        for name, node in self._entries(key):
            if languages and name.text not in languages:
                message = f"“{name.text}” isn't one of the site's languages"
                self._report.error(name.place, "language-unknown", message, suggest(name.text, languages))
            else:
                yield name.text, node

    def _items(self, key: str) -> tuple[Node, ...]:
        node = self._get(key)
        return () if node is None else self._list(node, key)

    def _list(self, node: Node, name: str) -> tuple[Node, ...]:
        if isinstance(node, ListNode):
            return node.items
        self._report_form(node, f"“{name}”", "a list in square brackets, like [one, another]")
        return ()

    def _ids(self, nodes: tuple[Node, ...]) -> tuple[str, ...]:
        found: dict[str, Place] = {}
        for node in nodes:
            text = self._text(node, "an id")
            if text is None or not check_id(text, node.place, self._report):
                continue
            if text in found:
                self._report_twice(text, node.place, found[text])
            found.setdefault(text, node.place)
        return tuple(found)

    def _text(self, node: Node, what: str, hint: str = "") -> str | None:
        """Read a text; `hint` tells what can stand there when nothing does."""
        if not isinstance(node, TextNode):
            self._report_form(node, what, "a text")
            return None
        text = " ".join(node.text.split())
        if not text:
            advice = f"Write it after the colon. {hint}".rstrip()
            self._report.error(node.place, "value-missing", f"{what} has no value", advice)
            return None
        if len(text) > _MAX_TEXT:
            message = f"{what} is too long: {len(text):,} characters, at most {_MAX_TEXT:,} fit"
            self._report.error(node.place, "text-too-long", message, "Shorten it; what is longer belongs in a section.")
            return None
        return text

    def _day(self, node: Node, key: str) -> date | None:
        text = self._text(node, f"“{key}”")
        if text is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return date.fromisoformat(text)
        except ValueError:
            message = f"“{text}” is no day of the calendar"
        else:
            message = f"“{text}” isn't a date of the form year-month-day"
        self._report.error(node.place, "date-invalid", message, "Write it like 2026-03-01.")
        return None

    def _version(self, node: Node, key: str) -> VersionId | None:
        text = self._text(node, f"“{key}”")
        if text is None:
            return None
        try:
            return VersionId.parse(text)
        except ValueError:
            message = f"“{text}” can't be the name of a version"
            self._report.error(node.place, "version-invalid", message, "Name the version's folder, like 2026-03-01.")
            return None

    def _number(self, node: Node, key: str) -> int | None:
        text = self._text(node, f"“{key}”")
        if text is None:
            return None
        if re.fullmatch(r"\d{1,4}", text, re.ASCII):
            return int(text)
        self._report.error(node.place, "number-invalid", f"“{text}” isn't a whole number", "Write it like 30.")
        return None

    def _report_twice(self, text: str, place: Place, first: Place) -> None:
        message = f"“{text}” stands twice in the list, first on line {first.line}"
        self._report.error(place, "listed-twice", message, "Take one of the two out.")

    def _report_form(self, node: Node, what: str, expected: str) -> None:
        found = {TextNode: "a text", ListNode: "a list", MapNode: "lines of the form “key: value”"}[type(node)]
        message = f"{what} can't be {found}"
        if isinstance(node, TextNode) and not node.text:
            message = f"{what} has no value"
        self._report.error(node.place, "value-form", message, f"Write {expected}.")
