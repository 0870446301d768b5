"""A preview while it runs: looks at the sources when they change, answers browsers, and tells them what is new."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Protocol

from lydelse.media import HTML
from lydelse.preview.answers import Answer
from lydelse.preview.attendant import Attendant, Look
from lydelse.preview.gathering import Changed, Gathering
from lydelse.preview.notes import PROBLEMS, digest_of, notes_of, problems_page, with_notes
from lydelse.preview.sight import Sight
from lydelse.preview.terminal import Terminal
from lydelse.preview.worker import Worker

_HEAD_START = 0.25
"""Seconds after which the sources are read though nobody has asked for a page yet."""
_AGAIN = 0.25
"""Seconds after which pages that couldn't be made yet are tried again."""


class Tab(Protocol):
    """A page that is open in a browser: its path below the site's root, and the digests of itself and of its notes."""

    path: str
    page: str
    notes: str

    def renew(self) -> None:
        """Let the browser bring the page up to date."""


class Session:
    """A preview that runs. It belongs to one event loop."""

    def __init__(self, attendant: Attendant, worker: Worker, terminal: Terminal) -> None:
        """Prepare to run.

        Args:
            attendant: is asked in the worker's thread alone.
            worker: does what takes time.
            terminal: is told what comes of each look at the sources.
        """
        self._attendant, self._worker, self._terminal = attendant, worker, terminal
        self._sight = Sight((), (), is_fresh=True, has_site=False, day=None, is_partial=True)
        self._notes = notes_of(self._sight)
        self._answers: dict[str, Answer] = {}
        self._tabs: set[Tab] = set()
        self._has_looked = False
        self._asked, self._answered = asyncio.Event(), asyncio.Event()

    async def first_answer(self) -> None:
        """Wait until a first page that is asked for at once has been answered, and no longer if none is."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), _HEAD_START)
            await self._answered.wait()

    async def run(self, gathering: Gathering) -> None:
        """Look at the sources whenever they change, for ever."""
        changed = await self._look_first(await gathering.burst(), gathering)
        while True:
            if changed is None or changed:
                await self.look(changed)
            await self._bring_all_up_to_date()
            changed = await gathering.burst()

    async def look(self, changed: Changed) -> None:
        """Look at the sources, and tell the terminal what is new."""
        start = time.monotonic()
        paths = self._open_paths()
        look = await self._worker.do(lambda: self._attendant.look(changed, paths, self._worker.give_way))
        self._has_looked = True
        self._see(look)
        self._terminal.tell(look.sight, time.monotonic() - start)

    async def _look_first(self, changed: Changed, gathering: Gathering) -> Changed:
        """Look for the first time, which takes its time. What is open in browsers follows the sources meanwhile.

        Returns:
            What has changed since the look began.
        """
        look = asyncio.create_task(self.look(changed))
        since: Changed = frozenset()
        while not look.done():
            burst = asyncio.create_task(gathering.burst())
            await asyncio.wait((look, burst), timeout=_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            if burst.done():
                news = burst.result()
                since = None if since is None or news is None else since | news
                await self._glance(self._open_paths(), is_changed=True)
            else:
                burst.cancel()  # what it has gathered stays for the next
            if not look.done():
                await self._bring_all_up_to_date()
        await look
        return since

    async def _glance(self, paths: Collection[str], *, is_changed: bool = False) -> Mapping[str, Answer]:
        """Answer before the first look is done."""
        look = await self._worker.do(lambda: self._attendant.glance(paths, is_changed=is_changed), is_urgent=True)
        if not self._has_looked:
            if is_changed:
                self._answers.clear()
            self._see(look)
        return look.answers

    def _see(self, look: Look) -> None:
        self._sight, self._notes = look.sight, notes_of(look.sight)
        if not look.sight.is_partial and (look.sight.is_fresh or not look.sight.has_site):
            self._answers.clear()
        self._answers |= {path: answer for path, answer in look.answers.items() if answer.is_kept}

    def _open_paths(self) -> set[str]:
        return {tab.path for tab in self._tabs} - {PROBLEMS}

    async def answer(self, path: str) -> Answer:
        """Answer for a path below the site's root; while the sources are read, from what is known of those before, or,
        for the first time, from those that the answer needs."""
        if path == PROBLEMS:
            return Answer(HTTPStatus.OK, HTML, problems_page(self._sight), is_own=True)
        if path in self._answers:
            return self._answers[path]
        if not self._has_looked:
            return await self._early_answer(path)
        answer = await self._worker.do(lambda: self._attendant.answer(path))
        if answer.is_kept:
            self._answers[path] = answer
        return answer

    async def _early_answer(self, path: str) -> Answer:
        self._asked.set()
        try:
            return (await self._glance((path,)))[path]
        finally:
            self._answered.set()

    def dressed(self, answer: Answer) -> bytes:
        """Give the bytes of an answer, with the preview's notes in it if it's a page."""
        if not answer.is_page or answer.leads_to:
            return answer.body
        return with_notes(answer, self._notes, is_opened=bool(self._sight.pressing) and not answer.is_own)

    async def join(self, tab: Tab) -> None:
        """Keep an open page up to date from now on; it may have been loaded before the last look."""
        self._tabs.add(tab)
        await self._bring_up_to_date(tab)

    def leave(self, tab: Tab) -> None:
        """Forget a page that was closed."""
        self._tabs.discard(tab)

    async def _bring_all_up_to_date(self) -> None:
        for tab in tuple(self._tabs):
            await self._bring_up_to_date(tab)

    async def _bring_up_to_date(self, tab: Tab) -> None:
        before = tab.page, tab.notes
        tab.page, tab.notes = (await self.answer(tab.path)).digest, digest_of(self._notes)
        if (tab.page, tab.notes) != before:
            tab.renew()
