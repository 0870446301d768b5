"""`build`: the content becomes a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from lydelse.build import build
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.console import with_progress
from lydelse.problems import ExitCode, Report, counted
from lydelse.publish import Published

DESCRIPTION = """\
Build the site into site/: all of it is replaced in one step, or, when something is wrong, nothing. What is wrong is
told with its file, its line and what to do; docs/problems.md explains each message.
"""
EPILOG = """\
examples:
  python build.py build                          as of today; what is published later isn't there yet
  python build.py build --as-of 2027-03-01       as it will be on that day, to look at it; don't upload that
  python build.py build --strict                 warnings stop it, too: for the machine that publishes
"""


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments: it has none beside those of every command."""


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Build the site; say what was published."""
    clock = Clock.of(options.as_of)
    published = build(options.root, clock, report, with_progress, strict=options.strict)
    if published is None:
        code = report.exit_code(strict=options.strict)
        return Outcome(code, f"{counted(report.problems)}. The site is as it was before.")
    return Outcome(ExitCode.OK, _summary(published, clock, options.root))


def _summary(published: Published, clock: Clock, root: Path) -> str:
    before = f"{published.added} new, {published.changed} changed, {published.unchanged} as before"
    gone = f", {published.removed} gone" if published.removed else ""
    lines = [f"Built {root / 'site'} as of {clock.day} ({clock.source}): {published.written} files: {before}{gone}."]
    if not published.durable:
        lines.append("Published, durability unconfirmed: the system couldn't say that all of it has reached the disk.")
    lines += [f"An earlier site is left behind in {folder} and can be deleted." for folder in published.leftovers]
    return "\n".join(lines)
