"""The figures as Markdown."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from textwrap import fill

from benchmarks.building.contest import Contest, Task
from benchmarks.building.growing import Curve
from benchmarks.building.growth import middle_ratio
from benchmarks.building.machine import Synced
from benchmarks.building.ours import EVERYTHING, PAGES_ALONE
from benchmarks.building.parts import SUMS, Part, Spent
from benchmarks.building.processes import Cost

_MEGA = 1e6
_LINE = 120
_FEWEST = 0.01
"""Of all time; what takes less isn't listed."""


class Subject(StrEnum):
    """What figures are about; each has a place of its own in the document."""

    SITE = "site"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Growth:
    """How costs grow: what made the figures, the machine, and the curves, at least one."""

    command: str
    facts: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one site.

    Attributes:
        command: what made it.
        facts: the machine.
        contest: the rounds, of which there were `rounds`; the site has so many `texts`.
        baseline: whose cold build the ratios are to.
        parts: what the parts of a build cost, round by round.
        synced: what waiting for the disk costs.
        stages: seconds of the processor by stage.
        kinds: seconds of the processor by kind of page.
        others: those that couldn't be measured, each with its reason.
        compressed: what share of its bytes the site has when its files are compressed one by one.
    """

    command: str
    facts: str
    contest: Contest
    baseline: str | None
    rounds: int
    texts: int
    parts: Sequence[Mapping[Part, Spent]]
    synced: Synced | None
    stages: Mapping[str, float]
    kinds: Mapping[str, float]
    others: Mapping[str, str]
    compressed: float


def markdown(figures: Figures) -> str:
    """Write the figures of a site as Markdown."""
    parts = [
        *_introduction(figures),
        *_contest(figures),
        *_parts(figures),
        *_derived(figures),
        *_profile(figures),
    ]
    return "\n\n".join(parts) + "\n"


def growth_markdown(growth: Growth, picture: str) -> str:
    """Write the figures of the growth as Markdown; `picture` is the address of what is drawn of it."""
    return "\n\n".join(_growth(growth, picture)) + "\n"


def put(document: Path, subject: Subject, text: str) -> None:
    """Put figures into a document, between their marks.

    Raises:
        ValueError: it doesn't have them.
    """
    before = document.read_text(encoding="utf-8")
    begin, end = f"<!-- {subject}: written by the benchmark -->", f"<!-- end of {subject} -->"
    marks = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    if not marks.search(before):
        raise ValueError(f"{document} has no marks for the figures of the {subject}")
    document.write_text(marks.sub(lambda _: f"{begin}\n\n{text}\n{end}", before), encoding="utf-8")


def _introduction(figures: Figures) -> Iterator[str]:
    size = figures.contest.source.size
    yield _filled(f"Made by `{figures.command}` on {figures.facts}.")
    yield _filled(
        f"{size.policies} policies × {size.sections} sections × {size.versions} versions × {size.languages} languages:"
        f" {figures.texts:,} texts, {size.pages:,} version pages. Rounds: {figures.rounds}. A time is the median of"
        " the rounds; × is the median of its ratios"
        + (f" to a cold build by {figures.baseline} in the same round." if figures.baseline else ".")
    )


def _filled(text: str) -> str:
    """Break a paragraph into lines."""
    return fill(text, _LINE, break_long_words=False, break_on_hyphens=False)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; all columns but the first are numbers."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def seconds(value: float) -> str:
    """Write a time in seconds with two digits that count, but none below a millisecond."""
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004 - three digits are enough


# Cold, and again -------------------------------------------------------------------------------------------------


def _contest(figures: Figures) -> Iterator[str]:
    contest = figures.contest
    yield "### A cold build"
    head = ("", "pages", "MB", "wall, s", "×", "CPU, s", "×", "peak of all processes, MB", "×", "of the largest, MB")
    yield table(head, (_cold_row(figures, name) for name in _in_order(contest)))
    if figures.synced is not None:
        yield _filled(
            f"Copying all that Lydelse made to this machine's disk took {seconds(figures.synced.copied)} s, waiting"
            f" until the disk had it {seconds(figures.synced.waited)} s more."
        )
    for name, reason in {**figures.others, **contest.dropped}.items():
        yield _filled(f"{name} isn't measured: {' '.join(reason.split())}")
    yield "### A build after a build"
    tasks = (Task.UNCHANGED, Task.EDITED, Task.EMPTIED)
    heads = (f"{task}: {kind}" for task in tasks for kind in ("wall, s", "CPU, s", "×"))
    rows = ((name, *_task_cells(figures, name, tasks)) for name, costs in contest.costs.items() if len(costs) > 1)
    yield table(("", *heads), rows)


def _cold_row(figures: Figures, name: str) -> tuple[str, ...]:
    made, memory = figures.contest.made[name], figures.contest.memory[name]
    costs = figures.contest.costs[name][Task.COLD]
    base = figures.contest.memory.get(figures.baseline or "")
    return (
        name,
        f"{made.pages:,}",
        f"{made.file_bytes / _MEGA:.0f}",
        seconds(statistics.median(cost.wall for cost in costs)),
        _against(figures, [cost.wall for cost in costs], "wall"),
        seconds(statistics.median(cost.cpu for cost in costs)),
        _against(figures, [cost.cpu for cost in costs], "cpu"),
        *_memory_cells(memory, base),
    )


def _in_order(contest: Contest) -> list[str]:
    """What everybody runs comes first."""
    return sorted(contest.costs, key=lambda name: name != EVERYTHING)


def _memory_cells(memory: Cost, base: Cost | None) -> tuple[str, ...]:
    """Nothing is known of who was done before anybody looked, as copying is."""
    if memory.together < _MEGA:
        return "", "", ""
    share = f"1/{base.together / memory.together:.1f}" if base else ""
    return f"{memory.together / _MEGA:.0f}", share, f"{memory.largest / _MEGA:.0f}"


def _task_cells(figures: Figures, name: str, tasks: Iterable[Task]) -> Iterator[str]:
    for task in tasks:
        costs = figures.contest.costs[name].get(task)
        if costs is None:
            yield from ("", "", "")
            continue
        yield seconds(statistics.median(cost.wall for cost in costs))
        yield seconds(statistics.median(cost.cpu for cost in costs))
        yield _against(figures, [cost.cpu for cost in costs], "cpu")


def _against(figures: Figures, found: Sequence[float], measure: str) -> str:
    base: Sequence[Cost] = figures.contest.costs.get(figures.baseline or "", {}).get(Task.COLD, [])
    return _ratio(middle_ratio(found, [getattr(cost, measure) for cost in base])) if len(base) == len(found) else ""


# The parts of a build --------------------------------------------------------------------------------------------


def _parts(figures: Figures) -> Iterator[str]:
    if not figures.parts:
        return
    yield "### What the parts cost"
    yield _filled(
        "A cold build of all policies in one process, part by part; what several parts need is counted with the first"
        " of them. Lines that say “together” add up all above them: the version pages alone are what the others make."
    )
    yield table(("", "files", "MB", "CPU, s", "×"), _part_rows(figures))


def _part_rows(figures: Figures) -> Iterator[tuple[str, ...]]:
    before: list[Part] = []
    for part in Part:
        before.append(part)
        yield _part_row(figures, part.value, [part])
        if part in SUMS:
            yield _part_row(figures, SUMS[part], before)


def _part_row(figures: Figures, name: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """The first of the rounds tells how many files there are; another one has an edit more."""
    of_parts = [figures.parts[0][part] for part in parts]
    cpus = [sum(found[part].cpu for part in parts) for found in figures.parts]
    return (
        name,
        f"{sum(each.files for each in of_parts):,}",
        f"{sum(each.size for each in of_parts) / _MEGA:.1f}",
        seconds(statistics.median(cpus)),
        _against(figures, cpus, "cpu"),
    )


# What follows ----------------------------------------------------------------------------------------------------


def _derived(figures: Figures) -> Iterator[str]:
    contest, pages = figures.contest, figures.contest.source.size.pages
    yield "### What it comes to"
    yield _filled(
        "For each version page, with all that is made beside it, and for a million of them. Compressed file by file"
        f" (gzip -6), the site is {100 * figures.compressed:.0f} % of its size."
    )
    rows = []
    for name in (EVERYTHING, PAGES_ALONE):
        if name in contest.costs:
            made, cold = contest.made[name], contest.costs[name][Task.COLD]
            cpu = statistics.median(cost.cpu for cost in cold) / pages
            size, files = made.file_bytes / pages, made.files / pages
            rows.append((name, "one", f"{cpu * 1e3:.3g} ms", f"{size / 1e3:.0f} kB", f"{files:.1f}"))
            hours = cpu * 1e6 / 3600
            rows.append((name, "a million", f"{hours:.3g} hours", f"{size / 1e3:.0f} GB", f"{files:.1f} million"))
    yield table(("", "version pages", "CPU", "bytes", "files"), rows)


# Growth and profile ----------------------------------------------------------------------------------------------


def _growth(growth: Growth, picture: str) -> Iterator[str]:
    yield _filled(
        f"Made by `{growth.command}` on {growth.facts}. CPU of a cold build, fitted as a power of the dimension, and of"
        " the number of texts and files, less what the smallest site costs (one policy, section, version and language)."
    )
    yield f"![The processor's time of cold builds as a site grows, drawn on logarithmic axes]({picture})"
    head = ("", "", "CPU, s", "smallest, s", "power", "of texts and files", "peak, MB")
    yield table(head, map(_curve_row, growth.curves))


def _curve_row(curve: Curve) -> tuple[str, ...]:
    values = " → ".join(str(point.value) for point in curve.points)
    return (
        f"{curve.dimension} {values}",
        curve.maker,
        " → ".join(seconds(point.cost.cpu) for point in curve.points),
        seconds(curve.fixed),
        _power(curve.by_value),
        _power(curve.by_work),
        " → ".join(f"{point.cost.together / _MEGA:.0f}" for point in curve.points),
    )


def _power(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _profile(figures: Figures) -> Iterator[str]:
    if not figures.stages:
        return
    yield "### Where the time goes"
    yield _filled(
        "Samples of a cold build of everything in one process: by the part of the engine at work, with the libraries"
        " that work for it; and, within making files, by the module for whose files it is."
    )
    yield table(("part of the engine", "CPU, s", "%"), _shares(figures.stages))
    yield table(("module of `lydelse/compose/`", "CPU, s", "%"), _shares(figures.kinds, sum(figures.stages.values())))


def _shares(spent: Mapping[str, float], whole: float = 0.0) -> Iterator[tuple[str, ...]]:
    whole = whole or sum(spent.values())
    for name, value in sorted(spent.items(), key=lambda item: -item[1]):
        if value >= _FEWEST * whole:
            yield f"`{name}`" if " " not in name else name, seconds(value), f"{100 * value / whole:.0f}"
