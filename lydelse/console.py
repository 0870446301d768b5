"""How the process speaks, and how it is told to stop. Whoever listens may hang up, and a file that takes down what is
said may be full: neither is a reason to fail halfway, let alone with a traceback."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from enum import Enum
from types import FrameType
from typing import TextIO

from lydelse.stages import listening


class Loudness(Enum):
    """How much is said besides what was asked for and what is wrong."""

    QUIET = "quiet"
    NORMAL = "normal"
    VERBOSE = "verbose"


_loudness = Loudness.NORMAL


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


@contextmanager
def speaking(loudness: Loudness) -> Iterator[None]:
    """Speak as loudly as was asked for, for as long as it takes. Who is loud tells each stage that is done."""
    global _loudness  # noqa: PLW0603 - a process has one mouth
    before, _loudness = _loudness, loudness
    try:
        with listening(_note) if loudness is Loudness.VERBOSE else nullcontext():
            yield
    finally:
        _loudness = before


def _note(text: str) -> None:
    tell(f"{text}\n")


def is_quiet() -> bool:
    """Tell whether only problems are to be told."""
    return _loudness is Loudness.QUIET


def is_coloured(stream: TextIO | None = None) -> bool:
    """Tell whether what is said may be in colour: on a terminal that can show it. The environment decides otherwise by
    `NO_COLOR` (no-color.org), or else by `FORCE_COLOR` (force-color.org); either counts unless it is empty.

    Args:
        stream: where it is said; by default standard output.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or _is_able(stream or sys.stdout)


def has_bars() -> bool:
    """Tell whether standard error is a terminal on which a line can be written over."""
    return _is_able(sys.stderr)


def _is_able(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


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


def show(text: str, *, is_passing: bool) -> None:
    """Write a line to standard error; one that is passing takes the place of the one before, and nothing of the last
    is left when the text is empty."""
    tell(f"\r\033[K{text}" if is_passing else f"{text}\n")


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
