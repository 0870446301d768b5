"""The traps, each a document of its own."""

from __future__ import annotations

import pytest

from tests.compare.cases import Case, read_cases
from tests.compare.reading import Side, faults, outline


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.path.stem)
def test_a_trap_is_shown_as_agreed(case: Case) -> None:
    assert case.actual == case.shown
    assert case.actual_on_terminal == case.on_terminal
    assert outline(case.actual, Side.NEW) == outline(case.new)
    assert outline(case.actual, Side.OLD) == outline(case.old)
    assert not faults(case.actual)
