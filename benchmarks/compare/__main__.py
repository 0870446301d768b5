"""Measure the comparison engine over real pairs and hard cases, beside others: `python -m benchmarks.compare`.

`--peers` measures lxml's htmldiff too, the installed version and 5.4 (fetched with pip into a temporary folder).
`--every N` takes each Nth pair only.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.compare.adversarial import cases, moved
from benchmarks.compare.corpus import NoCorpusError, Pair, find_corpus, read_pairs
from benchmarks.compare.measures import marked, optimum
from lydelse.compare import Kind, compare, to_html
from tests.compare.reading import WORDS, Side, faults, outline

_OLD_LXML = "lxml==5.4.0"
_SIZES = (40_000, 200_000, 1_000_000)
_USUAL = 200_000
_RESIDENT = f"""
import re, sys
from pathlib import Path
from benchmarks.compare.__main__ import cases, ours
for name, old, new in list(cases({_USUAL})):
    if name == sys.argv[1]:
        ours(old, new)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
_WORKER = """
import json, sys, time
from lxml.html.diff import htmldiff
from lxml import etree
for line in sys.stdin:
    old, new = json.loads(line)
    start = time.process_time()
    try:
        html = htmldiff(old, new)
    except Exception as fault:
        html = ""
    print(json.dumps([time.process_time() - start, html]), flush=True)
"""


def ours(old: str, new: str) -> str:
    """What is measured: the comparison and its HTML."""
    return to_html(compare(old, new), WORDS)


@dataclass(slots=True)
class Total:
    """What one engine did over all pairs."""

    name: str
    run: Callable[[str, str], tuple[float, str]]
    seconds: float = 0.0
    letters: int = 0
    runs: int = 0
    islands: int = 0
    blocks: int = 0
    failures: int = 0

    def take(self, pair: Pair) -> None:
        """Compare a pair and measure what comes out."""
        seconds, html = self.run(pair.old, pair.new)
        found = marked(html)
        self.seconds += seconds
        self.letters, self.runs = self.letters + found.letters, self.runs + found.runs
        self.islands, self.blocks = self.islands + found.islands, self.blocks + found.blocks
        self.failures += not _faithful(html, pair)

    def row(self, best: int, base: float) -> str:
        """Give a line of the table."""
        blocks = max(1, self.blocks)
        return (
            f"| {self.name} | {self.seconds:.2f} | {self.seconds / base:.3f} | {self.letters / best:.3f} "
            f"| {self.runs / blocks:.2f} | {self.islands / blocks:.3f} | {self.failures} |"
        )


def _faithful(html: str, pair: Pair) -> bool:
    try:
        sides = outline(html, Side.NEW) == outline(pair.new) and outline(html, Side.OLD) == outline(pair.old)
    except (AssertionError, IndexError):
        return False
    return sides and not faults(html)


def _timed(old: str, new: str) -> tuple[float, str]:
    start = time.process_time()
    html = ours(old, new)
    return time.process_time() - start, html


def _peer(path: str | None) -> Callable[[str, str], tuple[float, str]]:
    """Run lxml's htmldiff in a process of its own, so that two versions can be measured in one run."""
    prefix = f"import sys; sys.path.insert(0, {path!r})\n" if path else ""
    process = subprocess.Popen(
        [sys.executable, "-c", prefix + _WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def run(old: str, new: str) -> tuple[float, str]:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the other engine has no pipes")
        process.stdin.write(json.dumps([old, new]) + "\n")
        process.stdin.flush()
        seconds, html = json.loads(process.stdout.readline())
        return seconds, html

    return run


def over_pairs(pairs: list[Pair], engines: list[Total]) -> list[str]:
    """Measure every engine on every pair, one after the other."""
    best = 0
    for pair in pairs:
        best += optimum(pair.old, pair.new)
        for engine in engines:
            engine.take(pair)
    base = next((engine.seconds for engine in engines if engine.name == "lxml (installed)"), engines[0].seconds)
    head = "| engine | CPU s | × lxml | × optimum | runs a block | islands a block | unfaithful |"
    return [f"{len(pairs)} pairs", "", head, "|---|---|---|---|---|---|---|", *(e.row(best, base) for e in engines)]


def over_hard_cases(peer: Total | None) -> list[str]:
    """Measure the hard cases at every size; at the usual size beside another engine, one after the other."""
    seconds: dict[str, list[float]] = {}
    theirs: dict[str, float] = {}
    for size in _SIZES:
        for name, old, new in cases(size):
            seconds.setdefault(name, []).append(_timed(old, new)[0])
            if peer and size == _USUAL:
                theirs[name] = peer.run(old, new)[0]
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
    parser.add_argument("--peers", action="store_true", help="measure lxml's htmldiff too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take each Nth pair")
    options = parser.parse_args()
    engines = [Total("Lydelse", _timed)]
    with TemporaryDirectory() as folder:
        if options.peers:
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, _OLD_LXML]
            subprocess.run(pip, check=True)
            engines += [Total("lxml (installed)", _peer(None)), Total(_OLD_LXML, _peer(str(Path(folder))))]
        peer = engines[1] if options.peers else None
        try:
            report = over_pairs(list(read_pairs(find_corpus(), every=options.every)), engines)
        except NoCorpusError as reason:
            report = [str(reason)]
    print("\n".join([*report, "", *over_hard_cases(peer), "", over_moves(), memory()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
