"""Settings of all tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.judges import chromium

# A shell that starts the tests in the background has them ignore Ctrl-C, nohup the end of the terminal; what they start
# would inherit that.
for number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

# No test is timed. In CI the examples are the same on every run, so that a change alone can make a test fail.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")

# What is said is in colour where a test says so, whatever the machine that runs the tests asks for.
for name in ("NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(name, None)
os.environ["TERM"] = "xterm"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Give how many processes `--numprocesses auto` means: three for two processors, since tests wait for browsers,
    servers and disks some of their time."""
    return 3 * (os.cpu_count() or 1) // 2 or 1


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests of a process, in which Playwright allows for one."""
    executable = chromium.executable()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=chromium.FLAGS)
        yield started
        started.close()
