"""At whatever call a build is killed or refused, the site is the old one or the new one, whole, and the next build
succeeds. Forty trials are drawn for each commit; `make test-faults` carries out all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import by_strace
from tests.faults.by_strace import Strace
from tests.faults.by_wrapping import Wrapping
from tests.faults.conftest import DRAWN
from tests.faults.ground import Ground
from tests.faults.trial import Trial, carry_out
from tests.judges import needs

REFUSAL = by_strace.refusal()
STANDING_IN = DRAWN if REFUSAL else 6
"""How many trials are made within Python: a few to keep that way in order, all where the other one is closed."""


@pytest.mark.skipif(REFUSAL is not None, reason=f"{REFUSAL}: the faults are made within Python instead")
@pytest.mark.parametrize("number", range(DRAWN))
def test_a_fault_made_at_the_kernel(
    number: int, by_strace_drawn: tuple[Trial, ...], strace: Strace, ground: Ground, tmp_path: Path
) -> None:
    carry_out(by_strace_drawn[number], strace, ground, tmp_path / "root")


@pytest.mark.parametrize("number", range(STANDING_IN))
def test_a_fault_made_within_python(
    number: int, by_wrapping_drawn: tuple[Trial, ...], ground: Ground, tmp_path: Path
) -> None:
    carry_out(by_wrapping_drawn[number], Wrapping(), ground, tmp_path / "root")


def test_strace_is_there_though_it_may_be_forbidden_to_trace() -> None:
    needs.command("strace")
