"""Builds that run at once, and readers who are there while one site replaces another.

A reader sees a *whole page* when it gets the page as one build made it, and every stylesheet and script that the page
names as the same build made them, even if another site was published between the one request and the next.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin

import pytest

from lydelse import addresses
from lydelse.model import SiteFile
from lydelse.publish import publish, system
from tests.faults.ground import REPOSITORY, Ground, Start, build_in_process, command
from tests.publish.helpers import names, snapshot

PUBLISHES = 200
PAGES = [f"{number}/" for number in range(5)]
NAMED = re.compile(rb'(?:href|src)="([^"]+)"')


def test_of_six_builds_at_once_each_publishes_or_gives_way(ground: Ground, tmp_path: Path) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    builds = [
        subprocess.Popen(command(root), cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    said = [build.communicate() for build in builds]
    codes = [build.returncode for build in builds]
    assert set(codes) <= {0, 75}
    assert 0 in codes
    busy = f"Another build is writing {root / 'site'}. Wait until it is done, then build again.\n"
    assert all(text == ("", busy) for text, code in zip(said, codes, strict=True) if code == 75)
    # What lingers from the old site is gone when one of them found the new one already.
    assert snapshot(root / "site") in (ground.built[Start.OLD], ground.settled)
    assert names(root) == ["content", "layouts", "site"]


def test_a_page_fetched_before_the_exchange_finds_its_files_after_it(ground: Ground, tmp_path: Path) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    page = root / "site" / "sv" / "index.html"
    before = page.read_bytes()
    build_in_process(root)
    assert page.read_bytes() != before
    named = [page.parent / name.decode() for name in NAMED.findall(before) if b"assets/" in name]
    assert named
    assert all(file.is_file() for file in named)


def test_what_stays_from_the_site_before_is_nothing_foreign(ground: Ground, tmp_path: Path) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    build_in_process(root)
    done = subprocess.run(command(root, "verify"), cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (root / "site" / "assets" / "foreign.css").touch()
    done = subprocess.run(command(root, "verify"), cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert "foreign.css" in done.stderr


@dataclass(slots=True)
class Reader:
    """Fetches all pages with all that they name, over and over."""

    address: str
    sites: dict[str, dict[str, bytes]]
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.done.is_set():
            for page in PAGES:
                self._read(page)

    def _read(self, page: str) -> None:
        text = self._fetch(page)
        builds = [name for name, files in self.sites.items() if files[addresses.file_of(page)] == text]
        if not builds:
            self.faults.append(f"{page} is missing or mixed: {text[:80]!r}")
            return
        self.seen.update(builds)
        for named in NAMED.findall(text):
            path = urljoin(page, named.decode())
            if self._fetch(path) != self.sites[builds[0]].get(path):
                self.faults.append(f"{page} of {builds[0]} lacks {path}")

    def _fetch(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310  our own server
                return bytes(answer.read())
        except HTTPError as error:
            return str(error).encode()


@pytest.mark.skipif(system._function("renameat2") is None, reason="this system can't exchange folders")
def test_readers_see_whole_pages_only_during_many_publishes(tmp_path: Path) -> None:
    sites = {name: site_of(name) for name in ("first", "second")}
    publish_site(sites["first"], tmp_path / "site")
    with serving(tmp_path / "site") as address:
        reader = Reader(address, sites)
        thread = threading.Thread(target=reader.run)
        thread.start()
        try:
            for number in range(PUBLISHES):
                publish_site(sites["second" if number % 2 == 0 else "first"], tmp_path / "site")
        finally:
            reader.done.set()
            thread.join()
    assert reader.faults == []
    assert reader.seen == set(sites)


def site_of(name: str) -> dict[str, bytes]:
    """Make a site whose files are all others than those of another name."""
    style, script = f"/* {name} */".encode() * 500, f"// {name}\n".encode() * 500
    style_path = addresses.asset("lydelse.css", sha256(style).hexdigest())
    script_path = addresses.asset("lydelse.js", sha256(script).hexdigest())
    head = f'<link rel="stylesheet" href="../{style_path}"><script src="../{script_path}"></script>'
    pages = {addresses.file_of(page): f"{head}<p>{f'{name} {page} ' * 2000}</p>".encode() for page in PAGES}
    return {style_path: style, script_path: script, **pages}


def publish_site(files: dict[str, bytes], site: Path) -> None:
    publish((SiteFile(path, content) for path, content in files.items()), site, lingering=addresses.ASSETS)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site by a process of its own, as the README says."""
    server = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(site), "0"]
    with subprocess.Popen(server, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            port = re.search(r"port (\d+)", process.stdout.readline())
            assert port is not None
            yield f"http://127.0.0.1:{port[1]}/"
        finally:
            process.terminate()
