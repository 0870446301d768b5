"""One thread for what takes time and isn't safe in several, while the event loop goes on answering."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class Worker:
    """Does one thing after the other, in the order in which they were asked for, but for what is urgent.

    Its thread never keeps the process from ending, whatever it's doing: an executor of the standard library would.
    """

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._urgent: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._is_giving_way = False
        Thread(target=self._work, name="preview", daemon=True).start()

    async def do(self, function: Callable[[], Result], *, is_urgent: bool = False) -> Result:
        """Call a function in the worker's thread; give what it gives, or raise what it raises.

        Args:
            function: what is to be done.
            is_urgent: whether it's done as soon as what is being done now gives way.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()

        def task() -> None:
            try:
                result = function()
            except Exception as error:  # it's raised where the result is awaited
                self._tell(loop, done, error)
            else:
                self._tell(loop, done, result)

        if is_urgent:
            self._urgent.put(task)
        self._tasks.put(self.give_way if is_urgent else task)
        return await done

    def give_way(self) -> None:
        """Do what is urgent, if anything is. What takes long calls this now and then, in the worker's thread."""
        if self._is_giving_way:
            return
        self._is_giving_way = True
        with suppress(Empty):
            while True:
                self._urgent.get_nowait()()
        self._is_giving_way = False

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
