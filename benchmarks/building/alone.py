"""Compose the version pages of a site and nothing else, to be measured as a process.

It takes what a build makes first, and of the plan of the site only the leaves with a version's page. It writes the
pages as other programs write theirs: straight to their folder, without waiting for the disk.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lydelse import addresses
from lydelse.build import Edition, prepare
from lydelse.compose import Composition, Leaf, Plan
from lydelse.model import Policy
from lydelse.problems import Report


def leaves(edition: Edition) -> Iterator[Leaf]:
    """Give the leaves of the plan that hold a version's page."""
    composition = Composition.of(edition.catalogue, edition.fragments, edition.layouts)
    plan = Plan(composition)
    for policy in edition.catalogue.policies:
        wanted = set(_paths(composition, policy))
        yield from (leaf for leaf in plan.of_policy(policy) if not wanted.isdisjoint(leaf.paths))


def _paths(composition: Composition, policy: Policy) -> Iterator[str]:
    for version in policy.versions:
        for language in version.languages:
            yield addresses.file_of(composition.addresses(policy, language).version(version.id))


def write(edition: Edition, output: Path) -> None:
    """Write the version pages of an edition."""
    for leaf in leaves(edition):
        for file in leaf.make():
            if file.path.endswith(".html") and isinstance(file.content, bytes):
                target = output / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.content)


def main() -> None:
    """Write the pages of the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building.alone", description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    report = Report()
    edition = prepare(options.root, lambda _site: options.as_of, report)
    if edition is None:
        parser.exit(1, "\n".join(str(problem) for problem in report.problems))
    write(edition, options.output)


if __name__ == "__main__":
    main()
