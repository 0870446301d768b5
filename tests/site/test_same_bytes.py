"""Two builds of the same content on the same day give identical bytes, on any machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import examples
from tests.site.built import AS_OF, REPOSITORY, BuiltSite, build, copy_repository

_ELSEWHERE = [
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Anchorage", "PYTHONHASHSEED": "2"},
    {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX", "PYTHONHASHSEED": "3"},
]


def test_a_second_build_gives_the_same_bytes(it_smart: BuiltSite) -> None:
    before = dict(it_smart.files)
    assert build(it_smart.folder.parent).files == before


def test_a_build_in_another_folder_gives_the_same_bytes(it_smart: BuiltSite, tmp_path: Path) -> None:
    elsewhere = tmp_path / "en mapp med å ä ö"
    assert build(copy_repository(elsewhere)).files == it_smart.files


@pytest.mark.parametrize("environment", _ELSEWHERE, ids=lambda environment: environment["LC_ALL"])
def test_a_build_on_another_machine_gives_the_same_bytes(
    it_smart: BuiltSite, tmp_path: Path, environment: dict[str, str]
) -> None:
    root = copy_repository(tmp_path)
    command = [sys.executable, str(REPOSITORY / "build.py"), "--root", str(root), "build", "--as-of", AS_OF]
    subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True)
    assert BuiltSite(root / "site", it_smart.base_url).files == it_smart.files


def test_the_order_in_which_a_folder_lists_its_files_does_not_matter(
    it_smart: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_repository(tmp_path)
    _list_backwards(monkeypatch)
    assert build(root).files == it_smart.files


def test_the_day_comes_from_the_environment_too(
    it_smart: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_repository(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795302000")  # 2026-11-22 00:00 in Stockholm, still the 21st in UTC
    subprocess.run([sys.executable, REPOSITORY / "build.py", "--root", root], check=True, capture_output=True)
    assert BuiltSite(root / "site", it_smart.base_url).files == it_smart.files


def test_what_is_no_longer_produced_disappears(tmp_path: Path) -> None:
    site = examples.tiny(tmp_path)
    before = set(build(tmp_path, "2026-07-01").files)
    shutil.rmtree(site.root / "content" / "terms" / "2026-03-01")
    after = set(build(tmp_path, "2026-07-01").files)
    gone = {path for path in before - after if "2026-03-01" not in path and not path.startswith("assets")}
    assert gone == {
        "sv/villkor/andringar/jamfor/index.html",
        "en/terms/changes/compare/index.html",
        "sv/villkor/avsnitt/contact/index.html",
        "en/terms/sections/contact/index.html",
        "sv/villkor/search-others.json",
        "en/terms/search-others.json",
    }
    assert "en/terms/2026-03-01/index.html" in before - after


def _list_backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every way in which a folder can be listed give its files in the opposite order."""
    listdir, iterdir = os.listdir, Path.iterdir
    monkeypatch.setattr(os, "listdir", lambda *arguments: sorted(listdir(*arguments), reverse=True))
    monkeypatch.setattr(Path, "iterdir", lambda path: iter(sorted(iterdir(path), reverse=True)))
