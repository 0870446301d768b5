"""The page on robustness names tests that exist, one at least for each line of its tables that have a column for it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from lydelse.problems import ExitCode
from tests.docs.documents import ROOT, first_column, part, read

NAMED = re.compile(r"`(?:(tests/[\w/]+\.py)::)?(test_\w+)`")


@cache
def _tests_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _exists(path: str, name: str) -> bool:
    files = [ROOT / path] if path else (ROOT / "tests").rglob("test_*.py")
    return any(file.is_file() and name in _tests_of(file) for file in files)


def _rows() -> list[str]:
    tables = re.findall(r"^\|[^\n]*\| Test \|\n\|[-|]+\n((?:\|[^\n]*\n)+)", read("docs/robustness.md"), re.MULTILINE)
    return [row for table in tables for row in table.splitlines()]


def test_every_line_names_a_test() -> None:
    assert len(_rows()) > 40
    assert [row for row in _rows() if not NAMED.search(row)] == []


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(read("docs/robustness.md"))
    assert [f"{path}::{name}" for path, name in named if not _exists(path, name)] == []


def test_every_exit_code_has_its_line() -> None:
    told = first_column(part(read("docs/robustness.md"), "Exit codes"))
    assert told == [str(code.value) for code in ExitCode]
