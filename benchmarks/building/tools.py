"""The packages of the others, in their locked versions, installed once into a folder below `.cache/`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_LOCKS = Path(__file__).with_name("locks")
_REQUIREMENTS = "requirements.txt"
_NODE_FILES = (".npmrc", "package.json", "package-lock.json")


class MissingError(Exception):
    """A program isn't there and can't be installed; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What is installed in a folder; what isn't yet is installed when it's asked for."""

    folder: Path

    def hugo(self) -> Path:
        """Give Hugo's program itself: the one beside it on the path starts a Python first.

        Raises:
            MissingError: it can't be installed.
        """
        found = next(self._environment().glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
        if found is None:
            raise MissingError("the package has no program for this machine")
        return found

    def python(self, module: str) -> tuple[str | Path, ...]:
        """Give how a program in Python is started.

        Raises:
            MissingError: it can't be installed.
        """
        return self._environment() / "bin" / "python", "-m", module

    def eleventy(self) -> tuple[str | Path, ...]:
        """Give how Eleventy is started.

        Raises:
            MissingError: it can't be installed.
        """
        node = shutil.which("node")
        if node is None or shutil.which("npm") is None:
            raise MissingError("Node or npm isn't there")
        place = self.folder / f"node-{_digest(*_NODE_FILES)}"
        if not _is_done(place):
            _begin(place)
            for name in _NODE_FILES:
                shutil.copy(_LOCKS / name, place)
            _do(["npm", "ci", "--silent"], place)
            _finish(place)
        return node, place / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"

    def _environment(self) -> Path:
        place = self.folder / f"python-{_digest(_REQUIREMENTS)}"
        python = place / "bin" / "python"
        if not _is_done(place):
            _begin(place)
            _do([sys.executable, "-m", "venv", place], place)
            pip = ("-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "--requirement")
            _do([python, *pip, _LOCKS / _REQUIREMENTS], place)
            _finish(place)
        return place


def _digest(*names: str) -> str:
    """Give what makes a folder stand for its locks: with another lock, it's another folder."""
    return sha256(b"".join((_LOCKS / name).read_bytes() for name in names)).hexdigest()[:12]


def _is_done(place: Path) -> bool:
    return (place / ".done").is_file()


def _begin(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)


def _finish(place: Path) -> None:
    (place / ".done").touch()


def _do(command: Sequence[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError((done.stderr or done.stdout).strip().splitlines()[-1][:300] or "it can't be installed")
