"""Problems: faults in what the editors or the owners of a site wrote, each with its place and its mend.

A problem is for people who don't program: the message says what is wrong in their words, the hint what to do.

Every command loads this module, so it does without dataclasses, which take as long to load as all else that `--help`
needs. `Place` and `Problem` are as frozen as those, and made quicker: a site has tens of thousands of places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import IntEnum, StrEnum
from typing import NamedTuple

_LONGEST_LINE = 1_000


class Severity(StrEnum):
    """How grave a problem is: an error stops the build, a warning is to be mended or meant, a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
"""Red, yellow and cyan, as terminals number them (ECMA-48)."""


class Domain(StrEnum):
    """Whose business a problem is: the editors' (content) or the site's owner's (configuration)."""

    CONTENT = "content"
    CONFIGURATION = "configuration"


class ExitCode(IntEnum):
    """What the process says to its caller; 74, 75 and 130 are those of BSD's sysexits.h and of shells."""

    OK = 0
    CONTENT = 1
    CONFIGURATION = 2
    IO = 74
    BUSY = 75
    INTERRUPTED = 130


class Place(NamedTuple):
    """A place in a file: a POSIX path from the site's root, a line and a column, both counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def at(self, line: int, column: int = 1) -> Place:
        """Give another place in the same file."""
        return Place(self.path, line, column)

    def __str__(self) -> str:
        return f"{_printable(self.path)}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """A fault at a place. `code` is stable and in kebab case; `message` and `hint` are sentences. `in_draft` says that
    it would stop the build if it stood in what is published."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    domain: Domain = Domain.CONTENT
    in_draft: bool = False

    def __str__(self) -> str:
        label = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        head = f"{self.place}: {label}{self.code}: {_printable(self.message)}"
        return f"{head}\n    {_printable(self.hint)}" if self.hint else head


def painted(told: str, severity: Severity) -> str:
    """Give what a problem says of itself in colour, for a terminal: its place in bold, what is wrong by its severity,
    and what to do as it was."""
    head, separator, mend = told.partition("\n")
    place, colon, message = head.partition(": ")
    return f"\033[1m{place}\033[0m{colon}\033[{_COLOURS[severity]}m{message}\033[0m{separator}{mend}"


def counted(problems: Iterable[Problem]) -> str:
    """Say how many errors, warnings and notes there are: “2 errors, 1 warning and 3 notes”."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity) for severity in Severity]
    return in_words(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts if count)


def in_words(things: Iterable[str]) -> str:
    """Enumerate as a sentence does: “a”, “a and b”, “a, b and c”."""
    *others, last = [*things] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _printable(text: str) -> str:
    """Give a text as one line: names and quoted words could break it, speak to the terminal, or have no end."""
    line = "".join(c if c.isprintable() else " " if c.isspace() else ascii(c)[1:-1] for c in text)
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE // 2]} … {line[-_LONGEST_LINE // 2 :]}"


def nearest(word: str, known: Collection[str]) -> str | None:
    """Give the known word that a misspelt one is most like."""
    from difflib import get_close_matches  # noqa: PLC0415 - what isn't misspelt needn't wait for it

    matches = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def suggest(word: str, known: Collection[str]) -> str:
    """Give a hint for an unknown word: the nearest known one, or all of them."""
    match = nearest(word, known)
    return f"Did you mean “{match}”?" if match else possible(known)


def possible(known: Collection[str]) -> str:
    """Give a hint that names all words that are possible."""
    return f"Possible are: {', '.join(sorted(known)) or 'none'}."


class Report:
    """The problems of a run as the stages find them: the one mutable value that is passed along."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Begin with none."""
        self.found: set[Problem] = set()

    def error(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Add a fault in the content that stops the build."""
        self.found.add(Problem(place, code, message, hint))

    def warning(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Add a fault that the editor should know of, but that doesn't stop the build."""
        self.found.add(Problem(place, code, message, hint, Severity.WARNING))

    def note(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Add what is worth knowing, and may be as it is meant to be."""
        self.found.add(Problem(place, code, message, hint, Severity.NOTE))

    def misconfigured(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Add a fault in `site.yaml` or `layouts/` that stops the build."""
        self.found.add(Problem(place, code, message, hint, domain=Domain.CONFIGURATION))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems that were found elsewhere."""
        self.found.update(problems)

    def extend_as_drafts(self, problems: Iterable[Problem]) -> None:
        """Take over problems of drafts, which don't stop the build."""
        for problem in problems:
            is_error = problem.severity is Severity.ERROR
            self.found.add(problem._replace(severity=Severity.WARNING, in_draft=True) if is_error else problem)

    def extend_as_configuration(self, problems: Iterable[Problem]) -> None:
        """Take over problems of what the site's owner wrote."""
        self.extend(problem._replace(domain=Domain.CONFIGURATION) for problem in problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems once, by path, line and column."""
        return tuple(sorted(self.found))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that stop the build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """Give the exit code: configuration wins over content; warnings and notes count only when `strict`."""
        counted = self.problems if strict else self.errors
        if any(problem.domain is Domain.CONFIGURATION for problem in counted):
            return ExitCode.CONFIGURATION
        return ExitCode.CONTENT if counted else ExitCode.OK
