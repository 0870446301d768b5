"""What files look like from outside: whoever touches them is found out, by one process or by two."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from lydelse import snapshot
from lydelse.snapshot import Snapshot, all_hold, look

PATHS = tuple(f"{folder}/{number}.html" for folder in ("a", "b/c", "d") for number in range(3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    for path in PATHS:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    return folder


@pytest.fixture(params=[False, True], ids=["one process", "two processes"])
def together(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether two processes look."""
    monkeypatch.setattr(snapshot, "_MANY", 0)
    monkeypatch.setattr(snapshot, "_may_split", lambda: request.param)
    if request.param and sys.platform != "linux":
        pytest.skip("one process looks here")
    return bool(request.param)


@pytest.mark.usefixtures("together")
@pytest.mark.parametrize("path", PATHS)
def test_a_file_that_was_altered_or_has_gone_is_found_wherever_it_stands(folder: Path, path: str) -> None:
    looks = [(look(folder, is_linked=True), folder)]
    assert all_hold(looks)
    (folder / path).write_text("altered", encoding="utf-8")
    assert not all_hold(looks)
    looks = [(look(folder, is_linked=True), folder)]
    (folder / path).unlink()
    assert not all_hold(looks)


@pytest.mark.usefixtures("together")
def test_what_cannot_be_looked_at_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [(look(folder), folder)]

    look_up = os.lstat

    def refuse(path: str) -> os.stat_result:
        if path.endswith(PATHS[-1]):
            raise PermissionError(13, "Permission denied")
        return look_up(path)

    monkeypatch.setattr(os, "lstat", refuse)
    with pytest.raises(PermissionError):
        all_hold(looks)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be split off here")
@pytest.mark.parametrize("refused", ["fork", "waitpid"])
def test_where_no_other_process_helps_one_looks_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    looks = [(look(folder, is_linked=True), folder)]
    monkeypatch.setattr(snapshot, "_MANY", 0)
    monkeypatch.setattr(snapshot, "_may_split", lambda: True)
    ignored = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        if refused == "fork":
            monkeypatch.setattr(os, "fork", _refuse)
        assert all_hold(looks)
        (folder / PATHS[-1]).write_text("altered", encoding="utf-8")
        assert not all_hold(looks)
    finally:
        signal.signal(signal.SIGCHLD, ignored)


def _refuse() -> int:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_a_process_with_several_threads_is_not_split() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not snapshot._may_split()
    finally:
        done.set()
        other.join()


@pytest.mark.parametrize(
    "alter",
    [
        lambda folder: (folder / "b/c/new.html").write_bytes(b""),
        lambda folder: (folder / PATHS[4]).unlink(),
        lambda folder: (folder / PATHS[4]).replace(folder / PATHS[5]),
        lambda folder: (folder / "b/c").rename(folder / "b/e"),
        shutil.rmtree,
    ],
    ids=["came", "went", "exchanged", "renamed", "all gone"],
)
def test_folders_tell_what_came_or_went(folder: Path, alter: Callable[[Path], object]) -> None:
    folders = look(folder, is_linked=True).of_folders()
    assert folders.paths == ("", "a", "b", "b/c", "d")
    assert folders.holds(folder)
    alter(folder)
    assert not folders.holds(folder)


def test_further_names_look_like_the_first_ones(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    seen = look(folder, is_linked=True)
    shutil.copytree(folder, other, copy_function=os.link)
    assert seen.linked_in(other) == look(other, is_linked=True) != seen
    assert Snapshot(seen.paths, seen.facts, is_linked=True).holds(folder)
