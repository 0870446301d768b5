"""The command line: the edge that reads the clock, the environment and the disk, and speaks to people."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from lydelse import __version__, commands, console
from lydelse.console import Loudness
from lydelse.endings import Ending
from lydelse.problems import ExitCode, Report, nearest, painted, suggest
from lydelse.program import NAME, as_started, told_as_started
from lydelse.progress import with_progress
from lydelse.stages import showing, stage

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
  %(prog)s                              build the site
  %(prog)s build --as-of 2027-03-01     build it as it will be on that day
  %(prog)s --root ../other build        build the site of another folder
  %(prog)s status                       tell how the policies stand
  %(prog)s help amend                   tell what a command does, with examples

docs/editing.md leads in five minutes to a published change.
"""


_DEFAULT = "build"
_LOUDNESS = (
    ("-v", Loudness.VERBOSE, "tell each stage, how much it did and how long it took"),
    ("-q", Loudness.QUIET, "tell only what is wrong, and what was asked for"),
)
"""The options that say how much is told; of several the last one counts."""
_TIDYING = (50_000, 20, 100)
"""As `gc.set_threshold` has them: new values until the next look, and looks until one that goes further."""


class _Parser(argparse.ArgumentParser):
    """Names the nearest for what isn't known."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (console.tell if file is sys.stderr else console.say)(message)

    def error(self, message: str) -> NoReturn:
        if message.startswith("argument COMMAND: invalid choice:"):
            word = message.partition("invalid choice: '")[2].partition("'")[0]
            message = f"there is no command “{word}”. {suggest(word, tuple(commands.SUMMARIES))}"
        self.exit(ExitCode.CONFIGURATION, f"{self.prog}: {message}\nSee {self.prog} --help.\n")

    def check_options(self, words: Iterable[str]) -> None:
        """Refuse an option that isn't known, before what stands behind it is taken for something else."""
        options = [word for word in words if word.startswith("--") and word != "--"]
        unknown = [option for option in options if option.partition("=")[0] not in self._option_string_actions]
        if unknown:
            self.refuse(unknown)

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Refuse arguments that aren't known."""
        options = [option for option in self._option_string_actions if option.startswith("--")]
        found = [meant for word in unknown if (meant := nearest(word.partition("=")[0], options))]
        hint = f". Did you mean “{found[0]}”?" if found else ""
        self.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")


class _CommandParser(_Parser):
    """Loads its command when that is the one that is asked for."""

    command: str
    _is_loaded = False

    def parse_known_args(  # type: ignore[override]  # the overloads of the class above differ in the namespace alone
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        if self._is_loaded:
            return super().parse_known_args(args, namespace)
        self._load()
        self.check_options(args or ())
        # Options may stand between what is named. This calls us again, once for each of the two.
        return self.parse_known_intermixed_args(args, namespace)

    def _load(self) -> None:
        self._is_loaded = True
        command = commands.load(self.command)
        self.description, self.epilog = command.DESCRIPTION, command.EPILOG
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        # The same options are understood before and after the command; only the first has defaults to set.
        _add_options(self, None)
        command.add_arguments(self)


def main(arguments: Sequence[str] | None = None, *, default_root: Path, program: str = NAME) -> int:
    """Run a command.

    Args:
        arguments: the command line without the program's name; by default the process's own.
        default_root: the site that is meant when the command line names none.
        program: what has to be written to start it, such as `python build.py`.

    Returns:
        The exit code, one of `ExitCode`.
    """
    console.prepare()
    options, requests = argparse.Namespace(command=None, program=program), console.Requests()
    try:
        with console.interruptible(requests), _seldom_tidied():
            parser = _parser(default_root, program)
            words = _asked(arguments)
            parser.check_options(takewhile(lambda word: word not in commands.SUMMARIES, words))
            options, unknown = parser.parse_known_args(words)
            if unknown:
                parser.refuse(unknown)
            if options.command is None:
                options = parser.parse_args([*words, _DEFAULT])
            return _run(commands.load(options.command), options)
    except console.UnsaidError as unsaid:
        return _say(ExitCode.IO, f"{unsaid}\n    What was to be said there is lost; the work itself is done.")
    except Ending as ending:
        return _say(ending.code, _told(str(ending), _hint(ending, options)))
    except OSError as error:
        if requests.came:  # what fails after a request to end, such as the processes that helped, fails because of it
            return _interrupted()
        where = f"{error.filename}: " if error.filename else ""
        return _say(ExitCode.IO, _told(f"{where}{error.strerror or error}", _unharmed(options)))
    except KeyboardInterrupt:
        return _interrupted()


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """Look for unreachable values less often: loading the engine makes none, a build hardly any, and each look goes
    through what is held."""
    usual = gc.get_threshold()
    gc.set_threshold(*_TIDYING)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _interrupted() -> int:
    return _say(ExitCode.INTERRUPTED, "Interrupted. The site is whole: as it was before, or new already.")


def _asked(arguments: Sequence[str] | None) -> Sequence[str]:
    """Give the command line; `help build` asks for what `build --help` does."""
    given = sys.argv[1:] if arguments is None else arguments
    return [*given[1:], "--help"] if given[:1] == ["help"] else given


def _told(reason: str, hint: str) -> str:
    return f"{reason}\n    {hint}" if hint else reason


def _hint(ending: Ending, options: argparse.Namespace) -> str:
    return _unharmed(options) if ending.code is ExitCode.IO else as_started(ending.hint, options.program)


def _unharmed(options: argparse.Namespace) -> str:
    """Say of a build that the system stopped what it left alone."""
    return "The site is as it was before." if options.command in (None, _DEFAULT) else ""


def _parser(default_root: Path, program: str) -> _Parser:
    parser = _Parser(
        prog=program,
        description="Lydelse turns dated Markdown sections into a static site of policies with all their versions.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(program=program)
    parser.add_argument("--version", action="version", version=f"Lydelse {__version__}")
    _add_options(parser, default_root)
    chosen = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", parser_class=_CommandParser)
    for name, summary in commands.SUMMARIES.items():
        chosen.add_parser(name, help=summary, allow_abbrev=False).command = name
    return parser


def _add_options(parser: argparse.ArgumentParser, default_root: Path | None) -> None:
    unset = argparse.SUPPRESS
    parser.add_argument(
        "--root",
        metavar="DIR",
        type=Path,
        default=default_root or unset,
        help="the site: a folder with content/, its own layouts/ or none, and site/ (default: that of build.py; of the "
        f"command {NAME} this folder, or the nearest site above it)",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=commands.day,
        default=None if default_root else unset,
        help="take a day for today, like 2027-03-01 (default: SOURCE_DATE_EPOCH, or else today)",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        default=False if default_root else unset,
        help="let warnings stop the build, too",
    )
    for short, name, words in _LOUDNESS:
        parser.add_argument(
            short,
            f"--{name.value}",
            action="store_const",
            const=name,
            dest="loudness",
            default=Loudness.NORMAL if default_root else unset,
            help=words,
        )


def _run(command: commands.Command, options: argparse.Namespace) -> int:
    with console.speaking(options.loudness), showing(with_progress):
        return _told_outcome(command, options)


def _told_outcome(command: commands.Command, options: argparse.Namespace) -> int:
    """Run a command and tell what came of it."""
    report = Report()
    with stage(options.command):
        outcome = command.run(options, report)
    has_colours = console.is_coloured(sys.stderr)
    for problem in report.problems:
        told = str(told_as_started(problem, options.program))
        console.tell(f"{painted(told, problem.severity) if has_colours else told}\n")
    text = "" if console.is_quiet() and _is_well(outcome) else outcome.text
    if outcome.content is not None:
        console.tell(f"{text}\n" if text else "")
        console.hand_out(outcome.content)
        return outcome.code
    return _say(outcome.code, text, is_result=outcome.is_result)


def _is_well(outcome: commands.Outcome) -> bool:
    """Tell whether what is said besides the problems only tells how it went."""
    return outcome.is_summary or (outcome.code is ExitCode.OK and not outcome.is_result)


def _say(code: ExitCode, text: str, *, is_result: bool = False) -> int:
    """Print a text, on standard error unless all went well or it is what was asked for; give the exit code back."""
    if text:
        (console.say if is_result or code is ExitCode.OK else console.tell)(f"{text}\n")
    return code
