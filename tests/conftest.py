"""Settings of all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

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
    """Give how many processes `--numprocesses auto` means: two for each processor, since what browsers, servers and
    other processes are doing takes as long as the tests' own work."""
    return 2 * (os.cpu_count() or 1)
