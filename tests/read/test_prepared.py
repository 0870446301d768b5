"""What follows from the engine's layouts alone is made once, and never stale."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from lydelse.engine import LAYOUTS
from lydelse.problems import Place, Report
from lydelse.read import prepared
from lydelse.read.prepared import Prepared

TOKENS = LAYOUTS / "css" / "tokens.css"
PAGE = "components/notice.html"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "prepared.pack"


def made(text: str) -> Callable[[Report], str]:
    return lambda _report: text


def refused(_report: Report) -> str:
    raise AssertionError("it was there already")


def kept(file: Path, *paths: Path) -> None:
    found = Prepared(file)
    found.of_files(paths, made("small"), Report())
    found.keep()


def test_what_one_process_made_another_one_finds(file: Path) -> None:
    kept(file, TOKENS)
    assert Prepared(file).of_files((TOKENS,), refused, Report()) == "small"


def test_what_follows_from_other_texts_is_made_anew(file: Path) -> None:
    kept(file, TOKENS)
    assert Prepared(file).of_files((TOKENS, LAYOUTS / "css" / "base.css"), made("other"), Report()) == "other"


def test_of_a_site_s_own_files_nothing_is_left_with_the_engine(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.css"
    own.write_text("a {}", encoding="utf-8")
    kept(file, own)
    assert not file.exists()


def test_what_is_wrong_is_told_every_time(file: Path) -> None:
    def faulty(report: Report) -> str:
        report.error(Place("layouts/css/tokens.css"), "not-utf-8", "it isn't saved as UTF-8")
        return ""

    found, reports = Prepared(file), (Report(), Report())
    for report in reports:
        found.of_files((TOKENS,), faulty, report)
    assert [len(report.errors) for report in reports] == [1, 1]


def test_whoever_may_read_the_engine_may_read_it(file: Path) -> None:
    kept(file, TOKENS)
    module = Path(prepared.__file__).stat().st_mode
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(module) | stat.S_IWUSR


def test_what_another_engine_made_is_made_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(file, TOKENS)
    monkeypatch.setattr(prepared, "engine_of", lambda _options: "another one")
    assert Prepared(file).of_files((TOKENS,), made("anew"), Report()) == "anew"


def test_nothing_is_kept_where_python_keeps_no_modules(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept(file, TOKENS)
    assert not file.exists()


def test_nothing_is_wrong_where_nothing_can_be_written(file: Path) -> None:
    kept(file.parent / "missing" / "prepared.pack", TOKENS)


@pytest.mark.parametrize("spoil", [lambda whole: whole[:-1], lambda whole: whole[:-2] + b"xx", lambda _: b""])
def test_what_was_damaged_is_made_anew(file: Path, spoil: Callable[[bytes], bytes]) -> None:
    kept(file, TOKENS)
    file.write_bytes(spoil(file.read_bytes()))
    assert Prepared(file).of_files((TOKENS,), made("anew"), Report()) == "anew"


class Compiling(Environment):
    """Knows which templates it compiled."""

    def __init__(self, known: Prepared) -> None:
        super().__init__(loader=FileSystemLoader(LAYOUTS), bytecode_cache=known)
        self.compiled: list[object] = []

    def compile(self, *given: object, **options: object) -> object:  # type: ignore[override]  # it hands all of it on
        """Compile a template."""
        self.compiled.append(given[1])
        return super().compile(*given, **options)  # type: ignore[call-overload]  # as above


def test_a_template_of_the_engine_is_compiled_once(file: Path) -> None:
    known = Prepared(file)
    first = Compiling(known)
    first.get_template(PAGE)
    known.keep()
    second = Compiling(Prepared(file))
    second.get_template(PAGE)
    assert (first.compiled, second.compiled) == ([PAGE], [])
