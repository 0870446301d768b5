"""The ground of the faults, and the trials that can be made on it."""

from __future__ import annotations

import pytest

from tests.faults.by_strace import Strace
from tests.faults.by_wrapping import Wrapping
from tests.faults.draw import draw, seed
from tests.faults.ground import Ground, make_ground
from tests.faults.trial import Trial, trials

DRAWN = 40


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """A site that a build is about to replace; only to be copied."""
    return make_ground(tmp_path_factory.mktemp("faults") / "ground")


@pytest.fixture(scope="session")
def strace(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Strace:
    return Strace.warmed(ground, tmp_path_factory.mktemp("warmed"))


@pytest.fixture(scope="session")
def by_strace_drawn(strace: Strace, ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> tuple[Trial, ...]:
    return draw(trials(strace, ground, tmp_path_factory.mktemp("strace")), DRAWN, seed())


@pytest.fixture(scope="session")
def by_wrapping_drawn(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> tuple[Trial, ...]:
    return draw(trials(Wrapping(), ground, tmp_path_factory.mktemp("wrapping")), DRAWN, seed())
