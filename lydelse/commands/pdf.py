"""`pdf`: each version in each language becomes a document for the archive."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.printing import Printed, Wanted, Watch, look_over, print_site
from lydelse.problems import ExitCode, Report
from lydelse.progress import Meter

DESCRIPTION = """\
Make a tagged PDF of each published version in each language, in the folder pdf/ beside content/: those that are missing
or whose page is another one now. The next build puts them beside the versions and links to them. docs/paper.md tells
what is in them.
"""
EPILOG = """\
examples:
  %(prog)s                                      all that are missing or out of date
  %(prog)s --policy privacy 2027-03-01          those of one version
  %(prog)s --lang sv                            those in one language
  %(prog)s --check                              tell what there is to do; exit code 1 if anything is
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("versions", metavar="VERSION", nargs="*", help="the versions' ids (default: all of them)")
    parser.add_argument(
        "--policy", metavar="POLICY", action="append", default=[], help="a policy's id; can be repeated (default: all)"
    )
    parser.add_argument(
        "--lang", metavar="LANGUAGE", action="append", default=[], help="a language, like sv; can be repeated"
    )
    parser.add_argument("--check", action="store_true", help="make nothing, and tell what is missing or out of date")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Make the PDFs, or look what there is to do; say so."""
    clock = Clock.of(options.as_of)
    wanted = Wanted(tuple(options.policy), tuple(options.versions), tuple(options.lang))
    if options.check:
        return _checked(look_over(options.root, clock, wanted, report), report, options.program)
    meter = Meter("PDFs made")
    try:
        printed = print_site(options.root, clock, wanted, report, _watch(meter))
    finally:
        meter.end()
    if printed is None:
        return Outcome(report.exit_code(), "No PDF was made: mend what is told above first.")
    return Outcome(ExitCode.OK, "\n".join(_told(printed)))


def _checked(printed: Printed | None, report: Report, program: str) -> Outcome:
    if printed is None:
        return Outcome(report.exit_code(), "Nothing was checked: mend what is told above first.")
    due = [f"pdf/{address}: missing or out of date" for address in printed.made]
    due += [f"pdf/{address}: belongs to no version" for address in printed.removed]
    lines = [*due, f"Run: {program} pdf"] if due else [f"PDFs: {printed.kept}, all up to date."]
    return Outcome(ExitCode.CONTENT if due else ExitCode.OK, "\n".join(lines), is_result=True, is_summary=not due)


def _told(printed: Printed) -> Iterator[str]:
    yield from (f"pdf/{address}" for address in printed.made)
    gone = f", {len(printed.removed)} removed, whose versions are gone" if printed.removed else ""
    yield f"PDFs: {len(printed.made)} made, {printed.kept} up to date before{gone}."
    if printed.made:
        yield "Build the site to publish them; commit the folder pdf/ to keep them."


def _watch(meter: Meter) -> Watch:
    """Show how many are made: each takes about a second."""

    def watch(number: int, count: int, _address: str) -> None:
        meter.at(number - 1, count)

    return watch
