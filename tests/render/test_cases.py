"""The cases of `cases.txt`: Markdown, the HTML that it becomes, and the places and codes of its problems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.render.helpers import address, rendered

CASES = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8")


def read_cases() -> list[tuple[str, str, str, list[str]]]:
    cases = []
    for case in re.split(r"^=== ", CASES, flags=re.MULTILINE)[1:]:
        head, _, rest = case.partition("\n--- html\n")
        name, _, source = head.partition("\n")
        html, *problems = re.split(r"^--- ", rest, flags=re.MULTILINE)
        cases.append((name, source, html.removesuffix("\n"), [problem.strip() for problem in problems]))
    return cases


def test_there_are_cases() -> None:
    names = [name for name, *_ in read_cases()]
    assert names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("source", "html", "problems"), [pytest.param(*case[1:], id=case[0]) for case in read_cases()])
def test_case(source: str, html: str, problems: list[str]) -> None:
    fragment, found = rendered(source)
    assert fragment.html(address, "(the declaration)") == html
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found] == problems
