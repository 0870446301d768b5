"""What is done to files and folders is noticed, whatever way an editor or git does it."""

from __future__ import annotations

import asyncio
import errno
import logging
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from watchdog.observers.inotify import InotifyObserver
from watchdog.observers.polling import PollingObserver

from lydelse.preview import watcher
from lydelse.preview.gathering import Changed, Gathering
from lydelse.preview.watcher import Watcher, is_transient
from tests.preview.running import awaited

FILE = "content/terms/rights.en.md"
Burst = Callable[[], Awaitable[Changed]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a content and no layouts."""
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("Before.")
    return tmp_path


def watch(root: Path, work: Callable[[Burst], Awaitable[None]]) -> list[str]:
    """Do something while the folders of a site are watched; give what the watcher told."""
    told: list[str] = []

    async def run() -> None:
        gathering = Gathering()
        watching = Watcher([root / "content", root / "layouts"], gathering, told.append)
        watching.start()
        keeping = asyncio.create_task(watching.keep())
        assert await gathering.burst() is None, "at first nothing is known"
        try:
            async with asyncio.timeout(20):
                await work(gathering.burst)
        finally:
            keeping.cancel()
            watching.close()

    awaited(run())
    return told


def noticed(root: Path, change: Callable[[Path], object]) -> set[str]:
    """Give the paths that are noticed when something is done, up to a mark that is set after it."""
    paths: set[str] = set()

    async def work(burst: Burst) -> None:
        change(root)
        (root / "content" / "mark").touch()
        while "content/mark" not in paths:
            changed = await burst()
            assert changed is not None
            paths.update(path.relative_to(root).as_posix() for path in changed)

    watch(root, work)
    return paths - {"content/mark"}


def save_by_renaming(root: Path) -> None:
    new = root / "content/terms/.rights.tmp"
    new.write_text("After.")
    new.replace(root / FILE)


def save_from_elsewhere(root: Path) -> None:
    new = root / "new"
    new.write_text("After.")
    new.replace(root / FILE)


def save_beside_a_backup(root: Path) -> None:
    (root / FILE).rename(root / f"{FILE}~")
    (root / FILE).write_text("After.")
    (root / f"{FILE}~").unlink()


def save_leaving_the_old_one_elsewhere(root: Path) -> None:
    (root / FILE).rename(root / "old")
    (root / FILE).write_text("After.")


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / FILE).write_text("After."),
        lambda root: (root / FILE).unlink(),
        save_by_renaming,
        save_from_elsewhere,
        save_beside_a_backup,
        save_leaving_the_old_one_elsewhere,
    ],
)
def test_a_save_is_noticed_as_that_of_its_file(root: Path, change: Callable[[Path], object]) -> None:
    assert noticed(root, change) == {FILE}


def test_reading_is_not_noticed(root: Path) -> None:
    assert noticed(root, lambda root: (root / FILE).read_text()) == set()


def test_what_is_put_into_a_new_folder_is_noticed(root: Path) -> None:
    def change(root: Path) -> None:
        shutil.copytree(root / "content/terms", root / "content/privacy/2026-01-01")

    assert "content/privacy/2026-01-01/rights.en.md" in noticed(root, change)


@pytest.mark.parametrize(
    "name", [".#rights.en.md", "rights.en.md~", "4913", ".rights.en.md.swp", "#rights.en.md#", "x___jb_tmp___"]
)
def test_what_editors_leave_is_not_noticed(root: Path, name: str) -> None:
    assert is_transient(name)
    assert noticed(root, lambda root: (root / "content/terms" / name).write_text("x")) == set()


def vanish(root: Path) -> None:
    shutil.rmtree(root / "content")


def move_away(root: Path) -> None:
    (root / "content").rename(root / "elsewhere")


@pytest.mark.parametrize("go", [vanish, move_away])
def test_a_folder_that_went_and_came_back_is_watched_again(root: Path, go: Callable[[Path], None]) -> None:
    async def work(burst: Burst) -> None:
        go(root)
        assert await burst() is None
        (root / FILE).parent.mkdir(parents=True)
        (root / FILE).write_text("Back.")
        assert await burst() is None
        (root / FILE).write_text("After.")
        while await burst() != frozenset({root / FILE}):
            pass

    watch(root, work)


def test_a_folder_that_was_replaced_is_watched(root: Path) -> None:
    async def work(burst: Burst) -> None:
        shutil.copytree(root / "content", root / "other")
        move_away(root)
        (root / "other").rename(root / "content")
        assert await burst() is None
        (root / FILE).write_text("After.")
        assert await burst() == frozenset({root / FILE})

    watch(root, work)


def test_a_folder_that_comes_later_is_watched(root: Path) -> None:
    async def work(burst: Burst) -> None:
        (root / "layouts").mkdir()
        assert await burst() is None
        (root / "layouts" / "base.html").write_text("x")
        assert await burst() == frozenset({root / "layouts" / "base.html"})

    watch(root, work)


def test_when_the_system_complains_nothing_is_sure(root: Path) -> None:
    async def work(burst: Burst) -> None:
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        assert await burst() is None

    watch(root, work)


@contextmanager
def no_watches(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[None]:
    """Let the system have no watches left."""

    class Exhausted(InotifyObserver):
        def schedule(self, *_: object, **__: object) -> NoReturn:
            raise OSError(number, "inotify watch limit reached")

    with monkeypatch.context() as patch:
        patch.setattr(watcher, "Observer", Exhausted)
        patch.setattr(watcher, "PollingObserver", lambda **_: PollingObserver(timeout=0.02))
        yield


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_when_the_system_has_no_watches_left_the_folders_are_polled(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    async def work(burst: Burst) -> None:
        (root / FILE).write_text("After, and longer.")
        assert await burst() == frozenset({root / FILE})

    with no_watches(monkeypatch, number):
        (told,) = watch(root, work)
    assert "max_user_watches" in told
