"""Compose the site of every policy in one process, part by part, and tell what each part costs.

As a process of its own it makes what a build makes of the policies, but for what belongs to none of them. What parts
have in common is counted where it's needed first: the comparison of two texts with the changelog, since that stands
before the pages that show it. The files are written as other programs write theirs, without waiting for the disk.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from benchmarks.building.alone import Bench, write_file
from lydelse import addresses
from lydelse.compose import Composition, Leaf, Plan
from lydelse.compose.machine import sitemap
from lydelse.compose.pairs import pair_with_previous
from lydelse.model import Policy
from lydelse.problems import Report
from lydelse.read import policy_folders


class Part(Enum):
    """A part of what a build makes, in the order in which they are made here."""

    READ = "starting, reading and rendering"
    PAGES = "version pages, with their canonical texts"
    CHANGELOGS = "changelogs with their time lines"
    STEPS = "each version compared with the one before, as page and JSON"
    BESIDE = "two languages side by side"
    FEEDS = "feeds, lists of versions, sitemap"
    WORDINGS = "sections' own histories"
    SINCE = "each version compared with the one in force, as page and JSON"
    CHOICE = "the choice of any two versions, with what its script reads"
    SEARCH = "what the browser searches in"
    OTHERS = "what holds now, and other comparisons that last"


SUMS = {
    Part.PAGES: "together: the version pages alone",
    Part.FEEDS: "together: the versions with their history",
    Part.OTHERS: "together: all that is made of policies",
}
"""What the parts are up to one of them, taken together."""


@dataclass(slots=True)
class Spent:
    """What a part cost: seconds of the processor, files and their bytes."""

    cpu: float = 0.0
    files: int = 0
    size: int = 0


def compose(bench: Bench) -> dict[Part, Spent]:
    """Compose the site of every policy; tell what each part cost, reading with it since the process started."""
    spent: defaultdict[Part, Spent] = defaultdict(Spent)
    spent[Part.READ].cpu = time.process_time()
    for folder in policy_folders(bench.root, None, Report()):
        began = time.process_time()
        composition, policy = bench.composition_of(folder.name)
        leaves = _in_parts(composition, policy)
        spent[Part.READ].cpu += time.process_time() - began
        for part in Part:
            _make(bench, leaves[part], spent[part])
    return spent


def _make(bench: Bench, leaves: list[Leaf], spent: Spent) -> None:
    began = time.process_time()
    for leaf in leaves:
        for file in leaf.make():
            spent.files += 1
            spent.size += write_file(bench.output, file)
    spent.cpu += time.process_time() - began


def _in_parts(composition: Composition, policy: Policy) -> defaultdict[Part, list[Leaf]]:
    found: defaultdict[Part, list[Leaf]] = defaultdict(list)
    known = dict(_paths(composition, policy))
    for leaf in Plan(composition).of_policy(policy):
        paths = leaf.paths or leaf.below
        found[next((known[path] for path in paths if path in known), Part.OTHERS)].append(leaf)
    # Of each policy, since no more than one is held at once; it costs as much.
    found[Part.FEEDS].append(Leaf((addresses.SITEMAP,), lambda: iter((sitemap(composition),))))
    return found


def _paths(composition: Composition, policy: Policy) -> Iterator[tuple[str, Part]]:
    """Give the paths of files by which the leaves of each part are known."""
    for language in policy.languages:
        there = composition.addresses(policy, language)
        yield addresses.file_of(there.changelog), Part.CHANGELOGS
        yield addresses.file_of(there.chooser), Part.CHOICE
        yield there.chooser, Part.CHOICE
        yield there.search, Part.SEARCH
        yield from ((path, Part.FEEDS) for path in (there.feed, there.versions))
        for version in policy.versions:
            yield addresses.file_of(there.version(version.id)), Part.PAGES
            yield addresses.file_of(there.comparison_now(version.id)), Part.SINCE
            pair = pair_with_previous(policy, version, language)
            if pair is not None:
                yield addresses.file_of(there.comparison(pair.old.id, pair.new.id)), Part.STEPS
            for other in version.languages:
                yield addresses.file_of(there.beside(version.id, language, other)), Part.BESIDE
            for section in version.sections:
                yield addresses.file_of(there.section(section.id)), Part.WORDINGS


def kept_in(times: Path) -> list[dict[Part, Spent]]:
    """Give what the parts cost in each run that wrote into a file, the first one first."""
    lines = times.read_text(encoding="utf-8").splitlines()
    return [{Part[name]: Spent(*spent) for name, spent in json.loads(line).items()} for line in lines]


def main() -> None:
    """Compose what the command line names; add a line with the times to a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building.parts", description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    parser.add_argument("output", type=Path)
    parser.add_argument("times", type=Path)
    options = parser.parse_args()
    spent = compose(Bench.of(options.root, options.as_of, options.output))
    with options.times.open("a", encoding="utf-8") as stream:
        found = {part.name: (each.cpu, each.files, each.size) for part, each in spent.items()}
        stream.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
