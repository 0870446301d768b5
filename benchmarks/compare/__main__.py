"""Measure the comparison engine over real pairs and hard cases, beside others: `python -m benchmarks.compare`.

`--peers` measures others too: lxml's htmldiff, as installed and of version 5.4, and visual-dom-diff. What is lacking
is fetched with pip and npm into a temporary folder. `--every N` takes each Nth pair only.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.compare.adversarial import cases, moved
from benchmarks.compare.corpus import NoCorpusError, Pair, find_corpus, read_pairs
from benchmarks.compare.engines import INSTALLED_LXML, Engine, lydelse, peers
from benchmarks.compare.measures import Marked, marked, optimum
from lydelse.compare import Kind, compare
from tests.compare.reading import Side, faults, outline

_SIZES = (40_000, 200_000, 1_000_000)
_USUAL = 200_000
_RESIDENT = f"""
import re, sys
from pathlib import Path
from benchmarks.compare.adversarial import cases
from benchmarks.compare.engines import ours
for name, old, new in list(cases({_USUAL})):
    if name == sys.argv[1]:
        ours(old, new)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine made of a pair. `best` is how many letters had to be marked."""

    seconds: float
    marked: Marked
    best: int
    faithful: bool


@dataclass(frozen=True, slots=True)
class Total:
    """What an engine did over many pairs."""

    name: str
    pairs: list[Measured] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How much CPU it took."""
        return sum(one.seconds for one in self.pairs)

    def row(self, base: float | None) -> str:
        """Give a line of the table. `base` are the seconds to compare with, if there are any."""
        blocks = max(1, sum(one.marked.blocks for one in self.pairs))
        letters = sum(one.marked.letters for one in self.pairs) / max(1, sum(one.best for one in self.pairs))
        runs, islands = (sum(getattr(one.marked, name) for one in self.pairs) / blocks for name in ("runs", "islands"))
        times = f"{self.seconds / base:.3f}" if base else ""
        unfaithful = sum(not one.faithful for one in self.pairs)
        return (
            f"| {self.name} | {len(self.pairs)} | {self.seconds:.2f} | {times} | {letters:.3f} | {runs:.2f} "
            f"| {islands:.3f} | {unfaithful} |"
        )


def _measured(engine: Engine, pair: Pair, best: int) -> Measured:
    seconds, html = engine.compare(pair.old, pair.new)
    return Measured(seconds, marked(html), best, _faithful(html, pair))


def _faithful(html: str, pair: Pair) -> bool:
    try:
        sides = outline(html, Side.NEW) == outline(pair.new) and outline(html, Side.OLD) == outline(pair.old)
    except (AssertionError, IndexError):
        return False
    return sides and not faults(html)


def over_pairs(pairs: list[Pair], engines: list[Engine]) -> list[str]:
    """Measure every engine on every pair, one after the other, and the first of them on both halves of the corpus."""
    totals = [Total(engine.name) for engine in engines]
    halves = Total(f"{engines[0].name}, tuned on"), Total(f"{engines[0].name}, held out")
    for pair in pairs:
        best = optimum(pair.old, pair.new)
        found = [_measured(engine, pair, best) for engine in engines]
        for total, one in zip(totals, found, strict=True):
            total.pairs.append(one)
        halves[pair.held_out].pairs.append(found[0])
    base = next((total.seconds for total in totals if total.name == INSTALLED_LXML), None)
    head = "| engine | pairs | CPU s | × lxml | × optimum | runs a block | islands a block | unfaithful |"
    return [
        head,
        "|---|---|---|---|---|---|---|---|",
        *(total.row(base) for total in totals),
        *(half.row(None) for half in halves),
    ]


def over_hard_cases(engine: Engine, peer: Engine | None) -> list[str]:
    """Measure the hard cases at every size; at the usual size beside another engine, one after the other."""
    seconds: dict[str, list[float]] = {}
    theirs: dict[str, float] = {}
    for size in _SIZES:
        for name, old, new in cases(size):
            seconds.setdefault(name, []).append(engine.compare(old, new)[0])
            if peer and size == _USUAL:
                theirs[name] = peer.compare(old, new)[0]
    head = f"| case | {' | '.join(f'{size:,} letters, s' for size in _SIZES)} | growth | {_USUAL:,}, lxml, s |"
    lines = [head, "|---|---|---|---|---|---|"]
    for name, found in seconds.items():
        growth = math.log(found[-1] / found[0]) / math.log(_SIZES[-1] / _SIZES[0])
        other = f"{theirs[name]:.3f}" if name in theirs else ""
        lines.append(f"| {name} | {' | '.join(f'{one:.3f}' for one in found)} | n^{growth:.2f} | {other} |")
    if theirs:
        worst = max(found[_SIZES.index(_USUAL)] for found in seconds.values())
        lines += ["", f"worst case: {worst / max(theirs.values()):.3f} × lxml's worst"]
    return lines


def over_moves(count: int = 300) -> str:
    """Measure how many generated moves are found, and how many found ones are none."""
    random = Random(1)
    right = wrong = missed = 0
    for _ in range(count):
        old, new, expected = moved(random)
        blocks = (b for b in compare(old, new).blocks if b.kind is Kind.MOVED and not b.departure)
        found = {unit.run.text for block in blocks for unit in block.new}
        right, wrong, missed = (
            right + len(found & expected),
            wrong + len(found - expected),
            missed + len(expected - found),
        )
    return f"moves: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"


def memory() -> str:
    """Measure the most memory that a hard case of the usual size takes, above an interpreter that compares nothing.

    Each is measured in a process of its own, by the most that was resident, as Linux tells it (the usage of
    resources would count what the starting process held).
    """
    taken = {name: _resident(name) - _resident("") for name, _, _ in cases(_USUAL)}
    worst = max(taken, key=taken.__getitem__)
    return f"memory at {_USUAL:,} letters: {taken[worst] / 1000:.1f} MB ({worst})"


def _resident(name: str) -> int:
    done = subprocess.run([sys.executable, "-c", _RESIDENT, name], check=True, capture_output=True, text=True)
    return int(done.stdout)


def main() -> int:
    """Measure and print a report in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("--peers", action="store_true", help="measure others too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take each Nth pair")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        engines = [lydelse(), *(peers(Path(folder)) if options.peers else [])]
        try:
            report = over_pairs(list(read_pairs(find_corpus(), every=options.every)), engines)
        except NoCorpusError as reason:
            report = [str(reason)]
        report += ["", *over_hard_cases(engines[0], engines[1] if options.peers else None)]
        for engine in engines:
            engine.stop()
    print("\n".join([*report, "", over_moves(), memory()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
