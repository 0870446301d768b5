"""What comes of a look at the sources: the problems, each with the line at which it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lydelse import engine
from lydelse.problems import Place, Problem, Severity, counted

_MARGIN = 100
"""Characters of a long line that are shown before and after the one that is meant."""
_MOST = 100
"""Problems that are shown: a folder that goes can leave thousands, and whoever mends one mends many."""
_LACKING = frozenset({"translation-missing"})
_LARGEST = 4_000_000
"""Bytes of a file of which lines are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source in three parts: the character that is meant, what stands before it and what after."""

    before: str
    meant: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem as it's shown: with its line, if that can be read."""

    problem: Problem
    line: Line | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of the site: its problems, the first of them as they are shown, whether what is served is made of
    the sources as they stand, whether there is anything to serve, and for which day it is."""

    problems: tuple[Problem, ...]
    shown: tuple[Shown, ...]
    is_fresh: bool
    has_site: bool
    day: date | None
    is_partial: bool = False
    """Whether the sources are still being read for the first time."""

    @property
    def headline(self) -> str:
        """What is to be said first."""
        return self.counts or ("The site is still being read" if self.is_partial else "Nothing is wrong")

    @property
    def counts(self) -> str:
        """How many problems there are, in words; empty if there are none."""
        return counted(self.problems)

    @property
    def hidden(self) -> int:
        """How many problems aren't shown."""
        return len(self.problems) - len(self.shown)

    @property
    def pressing(self) -> tuple[Shown, ...]:
        """What has to be mended."""
        return tuple(shown for shown in self.shown if is_pressing(shown.problem))

    @property
    def others(self) -> tuple[Shown, ...]:
        """What should be looked at."""
        return tuple(shown for shown in self.shown if not is_pressing(shown.problem))


def is_pressing(problem: Problem) -> bool:
    """Tell whether an editor has to know of a problem at once: what stops a build, and what is wrong in the texts of a
    draft. A draft may lack what is still to be written."""
    is_of_text = problem.in_draft and problem.place.path.endswith(".md") and problem.code not in _LACKING
    return problem.severity is Severity.ERROR or is_of_text


def with_lines(problems: Iterable[Problem], root: Path) -> tuple[Shown, ...]:
    """Show problems with their lines, the errors first, and no more of them than can be read.

    Args:
        problems: the problems.
        root: the site's root; what isn't there of layouts and software is the engine's.
    """
    lines = cache(lambda path: _lines(path, root))
    first = sorted(problems, key=lambda problem: not is_pressing(problem))[:_MOST]
    return tuple(Shown(problem, _line(problem.place, lines)) for problem in first)


def _line(place: Place, lines: Callable[[str], tuple[str, ...]]) -> Line | None:
    found = lines(place.path)
    if not 1 <= place.line <= len(found):
        return None
    line, at = found[place.line - 1], place.column - 1
    before, after = line[:at], line[at + 1 :]
    if len(before) > _MARGIN:
        before = f"…{before[-_MARGIN:]}"
    if len(after) > _MARGIN:
        after = f"{after[:_MARGIN]}…"
    return Line(before, line[at : at + 1], after)


def _lines(path: str, root: Path) -> tuple[str, ...]:
    """Read a file as far as it can be; places count in its normalised text."""
    for folder in (root,) if path.startswith("content/") else (root, engine.BESIDE):
        try:
            with (folder / path).open("rb") as file:
                text = file.read(_LARGEST).decode("utf-8-sig", "replace")
        except (OSError, ValueError):  # also a name that no file can have
            continue
        return tuple(unicodedata.normalize("NFC", text).splitlines())
    return ()
