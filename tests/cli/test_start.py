"""What is asked for isn't kept waiting by what it doesn't need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import Site

REPOSITORY = Path(__file__).resolve().parents[2]
_OF_PYTHON = ("dataclasses", "difflib", "inspect", "subprocess")
_OTHERS = ("babel", "jinja2", "lxml", "markdown", "markupsafe", "nh3", "rapidfuzz", "tornado", "yaml")
HEAVY = frozenset((*_OF_PYTHON, *_OTHERS))
"""Packages that take their time to load."""
PATH = f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})"
HELP = """
from pathlib import Path
from lydelse.cli import main
main([%r], default_root=Path("no-site"))
"""
BUILD = """
from pathlib import Path
from lydelse.cli import main
main(["--root", %r, "build", "--no-cache", "--jobs", "1"], default_root=Path("no-site"))
sys.exit()
"""
PREVIEW = """
from lydelse import previewing
from lydelse.preview import desk
sys.exit()
"""
GLIMPSE = """
import sys
from datetime import date
from pathlib import Path
from lydelse.preview.desk import Desk
glimpse = Desk(Path(%r), lambda _: date(2026, 3, 1)).glimpse()
assert glimpse.file("index.html") and glimpse.file("en/terms-en/2026-01-01/index.html")
assert glimpse.file("en/terms-en/index.html")
sys.exit()
"""
FRONT = """
from lydelse import cli, commands
commands.load("build")
cli._parser(None, "lydelse").parse_args(["build", "--strict"])
sys.exit()
"""


def loaded_by(program: str) -> set[str]:
    """Give the modules that are loaded when a program ends."""
    whole = f"{PATH}\ntry:\n    exec({program!r})\nexcept SystemExit:\n    print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-I", "-c", whole], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_needs_none_of_what_commands_need(option: str) -> None:
    loaded = loaded_by(HELP % option)
    assert "lydelse.cli" in loaded
    assert not loaded & (HEAVY | {"lydelse.model", "lydelse.build", "zoneinfo"})


def test_a_build_can_look_around_before_anything_heavy_is_loaded() -> None:
    loaded = loaded_by(FRONT)
    assert "lydelse.commands.build" in loaded
    assert not loaded & (HEAVY | {"lydelse.model", "lydelse.build", "lydelse.read", "lydelse.publish"})


def test_a_build_by_one_process_loads_nothing_for_several_nor_for_texts_that_others_rendered(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "You may ask us."})
    site.version("2026-02-01", {"rights": "You may ask us for *more*."})
    loaded = loaded_by(BUILD % str(tmp_path))
    assert (tmp_path / "site" / "index.html").exists()
    assert {"lydelse.shares.works", "lydelse.compare.engine"} <= loaded
    assert not loaded & {"lydelse.shares.pool", "concurrent.futures.process", "lxml"}


def test_a_preview_needs_none_of_what_publishes_a_site() -> None:
    loaded = loaded_by(PREVIEW)
    assert "lydelse.preparing" in loaded
    assert not loaded & {"lydelse.build", "lydelse.shares", "lydelse.paper", "lxml"}


def test_the_page_of_a_version_needs_nothing_that_compares_texts(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "You may ask us."})
    site.version("2026-02-01", {"rights": "You may ask us for *more*."})
    loaded = loaded_by(GLIMPSE % str(tmp_path))
    assert {"lydelse.compose.policy_page", "lydelse.compose.lists"} <= loaded
    of_history = ("beside", "changelog", "chooser", "compared", "comparison_page", "search", "wordings")
    assert not loaded & {"lydelse.compare", "rapidfuzz", *(f"lydelse.compose.{name}" for name in of_history)}
