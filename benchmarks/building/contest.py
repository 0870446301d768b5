"""The rounds: all makers take turns at each task, so that what else the machine does troubles all of them alike."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from benchmarks.building.makers import Made, Maker
from benchmarks.building.processes import Cost, FailedError
from benchmarks.building.source import Source


class Task(StrEnum):
    """What a maker has to do."""

    COLD = "cold"
    UNCHANGED = "nothing changed"
    EDITED = "one section changed"
    EMPTIED = "cache there, site/ empty"


Tell: TypeAlias = Callable[[str], None]
"""Shows how far it is."""
Costs: TypeAlias = Mapping[Task, list[Cost]]


@dataclass(slots=True)
class Contest:
    """Makers that make pages of one source; what they cost by name, in order of the rounds, and what they made.

    `memory` is of a round in which their memory was watched, and nothing else counts. `dropped` are those that failed,
    with the reason.
    """

    source: Source
    makers: list[Maker]
    tell: Tell
    costs: dict[str, dict[Task, list[Cost]]] = field(default_factory=dict)
    memory: dict[str, Cost] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)

    def warm_up(self) -> None:
        """Let all of them make their pages once, watch their memory, and count what they made."""
        self._feed()
        for maker in list(self.makers):
            maker.clear()
            cost = self._run(maker, Task.COLD, watched=True)
            if cost is not None:
                self.memory[maker.name] = cost
                self._count(maker)

    def round(self, number: int) -> None:
        """Let all of them do every task once."""
        for maker in list(self.makers):
            maker.clear()
            self._enter(maker, Task.COLD)
        self._each(Task.UNCHANGED, (maker for maker in self.makers if maker.rebuilds))
        self.source.edit(number)
        self._feed()
        self._each(Task.EDITED, (maker for maker in self.makers if maker.rebuilds))
        for maker in [maker for maker in self.makers if maker.rebuilds and maker.remembered]:
            shutil.rmtree(maker.output)
            self._enter(maker, Task.EMPTIED)

    def _feed(self) -> None:
        pages = list(self.source.pages())
        for maker in self.makers:
            maker.feed(pages)

    def _each(self, task: Task, makers: Iterable[Maker]) -> None:
        for maker in list(makers):
            self._enter(maker, task)

    def _enter(self, maker: Maker, task: Task) -> None:
        cost = self._run(maker, task)
        if cost is not None:
            self.costs.setdefault(maker.name, {}).setdefault(task, []).append(cost)

    def _run(self, maker: Maker, task: Task, *, watched: bool = False) -> Cost | None:
        self.tell(f"{task}: {maker.name}")
        try:
            return maker.run(watched=watched)
        except FailedError as failed:
            self._drop(maker, str(failed))
            return None

    def _count(self, maker: Maker) -> None:
        made, wanted = Made.of(maker.output), self.source.size.pages
        self.made[maker.name] = made
        if maker.exact and made.pages != wanted:
            self._drop(maker, f"it made {made.pages} pages instead of {wanted}")

    def _drop(self, maker: Maker, reason: str) -> None:
        self.tell(f"{maker.name} is left out: {reason}")
        self.makers.remove(maker)
        self.dropped[maker.name] = reason
        for kept in (self.costs, self.memory, self.made):
            kept.pop(maker.name, None)
