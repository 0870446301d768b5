"""`diff`: two files are compared, without any site."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from lydelse.commands import Outcome
from lydelse.compare import Comparison, to_html, to_json, to_terminal
from lydelse.compose.compared import words_of
from lydelse.diff import compare_files
from lydelse.problems import ExitCode, Report
from lydelse.read.layouts import read_engine_strings

DESCRIPTION = "Compare two files, Markdown or HTML (by their names), word by word."
EPILOG = "exit codes: 0 nothing differs, 1 something does, 2 a file or the command is at fault"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("old", metavar="OLD", type=Path, help="the file before")
    parser.add_argument("new", metavar="NEW", type=Path, help="the file after")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="print the new text as HTML, with marks in it")
    form.add_argument("--json", action="store_true", help="print the changes for programs")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Compare; print what differs."""
    try:
        comparison = compare_files(options.old, options.new, report, clean=options.html)
    except OSError as error:
        return Outcome(ExitCode.CONFIGURATION, f"{error.filename}: {error.strerror}")
    if comparison is None or report.errors:
        return Outcome(ExitCode.CONFIGURATION)
    code = ExitCode.OK if comparison.equal else ExitCode.CONTENT
    return Outcome(code, _written(comparison, options), is_result=True)


def _written(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps(to_json(comparison), ensure_ascii=False, indent=1)
    if options.html:
        strings = read_engine_strings("en", Report())
        return to_html(comparison, words_of(strings)).rstrip("\n") if strings else ""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return to_terminal(comparison, colour=colour, width=shutil.get_terminal_size().columns)
