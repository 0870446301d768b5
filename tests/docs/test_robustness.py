"""What the documentation says of faults is held by tests that exist."""

from __future__ import annotations

import re

from lydelse.problems import ExitCode
from tests.docs.documents import ROOT, first_column, part, read


def test_every_test_that_is_named_exists() -> None:
    defined = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    named = set(re.findall(r"`(test_\w+)`", read("docs/robustness.md")))
    assert named
    assert named - defined == set()


def test_every_exit_code_has_its_line() -> None:
    told = first_column(part(read("docs/robustness.md"), "Exit codes"))
    assert told == [str(code.value) for code in ExitCode]
