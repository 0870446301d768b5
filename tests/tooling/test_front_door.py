"""`build.py` starts the engine, or says in one line what is missing."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FRONT_DOOR = Path(__file__).parents[2] / "build.py"

ENGINE = """
import sys

def main(arguments=None, *, default_root, program):
    print(program, default_root, sys.argv[1:], sys.prefix)
    return 7
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the front door, and an engine that tells how it was started."""
    shutil.copy(FRONT_DOOR, tmp_path)
    (tmp_path / "lydelse").mkdir()
    (tmp_path / "lydelse" / "cli.py").write_text(ENGINE)
    return tmp_path


def start(site: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(site / "build.py"), *arguments]
    return subprocess.run(command, cwd=cwd or site, capture_output=True, text=True, check=False)


def test_it_passes_on_arguments_folder_and_exit_code(site: Path) -> None:
    run = start(site, "build", "--as-of", "2027-01-01", cwd=Path("/"))
    assert run.stdout == f"python build.py {site} ['build', '--as-of', '2027-01-01'] {sys.prefix}\n"
    assert (run.returncode, run.stderr) == (7, "")


def test_it_goes_on_in_the_virtual_environment_beside_it(site: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", site / ".venv"], check=True)
    run = start(site, "build")
    assert run.stdout == f"python build.py {site} ['build'] {site / '.venv'}\n"
    assert run.returncode == 7


@pytest.mark.skipif(os.name == "nt", reason="the link to a Python is made as on POSIX")
def test_a_broken_virtual_environment_is_entered_once(site: Path) -> None:
    (site / ".venv" / "bin").mkdir(parents=True)
    (site / ".venv" / "bin" / "python").symlink_to(sys.executable)
    assert start(site).returncode == 7


def test_a_missing_package_is_named_with_what_to_do(site: Path) -> None:
    (site / "lydelse" / "cli.py").write_text("import no_such_package")
    run = start(site)
    assert run.returncode == 2
    assert (
        run.stderr == "A package that Lydelse needs is missing (no_such_package). Install them all with: make build\n"
    )


def test_a_fault_of_the_engine_is_not_taken_for_a_missing_package(site: Path) -> None:
    (site / "lydelse" / "cli.py").write_text("from lydelse import nothing")
    assert "nothing" in start(site).stderr.splitlines()[-1]


def test_an_interrupt_while_the_packages_are_loaded_ends_it_without_a_traceback(site: Path) -> None:
    (site / "lydelse" / "cli.py").write_text("raise KeyboardInterrupt")
    run = start(site)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def test_an_old_python_is_told_what_is_needed(site: Path) -> None:
    code = (site / "build.py").read_text().replace("sys.version_info", "(3, 9, 2)")
    (site / "build.py").write_text(code)
    run = start(site)
    assert run.returncode == 2
    assert run.stderr == "Lydelse needs Python 3.11 or newer; this is Python 3.9.\n"


def test_old_pythons_can_parse_it() -> None:
    ast.parse(FRONT_DOOR.read_text(), feature_version=(3, 4))
