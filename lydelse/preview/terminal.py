"""What the terminal is told while a preview runs."""

from __future__ import annotations

from collections.abc import Callable

from lydelse.preview.sight import Sight
from lydelse.problems import Problem, Severity

_RED, _YELLOW, _GREEN, _BOLD, _PLAIN = "\033[31m", "\033[33m", "\033[32m", "\033[1m", "\033[0m"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}


class Terminal:
    """Tells what comes of each look at the sources. Problems that stay are told once."""

    def __init__(self, write: Callable[[str], None], *, has_colours: bool) -> None:
        """Prepare to tell; `write` is given whole lines."""
        self._write, self._has_colours = write, has_colours
        self._told: frozenset[Problem] = frozenset()

    def tell(self, sight: Sight, seconds: float) -> None:
        """Tell what is new, and how long it took."""
        problems = frozenset(shown.problem for shown in sight.shown)
        for shown in sight.shown:
            if shown.problem not in self._told:
                self._write(f"{self._coloured(shown.problem)}\n")
        mended = len(self._told - problems)
        self._told = problems
        self._write(f"{self._in(_outcome(sight, mended), _GREEN if sight.is_fresh else _RED)} ({_duration(seconds)})\n")

    def _coloured(self, problem: Problem) -> str:
        head, separator, mend = str(problem).partition("\n")
        place, colon, message = head.partition(": ")
        return f"{self._in(place, _BOLD)}{colon}{self._in(message, _COLOURS[problem.severity])}{separator}{mend}"

    def _in(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._has_colours else text


def _outcome(sight: Sight, mended: int) -> str:
    gone = f" {mended} mended." if mended else ""
    stays = f" {len(sight.shown)} in all." if sight.shown else ""
    if sight.is_fresh:
        return f"The preview is up to date.{gone}{stays.replace('in all', 'to look at')}"
    shown = "the last good site is shown" if sight.has_site else "there is no site to show yet"
    return f"Not to be built, so {shown}.{gone}{stays}"


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
