"""`import`: versions of a policy are made of a document."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lydelse.clock import Clock
from lydelse.commands import Outcome, day
from lydelse.importing.errors import Unreadable
from lydelse.importing.told import told_asides, told_doubts, told_plan
from lydelse.model import ID
from lydelse.problems import ExitCode, Report

if TYPE_CHECKING:
    from lydelse.imports import Imported, Order

DESCRIPTION = """\
Make a version of a policy from a document: Markdown, HTML, Word (.docx), PDF or plain text. Its headings become
sections with ids. Nothing that is there is written over; every word of the document is in the import, or is told as set
aside. docs/importing.md explains what to look at afterwards.
"""
EPILOG = """\
exit codes:
  0   done
  1   the document, or what would become of it, is at fault; nothing was written
  2   the command, content/site.yaml or what is installed is at fault; nothing was written
  74  a file can't be read or written; the content is as it was

examples:
  python build.py import policy.docx --policy privacy --lang en --effective 2018-05-25
  python build.py import integritet.html --policy privacy --lang sv --base https://www.example.com/integritet
"""
_READERS = frozenset({"anyascii", "linkify_it", "mammoth", "markdown_it", "mdit_py_plugins", "pdfminer"})
"""What the extra `import` installs."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("source", metavar="SOURCE", type=Path, help="the document")
    parser.add_argument(
        "--policy", metavar="ID", type=_policy, required=True, help="the id of the policy, the name of its folder"
    )
    parser.add_argument("--lang", metavar="LANGUAGE", required=True, help="the language of the document, like sv")
    parser.add_argument(
        "--effective", metavar="DATE", type=day, help="the day from which it holds (default: the one that it states)"
    )
    parser.add_argument(
        "--base", metavar="URL", default="", help="the address at which it was published, from which its links lead"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Import; say what was done and what a person has to look at."""
    try:
        return _import(options, report)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _READERS:
            raise
        hint = 'Run “make import ARGS="…”” instead, which installs them, or: pip install --requirement requirements/import.txt'
        return Outcome(ExitCode.CONFIGURATION, f"The readers of documents aren't installed ({missing.name}).\n    {hint}")


def _import(options: argparse.Namespace, report: Report) -> Outcome:
    from lydelse import imports  # noqa: PLC0415  # the readers may not be installed, and help needs none
    from lydelse.importing.law import Unfaithful  # noqa: PLC0415

    clock = Clock.of(options.as_of)
    ground = imports.survey(options.root, clock, report)
    if ground is None:
        return Outcome(ExitCode.CONFIGURATION, "Nothing was imported: the site has to be described first, as told above.")
    try:
        imported = imports.import_document(ground, _order(options))
        if not options.dry_run and not imports.put_in(ground, [imported], clock, report) and imported.plan.versions:
            said = "Nothing was imported: the build would find these faults in it."
            return Outcome(ExitCode.CONTENT, said)
    except Unreadable as fault:
        return Outcome(ExitCode.CONTENT, "\n    ".join(filter(None, (f"Nothing was imported: {fault}", fault.hint))))
    except Unfaithful as fault:
        hint = "This is a fault of the importer, not of the document: please report it."
        return Outcome(ExitCode.CONTENT, f"Nothing was imported: {fault}\n    {hint}")
    return Outcome(ExitCode.OK, "\n".join(_told(imported, dry_run=options.dry_run)))


def _order(options: argparse.Namespace) -> Order:
    from lydelse.imports import Order  # noqa: PLC0415  # as above

    return Order(options.source, options.policy, options.lang, options.effective, options.base)


def _told(imported: Imported, *, dry_run: bool) -> Iterator[str]:
    yield from told_plan(imported.plan, dry_run=dry_run, whole=True)
    yield from told_asides(imported.manuscripts)
    yield from told_doubts(imported.doubts)


def _policy(text: str) -> str:
    if not ID.fullmatch(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no id; write small letters, digits and hyphens, like privacy")
    return text
