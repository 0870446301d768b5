"""How the process speaks, and how it is told to stop. Whoever listens may hang up, and a file that takes down what is
said may be full: neither is a reason to fail halfway, let alone with a traceback."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO, TypeVar

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds of work before progress is shown; it's shown ten times in as long."""
_BAR = 20
"""How many characters long the bar is that shows how far a work is."""


class UnsaidError(Exception):
    """What was to be said on standard output is lost; `reason` is what the system says."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"standard output: {reason}")
        self.reason = reason


def prepare() -> None:
    """Give the process streams that it can always write to: one that was closed leads nowhere, and a terminal that
    can't show a character shows its number instead."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  for as long as we run
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def is_coloured() -> bool:
    """Tell whether what is said may be in colour: on a terminal, unless the environment has `NO_COLOR`."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def columns() -> int:
    """Give how many characters fit on a line of the terminal."""
    from shutil import get_terminal_size  # noqa: PLC0415 - what fills no lines needn't wait for it

    return get_terminal_size().columns


def say(text: str) -> None:
    """Write to standard output, as far as it is read: `head` and a pager may have had enough of it.

    Raises:
        UnsaidError: the system refused it, such as a full disk.
    """
    with _heard():
        sys.stdout.write(text)
        sys.stdout.flush()


def hand_out(content: bytes) -> None:
    """Write bytes to standard output just as they are, whatever the machine's encoding and line ends.

    Raises:
        UnsaidError: the system refused it, such as a full disk.
    """
    with _heard():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


@contextmanager
def _heard() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise UnsaidError(error.strerror or str(error)) from error


def tell(text: str) -> None:
    """Write to standard error. If that fails, there is nobody left to tell."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def with_progress(things: Iterable[T], total: int | None = None, what: str = "files") -> Iterator[T]:
    """Show on a terminal how far a work is, once it takes longer than a second.

    Args:
        things: what is done, one by one.
        total: how many there will be, if that is known; then the time that is left is shown, too.
        what: how they are counted, such as “pages made”.
    """
    if not sys.stderr.isatty():
        yield from things
        return
    start = shown = time.monotonic()
    for count, thing in enumerate(things, start=1):
        yield thing
        now = time.monotonic()
        if now - start > _PATIENCE and now - shown > _PATIENCE / 10:
            shown = now
            tell(f"\r\033[K{_far(count, total, now - start)} {what}")
    if shown != start:
        tell("\r\033[K")


def _far(count: int, total: int | None, seconds: float) -> str:
    """Say how far a work is after some time."""
    if not total:
        return f"{count:,}"
    left = seconds / count * (total - count)
    minutes, rest = divmod(round(left), 60)
    about = f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    done = round(_BAR * count / total)
    return f"[{'#' * done}{'.' * (_BAR - done)}] {count:,} of {total:,}, about {about} left:"


def _silence(stream: TextIO) -> None:
    """Lead a stream nowhere: what is left of it would fail once more when the process ends."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class Requests:
    """Whether the process was asked to end. An interrupt alone can get lost: Python drops it where it comes while it
    clears up behind a value."""

    def __init__(self) -> None:
        self.came = False

    def take(self, number: int, frame: FrameType | None) -> None:
        """Note a signal, and interrupt.

        Raises:
            KeyboardInterrupt: always.
        """
        self.came = True
        signal.default_int_handler(number, frame)


@contextmanager
def interruptible(requests: Requests) -> Iterator[None]:
    """Let a request to end, or a terminal that is closed, interrupt as Ctrl-C does, so that the build cleans up. What
    was set to be ignored, as `nohup` does, still is."""
    names = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    numbers = [number for number in (getattr(signal, name, None) for name in names) if number is not None]
    taken = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in taken:
            signal.signal(number, requests.take)
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
