"""The files that the browser puts comparisons together from.

A file for each would be hundreds for a policy, and thousands of requests and writes for a host, of which hardly any is
ever read. So comparisons of a section stand together, and a line that several of them have is told once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

FULL = 24_000
"""With how many characters a file is full: compressed, it comes at once, within the first packets of an answer. It ends
with the comparison that fills it, so that there is no more than that above it."""

LITTLE = FULL // 4
"""Up to how many characters a file holds more than one section."""

_AROUND = 100
"""What is told of a comparison besides its text, in characters."""

_NUMBER = 4
"""What it takes to tell the number of a line."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Two texts of a section compared, of which the browser puts a comparison of versions together.

    Attributes:
        key: what the pair of texts is called in the index.
        section: the section's id.
        told: what happened to the section.
        lines: the new text with what was removed put in.
    """

    key: str
    section: str
    told: Mapping[str, object]
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class FragmentFile:
    """Fragments that are fetched together, by their keys in the order in which the file has them."""

    keys: tuple[str, ...]
    content: bytes


def fragment_files(fragments: Iterable[Fragment]) -> Iterator[FragmentFile]:
    """Put fragments into files in their order, one file at a time.

    Where those of a section only grow at their end, so does the last of its files, and the others stay as they are.
    """
    file = _File()
    for fragment in fragments:
        if file.ends_before(fragment):
            yield file.closed()
            file = _File()
        file.add(fragment)
    if file.keys:
        yield file.closed()


def compact_json(document: object) -> str:
    """Write a document for scripts, without any space that it doesn't need."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


class _File:
    """A file that is being filled."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._section = ""
        self._lines: dict[str, int] = {}
        self._comparisons: list[Mapping[str, object]] = []
        self._size = 0

    def ends_before(self, fragment: Fragment) -> bool:
        """Tell whether there is enough in the file for a fragment to begin the next."""
        return self._size > (FULL if fragment.section == self._section else LITTLE)

    def add(self, fragment: Fragment) -> None:
        """Add a fragment: of its text the lines that the file doesn't have yet, and the numbers of all."""
        lines = self._lines
        self._size += sum(map(len, set(fragment.lines) - lines.keys())) + _NUMBER * len(fragment.lines) + _AROUND
        numbers = [lines.setdefault(line, len(lines)) for line in fragment.lines]
        self._comparisons.append({**fragment.told, "merged": numbers})
        self._section = fragment.section
        self.keys.append(fragment.key)

    def closed(self) -> FragmentFile:
        """Give the file as it is published."""
        document = {"lines": list(self._lines), "comparisons": self._comparisons}
        return FragmentFile(tuple(self.keys), compact_json(document).encode())
