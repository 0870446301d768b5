"""A build in which the functions that Python calls the system by are counted, and one of them fails.

    python -m tests.faults.wrapped NUMBER FAULT LOG ARGUMENT…

Each counted call is a line of the log. Those that write or close count only on files opened for writing; all the
others are made by publishing alone. Nothing is counted before the command line begins to work.
"""

from __future__ import annotations

import ctypes
import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from lydelse.cli import main
from lydelse.publish import system
from tests.faults.trial import Fault

_COUNTED = ("mkdir", "chmod", "rename", "unlink", "rmdir", "fsync", "close")


class _Strike:
    """Counts calls, writes them down, and lets one of them fail."""

    def __init__(self, number: int, fault: Fault, log: IO[str]) -> None:
        self._number = number
        self._fault = fault
        self._log = log
        self._count = 0

    def at(self, name: str, subject: object = "") -> None:
        """Count a call that is about to be made.

        Raises:
            OSError: it is the one that fails.
        """
        self._count += 1
        self._log.write(f"{name}\t{subject}\n")
        if self._count != self._number:
            return
        if self._fault is Fault.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self._fault.value, os.strerror(self._fault.value or 0))

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that is counted."""

        def counted(*arguments: Any, **named: Any) -> Any:
            self.at(name, arguments[0])
            return function(*arguments, **named)

        return counted

    def wrap_native(self, name: str, function: Callable[..., int]) -> Callable[..., int]:
        """Give a function of the C library that is counted, and fails as such functions do."""

        def counted(*arguments: Any) -> int:
            try:
                self.at(name)
            except OSError as error:
                ctypes.set_errno(error.errno or 0)
                return -1
            return function(*arguments)

        return counted


class _File:
    """A file opened for writing, of which writing and closing are counted."""

    def __init__(self, file: IO[Any], strike: _Strike) -> None:
        self._file = file
        self._strike = strike

    def write(self, data: Any) -> int:
        self._strike.at("write", self._file.name)
        return self._file.write(data)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._strike.at("close", self._file.name)


def _wrap_everything(strike: _Strike) -> None:
    for name in _COUNTED:
        setattr(os, name, strike.wrap(name, getattr(os, name)))
    opened, open_raw, native = io.open, os.open, system._function

    def open_counted(path: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if not {"w", "x", "a", "+"} & set(mode):
            return opened(path, mode, *arguments, **named)
        strike.at("open", path)
        return _File(opened(path, mode, *arguments, **named), strike)

    def open_raw_counted(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            strike.at("open", path)
        return open_raw(path, flags, *arguments, **named)

    def native_counted(name: str) -> Callable[..., int] | None:
        function = native(name)
        return function and strike.wrap_native(name, function)

    for module, name, replacement in (
        (io, "open", open_counted),
        (os, "open", open_raw_counted),
        (system, "_function", native_counted),
    ):
        setattr(module, name, replacement)


if __name__ == "__main__":
    number, fault, log, *arguments = sys.argv[1:]
    with Path(log).open("w", buffering=1, encoding="utf-8") as lines:  # a line at a time: the process may be killed
        _wrap_everything(_Strike(int(number), Fault[fault], lines))
        sys.exit(main(arguments, default_root=Path()))
