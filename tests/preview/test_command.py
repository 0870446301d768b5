"""`serve` as a process: it withstands a hundred saves, leaks nothing, and ends when it's told to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.request import urlopen

import pytest

from tests.preview.running import until
from tests.sites import AS_OF, Site, revision

BUILD = Path(__file__).parents[2] / "build.py"
FILE = "content/terms/2026-01-01/rights.en.md"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")


@dataclass
class Served:
    """A preview in a process of its own."""

    process: subprocess.Popen[str]
    said: list[str]
    address: str

    def page(self, path: str) -> str:
        """Give the text at a path."""
        with urlopen(f"{self.address}{path}", timeout=20) as answer:  # noqa: S310 - it's our own address
            return str(answer.read().decode())

    @property
    def handles(self) -> int:
        """How many files the process holds open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))  # noqa: PTH208 - only their number matters


@contextmanager
def served(root: Path, *arguments: str) -> Iterator[Served]:
    command = [sys.executable, str(BUILD), "serve", "--root", str(root), "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said: list[str] = []
    assert process.stderr is not None
    thread = Thread(target=said.extend, args=(process.stderr,))
    thread.start()
    try:
        until(lambda: process.poll() is not None or re.search(r"http://\S+", "".join(said)))
        found = re.search(r"http://\S+/", "".join(said))
        assert found is not None, said
        yield Served(process, said, found[0])
    finally:
        process.kill()
        process.wait()
        thread.join()
        process.stderr.close()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, ["en"])
    site.version("2026-01-01", {"rights": "Ask us."})
    return site


def test_after_a_hundred_saves_the_last_one_shows_and_nothing_is_leaked(site: Site) -> None:
    with served(site.root, "--as-of", str(AS_OF)) as preview:
        until(lambda: "Ask us." in preview.page("en/terms-en/"))
        # Watching begins after the first page: it has its handles when it has seen a save.
        site.write(FILE, revision("rights", "Ask us now."))
        until(lambda: "Ask us now." in preview.page("en/terms-en/"))
        handles = preview.handles
        for number in range(100):
            site.write(FILE, "---\ntitel: Broken" if number == 50 else revision("rights", f"Save {number}."))
            sleep(0.02)
        until(lambda: "Save 99." in preview.page("en/terms-en/"))
        assert "Nothing is wrong" in preview.page("_preview/")
        until(lambda: preview.handles <= handles + 1)


def test_it_shows_the_day_that_is_asked_for(site: Site) -> None:
    site.version("2027-01-01", {"rights": "Ask us then."})
    with served(site.root, "--as-of", "2027-02-01") as preview:
        page = preview.page("en/terms-en/")
        assert "Ask us then." in page
        assert "Preview, as of 2027-02-01" in page


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_well_when_it_is_told_to(site: Site, number: signal.Signals) -> None:
    with served(site.root) as preview:
        preview.page("")
        preview.process.send_signal(number)
        assert preview.process.wait(20) == 0
        assert not any("Traceback" in line for line in preview.said)


def test_it_touches_nothing_that_was_built(site: Site) -> None:
    built = site.write("site/index.html", "built")
    with served(site.root) as preview:
        preview.page("")
    assert [path.name for path in built.parent.iterdir()] == ["index.html"]


@pytest.mark.parametrize("port", ["x", "-1", "65536"])
def test_what_is_no_port_is_refused(site: Site, port: str) -> None:
    command = [sys.executable, str(BUILD), "serve", "--root", str(site.root), f"--port={port}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is no port" in done.stderr
