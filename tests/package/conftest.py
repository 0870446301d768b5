"""The package as it is handed on, installed into an environment that knows nothing of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.clones import IN_THE_EXAMPLES, ROOT
from tests.once import made_once

_PATIENCE = 60
"""Seconds after which a preview is given up; no test depends on less."""


def build_package(folder: Path) -> None:
    """Build the source archive and from it the wheel; nothing is fetched."""
    builder = [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(builder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def archives_in(folder: Path) -> tuple[Path, Path]:
    """Give the source archive and the wheel that were built into a folder."""
    (source,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return source, wheel


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive and the wheel."""
    pytest.importorskip("build", reason="build isn't installed; run: make test")
    pytest.importorskip("hatchling", reason="hatchling isn't installed; run: make test")
    return archives_in(made_once(tmp_path_factory, "dist", build_package))


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it: its folder, and where commands are run."""

    environment: Path
    folder: Path

    @property
    def program(self) -> Path:
        """The command."""
        return self.environment / "bin" / "lydelse"

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the command, as of a day of its own."""
        return subprocess.run(
            [self.program, *arguments],
            cwd=cwd or self.folder,
            env=_variables(),
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def served(self, cwd: Path) -> Iterator[str]:
        """Serve a site; give the address, and in the end see to it that the preview ends well."""
        command = [str(self.program), "serve", "--port", "0", "--no-open"]
        said = self.folder / "said.txt"
        with said.open("wb") as file:
            process = subprocess.Popen(command, cwd=cwd, env=_variables(), stderr=file)
        until = monotonic() + _PATIENCE
        try:
            while not (found := re.search(r"http://\S+/", said.read_text(encoding="utf-8"))):
                assert process.poll() is None, said.read_text(encoding="utf-8")
                assert monotonic() < until
                sleep(0.05)
            yield found[0]
            process.terminate()
            assert process.wait(_PATIENCE) == 0
        finally:
            process.kill()
            process.wait()


def _variables() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SOURCE_DATE"))}
    return kept | {"SOURCE_DATE_EPOCH": IN_THE_EXAMPLES}


@pytest.fixture(scope="session")
def installed(archives: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed as pip does it. The packages that it needs are those of the tests, which nobody fetches."""
    pytest.importorskip("pip", reason="this Python has no pip")
    environment = made_once(tmp_path_factory, "environment", lambda folder: _install(archives[1], folder))
    return Installed(environment, tmp_path_factory.mktemp("elsewhere"))


def _install(wheel: Path, environment: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python"), "install", "--quiet"]
    alone = ["--no-index", "--no-deps", "--no-compile"]
    subprocess.run([*pip, *alone, str(wheel)], env=_variables(), check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "packages-of-the-tests.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")


@pytest.fixture(scope="session")
def begun(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that init began, and that was built: a copy for this process, which can work in it."""

    def begin(folder: Path) -> None:
        done = installed.run("init", "my-policies", "--languages", "sv,en", "--name", "Trädgården & Co", cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        built = installed.run("build", "--strict", cwd=folder / "my-policies")
        assert (built.returncode, built.stderr) == (0, "")

    site = installed.folder / "my-policies"
    shutil.copytree(made_once(tmp_path_factory, "begun", begin) / site.name, site)
    return site
