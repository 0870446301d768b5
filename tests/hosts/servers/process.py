"""Starts a program that listens on a port of this machine, and sees to it that it ends."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

Command: TypeAlias = Sequence[str | Path]

HOST = "127.0.0.1"
USER, GROUP = "nobody", "nogroup"
"""As whom servers run when the tests run as root: whoever serves a site is another user than whoever built it."""

_ATTEMPTS = 3
_PATIENCE = 30.0  # seconds
_PAUSE = 0.01


class StartError(Exception):
    """A server ended instead of listening; the message is what it said."""


@contextmanager
def listening(command: Callable[[int], Command], ground: Path, as_another: bool) -> Iterator[int]:
    """Run a program while the block runs; yield the port on which it listens.

    Args:
        command: gives the command line for a port. Another program may take the port just before, so it can be asked
            more than once.
        ground: a folder of the program's own, in which its output is kept.
        as_another: whether it's run as another user than root.

    Raises:
        StartError: it didn't listen.
    """
    process, port = _start(command, ground, as_another and os.geteuid() == 0)
    try:
        yield port
    finally:
        _end(process)


def _start(command: Callable[[int], Command], ground: Path, as_another: bool) -> tuple[subprocess.Popen[bytes], int]:
    log = ground / "output"
    for _ in range(_ATTEMPTS):
        port = _free_port()
        line = command(port)
        with log.open("wb") as output:
            if as_another:
                shutil.chown(ground, USER, GROUP)
                shutil.chown(log, USER, GROUP)
            words = [*_before(as_another), *line]
            process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT)
        if _answers(process, port):
            return process, port
        _end(process)
    raise StartError(log.read_text(encoding="utf-8", errors="replace"))


def _before(as_another: bool) -> list[str]:
    """Give the words before a command with which it ends even when the tests are killed, and isn't run as root."""
    if not shutil.which("setpriv"):
        return []
    user = [f"--reuid={USER}", f"--regid={GROUP}", "--clear-groups"] if as_another else []
    return ["setpriv", "--pdeathsig=TERM", *user, "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the program answers; false if it ends instead. Some listen before they have read all they are told."""
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
        with closing(connection), suppress(OSError, http.client.HTTPException):
            connection.request("HEAD", "/")
            connection.getresponse()
            return True
        time.sleep(_PAUSE)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
