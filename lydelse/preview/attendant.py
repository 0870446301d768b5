"""Asks the desk, and lets nothing that goes wrong there end the preview."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

from lydelse.clock import Clock
from lydelse.compose import TemplateFault
from lydelse.engine import PACKAGE
from lydelse.media import HTML
from lydelse.preview.answers import Answer, Files, answer
from lydelse.preview.desk import Proof
from lydelse.preview.gathering import Changed
from lydelse.preview.glimpse import UnclearError
from lydelse.preview.notes import problems_page
from lydelse.preview.sight import Sight, with_lines
from lydelse.problems import Place, Problem, Report
from lydelse.program import NAME, told_as_started

_ENGINE = PACKAGE.parent


class Glanced(Files, Protocol):
    """A glimpse of a site, or what stands in for one."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found to be wrong by now."""


class Sources(Files, Protocol):
    """A desk, or what stands in for one."""

    def refresh(self, changed: Changed = None, meanwhile: Callable[[], None] | None = None) -> Proof:
        """Read the sources again."""

    def glimpse(self) -> Glanced:
        """Give a glimpse of the site as its sources stand now."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the sources gives: what is known of the site now, and the answers for some of its addresses."""

    sight: Sight
    answers: Mapping[str, Answer]


class Attendant:
    """Looks at the sources and answers for the site's addresses. As the desk, it belongs to one thread."""

    def __init__(
        self, root: Path, desk: Sources, clock: Clock, tell: Callable[[str], None], program: str = NAME
    ) -> None:
        """Prepare to attend.

        Args:
            root: the folder that holds `content/`.
            desk: what holds the site.
            clock: the clock that the desk asks for the day.
            tell: is told what goes wrong in the engine itself.
            program: what has to be written to start the program, as hints name it.
        """
        self._root, self._desk, self._clock, self._tell, self._program = root, desk, clock, tell, program
        self._has_site = self._is_lost = self._has_looked = False
        self._glimpse: Glanced | None = None
        self._sight = Sight((), (), is_fresh=False, has_site=False, day=None)

    def look(self, changed: Changed, paths: Iterable[str], meanwhile: Callable[[], None] | None = None) -> Look:
        """Look at the sources again, and answer for the paths that are open in browsers; `meanwhile` is called now and
        then, and may ask for a glance."""
        proof = self._refresh(None if self._is_lost else changed, meanwhile)
        self._has_looked, self._glimpse = True, None
        if proof.is_fresh and not self._has_site:
            # What was read stays. To look through all of it for garbage would hold up a save now and then.
            gc.freeze()
        self._has_site |= proof.is_fresh
        problems = self._told(proof.problems)
        self._sight = Sight(problems, with_lines(problems, self._root), proof.is_fresh, self._has_site, self._clock.day)
        return Look(self._sight, {path: self.answer(path) for path in paths})

    def glance(self, paths: Iterable[str], *, is_changed: bool = False) -> Look:
        """Answer for some paths before the first look is done.

        Args:
            paths: the paths.
            is_changed: whether the sources have changed since the last time.
        """
        if self._has_looked:
            return Look(self._sight, {path: self.answer(path) for path in paths})
        if self._glimpse is None or is_changed:
            self._glimpse = self._desk.glimpse()
        glimpse = self._glimpse
        answers = {path: self._answered(glimpse, path) for path in paths}
        problems = self._told(glimpse.problems)
        sight = Sight(
            problems,
            with_lines(problems, self._root),
            is_fresh=True,
            has_site=False,
            day=self._clock.day,
            is_partial=True,
        )
        unclear = replace(_page(HTTPStatus.SERVICE_UNAVAILABLE, sight), is_kept=False)
        return Look(sight, {path: found or unclear for path, found in answers.items()})

    def answer(self, path: str) -> Answer:
        """Answer for a path below the site's root. Where the site can't, the answer is a page that says why."""
        found = self._answered(self._desk, path) if self._has_site else None
        return found or _page(HTTPStatus.SERVICE_UNAVAILABLE, self._sight)

    def _answered(self, files: Files, path: str) -> Answer | None:
        """Answer of some files; `None` if they can't tell yet."""
        try:
            return answer(files, path)
        except UnclearError:
            return None
        except OSError as error:
            return self._fault(self._unreadable(error))
        except TemplateFault as fault:
            return self._fault(_in_template(fault))
        except Exception as error:  # the other pages live on
            return self._fault(self._own_fault(error))

    def _refresh(self, changed: Changed, meanwhile: Callable[[], None] | None) -> Proof:
        """Let the desk read; after a failure it's to trust nothing that it read before."""
        self._is_lost = True
        try:
            proof = self._desk.refresh(changed, meanwhile)
        except OSError as error:
            return Proof((self._unreadable(error),), is_fresh=False)
        except TemplateFault as fault:
            return Proof((_in_template(fault),), is_fresh=False)
        except Exception as error:  # the preview goes on, and shows it
            return Proof((self._own_fault(error),), is_fresh=False)
        self._is_lost = False
        return proof

    def _told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        return tuple(told_as_started(problem, self._program) for problem in problems)

    def _fault(self, problem: Problem) -> Answer:
        self._tell(f"{problem}\n")
        shown = with_lines((problem,), self._root)
        sight = Sight((problem,), shown, is_fresh=False, has_site=True, day=self._sight.day)
        return _page(HTTPStatus.INTERNAL_SERVER_ERROR, sight)

    def _unreadable(self, error: OSError) -> Problem:
        path = Path(error.filename) if error.filename else self._root
        name = path.relative_to(self._root) if path.is_relative_to(self._root) else path
        found = Report()
        hint = "Let yourself read it, or put it back. It's tried again as soon as something changes."
        found.error(Place(name.as_posix()), "file-unreadable", f"the system says: {error.strerror or error}", hint)
        return found.problems[0]

    def _own_fault(self, error: Exception) -> Problem:
        self._tell(traceback.format_exc())
        frame = traceback.extract_tb(error.__traceback__)[-1]
        file = Path(frame.filename)
        name = file.relative_to(_ENGINE) if file.is_relative_to(_ENGINE) else Path(file.name)
        found = Report()
        message = f"the engine itself failed, which is none of your doing: {type(error).__name__}: {error}"
        hint = "Undo what you changed last, and hand on what the terminal says to those who look after the software."
        found.misconfigured(Place(name.as_posix(), frame.lineno or 1), "engine-fault", message, hint)
        return found.problems[0]


def _in_template(fault: TemplateFault) -> Problem:
    found = Report()
    found.misconfigured(fault.place, "template-fault", fault.message, fault.hint)
    return found.problems[0]


def _page(status: HTTPStatus, sight: Sight) -> Answer:
    return Answer(status, HTML, problems_page(sight), is_own=True)
