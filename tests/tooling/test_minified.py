"""What is sent to visitors is made by a tool from sources that people read."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lydelse.banner.snippet import FILES
from tests.judges import needs

ROOT = Path(__file__).resolve().parents[2]
BANNER = ROOT / "layouts" / "banner"


def test_the_shipped_files_are_those_that_the_sources_give(tmp_path: Path) -> None:
    if not (ROOT / "tools" / "node_modules" / "terser").is_dir():
        needs.missing("terser isn't installed; with npm on the machine, run: make test")
    subprocess.run([needs.command("node"), ROOT / "tools" / "minify.mjs", tmp_path], check=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in (BANNER / "shipped").iterdir()}


def test_every_piece_is_used() -> None:
    assert {path.name for path in (BANNER / "shipped").iterdir()} == set(FILES)
