"""What the terminal is told while a preview runs."""

from __future__ import annotations

from collections.abc import Callable

from lydelse.preview.sight import Sight
from lydelse.problems import Problem, painted

_RED, _GREEN, _PLAIN = "\033[31m", "\033[32m", "\033[0m"


class Terminal:
    """Tells what comes of each look at the sources. Problems that stay are told once."""

    def __init__(self, write: Callable[[str], None], *, has_colours: bool) -> None:
        """Prepare to tell; `write` is given whole lines."""
        self._write, self._has_colours = write, has_colours
        self._told: frozenset[Problem] = frozenset()

    def tell(self, sight: Sight, seconds: float) -> None:
        """Tell what is new, and how long it took."""
        for problem in sight.problems:
            if problem not in self._told:
                self._write(f"{self._coloured(problem)}\n")
        self._told = frozenset(sight.problems)
        self._write(f"{self._in(_outcome(sight), _GREEN if sight.is_fresh else _RED)} ({_duration(seconds)})\n")

    def _coloured(self, problem: Problem) -> str:
        return painted(str(problem), problem.severity) if self._has_colours else str(problem)

    def _in(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._has_colours else text


def _outcome(sight: Sight) -> str:
    if sight.is_fresh:
        return f"Up to date, with {sight.counts}." if sight.problems else "Up to date."
    shown = "The last good site is shown" if sight.has_site else "There is no site to show yet"
    return f"{sight.counts}. {shown}."


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
