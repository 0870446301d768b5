"""What is installed is what was locked; what is locked is asked about; what a release is made of is written down."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from lydelse import __version__
from tests.judges import needs

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make isn't there")


NODE = ("tests/judges", "tests/lighthouse", "tools")
"""The folders with packages from npm. Those of the benchmarks are what is measured, old ones among them."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clone's Makefile and locks, with this Python as the virtual environment that make has made."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "lydelse").mkdir()
    shutil.copy(ROOT / "lydelse" / "__init__.py", tmp_path / "lydelse")
    for place in NODE:
        (tmp_path / place).mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / place / name, tmp_path / place)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return tmp_path


def make(folder: Path, target: str, arguments: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PIP_"))}
    return subprocess.run(
        ["make", target, f"ARGS={arguments}"],
        cwd=folder,
        env=own | {"PIP_CONFIG_FILE": os.devnull} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


# Installing ------------------------------------------------------------------------------------------------------


def wheel(folder: Path, source: str) -> Path:
    """Make a package with one module."""
    metadata = "Metadata-Version: 2.1\nName: example\nVersion: 1.0\n"
    kind = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    members = {"example.py": source, "example-1.0.dist-info/METADATA": metadata, "example-1.0.dist-info/WHEEL": kind}
    digests = {
        path: base64.urlsafe_b64encode(sha256(text.encode()).digest()).rstrip(b"=").decode()
        for path, text in members.items()
    }
    record = "".join(f"{path},sha256={digests[path]},{len(text.encode())}\n" for path, text in members.items())
    members["example-1.0.dist-info/RECORD"] = record + "example-1.0.dist-info/RECORD,,\n"
    path = folder / "example-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


@pytest.mark.skipif(find_spec("pip") is None, reason="this Python has no pip")
def test_a_package_that_was_altered_is_not_installed(folder: Path) -> None:
    package = wheel(folder, "ALTERED = False\n")
    locked = package.read_bytes()
    digest = sha256(locked).hexdigest()
    (folder / "requirements" / "build.txt").write_text(f"example==1.0 \\\n    --hash=sha256:{digest}\n")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_TARGET": str(folder / "installed")}
    wheel(folder, "ALTERED = True\n")
    refused = make(folder, ".venv/.build", **offline)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert not (folder / "installed").exists()
    assert not (folder / ".venv" / ".build").exists()
    package.write_bytes(locked)
    accepted = make(folder, ".venv/.build", **offline)
    assert accepted.returncode == 0, accepted.stderr
    assert (folder / "installed" / "example.py").read_text() == "ALTERED = False\n"


# Asking ----------------------------------------------------------------------------------------------------------

VULNERABLE = {"vulns": [{"id": "EXAMPLE-1", "summary": "A hole.", "affected": []}]}
ADVISORY = {"id": 1, "url": "", "title": "A hole.", "severity": "high", "vulnerable_versions": "*"}


@contextmanager
def databases(python: Mapping[str, Any] | None, npm: Mapping[str, Any] | None) -> Iterator[str]:
    """Serve databases of vulnerabilities with one answer to everything; `None` is a fault of the server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer = npm if self.path.startswith("/-/npm/") else python
            self.send_response(500 if answer is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def audit(folder: Path, python: Mapping[str, Any] | None, npm: Mapping[str, Any] | None) -> tuple[int, str]:
    """Ask our own databases instead of those of the world; give the exit code and what is said."""
    needs.command("npm")
    require("pip_audit")
    (folder / ".venv" / ".test").touch()
    with databases(python, npm) as address:
        done = make(
            folder,
            "vulnerabilities",
            f"--vulnerability-service osv --osv-url {address} --cache-dir {folder / 'cache'}",
            npm_config_registry=address,
            npm_config_fetch_retries="0",
            npm_config_cache=str(folder / "npm"),
        )
    return done.returncode, done.stdout + done.stderr


def require(module: str) -> None:
    if find_spec(module) is None:
        needs.missing(f"{module} isn't installed; run: make test")


def test_packages_without_known_vulnerabilities_pass(folder: Path) -> None:
    code, said = audit(folder, {}, {})
    assert code == 0, said
    assert "No known vulnerabilities found" in said
    assert "found 0 vulnerabilities" in said


def test_a_known_vulnerability_is_told(folder: Path) -> None:
    code, said = audit(folder, VULNERABLE, {"axe-core": [ADVISORY]})
    assert code != 0
    assert re.search(r"^jinja2 +\S+ +EXAMPLE-1", said, re.MULTILINE)
    assert "axe-core" in said


@pytest.mark.parametrize(("python", "npm"), [(None, {}), ({}, None), (VULNERABLE, {}), ({}, {"axe-core": [ADVISORY]})])
def test_it_fails_when_either_has_a_fault_or_cannot_be_asked(
    folder: Path, python: Mapping[str, Any] | None, npm: Mapping[str, Any] | None
) -> None:
    code, said = audit(folder, python, npm)
    assert code != 0, said


def test_it_asks_about_every_lock() -> None:
    """A package that the database doesn't know is a failure, too."""
    makefile = (ROOT / "Makefile").read_text()
    locks = re.search(r"^LOCKS := (.*)", makefile, re.MULTILINE)
    assert locks is not None
    assert locks[1].split() == sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("requirements/*.txt"))
    assert "pip_audit --strict" in makefile
    found = [path.parent for pattern in ("*", "tests/*") for path in ROOT.glob(f"{pattern}/package-lock.json")]
    assert sorted(found) == [ROOT / place for place in NODE]


# Writing down ----------------------------------------------------------------------------------------------------


@pytest.fixture
def made(folder: Path) -> Path:
    """A folder in which the list of a release's parts has been written."""
    require("cyclonedx_py")
    (folder / ".venv" / ".test").touch()
    done = make(folder, "sbom", SOURCE_DATE_EPOCH="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def parts(folder: Path) -> dict[str, Any]:
    (path,) = (folder / "dist").iterdir()
    assert path.name == f"lydelse-{__version__}.cdx.json"
    document: dict[str, Any] = json.loads(path.read_bytes())
    return document


def test_the_list_names_every_package_of_the_lock_with_its_hashes(made: Path) -> None:
    document = parts(made)
    assert document["bomFormat"] == "CycloneDX"
    root = document["metadata"]["component"]
    assert (root["name"], root["version"]) == ("lydelse", __version__)
    listed = {
        (part["name"], part["version"]): {found["content"] for found in part["externalReferences"][0]["hashes"]}
        for part in document["components"]
    }
    lock = (ROOT / "requirements" / "build.txt").read_text()
    pins = re.findall(r"^([\w.-]+)==(\S+)(.*?)^    #", lock, re.MULTILINE | re.DOTALL)
    assert listed == {(name, version): set(re.findall(r"sha256:(\w+)", hashes)) for name, version, hashes in pins}


def test_the_list_is_the_same_each_time_it_is_written(made: Path) -> None:
    first = parts(made)
    assert "serialNumber" not in first
    assert "timestamp" not in first["metadata"]
    written = (made / "dist" / f"lydelse-{__version__}.cdx.json").read_bytes()
    make(made, "sbom", SOURCE_DATE_EPOCH="")
    assert (made / "dist" / f"lydelse-{__version__}.cdx.json").read_bytes() == written


def test_the_list_is_dated_by_the_environment_alone(made: Path) -> None:
    make(made, "sbom", SOURCE_DATE_EPOCH="1795302000")
    assert parts(made)["metadata"]["timestamp"].startswith("2026-11-21T23:00:00")
