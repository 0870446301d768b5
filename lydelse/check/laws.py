"""Laws, authorities and services that are no more, as `laws.yaml` beside this module lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from lydelse.model import FindingCode

_FILE = Path(__file__).with_name("laws.yaml")
_CODES = {
    "act": FindingCode.LAW_REPEALED,
    "decision": FindingCode.LAW_INVALID,
    "name": FindingCode.NAME_FORMER,
    "service": FindingCode.SERVICE_ENDED,
}
_SAID = {
    "act": "was repealed on {day}",
    "decision": "has been invalid since {day}",
    "name": "has been called otherwise since {day}",
    "service": "was shut down on {day}",
}
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class GoneBy:
    """What is no more since the day `ended`. `names` finds it in words, `addresses` in the destinations of links;
    `unless` finds what, in the same sentence, says that something else is meant. One of `hints` is in every
    text that names it, once that is in small letters and has single spaces."""

    id: str
    kind: str
    ended: date
    now: str
    source: str
    names: re.Pattern[str]
    addresses: re.Pattern[str]
    unless: re.Pattern[str]
    hints: tuple[str, ...]

    def may_be_in(self, text: str) -> bool:
        """Tell whether such a text may name it; patterns take far longer to find that it doesn't."""
        return any(hint in text for hint in self.hints)

    @property
    def code(self) -> FindingCode:
        """What it is found as."""
        return _CODES[self.kind]

    @property
    def said(self) -> str:
        """What has happened to it, as the end of a sentence."""
        return _SAID[self.kind].format(day=self.ended)


@dataclass(frozen=True, slots=True)
class Laws:
    """All that is no more, and what, close to a name, says that it is spoken of as past."""

    entries: tuple[GoneBy, ...]
    past: re.Pattern[str]


@cache
def read_laws() -> Laws:
    """Read the list, once."""
    stated = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    past = [word for words in stated["past"].values() for word in words]
    return Laws(tuple(_gone_by(entry) for entry in stated["entries"]), _words(past))


def _gone_by(entry: Mapping[str, object]) -> GoneBy:
    names = [name for by_language in _mapping(entry.get("names")).values() for name in _texts(by_language)]
    numbers, addresses = _texts(entry.get("numbers")), _texts(entry.get("addresses"))
    return GoneBy(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        ended=date.fromisoformat(str(entry["ended"])),
        now=str(entry["now"]),
        source=str(entry["source"]),
        names=_any((*map(_word, names), *map(_number, numbers))),
        addresses=_any(map(_address, addresses)),
        unless=_words(_texts(entry.get("unless"))),
        hints=tuple(dict.fromkeys(map(_hint, (*names, *numbers, *addresses)))),
    )


def _hint(name: str) -> str:
    """Give a name in small letters, without its star."""
    return name.replace("*", "").lower()


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return _any(map(_word, words))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern that finds the longest of several."""
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(longest_first)) if longest_first else _NOTHING


def _word(text: str) -> str:
    """Give a pattern for a word or a name: white space of any kind, a star for letters, capitals where none are asked
    for."""
    pattern = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in text.split())
    pattern = rf"(?<!\w){pattern}(?!\w)"
    return f"(?i:{pattern})" if text == text.lower() else pattern


def _number(text: str) -> str:
    return rf"(?<![\w:/.]){re.escape(text)}(?![\w/])"


def _address(text: str) -> str:
    return rf"(?i:(?<![\w-]){re.escape(text)}(?![\w-]))"
