"""`build`: the content becomes a site."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lydelse.cache import FOLDER, opened
from lydelse.cache.ledger import Ledger, engine_of, load_ledger
from lydelse.cache.packs import Packs
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report, counted
from lydelse.progress import with_progress
from lydelse.published import Published
from lydelse.stages import note

DESCRIPTION = """\
Build the site into site/: all of it is replaced in one step, or, when something is wrong, nothing. What is wrong is
told with its file, its line and what to do; docs/problems.md explains each message.
"""
_MOST_JOBS = 64

EPILOG = """\
examples:
  %(prog)s                          as of today; what is published later isn't there yet
  %(prog)s --as-of 2027-03-01       as it will be on that day, to look at it; don't upload that
  %(prog)s --strict                 warnings stop it, too: for the machine that publishes
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "--cache",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=f"keep what was made in {FOLDER}, and use it where nothing has changed; --no-cache makes all of it anew"
        " (default: --cache, but not where the environment has CI)",
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=0,
        help="work with so many processes (default: as many as there are processors, if that is quicker)",
    )
    parser.add_argument(
        "--plain-markdown",
        action="store_true",
        help="render every text as a whole, without what was learnt from others: slower, with the same outcome",
    )


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_JOBS:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” isn't a number from 1 to {_MOST_JOBS}")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Build the site, unless it stands there already; say what was published."""
    began, clock = time.time_ns(), Clock.of(options.as_of)
    is_kept = not os.environ.get("CI") if options.cache is None else options.cache
    engine = engine_of(("--plain-markdown",) if options.plain_markdown else ())
    cache = opened(options.root, engine) if is_kept else None
    ledger = load_ledger(cache) if cache else None
    if ledger is not None and ledger.is_true(options.root, str(clock.in_zone(ledger.zone))):
        note("nothing has changed since the last build, so no stage was needed")
        return _standing(ledger, clock, options, report)
    # The stages and their libraries are loaded when there is something to do.
    from lydelse.build import Means, build
    from lydelse.news import news, standing

    before = standing(options.root / "site")
    with _held(cache) as held:
        means = Means(began, held, options.jobs, with_progress, options.plain_markdown)
        published = build(options.root, clock, report, means, strict=options.strict)
    if published is None:
        code = report.exit_code(strict=options.strict)
        return Outcome(code, f"{counted(report.problems)}. The site is as it was before.")
    summary = _summary(published, clock, options.root)
    is_new = published.added or published.changed or published.removed
    after = standing(options.root / "site") if is_new else None
    told = news(before, after) if before is not None and after is not None else ()
    return Outcome(ExitCode.OK, "\n".join((summary, *told)))


@contextmanager
def _held(cache: Packs | None) -> Iterator[Packs | None]:
    """Keep other builds from a cache meanwhile; give `None` where another one holds it: without it all is made anew."""
    if cache is None:
        yield None
        return
    from lydelse.publish.system import locked

    with locked(cache.folder / ".lock") as is_free:
        yield cache if is_free else None


def _standing(ledger: Ledger, clock: Clock, options: argparse.Namespace, report: Report) -> Outcome:
    """Say that there was nothing to do, and what there is to say of the content still."""
    report.extend(ledger.problems)
    code = report.exit_code(strict=options.strict)
    if code is not ExitCode.OK:
        return Outcome(code, f"{counted(report.problems)}. The site is as it was before.")
    same = Published(ledger.files, added=0, changed=0, removed=0, unchanged=ledger.files)
    return Outcome(ExitCode.OK, _summary(same, clock, options.root))


def _summary(published: Published, clock: Clock, root: Path) -> str:
    before = f"{published.added} new, {published.changed} changed, {published.unchanged} as before"
    gone = f", {published.removed} gone" if published.removed else ""
    lines = [f"Built {root / 'site'} as of {clock.day} ({clock.source}): {published.written} files: {before}{gone}."]
    if not published.durable:
        lines.append("Published, durability unconfirmed: the system couldn't say that all of it has reached the disk.")
    lines += [f"An earlier site is left behind in {folder} and can be deleted." for folder in published.leftovers]
    if published.unkept:
        lines.append(f"Nothing could be kept for the next build, which will take as long: {published.unkept}")
    return "\n".join(lines)
