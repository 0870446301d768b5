"""`serve`: a preview of the site in the browser, while it is written."""

from __future__ import annotations

import argparse
import os
import sys

from lydelse import console
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report
from lydelse.program import how_to_install
from lydelse.stages import showing

DESCRIPTION = """\
Show the site in a browser while it is written, drafts among it. What is saved shows at once; what is wrong stands over
the page, with its line and what to do, until it is mended. Nothing in site/ is touched, and only this machine can see
the preview. Ctrl-C ends it.
"""
EPILOG = """\
examples:
  %(prog)s                            as of today
  %(prog)s --as-of 2027-03-01         as it will be on that day
  %(prog)s --port 9000 --no-open      at another port, without a browser
"""
_PACKAGES = ("livereload", "tornado", "watchdog")
_HIGHEST = 65_535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "--port", metavar="N", type=_port, default=8000, help="where to serve, if it's free (default: 8000)"
    )
    parser.add_argument(
        "--open",
        action=argparse.BooleanOptionalAction,
        help="open a browser or don't (default: if the command was given on a terminal with a desktop)",
    )


def run(options: argparse.Namespace, _report: Report) -> Outcome:
    """Serve until the process is told to end, which is how a preview ends well."""
    try:
        from lydelse.preview.desk import Desk  # noqa: PLC0415 - what isn't previewed needn't wait for it
        from lydelse.previewing import Wish, preview_site  # noqa: PLC0415 - livereload and watchdog are extras
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PACKAGES:
            raise
        hint = how_to_install("preview", target="serve", lock="build")
        return Outcome(ExitCode.CONFIGURATION, f"A preview needs {error.name}, which isn't installed.\n    {hint}")
    clock = Clock.of(options.as_of)
    is_opened = _has_desktop() if options.open is None else options.open
    wish = Wish(options.root, options.port, is_opened, console.is_coloured(sys.stderr), options.program)
    with showing(None):  # the preview tells in words of its own what it does
        preview_site(wish, Desk(options.root, clock), clock, console.tell)
    return Outcome(ExitCode.OK, "The preview has ended.")


def _has_desktop() -> bool:
    """Whether somebody is there whose browser can be opened; without a desktop one would open in the terminal."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _HIGHEST:
        raise argparse.ArgumentTypeError(f"“{text}” is no port; write a number up to {_HIGHEST}")
    return int(text)
