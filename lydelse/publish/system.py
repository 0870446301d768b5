"""What the system does for us in one step: a lock, an exchange of two folders, a sync."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from lydelse.publish.errors import reported

_RENAME_EXCHANGE = 2  # linux/fs.h
_AT_FDCWD = -100  # linux/fcntl.h
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV}
"""What the system says where folders can't be exchanged: an old kernel, a file system without (FAT, some of the
network), a sandbox that forbids calls it doesn't know, a lower layer of a container's image."""

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold a lock that dies with its holder; yield whether it was free. The file goes when the lock does.

    Raises:
        OutputError: the lock's file can't be made.
    """
    with reported(path.parent):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    free = False
    try:
        with reported(path), suppress(BlockingIOError, PermissionError):
            _lock(descriptor)
            # Who held it may have removed the file between our two calls, and a third may have made it anew.
            free = _is_at(descriptor, path)
        yield free
    finally:
        # The work is done: neither a file that stays nor a close that fails would keep the lock.
        if free and sys.platform != "win32":
            with suppress(OSError):
                path.unlink()
        with suppress(OSError):
            os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; give whether the system can.

    Raises:
        OSError: it can, but not these.
    """
    rename = _function("renameat2")
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    error = _last_error()
    if error.errno in _NO_EXCHANGE:
        return False
    raise error


@contextmanager
def flushing(folder: Path, shown: Path) -> Iterator[Callable[[], None]]:
    """Yield a function that brings all that was written to a folder in the meantime to the disk. It raises an
    `OutputError` when something was lost, which speaks of `shown`.

    One call for the whole file system costs a fraction of one for each file, and since the folder is open from the
    start, Linux tells of every error since. Windows can't sync folders.
    """
    if sys.platform == "win32":
        yield lambda: None
        return
    with reported(shown):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield lambda: _flush(descriptor, folder, shown)
    finally:
        with suppress(OSError):  # nothing was written through it
            os.close(descriptor)


def _flush(descriptor: int, folder: Path, shown: Path) -> None:
    with reported(shown):
        sync_system = _function("syncfs")
        if sync_system is None:
            _sync_each(folder)
        elif sync_system(descriptor) != 0:
            raise _last_error()


def _sync_each(folder: Path) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            sync(Path(parent, name))
        sync(Path(parent))


def sync(path: Path) -> None:
    """Bring one file, or the names in one folder, to the disk.

    Raises:
        OSError: the system can't.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """Put a content in the place of a file in one step.

    Raises:
        OutputError: the system refused to write it; the file is as it was.
    """
    new = path.with_name(f".{path.name}.new")
    with reported(path):
        new.write_bytes(content)
        sync(new)
        new.replace(path)
        sync(path.parent)


@cache
def _function(name: str) -> Callable[..., int] | None:
    """A function of Linux's C library, if it has it."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return found


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))
