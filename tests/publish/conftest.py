"""Fixtures of the publish stage."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture
def restrictive_umask() -> Iterator[None]:
    """A mask under which new files are private."""
    before = os.umask(0o077)
    yield
    os.umask(before)
