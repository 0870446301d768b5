"""What stands before the items of a list, and the numbers of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"\s*([•◦▪▫‣⁃●○■□◆◇►▶➢➤✓✔❖∙·\uf0b7\uf0a7\uf0d8\uf0fc]|[-–—*+o§](?=\s+[^\W\d]))\s*(?=\S)")
_NUMBER = re.compile(r"\s*(\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)])\s+(?=\S)")
_HEADING_NUMBER = re.compile(
    r"""\s*(?:(?P<digits>\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?)*)(?:[.):])?
      | (?P<word>(?:§§?|art(?:\.|icle|ikel)?|section|chapter|part|kap(?:itel|\.)?|avsnitt|del|teil|abschnitt|chapitre
          |partie|annex|bilaga|appendix|anhang|schedule)\s*[\dIVX]+[a-z]?|\d{1,3}\s?(?:§|kap\.?))[.:]?
      | (?P<roman>[IVX]{1,6})[.)] | (?P<letter>[A-Z])[.)]
    )\s+(?=[^\s\d])""",
    re.VERBOSE | re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark of an item: its text, the characters that it takes from the line's beginning, the kind of its number as
    in HTML (nothing for a bullet) and the number."""

    text: str
    length: int
    kind: str = ""
    number: int = 0


def marker_of(line: str) -> Marker | None:
    """The mark with which a line begins, if it does."""
    if match := _BULLET.match(line):
        return Marker(match[1], match.end())
    if match := _NUMBER.match(line):
        kind, number = _counted(match[2])
        return Marker(match[1], match.end(), kind, number)
    return None


def _counted(number: str) -> tuple[str, int]:
    if number.isdigit():
        return "1", int(number)
    small = number.lower()
    kind = "a" if number == small else "A"
    if len(number) > 1 or small == "i":
        return ("i" if kind == "a" else "I"), _roman(small)
    return kind, ord(small) - ord("a") + 1


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def heading_depth(text: str) -> int:
    """How deep the number with which a heading begins lies, from 1; 0 for a heading without one."""
    match = _HEADING_NUMBER.match(text)
    if not match:
        return 0
    if match["digits"]:
        return match["digits"].count(".") + 1
    return 2 if match["letter"] and match["letter"] not in "IVX" else 1
