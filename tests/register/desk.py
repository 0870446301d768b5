"""The editor's commands on a test's site, and what they say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from lydelse.cli import main
from tests.sites import POLICY, Site

FOLDER = f"content/{POLICY}"
REGISTER = f"{FOLDER}/register.jsonl"
DAY = "2026-07-01"


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    text: str

    def codes(self) -> list[str]:
        """The codes of the problems, with the file in which each is."""
        lines = [line for line in self.text.splitlines() if line.startswith("content/")]
        parts = [line.removeprefix(f"{FOLDER}/").replace(" warning:", "").split(" ") for line in lines]
        return [f"{place.split(':')[0]} {code.removesuffix(':')}" for place, code, *_ in parts if code.endswith(":")]


@dataclass(frozen=True)
class Desk:
    """A site on which commands are run as of a day."""

    site: Site
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str, day: str = DAY) -> Said:
        """Run a command in this process."""
        self.capsys.readouterr()
        command, *others = arguments
        code = main([command, "--as-of", day, *others], default_root=self.site.root)
        captured = self.capsys.readouterr()
        return Said(code, captured.out + captured.err)

    def seal(self, *arguments: str, day: str = DAY) -> list[dict[str, Any]]:
        """Seal, and give the entries of the register."""
        said = self.run("seal", *arguments, day=day)
        assert said.code == 0, said.text
        return self.entries

    def build(self, *arguments: str, day: str = DAY) -> Said:
        """Build the site."""
        return self.run("build", *arguments, day=day)

    @property
    def lines(self) -> list[str]:
        """The lines of the register."""
        return self.read(REGISTER).splitlines()

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries of the register, without the line that closes it."""
        return [json.loads(line) for line in self.lines[:-1]]

    def keep(self, *lines: str) -> None:
        """Make these the lines of the register."""
        self.site.write(REGISTER, "".join(f"{line}\n" for line in lines))

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.site.root / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Put a text in the place of another in a file of the policy's folder."""
        text = self.read(f"{FOLDER}/{path}")
        assert old in text
        self.site.write(f"{FOLDER}/{path}", text.replace(old, new))
