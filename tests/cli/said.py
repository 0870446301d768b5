"""Commands on a test's site, and what they say."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.sites import Site

DAY = "2026-07-01"


@dataclass(frozen=True)
class Said:
    """What a command said on standard output and on standard error, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Commands:
    """A site on which commands are run as of a day."""

    site: Site
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str, day: str = DAY) -> Said:
        """Run a command in this process."""
        self.capsys.readouterr()
        try:
            code = main([*arguments, "--as-of", day], default_root=self.site.root)
        except SystemExit as left:
            code = int(str(left.code))
        return Said(code, *self.capsys.readouterr())

    def file(self, path: str) -> Path:
        """Give a file by its path in `content/`."""
        return self.site.root / "content" / path


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True

    @classmethod
    def of(cls, monkeypatch: pytest.MonkeyPatch, run: Callable[[], object]) -> str:
        """Give what a terminal shows while something is run."""
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", terminal := cls())
            run()
        return terminal.getvalue()
