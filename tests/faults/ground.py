"""What the machine's faults are let loose on: a site of two versions that a build is about to replace.

Its stylesheet changes, too, so that a file of the old site lingers in the new one.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from lydelse.build import build
from lydelse.problems import Report
from tests.means import means
from tests.publish.helpers import snapshot
from tests.sites import Site

REPOSITORY = Path(__file__).parents[2]
BEFORE, AS_OF = date(2026, 1, 15), date(2026, 7, 1)

PROGRAM = "import sys; from pathlib import Path; from lydelse.cli import main; sys.exit(main(default_root=Path()))"

Files = dict[str, bytes]


class Start(StrEnum):
    """What stands in the folder before the build."""

    OLD = "old site"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder to copy, and what the site in a copy may hold.

    `sites` is the site by its start; `built` is what a build makes of it, and `settled` what the next one does, when
    nothing lingers any more.
    """

    folder: Path
    sites: dict[Start, Files | None]
    built: dict[Start, Files]
    settled: Files

    def copy(self, start: Start, root: Path) -> Path:
        """Make a copy in which a build can begin; give its root."""
        leave_out = () if start is Start.OLD else ("site",)
        shutil.copytree(self.folder, root, ignore=shutil.ignore_patterns(*leave_out))
        return root


def make_ground(folder: Path) -> Ground:
    """Make the folder."""
    site = Site(folder)
    site.version("2026-01-01", {"rights": "You may ask us.", "contact": "Write to us."})
    site.version("2027-01-01", {"rights": "You may ask us, or write to us."}, published="2026-02-01")
    build_in_process(folder, BEFORE)
    old = snapshot(folder / "site")
    site.write("layouts/css/print.css", "@media print { a { color: black; } }")
    spare = folder.with_name(f"{folder.name}-built")
    shutil.copytree(folder, spare)
    build_in_process(spare)
    built = snapshot(spare / "site")
    build_in_process(spare)
    settled = snapshot(spare / "site")
    shutil.rmtree(spare)
    return Ground(folder, {Start.OLD: old, Start.NOTHING: None}, {Start.OLD: built, Start.NOTHING: settled}, settled)


def build_in_process(root: Path, day: date = AS_OF) -> None:
    """Build a site that has nothing wrong with it."""
    report = Report()
    assert build(root, lambda _: day, report, means()) is not None, report.problems


def command(root: Path, *words: str) -> list[str]:
    """The engine as a command, which builds unless it is told otherwise. It writes no bytecode, so that every run calls
    the system alike."""
    return [sys.executable, "-B", "-c", PROGRAM, *arguments(root, *words)]


def arguments(root: Path, *words: str) -> list[str]:
    """What its command line says."""
    return ["--root", str(root), "--as-of", str(AS_OF), *(words or ("build", "--no-cache"))]
