"""`strings` tells what the words of the pages lack, and begins a language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lydelse.cli import main
from lydelse.engine import LAYOUTS
from lydelse.problems import ExitCode
from tests.sites import AS_OF, Site

ENGLISH = (LAYOUTS / "strings" / "en.yaml").read_text(encoding="utf-8")


def strings(root: Path, *arguments: str) -> int:
    return main(["strings", *arguments], default_root=root)


def test_the_engine_s_words_lack_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert strings(tmp_path) == 0
    told = capsys.readouterr()
    assert told.out.startswith("de, en, sv: ")
    assert set(re.findall(r"(?<=: )(?:note|warning): [a-z-]+", told.err)) == {"note: string-untranslated"}


def test_what_is_missing_unknown_or_otherwise_filled_in_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, ["pl", "en"])
    words = ENGLISH.replace("  contents: Contents\n", "").replace("{date} only", "{day} only")
    words = words.replace("locale: en-GB", "locale: pl-PL").replace("page:\n", "page:\n  extra: More\n", 1)
    site.write("layouts/strings/pl.yaml", words)
    assert strings(tmp_path) == ExitCode.CONFIGURATION
    told = capsys.readouterr()
    codes = set(re.findall(r"(?<=: )string-[a-z]+", told.err))
    assert codes == {"string-missing", "string-unknown", "string-placeholders", "string-plural", "string-untranslated"}
    assert "“sentences.search_found” lacks plural forms that the language has: few, many" in told.err
    assert told.out.startswith("pl, en: ")


def test_a_new_language_is_begun_once_with_its_own_plurals_and_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, ["pl"])
    site.version("2026-01-01", {"rights": "Zapytaj."})
    assert strings(tmp_path, "--new", "pl") == 0
    words = (tmp_path / "layouts" / "strings" / "pl.yaml").read_text(encoding="utf-8")
    assert "  locale: pl-PL\n" in words
    assert "  # Skip to content\n  skip_to_content: Skip to content\n" in words
    assert re.search(r"search_found:\n    # .*\n    one: .*\n    few: .*\n    many: .*\n    other: ", words)
    assert main(["build", "--strict", "--as-of", str(AS_OF)], default_root=tmp_path) == 0
    capsys.readouterr()
    assert strings(tmp_path, "--new", "pl") == ExitCode.CONFIGURATION
    assert "are there already" in capsys.readouterr().err
    assert strings(tmp_path, "--new", "sv") == ExitCode.CONFIGURATION


def test_what_is_no_language_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert strings(tmp_path, "--new", "../x") == ExitCode.CONFIGURATION
    assert "“../x” is no language tag" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
