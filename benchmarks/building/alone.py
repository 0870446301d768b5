"""Compose the version pages of a site and nothing else, to be measured as a process.

It takes the policies one by one, studies each as a build does, and makes of its plan only what holds a version's page.
The pages are written as other programs write theirs: straight to their folder, without waiting for the disk.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lydelse import addresses
from lydelse.compose import Composition, Leaf, Plan
from lydelse.links import Links
from lydelse.memory import FORGETFUL
from lydelse.model import Catalogue, Policy, SiteFile
from lydelse.paper.taking import Library
from lydelse.problems import Report
from lydelse.read import policy_folder, policy_folders, read_settings
from lydelse.read.layouts import read_layouts
from lydelse.render import Blocks
from lydelse.shares.crew import processors
from lydelse.shares.study import Setting, study

_SPLITS_FROM = 300
"""How many texts there have to be before a second process pays."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the pages of a site are made with, and where they are written."""

    root: Path
    setting: Setting
    output: Path
    blocks: Blocks = field(default_factory=Blocks)
    """The blocks of texts that were rendered, as a build has them."""

    @classmethod
    def of(cls, root: Path, as_of: date, output: Path) -> Bench:
        """Read what all policies of a site have in common.

        Raises:
            ValueError: it has problems.
        """
        report = Report()
        site = read_settings(root, report)
        layouts = read_layouts(root, site.languages, report) if site else None
        if site is None or layouts is None or report.errors:
            raise ValueError(f"{root} has problems")
        return cls(root, Setting(site, as_of, layouts, Library.at(root, report), time.time_ns()), output)

    def write_all(self, policy_ids: Iterable[str]) -> None:
        """Write the pages of policies, one policy after the other."""
        for policy_id in policy_ids:
            self._write(policy_id)

    def _write(self, policy_id: str) -> None:
        for leaf in self._leaves(policy_id):
            for file in leaf.make():
                if file.path.endswith(".html"):
                    write_file(self.output, file)

    def _leaves(self, policy_id: str) -> Iterator[Leaf]:
        composition, policy = self.composition_of(policy_id)
        wanted = set(_paths(composition, policy))
        leaves = Plan(composition).of_policy(policy)
        return (leaf for leaf in leaves if not wanted.isdisjoint(leaf.paths))

    def composition_of(self, policy_id: str) -> tuple[Composition, Policy]:
        """Study a policy, and give what its pages are composed of.

        Raises:
            ValueError: it has problems.
        """
        studied = study(policy_folder(self.root, policy_id), self.setting, Report(), FORGETFUL, self.blocks)
        layouts = self.setting.layouts
        if studied is None or studied.policy is None or layouts is None:
            raise ValueError(f"{policy_id} has problems")
        catalogue = Catalogue(self.setting.site, self.setting.as_of, (studied.policy,))
        links = Links(catalogue, studied.fragments)
        return Composition(catalogue, studied.fragments, layouts, links), studied.policy


def _paths(composition: Composition, policy: Policy) -> Iterator[str]:
    for version in policy.versions:
        for language in version.languages:
            yield addresses.file_of(composition.addresses(policy, language).version(version.id))


def write_file(output: Path, file: SiteFile) -> int:
    """Write a file below a folder; give how many bytes it has."""
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    target = output / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.write_bytes(content)


def write_pages(root: Path, as_of: date, output: Path, jobs: int) -> None:
    """Write the version pages of all policies below a folder.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        output: where the pages go.
        jobs: how many processes share the policies; 0 for as many as pay.
    """
    bench = Bench.of(root, as_of, output)
    names = [folder.name for folder in policy_folders(root, None, Report())]
    shares = min(jobs or _fitting(root, names), len(names))
    if shares == 1:
        bench.write_all(names)
        return
    split = multiprocessing.get_context("fork")  # what all policies have in common is known there already
    processes = [split.Process(target=bench.write_all, args=(names[number::shares],)) for number in range(shares)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise ChildProcessError("a process that helped has failed")


def _fitting(root: Path, names: Sequence[str]) -> int:
    """Give how many processes pay. Policies of generated sites are about equally large."""
    texts = len(names) * sum(1 for _ in (root / "content" / names[0]).glob("*/*.md"))
    return processors() if texts >= _SPLITS_FROM else 1


def main() -> None:
    """Write the pages that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building.alone", description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    parser.add_argument("output", type=Path)
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    write_pages(options.root, options.as_of, options.output, options.jobs)


if __name__ == "__main__":
    main()
