"""Fixtures of the tests that look at pages as a visitor does: the machine's own Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from tests.judges.server import serving
from tests.judges.visitors import Visitors
from tests.site.built import BuiltSite, built_once, copy_repository

Serve: TypeAlias = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Served:
    """A built site and the address at which it is served."""

    site: BuiltSite
    root: str


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Visitors of one test. It fails if a page of theirs asks another host or has a fault in a script."""
    visitors = Visitors(browser)
    yield visitors
    visitors.leave()
    assert visitors.faults == []


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """A page of a visitor with Chromium's own settings."""
    return visitors.visitor().new_page()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder until the tests end: `serve(folder)` or `serve(folder, "/sub/path/")`; give its address."""
    with ExitStack() as servers:

        def start(folder: Path, prefix: str = "/") -> str:
            return servers.enter_context(serving(folder, prefix))

        yield start


@pytest.fixture(scope="session")
def it_smart(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Served:
    """IT-Smart's site at a host's root."""
    site = built_once(tmp_path_factory, "it-smart", copy_repository)
    return Served(site, serve(site.folder))
