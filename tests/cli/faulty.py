"""One small site without a fault, and what is needed to say: do this to it, and the build says that, whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from lydelse.cli import main

AS_OF = "2026-07-01"

# The files that most faults are made in.
POLICY = "terms/policy.yaml"
FIRST = "terms/2026-01-01/version.yaml"
SECOND = "terms/2026-06-01/version.yaml"
SWEDISH = "terms/2026-06-01/rights.sv.md"
ENGLISH = "terms/2026-06-01/rights.en.md"

SITE = {
    "site.yaml": """\
organisation: Example Ltd
languages: [sv, en]
base_url: https://policy.example.com/
time_zone: Europe/Stockholm
""",
    "terms/policy.yaml": """\
slug:
  sv: villkor
  en: terms
""",
    "terms/2026-01-01/version.yaml": """\
published: 2025-12-01
significance: material
summary:
  sv: Den första versionen.
  en: The first version.
title:
  sv: Villkor
  en: Terms
sections: [introduction, rights]
""",
    "terms/2026-01-01/introduction.sv.md": "---\n---\n\nVälkommen.\n",
    "terms/2026-01-01/introduction.en.md": "---\n---\n\nWelcome.\n",
    "terms/2026-01-01/rights.sv.md": "---\ntitle: Rättigheter\n---\n\nFråga oss.\n",
    "terms/2026-01-01/rights.en.md": "---\ntitle: Rights\n---\n\nAsk us.\n",
    "terms/2026-06-01/version.yaml": """\
published: 2026-05-01
significance: editorial
summary:
  sv: Ett ord är nytt.
  en: One word is new.
follows: 2026-01-01
""",
    "terms/2026-06-01/rights.sv.md": "---\ntitle: Rättigheter\n---\n\nSkriv till oss.\n",
    "terms/2026-06-01/rights.en.md": "---\ntitle: Rights\n---\n\nWrite to us.\n",
    "privacy/policy.yaml": "slug: {sv: integritet, en: privacy}\n",
    "privacy/2026-03-01/version.yaml": """\
published: 2026-02-01
significance: material
summary: {sv: Den första., en: The first.}
title: {sv: Integritet, en: Privacy}
sections: [cookies]
""",
    "privacy/2026-03-01/cookies.sv.md": "---\ntitle: Kakor\n---\n\nInga.\n",
    "privacy/2026-03-01/cookies.en.md": "---\ntitle: Cookies\n---\n\nNone.\n",
}

Edit: TypeAlias = Callable[[Path], None]
"""Changes something below the folder `content/`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What an editor does to the site above, and everything that the build then says.

    `report` ends with the summary; the sentence that the site is as it was is added by the test.
    """

    name: str
    edits: tuple[Edit, ...]
    report: str
    code: int = 1


def write_site(root: Path) -> None:
    """Write the site that has no fault."""
    for path, text in SITE.items():
        write(path, text)(root / "content")


def write(path: str, content: str | bytes) -> Edit:
    """Write a file, whether it is there or not."""

    def edit(folder: Path) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def append(path: str, text: str) -> Edit:
    """Add lines at the end of a file."""

    def edit(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def replace(path: str, old: str, new: str) -> Edit:
    """Replace the one place in a file that reads `old`."""

    def edit(folder: Path) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} doesn't stand once in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def remove(path: str) -> Edit:
    """Delete a file."""

    def edit(folder: Path) -> None:
        (folder / path).unlink()

    return edit


def rename(old: str, new: str) -> Edit:
    """Rename a file or folder."""

    def edit(folder: Path) -> None:
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / old).rename(folder / new)

    return edit


def link(path: str, target: str) -> Edit:
    """Put a symbolic link in the place of a file."""

    def edit(folder: Path) -> None:
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(target)

    return edit


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Give the bytes of every file below a folder, and when it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def assert_reported(fault: Fault, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Do to a built site what the fault says: the build says exactly that, and leaves the built site alone."""
    for edit in fault.edits:
        edit(root / "content")
    before = snapshot(root / "site")
    code = main(["--as-of", AS_OF], default_root=root)
    said = capsys.readouterr()
    assert said.err == f"{fault.report} The site is as it was before.\n"
    assert (code, said.out) == (fault.code, "")
    assert snapshot(root / "site") == before
