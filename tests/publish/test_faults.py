"""Whatever goes wrong, the site is the old one or the new one, whole, and the next build tidies up."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lydelse.model import SiteFile
from lydelse.publish import Busy, OutputError, publish, publishing, system
from tests.publish.helpers import files, names, snapshot
from tests.publish.unprivileged import unprivileged

OLD = {"index.html": "old", "sv/index.html": "old", "sv/gone.html": "old"}
NEW = {"index.html": "new", "sv/index.html": "new", "en/index.html": "new"}
ROOT = Path(__file__).parents[2]

SLOW_BUILD = """
import sys
from pathlib import Path
from lydelse.model import SiteFile
from lydelse.publish import publish

def slow():
    yield SiteFile("index.html", b"half")
    print("half", flush=True)
    sys.stdin.read()

publish(slow(), Path(sys.argv[1]))
"""

BUILD = """
import sys
from pathlib import Path
from lydelse.publish import OutputError, publish

try:
    publish([], Path(sys.argv[1]))
except OutputError as error:
    print(error)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    publish(files(OLD), tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def slow_build(site: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in another process that has written half of its site and waits."""
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, site],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        yield process
        process.kill()


def failing(number: int, *, when: Callable[..., bool] = lambda *_: True, then: Any = None) -> Callable[..., Any]:
    """A function that fails as the system does."""

    def fail(*arguments: Any, **named: Any) -> Any:
        if when(*arguments):
            raise OSError(number, os.strerror(number))
        return then(*arguments, **named)

    return fail


def assert_untouched(site: Path) -> None:
    held = snapshot(site)
    assert {path: held[path].decode() for path in OLD} == OLD
    assert held.keys() == {*OLD, "SHA256SUMS", ".gitkeep"}
    assert names(site.parent) == ["site"]


def assert_new(site: Path) -> None:
    held = snapshot(site)
    assert {path: held[path].decode() for path in NEW} == NEW
    assert held.keys() == {*NEW, "SHA256SUMS", ".gitkeep"}
    assert names(site.parent) == ["site"]


# The build stops ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [RuntimeError("a fault"), KeyboardInterrupt(), OSError(errno.EIO, "elsewhere")])
def test_what_composing_raises_goes_through(site: Path, error: BaseException) -> None:
    def stopped() -> Iterator[SiteFile]:
        yield SiteFile("index.html", b"half")
        raise error

    with pytest.raises(type(error)) as caught:
        publish(stopped(), site)
    assert caught.value is error
    assert_untouched(site)


def test_a_path_that_comes_twice_leaves_the_old_site(site: Path) -> None:
    with pytest.raises(ValueError, match="one path"):
        publish([SiteFile("a", b""), SiteFile("A", b"")], site)
    assert_untouched(site)


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_build_leaves_the_old_site_and_the_next_one_tidies_up(
    site: Path, slow_build: subprocess.Popen[str], signal_number: signal.Signals
) -> None:
    slow_build.send_signal(signal_number)
    assert slow_build.wait() != 0
    assert (site / "index.html").read_text() == "old"
    publish(files(NEW), site)
    assert_new(site)


def test_a_build_killed_between_two_renames_has_its_old_site_put_back(site: Path) -> None:
    site.rename(site.with_name(".site-0123456789abcdef.old"))
    site.with_name(".site-fedcba9876543210.new").mkdir()
    with pytest.raises(ValueError, match="plain"):
        publish([SiteFile("", b"")], site)
    assert_untouched(site)


def test_only_what_builds_left_is_removed(site: Path) -> None:
    kept = [".site", ".site-old", ".site-mine.new", "site-0123456789abcdef.new", ".other-0123456789abcdef.new"]
    for name in kept:
        site.with_name(name).mkdir()
    site.with_name(".site-0123456789abcdef.new").mkdir()
    publish(files(NEW), site)
    assert names(site.parent) == sorted([*kept, "site"])


# The system refuses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_full_disk_leaves_the_old_site(site: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    fails = failing(number, when=lambda path, *_, **__: path.endswith("/sv/index.html"), then=open)
    monkeypatch.setattr("lydelse.publish.staging.open", fails, raising=False)
    with pytest.raises(OutputError) as caught:
        publish(files(NEW), site)
    assert (caught.value.path, caught.value.reason) == (site / "sv" / "index.html", os.strerror(number))
    monkeypatch.undo()
    assert_untouched(site)


def test_a_sync_that_fails_before_the_exchange_leaves_the_old_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_function", lambda _: None)
    monkeypatch.setattr(system, "_sync_each", failing(errno.EIO))
    with pytest.raises(OutputError, match=os.strerror(errno.EIO)):
        publish(files(NEW), site)
    assert_untouched(site)


def test_a_sync_that_fails_after_the_exchange_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "sync", failing(errno.EIO))
    assert publish(files(NEW), site).durable is False
    assert_new(site)


def test_an_exchange_that_fails_leaves_the_old_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "exchange", failing(errno.EIO))
    with pytest.raises(OutputError):
        publish(files(NEW), site)
    assert_untouched(site)


def test_a_source_that_is_gone_is_named(site: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        publish([SiteFile("image.png", tmp_path / "gone.png")], site)
    assert caught.value.path == tmp_path / "gone.png"
    assert_untouched(site)


def test_a_missing_parent_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        publish(files(NEW), tmp_path / "missing" / "site")
    assert caught.value.path == tmp_path / "missing"


def test_a_read_only_parent_is_named_and_the_old_site_stays(site: Path) -> None:
    before = snapshot(site)
    site.parent.chmod(0o555)
    try:
        build = subprocess.run(
            [*unprivileged(), sys.executable, "-c", BUILD, site],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        site.parent.chmod(0o755)
    assert (build.stdout, build.stderr) == (f"{site.parent}: {os.strerror(errno.EACCES)}\n", "")
    assert snapshot(site) == before


def test_leftovers_that_cannot_be_removed_are_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    published = publish(files(NEW), site)
    assert [path.name for path in published.leftovers] == [path for path in names(site.parent) if path != "site"]
    monkeypatch.undo()
    assert publish(files(NEW), site).leftovers == ()


# The system can't exchange folders ---------------------------------------------------------------------------


def test_without_an_exchange_the_folders_are_renamed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_function", lambda _: None)
    assert publish(files(NEW), site).durable
    assert_new(site)


@pytest.mark.parametrize("number", sorted(system._NO_EXCHANGE))
def test_what_the_kernel_says_where_it_cannot(site: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: Any) -> int:
        return -1

    monkeypatch.setattr(system, "_function", lambda _: refuse)
    monkeypatch.setattr(system, "_last_error", lambda: OSError(number, os.strerror(number)))
    assert system.exchange(site, site) is False


def test_without_an_exchange_a_failing_rename_puts_the_old_site_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    fails = failing(errno.EIO, when=lambda path, _: path.suffix == ".new", then=rename)
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OutputError):
        publish(files(NEW), site)
    assert_untouched(site)


def test_an_empty_folder_that_cannot_be_renamed_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".gitkeep").touch()
    _forbid_renaming(site, monkeypatch)
    publish(files(NEW), site)
    assert_new(site)


def test_a_site_that_cannot_be_renamed_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forbid_renaming(site, monkeypatch)
    with pytest.raises(OutputError, match=os.strerror(errno.EXDEV)):
        publish(files(NEW), site)
    assert_untouched(site)


def _forbid_renaming(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a folder be as one from a lower layer of a container's image."""
    rename = Path.rename
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", failing(errno.EXDEV, when=lambda path, _: path == site, then=rename))


# Many at once ------------------------------------------------------------------------------------------------


def test_a_second_build_is_told_that_one_is_running(site: Path, slow_build: subprocess.Popen[str]) -> None:
    with pytest.raises(Busy, match="Another build is writing"):
        publish(files(NEW), site)
    slow_build.communicate("")
    assert slow_build.returncode == 0
    assert (site / "index.html").read_text() == "half"
    publish(files(NEW), site)
    assert_new(site)


def test_builds_of_other_sites_do_not_wait(site: Path, slow_build: subprocess.Popen[str]) -> None:
    assert publish(files(NEW), site.with_name("other")).written == len(NEW)
    assert slow_build.poll() is None


def test_of_many_builds_at_once_each_publishes_or_is_told(site: Path) -> None:
    outcomes: list[str] = []

    def build() -> None:
        try:
            publish(files(NEW), site)
            outcomes.append("published")
        except Busy:
            outcomes.append("busy")

    threads = [threading.Thread(target=build) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(threads)
    assert "published" in outcomes
    assert_new(site)


@pytest.mark.skipif(system._function("renameat2") is None, reason="this system can't exchange folders")
def test_a_reader_sees_whole_sites_only(site: Path) -> None:
    """A page is always there, and holds one build's text."""
    publish(_numbered(0), site)
    seen: set[str] = set()
    faults: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            for name in ("first.html", "sv/last.html"):
                try:
                    text = (site / name).read_text()
                except OSError as error:
                    faults.append(str(error))
                else:
                    seen.add(text[:4])
                    faults.extend([text] if len(set(text.split())) != 1 else [])

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        publish(_numbered(number), site)
    done.set()
    reader.join()
    assert not faults
    assert len(seen) > 1


def _numbered(number: int) -> Iterator[SiteFile]:
    text = f"{number:04} ".encode() * 5000
    yield SiteFile("first.html", text)
    yield SiteFile("sv/last.html", text)
