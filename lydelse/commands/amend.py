"""`amend`: a new version is begun, with the texts that it is to change."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from lydelse.amending import Begun, Neighbour, Wish, begin_version
from lydelse.clock import Clock
from lydelse.commands import Outcome, day
from lydelse.problems import ExitCode, Report

DESCRIPTION = """\
Begin a new version of a policy: its folder, a version.yaml to fill in, and the texts of the sections that it is to
change, in all languages, as they hold on that day. Nothing that is there already is written over; called again for
the same day, it adds what isn't there yet.
"""
EPILOG = """\
examples:
  %(prog)s privacy --effective 2027-09-01 cookies retention
  %(prog)s privacy --effective 2027-09-01 --add children --after rights
  %(prog)s privacy --effective 2027-09-01 --remove changes
  %(prog)s privacy --effective 2027-09-01 --move contact --after introduction

docs/editing.md leads from there to the published version.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("policy", metavar="POLICY", help="the policy's id, which is its folder's name")
    parser.add_argument("sections", metavar="SECTION", nargs="*", default=[], help="the id of a section to change")
    parser.add_argument(
        "--effective", metavar="DATE", type=day, required=True, help="the day from which the version holds"
    )
    for name, what in (("add", "a new section"), ("remove", "a section to take out"), ("move", "a section to move")):
        parser.add_argument(
            f"--{name}", metavar="SECTION", action="append", default=[], help=f"{what}; can be repeated"
        )
    parser.add_argument(
        "--after", metavar="SECTION", help="the section behind which new and moved ones go (default: the last)"
    )


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Begin a version; say what was written and what to do next."""
    wish = Wish(
        options.policy,
        options.effective,
        change=tuple(dict.fromkeys(options.sections)),
        add=tuple(dict.fromkeys(options.add)),
        remove=tuple(dict.fromkeys(options.remove)),
        move=tuple(dict.fromkeys(options.move)),
        after=options.after,
    )
    begun = begin_version(options.root, Clock.of(options.as_of), wish, report)
    if begun is None:
        return Outcome(report.exit_code(), "Nothing was begun: mend what is told above first.")
    return Outcome(ExitCode.OK, "\n".join((*_told(begun), *_warned(begun), *_next(begun, wish, options.program))))


def _told(begun: Begun) -> Iterator[str]:
    yield f"{begun.folder}/"
    for name in begun.written:
        yield f"    {name}"
    for name in begun.kept:
        yield f"    {name} (was there already)"
    for name in begun.untranslated:
        yield f"    {name} isn't there: the section has no text in this language yet"


def _warned(begun: Begun) -> Iterator[str]:
    follows, later = begun.follows, begun.followed_by
    if follows is not None and not follows.is_public:
        yield f"It follows {follows.id}, which is a draft itself: publish that one before, or on the same day."
    if later is not None:
        yield from _warned_of(later, begun)


def _warned_of(later: Neighbour, begun: Begun) -> Iterator[str]:
    sections = " and ".join(f"“{section}”" for section in begun.clashes)
    yield f"Mind the version {later.id}, which comes after it" + (f" and changes {sections}, too." if sections else ".")
    if later.is_public:
        yield "    It is public already, and was written without this one. The build refuses both together:"
        yield f"    let this one take effect after {later.id.effective}, or withdraw that one and publish it anew."
    else:
        yield f"    When this one is done, take over into it what changes here, and write “follows: {begun.id}” in it."


def _next(begun: Begun, wish: Wish, program: str) -> Iterator[str]:
    yield "Next:"
    yield f"  1. Fill in {begun.folder}/version.yaml, and change the texts in each language."
    yield "     Delete the files of what stays as it is."
    yield f"  2. See it while you write: {program} serve"
    yield f"     What is missing: {program} check"
    yield "  3. On the day when it is made public, write that day as “published” into version.yaml, and then:"
    yield f"     {program} seal {wish.policy}; commit it; {program} build"
