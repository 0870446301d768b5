"""The guide to the register names every key, and its script finds what it says it finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lydelse.cli import main
from lydelse.model import EntryKind
from tests.docs.documents import blocks, code_words, first_column, part, read
from tests.sites import Site

GUIDE = read("docs/register.md")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("sealed"))
    site.version("2026-01-01", {"introduction": "Terms by Eva Ek. [Form](files/form.pdf)"})
    site.write("content/terms/2026-01-01/files/form.pdf", "%PDF")
    site.version("2026-02-01", {"introduction": "Other terms."})
    site.version("2026-03-01", {"introduction": "New terms."})
    day = ["--as-of", "2026-07-01"]
    assert main(["seal", *day], default_root=site.root) == 0
    site.version("2026-02-15", {"introduction": "More terms."})
    assert main(["seal", "--late", "terms", *day], default_root=site.root) == 0
    assert main(["seal", "terms", "--redact", "Eva Ek", "--reason", "Asked", *day], default_root=site.root) == 0
    assert main(["build", *day], default_root=site.root) == 0
    return site.root / "site/en/terms-en"


def check(register: Path, *texts: Path) -> tuple[int, str]:
    """Run the script of the guide."""
    (script,) = (block.text for block in blocks(GUIDE) if block.kind == "python")
    assert len(script.strip().splitlines()) <= 20
    done = subprocess.run([sys.executable, "-c", script, register, *texts], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_every_key_of_an_entry_is_told(sealed: Path) -> None:
    lines = (sealed / "register.jsonl").read_text(encoding="utf-8").splitlines()
    found = {key for line in lines[:-1] for key in json.loads(line)}
    told = code_words(first_column(part(GUIDE, "The file")))
    assert set(told) == found
    kinds = next(line for line in GUIDE.splitlines() if line.startswith("| `kind`"))
    assert all(f"`{kind}`" in kinds for kind in EntryKind)


def test_the_script_finds_that_all_is_well(sealed: Path) -> None:
    texts = sorted(sealed.glob("*/text.md"))
    code, said = check(sealed / "register.jsonl", *texts)
    assert code == 0, said
    assert said.count("in en, sealed 2026-07-01") == len(texts) == 4
    assert "10 entries" in said


def test_the_script_finds_what_was_altered(sealed: Path, tmp_path: Path) -> None:
    lines = (sealed / "register.jsonl").read_bytes().splitlines(keepends=True)
    register = tmp_path / "register.jsonl"
    register.write_bytes(b"".join([*lines[:2], lines[2].replace(b"2026", b"2025", 1), *lines[3:]]))
    assert check(register) == (1, "The chain breaks between entries 3 and 4.\n")
    register.write_bytes(b"".join([*lines[:-2], lines[-1]]))
    assert check(register) == (1, "The register was cut off, or its last entry was altered.\n")
    text = tmp_path / "text.md"
    text.write_bytes((sealed / "2026-03-01/text.md").read_bytes().replace(b"New", b"Old"))
    assert f"{text}: NOT sealed" in check(sealed / "register.jsonl", text)[1]
