"""Previews that run in a thread of the tests, and a desk that gives what a test puts on it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any, TypeVar

from lydelse.clock import Clock
from lydelse.preview.attendant import Glanced, Sources
from lydelse.preview.desk import Proof
from lydelse.preview.gathering import Changed
from lydelse.previewing import Wish, preview_until
from tests.sites import AS_OF

T = TypeVar("T")

_PATIENCE = 20
"""Seconds after which a test gives up waiting; no test depends on less."""


@dataclass
class FakeDesk:
    """A desk with the files that a test puts on it. A content that is an exception is raised."""

    files: dict[str, bytes | Path | Exception] = field(default_factory=dict)
    proofs: list[Proof | Exception] = field(default_factory=list)
    """What the next looks give; when there is none left, nothing is wrong."""
    asked: list[Changed] = field(default_factory=list)

    def refresh(self, changed: Changed = None, meanwhile: Callable[[], None] | None = None) -> Proof:  # noqa: ARG002 - as a desk has it
        self.asked.append(changed)
        proof = self.proofs.pop(0) if self.proofs else Proof((), is_fresh=True)
        if isinstance(proof, Exception):
            raise proof
        return proof

    def glimpse(self) -> Glanced:
        raise AssertionError("what is put on the desk is all read at once")

    def file(self, path: str) -> bytes | Path | None:
        content = self.files.get(path)
        if isinstance(content, Exception):
            raise content
        return content


@dataclass
class Running:
    """A preview that runs: its address, which ends with a slash, and what it told the terminal."""

    address: str
    said: list[str]

    def get(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        """Ask for a path; the body has been read, and is in `body`."""
        connection = HTTPConnection(self.address.removeprefix("http://").rstrip("/"), timeout=_PATIENCE)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]  # it's kept beside the rest
        connection.close()
        return response

    def page(self, path: str) -> str:
        """Give the text at a path."""
        return self.get(path).body.decode()  # type: ignore[attr-defined, no-any-return]  # as above


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: in that of the tests, Playwright's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds, or fail."""
    end = monotonic() + _PATIENCE
    while not holds():
        assert monotonic() < end, "it never came to hold"
        sleep(0.005)


@contextmanager
def running(root: Path, desk: Sources, clock: Clock | None = None, *, is_settled: bool = True) -> Iterator[Running]:
    """Run a preview while the block runs, which begins, if it's to be settled, when the sources have been read."""
    said: list[str] = []
    ends: list[Callable[[], object]] = []

    async def run() -> None:
        end, loop = asyncio.Event(), asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(end.set))
        wish = Wish(root, 0, is_opened=False, has_colours=False)
        await preview_until(end, wish, desk, clock or Clock.of(AS_OF), said.append)

    thread = Thread(target=lambda: asyncio.run(run()))
    thread.start()
    until(lambda: said or not thread.is_alive())
    if is_settled:
        until(lambda: any(re.search(r"\([0-9.]+ m?s\)\n$", told) for told in said) or not thread.is_alive())
    found = re.search(r"http://\S+/", said[0])
    assert found is not None
    try:
        yield Running(found[0], said)
    finally:
        ends[0]()
        thread.join()
