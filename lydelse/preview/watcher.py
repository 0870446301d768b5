"""Watches folders for changes: they may not be there yet, vanish, and be replaced by others of the same name."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper
from watchdog.observers.polling import PollingObserver

from lydelse.preview.gathering import Gathering
from lydelse.read.folders import is_passed_over

_PERIOD = 0.5
"""Seconds between two looks at whether the folders are still those that are watched, and between two polls."""
_OUT_OF_WATCHES = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
_POLLING = """\
The system can't watch so many folders at once, so they are looked at twice a second instead; changes show later.
    On Linux, this lets it: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024
"""
_EVENTS: list[type[FileSystemEvent]] = [
    # All but those of reading: the preview would see itself.
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_UNFINISHED = (FileCreatedEvent, FileDeletedEvent, FileModifiedEvent)
"""Events after which more of the same save is to be expected, on most systems."""
_TRANSIENT_NAMES = frozenset({"4913"})
"""What Vim tries a folder with."""
_TRANSIENT_ENDINGS = ("___jb_tmp___", "___jb_old___", ".tmp", ".crswap")

# What was moved is held back until it's known whereto, and all that follows it, too. That is told at once or never.
InotifyMoveEventGrouper.delay = 0.01


@dataclass(frozen=True, slots=True)
class _Watched:
    """A folder that is watched: the watch, and which folder of that name it was."""

    watch: ObservedWatch
    identity: tuple[int, int]


class Watcher:
    """Notes the changes in folders until it's closed. It belongs to the event loop in which it was made."""

    def __init__(self, folders: Sequence[Path], gathering: Gathering, tell: Callable[[str], None]) -> None:
        """Prepare to watch.

        Args:
            folders: the folders, there or not; none is inside another.
            gathering: where changes go, from the loop's thread.
            tell: is told in words when changes will show late.
        """
        self._folders = tuple(folders)
        self._gathering, self._tell = gathering, tell
        self._loop = asyncio.get_running_loop()
        self._observer: BaseObserver = PollingObserver(timeout=_PERIOD)
        self._watched: dict[Path, _Watched] = {}
        self._complaints = _Complaints(self._lose_track)
        self._has_new_folder = False

    def start(self) -> None:
        """Begin to watch. Nothing is known of what is there: that is the first change."""
        logging.getLogger("watchdog").addHandler(self._complaints)
        # It warns when it comes to know of a new folder twice, which does no harm.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog[.]")
        self._gathering.note(None)
        self._begin(Observer())

    async def keep(self) -> None:
        """See to it that the folders that are watched are those that are there, for ever."""
        while True:
            await asyncio.sleep(_PERIOD)
            self._watch_what_is_there()

    def close(self) -> None:
        """End all watching."""
        logging.getLogger("watchdog").removeHandler(self._complaints)
        self._observer.stop()

    def _begin(self, observer: BaseObserver) -> None:
        self._observer = observer
        self._watched.clear()
        observer.start()
        self._watch_what_is_there()

    def _watch_what_is_there(self) -> None:
        try:
            for folder in self._folders:
                self._watch(folder)
            self._probe()
        except OSError:
            self._tell(_POLLING)
            self._observer.stop()
            self._begin(PollingObserver(timeout=_PERIOD))

    def _watch(self, folder: Path) -> None:
        """Watch a folder, unless it's the one that is watched already; what changed before isn't known."""
        before, identity = self._watched.get(folder), _identity(folder)
        if identity == (before.identity if before else None):
            return
        if before is not None:
            del self._watched[folder]
            self._observer.unschedule(before.watch)
        if identity is not None:
            handler = _Handler(self, folder)
            try:
                watch = self._observer.schedule(handler, str(handler.real), recursive=True, event_filter=_EVENTS)
            except OSError as error:
                if error.errno in _OUT_OF_WATCHES:
                    raise
                return  # it went meanwhile, or is let alone for now
            self._watched[folder] = _Watched(watch, identity)
            self._has_new_folder = True
        self._gathering.note(None)

    def _probe(self) -> None:
        """Watch one folder more, for a moment: watchdog is silent when the system refuses to watch a folder below."""
        if not self._has_new_folder or not self._watched:
            return
        self._has_new_folder = False
        folder = os.path.realpath(os.sep)
        self._observer.unschedule(self._observer.schedule(FileSystemEventHandler(), folder, event_filter=_EVENTS))

    # What follows is called from the observer's threads ---------------------------------------------------------

    def _note(self, path: Path, *, is_done: bool) -> None:
        self._call(lambda: self._gathering.note(path, is_done=is_done))

    def _note_folder(self, path: Path) -> None:
        self._has_new_folder = True
        self._note(path, is_done=True)

    def _lose(self, folder: Path) -> None:
        """Take note of a watched folder's end: one of the same name may even have the same number."""
        self._call(lambda: self._forget(folder))

    def _lose_track(self) -> None:
        self._call(lambda: self._gathering.note(None))

    def _call(self, function: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function)

    def _forget(self, folder: Path) -> None:
        before = self._watched.pop(folder, None)
        if before is not None:
            self._observer.unschedule(before.watch)
        self._gathering.note(None)


class _Handler(FileSystemEventHandler):
    """Tells a watcher what changed in a folder, by the path under which the folder is known."""

    def __init__(self, watcher: Watcher, folder: Path) -> None:
        self._watcher, self._folder = watcher, folder
        self.real = Path(os.path.realpath(folder))

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an event."""
        if isinstance(event, DirDeletedEvent) and Path(os.fsdecode(event.src_path)) == self.real:
            self._watcher._lose(self._folder)
            return
        for path in self._paths(event):
            if isinstance(event, (DirCreatedEvent, DirMovedEvent)):
                self._watcher._note_folder(path)
            else:
                self._watcher._note(path, is_done=not isinstance(event, _UNFINISHED))

    def _paths(self, event: FileSystemEvent) -> Iterator[Path]:
        for path in (event.src_path, event.dest_path):
            if not path:
                continue
            below = Path(os.fsdecode(path)).relative_to(self.real)
            if not any(map(is_transient, below.parts)):
                yield self._folder / below


class _Complaints(logging.Handler):
    """Hears what watchdog complains of, such as that events came in too fast: then nobody knows what changed."""

    def __init__(self, lose_track: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lose_track = lose_track

    def emit(self, _record: logging.LogRecord) -> None:
        """Take note of a complaint."""
        self._lose_track()


def is_transient(name: str) -> bool:
    """Whether a file of this name is no part of the content: editors leave it while they save, or beside what they
    saved."""
    return is_passed_over(name) or name in _TRANSIENT_NAMES or name.endswith(_TRANSIENT_ENDINGS)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Tell folders of the same name apart."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None
