"""What is sent to visitors is made by a tool from sources that people read."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lydelse.banner.snippet import FILES
from tests.judges import needs

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = ROOT / "layouts"


def test_the_shipped_files_are_those_that_the_sources_give(tmp_path: Path) -> None:
    if not (ROOT / "tools" / "node_modules" / "terser").is_dir():
        needs.missing("terser isn't installed; with npm on the machine, run: make test")
    subprocess.run([needs.command("node"), ROOT / "tools" / "minify.mjs", tmp_path], check=True)
    made = _texts(tmp_path)
    assert made
    assert made == _texts(LAYOUTS)


def test_every_piece_is_used() -> None:
    assert {path.name for path in (LAYOUTS / "banner" / "shipped").iterdir()} == set(FILES)


def _texts(folder: Path) -> dict[str, str]:
    """What is shipped below a folder, by path."""
    found = folder.glob("*/shipped/*")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}
