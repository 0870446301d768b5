"""Whatever stands in a file, reading and resolving end in values or problems, never in an exception."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lydelse.forms import AMENDMENT, POLICY, REVISION, SITE
from lydelse.problems import Place, Report
from lydelse.read import read_content
from lydelse.read.nodes import parse
from lydelse.read.text import decode
from lydelse.resolve import resolve
from tests.sites import AS_OF, Site

FILES = (
    "content/site.yaml",
    "content/terms/policy.yaml",
    "content/terms/2026-01-01/version.yaml",
    "content/terms/2026-01-01/rights.en.md",
)
KEYS = (*SITE, *POLICY, *AMENDMENT, *REVISION, "name", "on", "replaced_by")
WORDS = ("sv", "en", "rights", "2026-01-01", "required", "material", "é", "!!python/name:x ", "[[cookies]]")
SIGNS = (*":-?[]{},#&*!|>'\"%@`~ \n\t\x00\u202e\ufeff\u2028\x85\r", "---\n", "...", "<<", ": ", "- ", "\n  ", "\n\n")
SCRAPS = st.sampled_from([*KEYS, *WORDS, *SIGNS])
SCRAMBLED = st.lists(SCRAPS, max_size=40).map("".join)
TEXTS = SCRAMBLED | st.text(max_size=80) | SCRAMBLED.map("---\ntitle: x\n---\n{}".format)
CONTENTS = TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=80)


@pytest.fixture(scope="module")
def written() -> Iterator[Site]:
    with TemporaryDirectory() as folder:
        yield _written(Path(folder))


def _written(root: Path) -> Site:
    found = Site(root, ["en"])
    found.version("2026-01-01", {"rights": "Ask us."})
    return found


@pytest.mark.parametrize("path", FILES)
@given(content=CONTENTS)
@settings(max_examples=100)
def test_any_content_of_any_file_is_a_value_or_a_problem(path: str, content: bytes, written: Site) -> None:
    file = written.root / path
    before = file.read_bytes()
    file.write_bytes(content)
    report = Report()
    try:
        found = read_content(written.root, report)
        if found is not None:
            resolve(found, AS_OF, report)
    finally:
        file.write_bytes(before)
    assert found is not None or report.errors
    for problem in report.problems:
        assert problem.message
        assert problem.place.line >= 1
        assert problem.place.column >= 1


NAMES = st.text(alphabet="abc.-_12 å~sven", min_size=1, max_size=12).filter(lambda name: name.strip(".") != "")


@given(name=NAMES, folder=st.sampled_from(["", "terms/", "terms/2026-01-01/", "terms/2026-01-01/files/"]))
@settings(max_examples=60)
def test_a_file_of_any_name_is_read_or_a_problem(name: str, folder: str) -> None:
    with TemporaryDirectory() as root:
        found = _written(Path(root))
        if not (found.root / f"content/{folder}{name}").exists():
            found.write(f"content/{folder}{name}", "---\ntitle: x\n---\nText\n")
        found.problems()


@given(SCRAMBLED | st.text(max_size=60))
@example("---")
@example("---\n\ufeff")
@example("a: x\n?")
@settings(max_examples=300)
def test_any_yaml_is_a_mapping_or_exactly_reported_inside_the_file(text: str) -> None:
    report = Report()
    text = decode(text.encode(), "x.yaml", Report()) or ""
    node = parse(text, "x.yaml", report, first_line=3)
    assert node is not None or len(report.problems) >= 1
    last = text.count("\n") + 3
    assert all(problem.place.path == "x.yaml" and 3 <= problem.place.line <= last for problem in report.problems)


@pytest.mark.parametrize(("text", "line"), [("---", 1), ("---\n", 1), ("---\n\ufeff", 2), ("# later\n", 1)])
def test_a_file_without_a_value_is_reported_inside_it(text: str, line: int) -> None:
    report = Report()
    assert parse(text, "x.yaml", report) is None
    (problem,) = report.problems
    assert problem.place == Place("x.yaml", line)
    assert problem.message == "nothing stands where lines of the form “key: value” are expected"


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "{" * 50_000, "- " * 50_000, "a: " * 50_000, "? " * 50_000, "'" * 50_000]
)
def test_deep_yaml_is_refused_at_once(text: str) -> None:
    report = Report()
    assert parse(text, "x.yaml", report) is None
    assert len(report.problems) == 1


def test_no_more_problems_than_a_person_reads_come_of_a_file_of_control_characters(tmp_path: Path) -> None:
    found = _written(tmp_path)
    found.write("content/terms/2026-01-01/rights.en.md", b"---\ntitle: x\n---\n" + b"a\x01" * 1_000_000)
    (problem,) = found.problems()
    assert problem.place == Place("content/terms/2026-01-01/rights.en.md", 4, 2)
    assert problem.message == "the invisible character U+0001 stands here, and 999,999 more below"
