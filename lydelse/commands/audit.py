"""`audit`: pages of a site, visited in a browser, are held against the declaration of cookies."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from lydelse import console
from lydelse.audit import Audit, Unreachable
from lydelse.auditing import Look, Unprepared, audit_site
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report

DESCRIPTION = """\
Visit pages of a site in Chromium, refuse, accept and withdraw consent, and hold every cookie, everything else that is
stored and every request to another host against the declaration in force. docs/audit.md explains what is found.
"""
EPILOG = """\
exit codes:
  0   nothing is wrong (notes are no faults, unless --strict)
  1   something is
  2   the content, the command or what it needs is at fault
  74  the site or the browser can't be reached
"""
_LONGEST = 60
"""Seconds that a look can last."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("url", metavar="URL", type=_address, help="the first page, like https://www.example.com/")
    parser.add_argument(
        "--pages", metavar="N", type=_count, default=5, help="how many pages of the same host to visit (default: 5)"
    )
    parser.add_argument(
        "--wait", metavar="SECONDS", type=_seconds, default=2.0, help="how long each look lasts (default: 2)"
    )
    parser.add_argument(
        "--allow",
        metavar="HOST",
        action="append",
        default=[],
        help="another host that pages may ask at any time, with the hosts below it; can be repeated",
    )
    parser.add_argument(
        "--allow-accepted",
        metavar="HOST",
        action="append",
        default=[],
        help="one that they may ask once everything is accepted; can be repeated",
    )
    parser.add_argument("--browser", metavar="PATH", type=Path, help="the Chromium to use (default: the machine's)")
    parser.add_argument("--json", action="store_true", help="print the outcome for programs")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Audit; print what was found."""
    look = Look(
        options.url,
        options.pages,
        options.wait,
        options.browser,
        tuple(host.lower() for host in options.allow),
        tuple(host.lower() for host in options.allow_accepted),
    )
    try:
        audit = audit_site(options.root, Clock.of(options.as_of), look, report, _watch(options.pages))
    except Unprepared as unprepared:
        return Outcome(ExitCode.CONFIGURATION, f"{unprepared}\n    {unprepared.hint}")
    except Unreachable as unreachable:
        return Outcome(ExitCode.IO, str(unreachable))
    if audit is None:
        return Outcome(
            ExitCode.CONFIGURATION, "The content has to be mended first, as told above; no page was visited."
        )
    text = audit.json if options.json else "\n".join(audit.lines)
    is_summary = not options.json and not audit.findings
    return Outcome(_code(audit, strict=options.strict), text, is_result=True, is_summary=is_summary)


def _code(audit: Audit, *, strict: bool) -> ExitCode:
    return ExitCode.CONTENT if audit.faults or (strict and audit.findings) else ExitCode.OK


def _watch(pages: int) -> Callable[[str], None]:
    """Show which page is visited: each takes some seconds."""
    visited = count(1)

    def watch(url: str) -> None:
        if not console.is_quiet():
            console.show(f"page {next(visited)} of {pages} at most: {ascii(url)[1:-1]}", is_passing=False)

    return watch


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"“{text}” is no address; write it like https://www.example.com/")
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of pages; write it like 5")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _LONGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds up to {_LONGEST}; write it like 2")
    return seconds
