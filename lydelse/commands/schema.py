"""`schema`: what editors need to complete and explain the keys of the content's files."""

from __future__ import annotations

import argparse
from pathlib import Path

from lydelse.commands import Outcome
from lydelse.forms.schema import schema_files
from lydelse.problems import ExitCode, Report

DESCRIPTION = """\
Write a JSON Schema for each kind of file in content/, by which an editor completes the keys, tells what they mean and
underlines those that aren't there. Write them again after an upgrade: they are those of this Lydelse.
docs/content-model.md tells what to set in the editor.
"""
EPILOG = """\
examples:
  %(prog)s                     into schema/ beside content/
  %(prog)s docs/schema         into another folder
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="where they go (default: schema)")


def run(options: argparse.Namespace, _report: Report) -> Outcome:
    """Write the schemas; those of before are replaced."""
    folder = options.folder or options.root / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in schema_files():
        (folder / name).write_bytes(content)
        written.append(folder / name)
    return Outcome(ExitCode.OK, "\n".join(str(path) for path in written))
