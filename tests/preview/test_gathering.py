"""Bursts of changes are handed on as one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lydelse.preview.gathering import Changed, Gathering
from tests.preview.running import awaited

A, B = Path("a"), Path("b")


def test_what_comes_together_is_handed_on_together() -> None:
    async def run() -> Changed:
        gathering = Gathering()
        for path in (A, B, A):
            gathering.note(path)
        return await gathering.burst()

    assert awaited(run()) == frozenset({A, B})


def test_what_comes_while_it_is_waited_for_quiet_belongs_to_the_burst() -> None:
    async def run() -> Changed:
        gathering = Gathering()
        burst = asyncio.create_task(gathering.burst())
        gathering.note(A)
        await asyncio.sleep(0)
        gathering.note(B)
        return await burst

    assert awaited(run()) == frozenset({A, B})


def test_an_unclear_change_makes_all_unclear_and_the_next_burst_is_clear_again() -> None:
    async def run() -> list[Changed]:
        gathering = Gathering()
        gathering.note(A)
        gathering.note(None)
        first = await gathering.burst()
        gathering.note(B)
        return [first, await gathering.burst()]

    assert awaited(run()) == [None, frozenset({B})]


def test_endless_changes_are_handed_on_all_the_same() -> None:
    async def run() -> Changed:
        gathering = Gathering()

        async def go_on() -> None:
            while True:
                gathering.note(A, is_done=False)
                await asyncio.sleep(0.001)

        endless = asyncio.create_task(go_on())
        changed = await gathering.burst()
        endless.cancel()
        return changed

    assert awaited(run()) == frozenset({A})


def test_nothing_is_handed_on_when_nothing_changed() -> None:
    async def run() -> None:
        gathering = Gathering()
        gathering.note(A)
        await gathering.burst()
        async with asyncio.timeout(0.05):
            await gathering.burst()

    with pytest.raises(TimeoutError):
        awaited(run())
