"""One thread for what takes time and isn't safe in several, while the event loop goes on answering."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class Worker:
    """Does one thing after the other, in the order in which they were asked for.

    Its thread never keeps the process from ending, whatever it's doing: an executor of the standard library would.
    """

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
        Thread(target=self._work, name="preview", daemon=True).start()

    async def do(self, function: Callable[[], Result]) -> Result:
        """Call a function in the worker's thread; give what it gives, or raise what it raises."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()

        def task() -> None:
            try:
                result = function()
            except Exception as error:  # it's raised where the result is awaited
                self._tell(loop, done, error)
            else:
                self._tell(loop, done, result)

        self._tasks.put(task)
        return await done

    @staticmethod
    def _tell(loop: asyncio.AbstractEventLoop, done: asyncio.Future[Result], outcome: Result | Exception) -> None:
        def settle() -> None:
            if done.cancelled():
                return
            if isinstance(outcome, Exception):
                done.set_exception(outcome)
            else:
                done.set_result(outcome)

        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(settle)

    def _work(self) -> None:
        while True:
            self._tasks.get()()
