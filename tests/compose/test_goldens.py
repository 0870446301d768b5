"""The pages and files of a policy of two versions, as documents in `goldens/` that people can read and review.

When what is composed was meant to change: `UPDATE_GOLDENS=1 python -m pytest tests/compose`, and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.compose.outline import outline
from tests.site import examples
from tests.site.built import BuiltSite, built_once
from tests.sites import AS_OF

GOLDENS = Path(__file__).with_name("goldens")
PAGES = {
    "languages.txt": "",
    "policies.sv.txt": "sv/",
    "policies.en.txt": "en/",
    "policy.sv.txt": "sv/villkor/",
    "policy.en.txt": "en/terms/",
    "version.sv.txt": "sv/villkor/2025-01-01/",
    "version.en.txt": "en/terms/2025-01-01/",
    "changelog.sv.txt": "sv/villkor/andringar/",
    "changelog.en.txt": "en/terms/changes/",
    "comparison.sv.txt": "sv/villkor/andringar/2025-01-01--2026-03-01/",
    "comparison.en.txt": "en/terms/changes/2025-01-01--2026-03-01/",
    "beside.sv.txt": "sv/villkor/2026-03-01/sv-en/",
    "beside.en.txt": "en/terms/2026-03-01/en-sv/",
    "wordings.sv.txt": "sv/villkor/avsnitt/cookies/",
    "wordings.en.txt": "en/terms/sections/cookies/",
    "gone.en.txt": "en/terms/sections/links/",
    "not-found.txt": "404.html",
}
FILES = {
    "first.text.md": "en/terms/2025-01-01/text.md",
    "second.text.md": "sv/villkor/2026-03-01/text.md",
    "versions.json": "en/terms/versions.json",
    "comparison.json": "sv/villkor/andringar/2025-01-01--2026-03-01/comparison.json",
    "feed.xml": "en/terms/feed.xml",
    "sitemap.xml": "sitemap.xml",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "tiny", examples.tiny, str(AS_OF))


@pytest.mark.parametrize(("name", "address"), PAGES.items(), ids=PAGES)
def test_page(site: BuiltSite, name: str, address: str) -> None:
    _compare(name, outline(site.pages[address].document))


@pytest.mark.parametrize(("name", "path"), FILES.items(), ids=FILES)
def test_file(site: BuiltSite, name: str, path: str) -> None:
    text = site.text(path)
    if path.endswith(".json"):  # compared in a form that people can read, too
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    _compare(name, text)


def test_every_golden_is_compared() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == {*PAGES, *FILES}


def _compare(name: str, text: str) -> None:
    golden = GOLDENS / name
    if os.environ.get("UPDATE_GOLDENS") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")
