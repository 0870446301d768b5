"""The Chromium of the machine, driven by Playwright: it asks nothing of its own, and keeps nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from lydelse.audit.seen import Unreachable

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# Visitors are private windows, in which Chromium keeps other hosts from storing anything unless it is told to let them;
# in plain windows, which most people have, it lets them.
_PREFERENCES = {"profile": {"cookie_controls_mode": 0}}
_HOW = "Install it (apt install chromium, or: python -m playwright install chromium), or name one with --browser."


@contextmanager
def chromium(named: Path | None) -> Iterator[Browser]:
    """Start Chromium without a window, in a new folder for its profile that goes away with it.

    Args:
        named: the program; without it that of the machine, or else the one that Playwright installed.

    Raises:
        Unreachable: there is none, or it doesn't start.
    """
    with sync_playwright() as playwright, TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = _launched(playwright, _program(playwright, named), Path(folder))
        try:
            if context.browser is None:
                raise Unreachable("Playwright", "it is too old to give the browser of a profile. Install a newer one.")
            yield context.browser
        finally:
            context.close()


def _program(playwright: Playwright, named: Path | None) -> str:
    found = str(named) if named else next(filter(None, map(shutil.which, _COMMANDS)), None)
    program = found or playwright.chromium.executable_path
    if not Path(program).is_file():
        raise Unreachable(str(named or "Chromium"), f"there is no such program. {_HOW}")
    return program


def _launched(playwright: Playwright, program: str, folder: Path) -> BrowserContext:
    preferences = folder / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps(_PREFERENCES), encoding="utf-8")
    # Chromium refuses to start as root, as in a container, unless it is told to do without its sandbox.
    as_root = ("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()
    try:
        return playwright.chromium.launch_persistent_context(folder, executable_path=program, args=[*_FLAGS, *as_root])
    except Error as error:
        raise Unreachable(program, f"it doesn't start: {first_line(error)}") from error


def first_line(error: Error) -> str:
    """Give what an error of Playwright says, without the log behind it."""
    return error.message.strip().partition("\n")[0].rpartition("Page.goto: ")[2]
