"""The commands, each a module of its own with its options and what it says to people.

A command's module has `DESCRIPTION` and `EPILOG` for its help, `add_arguments(parser)`, and `run(options, report)`,
which gives an `Outcome`. It's loaded when the command is asked for, so that no command waits for what another needs.
"""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from importlib import import_module
from keyword import iskeyword
from typing import NamedTuple, Protocol, cast

from lydelse.problems import ExitCode, Report

SUMMARIES = {
    "init": "begin a new site, with a policy to fill in",
    "build": "build the site (the default)",
    "serve": "show the site in a browser while it is written",
    "amend": "begin a new version of a policy, with the texts that it is to change",
    "status": "tell how the policies stand: versions, languages, register",
    "show": "print the text of a policy that was in force on a day",
    "diff": "compare two versions of a policy, or two files",
    "strings": "tell what the words of the pages lack in a language, or begin a new one",
    "pdf": "make PDFs of the versions, for the archive",
    "seal": "enter what was published into the register",
    "check": "find what a build needn't know: duties to inform, laws gone by, translations, links",
    "verify": "hold content, registers and a built site against each other",
    "audit": "hold the cookies and requests of a site's pages against the declaration",
    "import": "make versions of a document or of its history",
    "schema": "write the schemas by which an editor completes the keys of content/",
}
"""What each command does, in the words of the list of commands."""


class Outcome(NamedTuple):
    """How a command ended, and what is to be said of it.

    `is_result` says that the text is what was asked for, which goes to standard output whatever the exit code is;
    other texts go there when all went well. `is_summary` says that it tells how all is, which nobody wants to know who
    asked to be told of problems alone. `content` is what was asked for where every byte counts: it goes there
    just as it is, and the text, which tells of it, to standard error.
    """

    code: ExitCode
    text: str = ""
    is_result: bool = False
    is_summary: bool = False
    content: bytes | None = None


class Command(Protocol):
    """What a command's module has."""

    DESCRIPTION: str
    EPILOG: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, options: argparse.Namespace, report: Report) -> Outcome:
        """Do what the command is for."""


def load(name: str) -> Command:
    """Load the module of a command, one of `SUMMARIES`. That of a name which Python keeps for itself ends with `_`."""
    return cast(Command, import_module(f"lydelse.commands.{name}{'_' if iskeyword(name) else ''}"))


def day(text: str) -> date:
    """Read a day of the command line.

    Raises:
        ArgumentTypeError: the text is none.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        from lydelse.asked import nearest_day  # noqa: PLC0415 - it knows the model, for which a day of the calendar needn't wait

        message = f"“{text}” is no day; write it like {nearest_day(text) or '2027-03-01'}"
        raise argparse.ArgumentTypeError(message) from None
