"""How costs grow in each dimension of a site, while the others stay as they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from benchmarks.building.contest import Contest, Tell
from benchmarks.building.growth import exponent
from benchmarks.building.makers import Maker
from benchmarks.building.processes import Cost
from benchmarks.building.source import Source
from benchmarks.sites import Size

Enlist: TypeAlias = Callable[[Source], list[Maker]]
"""Gives the makers of a source."""


@dataclass(frozen=True, slots=True)
class Point:
    """A cold build by one maker: the value of the dimension, how many texts and files there are, and what it cost."""

    value: int
    work: int
    cost: Cost


@dataclass(frozen=True, slots=True)
class Curve:
    """How a maker's costs grow in a dimension; `fixed` is the CPU that it needs for the smallest site there is."""

    dimension: str
    maker: str
    points: tuple[Point, ...]
    fixed: float

    @property
    def by_value(self) -> float | None:
        """The exponent of CPU over the dimension, without what is fixed."""
        return exponent([point.value for point in self.points], self._cpu, self.fixed)

    @property
    def by_work(self) -> float | None:
        """The exponent of CPU over the number of texts and files, without what is fixed. With more sections it's not
        these that grow, but the pages themselves: `None`."""
        if self.dimension == "sections":
            return None
        return exponent([point.work for point in self.points], self._cpu, self.fixed)

    @property
    def _cpu(self) -> list[float]:
        return [point.cost.cpu for point in self.points]


def sizes(base: Size, dimension: str, values: Sequence[int]) -> Iterator[Size]:
    """Give a size in which a dimension, named as the field, has each of the values."""
    return (replace(base, **{dimension: value}) for value in values)


def grow(
    base: Size, dimensions: Mapping[str, Sequence[int]], folder: Path, enlist: Enlist, tell: Tell
) -> Iterator[Curve]:
    """Measure how cold builds grow in each dimension.

    Args:
        base: the site that grows.
        dimensions: fields of it, each with the values that it takes.
        folder: where sites are made; each is removed again.
        enlist: gives those who are measured.
        tell: shows how far it is.
    """
    smallest = _points(Size(1, 1, 1, languages=1, blocks=base.blocks), 1, folder, enlist, tell)
    for dimension, values in dimensions.items():
        found: dict[str, list[Point]] = {}
        for value, size in zip(values, sizes(base, dimension, values), strict=True):
            tell(f"{value} {dimension}")
            for name, point in _points(size, value, folder, enlist, tell).items():
                found.setdefault(name, []).append(point)
        for name, points in found.items():
            if name in smallest and len(points) == len(values):
                yield Curve(dimension, name, tuple(points), smallest[name].cost.cpu)


def _points(size: Size, value: int, folder: Path, enlist: Enlist, tell: Tell) -> dict[str, Point]:
    source = Source.generate(folder / "grown" / "lydelse", size)
    contest = Contest(source, enlist(source), tell)
    contest.warm_up()
    revisions = source.revisions
    shutil.rmtree(folder / "grown")
    return {name: Point(value, revisions + contest.made[name].files, cost) for name, cost in contest.memory.items()}
