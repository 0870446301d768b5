"""The command line: the edge that reads the clock, the environment and the disk, and speaks to people."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from lydelse import __version__, console
from lydelse.build import build
from lydelse.clock import BadEpoch, Clock
from lydelse.commands import audit, seal, verify
from lydelse.compare import Comparison, to_html, to_json, to_terminal
from lydelse.compose.compared import words_of
from lydelse.diff import compare_files
from lydelse.model import SiteFile
from lydelse.problems import ExitCode, Report, Severity, suggest
from lydelse.publish import Busy, OutputError, Published, Refused
from lydelse.read.layouts import read_engine_strings
from lydelse.sealing import UnknownPolicy

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_EPILOG = """\
exit codes:
  0    done (warnings included, unless --strict)
  1    a fault in the content, or a warning with --strict
  2    a fault in content/site.yaml, in layouts/ or in the command
  74   a file can't be read or written
  75   another build is writing the same site
  130  interrupted

examples:
  python build.py                              build the site that build.py stands beside
  python build.py build --as-of 2027-03-01     build it as it will be on that day
  python build.py --root ../other build        build the site of another folder
  python build.py diff old.md new.md           compare two files word by word
"""


_PATIENCE = 1.0
"""Seconds of work before progress is shown; it's shown ten times in as long."""


class _Parser(argparse.ArgumentParser):
    """Names the nearest command for one that isn't known."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (console.tell if file is sys.stderr else console.say)(message)

    def error(self, message: str) -> NoReturn:
        if "invalid choice:" in message:
            word = message.partition("invalid choice: '")[2].partition("'")[0]
            message = f"there is no command “{word}”. {suggest(word, tuple(_COMMANDS))}"
        self.exit(ExitCode.CONFIGURATION, f"{self.prog}: {message}\nSee {self.prog} --help.\n")


def main(arguments: Sequence[str] | None = None, *, default_root: Path) -> int:
    """Run a command.

    Args:
        arguments: the command line without the program's name; by default the process's own.
        default_root: the site that is meant when the command line names none.

    Returns:
        The exit code, one of `ExitCode`.
    """
    console.prepare()
    options = argparse.Namespace(command=None)
    try:
        with console.interruptible():
            options = _parser(default_root).parse_args(arguments)
            return _COMMANDS[options.command or "build"](options)
    except console.UnsaidError as unsaid:
        return _say(ExitCode.IO, f"{unsaid}\n    What was to be said there is lost; the work itself is done.")
    except (Refused, BadEpoch, UnknownPolicy) as refusal:
        return _say(ExitCode.CONFIGURATION, f"{refusal}\n    {refusal.hint}")
    except Busy as busy:
        return _say(ExitCode.BUSY, str(busy))
    except (OutputError, OSError) as error:
        before = "\n    The site is as it was before." if (options.command or "build") == "build" else ""
        return _say(ExitCode.IO, f"{_refusal(error)}{before}")
    except KeyboardInterrupt:
        return _say(ExitCode.INTERRUPTED, "Interrupted. The site is whole: as it was before, or new already.")


def _refusal(error: OutputError | OSError) -> str:
    if isinstance(error, OutputError):
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _parser(default_root: Path) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python build.py",
        description="Lydelse turns dated Markdown sections into a static site of policies with all their versions.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Lydelse {__version__}")
    _add_options(parser, default_root)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for_build = commands.add_parser(
        "build", help="build the site (the default)", description="Build the site.", allow_abbrev=False
    )
    # The same options are understood before and after the command; only the first has defaults to set.
    _add_options(for_build, None)
    _add_seal(commands)
    _add_verify(commands)
    _add_audit(commands)
    _add_diff(commands)
    return parser


def _add_seal(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = commands.add_parser(
        "seal", help="enter what was published into the register", description=seal.DESCRIPTION, allow_abbrev=False
    )
    _add_options(parser, None)
    seal.add_arguments(parser)


def _add_verify(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = commands.add_parser(
        "verify",
        help="hold content, registers and a built site against each other",
        description=verify.DESCRIPTION,
        allow_abbrev=False,
    )
    _add_options(parser, None)
    verify.add_arguments(parser)


def _add_audit(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = commands.add_parser(
        "audit",
        help="hold the cookies and requests of a site's pages against the declaration",
        description=audit.DESCRIPTION,
        epilog=audit.EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_options(parser, None)
    audit.add_arguments(parser)


def _add_diff(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = commands.add_parser(
        "diff",
        help="compare two Markdown or HTML files",
        description="Compare two files, Markdown or HTML (by their names), word by word.",
        epilog="exit codes: 0 nothing differs, 1 something does, 2 a file or the command is at fault",
        allow_abbrev=False,
    )
    parser.add_argument("old", metavar="OLD", type=Path, help="the file before")
    parser.add_argument("new", metavar="NEW", type=Path, help="the file after")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="print the new text as HTML, with marks in it")
    form.add_argument("--json", action="store_true", help="print the changes for programs")


def _add_options(parser: argparse.ArgumentParser, default_root: Path | None) -> None:
    unset = argparse.SUPPRESS
    parser.add_argument(
        "--root",
        metavar="DIR",
        type=Path,
        default=default_root or unset,
        help="the site: a folder with content/, its own layouts/ or none, and site/ (default: that of build.py)",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=_day,
        default=None if default_root else unset,
        help="build the site as of a day, like 2027-03-01 (default: SOURCE_DATE_EPOCH, or else today)",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        default=False if default_root else unset,
        help="let warnings stop the build, too",
    )


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it like 2027-03-01") from None


def _build(options: argparse.Namespace) -> int:
    report, clock = Report(), Clock.of(options.as_of)
    published = build(options.root, clock, report, _with_progress, strict=options.strict)
    _tell(report)
    if published is None:
        return _say(report.exit_code(strict=options.strict), f"{_count(report)}. The site is as it was before.")
    return _say(ExitCode.OK, _summary(published, clock, options.root))


def _seal(options: argparse.Namespace) -> int:
    report = Report()
    code, text = seal.run(options, report)
    _tell(report)
    return _say(code, text)


def _verify(options: argparse.Namespace) -> int:
    report = Report()
    code, text = verify.run(options, report, _with_progress)
    _tell(report)
    console.say(f"{text}\n")
    return code


def _audit(options: argparse.Namespace) -> int:
    report = Report()
    code, text = audit.run(options, report)
    _tell(report)
    if code in (ExitCode.OK, ExitCode.CONTENT):
        console.say(f"{text}\n")
        return code
    return _say(code, text)


def _tell(report: Report) -> None:
    for problem in report.problems:
        console.tell(f"{problem}\n")


def _diff(options: argparse.Namespace) -> int:
    report = Report()
    try:
        comparison = compare_files(options.old, options.new, report, clean=options.html)
    except OSError as error:
        return _say(ExitCode.CONFIGURATION, f"{error.filename}: {error.strerror}")
    _tell(report)
    if comparison is None or report.errors:
        return ExitCode.CONFIGURATION
    text = _written(comparison, options)
    if text:
        console.say(f"{text}\n")
    return ExitCode.OK if comparison.equal else ExitCode.CONTENT


def _written(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps(to_json(comparison), ensure_ascii=False, indent=1)
    if options.html:
        strings = read_engine_strings("en", Report())
        return to_html(comparison, words_of(strings)).rstrip("\n") if strings else ""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return to_terminal(comparison, colour=colour, width=shutil.get_terminal_size().columns)


def _count(report: Report) -> str:
    errors, warnings = len(report.errors), len(report.problems) - len(report.errors)
    counts = ((errors, Severity.ERROR), (warnings, Severity.WARNING))
    return " and ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts if count)


def _summary(published: Published, clock: Clock, root: Path) -> str:
    before = f"{published.added} new, {published.changed} changed, {published.unchanged} as before"
    gone = f", {published.removed} gone" if published.removed else ""
    lines = [f"Built {root / 'site'} as of {clock.day} ({clock.source}): {published.written} files: {before}{gone}."]
    if not published.durable:
        lines.append("Published, durability unconfirmed: the system couldn't say that all of it has reached the disk.")
    lines += [f"An earlier site is left behind in {folder} and can be deleted." for folder in published.leftovers]
    return "\n".join(lines)


def _with_progress(files: Iterator[SiteFile]) -> Iterator[SiteFile]:
    """Show on a terminal how many files are made, once that takes longer than a second."""
    if not sys.stderr.isatty():
        yield from files
        return
    start = shown = time.monotonic()
    for count, file in enumerate(files, start=1):
        yield file
        now = time.monotonic()
        if now - start > _PATIENCE and now - shown > _PATIENCE / 10:
            shown = now
            console.tell(f"\r{count:,} files ")
    if shown != start:
        console.tell("\r\033[K")


def _say(code: ExitCode, text: str) -> int:
    """Print a text, on standard error unless all went well, and give the exit code back."""
    (console.say if code is ExitCode.OK else console.tell)(f"{text}\n")
    return code


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "seal": _seal,
    "verify": _verify,
    "audit": _audit,
    "diff": _diff,
}
