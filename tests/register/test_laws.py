"""A text in the register never changes without the build saying so."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lydelse.canonical import canonical_text
from lydelse.cli import main
from lydelse.model import Catalogue, Content
from lydelse.problems import Report
from lydelse.read import read_content
from lydelse.register import check_registers
from lydelse.resolve import resolve
from tests.sites import POLICY, Site

AS_OF = date(2026, 7, 1)
MARK = st.sampled_from(
    ["a", " ", "\n", "\t", "#", "- ", "\\", "*", "\u00a0", "\u00ad", "é", "e\u0301", "'", '"', ": ", "{", "<b>"]
)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("sealed"))
    site.policy(translations="notice")
    site.version("2026-01-01", {"introduction": "Some *terms*.\n\n- one\n- two", "rights": "Ask.", "cookies": "None."})
    site.version("2026-02-01", {"rights": {"sv": "Fråga oss."}}, description={"sv": "Kort.", "en": "Short."})
    site.version("2026-04-01", {"cookies": "| a | b |\n|---|---|\n| 1 | 2 |"}, corrects="2026-02-01")
    assert main(["seal", "--as-of", str(AS_OF)], default_root=site.root) == 0
    return site.root


def resolve_unreported(content: Content, day: date) -> Catalogue:
    return resolve(content, day, Report())


def texts(root: Path) -> tuple[dict[tuple[str, str], bytes], bool]:
    """The canonical texts that a build would publish, and whether it would publish at all."""
    report = Report()
    content = read_content(root, report)
    if content is None:
        return {}, False
    catalogue = resolve(content, AS_OF, report)
    check_registers(content, catalogue, resolve_unreported, report)
    policy = catalogue.policy(POLICY)
    versions = policy.versions if policy else ()
    found = {(str(v.id), each): canonical_text(v, each).content for v in versions for each in v.languages}
    return found, not report.errors


def files_of(root: Path) -> list[Path]:
    return sorted(path for path in (root / "content").rglob("*") if path.is_file())


@given(data=st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_altered_the_text_is_as_it_was_or_the_build_fails(
    sealed: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before, built = texts(sealed)
    assert built
    root = tmp_path_factory.mktemp("altered") / "site"
    shutil.copytree(sealed, root)
    path = data.draw(st.sampled_from([each.relative_to(root).as_posix() for each in files_of(root)]))
    file = root / path
    text = file.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 12)))
    file.write_text(text[:start] + data.draw(st.just("") | MARK) + text[end:], encoding="utf-8")
    after, built = texts(root)
    shutil.rmtree(root.parent)
    assert not built or after == before


def test_whatever_file_is_taken_away_the_build_fails_or_nothing_is_lost(sealed: Path, tmp_path: Path) -> None:
    before, _ = texts(sealed)
    for path in files_of(sealed):
        root = tmp_path / "site"
        shutil.copytree(sealed, root)
        (root / path.relative_to(sealed)).unlink()
        after, built = texts(root)
        shutil.rmtree(root)
        assert not built or after == before, path.name
