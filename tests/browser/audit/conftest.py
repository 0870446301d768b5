"""A site of policies with a declaration, built, and a small web whose pages have its banner."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lydelse.cli import main
from tests.browser.banner.web import Web, serving
from tests.declarations import RECORD, category, stored, write
from tests.judges.chromium import executable
from tests.sites import Site

AS_OF = "2026-07-01"
FILMS = "films.localhost"
"""A host that the declaration knows; `localhost`, where the web has its trackers, is one that it doesn't."""

DECLARED = (
    category("necessary", RECORD, stored("login", duration="session", http_only=True)),
    category(
        "analytics",
        stored("visitor"),
        stored("_pk_*"),
        stored("visits", kind="local", duration="until-deleted"),
        stored("tab", kind="session", duration="session"),
        stored("journey", kind="indexeddb", duration="until-deleted"),
    ),
    category(
        "marketing",
        stored("film", host=FILMS, http_only=True),
        stored("watched", kind="local", duration="until-deleted", host=FILMS),
        waits=["scripts", "frames", "images"],
    ),
)


@dataclass(frozen=True, slots=True)
class Banner:
    """The root of the site of policies, and what it makes to paste in."""

    root: Path
    snippet: str
    digest: str


Audit = Callable[..., tuple[int, Any]]
"""Audits the page at a path: `audit("/clean", "--pages", "3")` gives the exit code and what is printed, parsed."""


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    """Sites and trackers on this machine."""
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def banner(tmp_path_factory: pytest.TempPathFactory) -> Banner:
    """A site of policies, built."""
    root = tmp_path_factory.mktemp("policies")
    site = Site(root, languages=("en",), declaration="terms")
    site.version("2026-01-01", {"cookies": "[[cookies]]"})
    write(site, "2026-01-01", *DECLARED)
    assert main(["--as-of", AS_OF], default_root=root) == 0
    made = json.loads((root / "site/banner/banner.json").read_bytes())["snippets"][0]
    return Banner(root, (root / "site/banner/snippet.txt").read_text(encoding="utf-8"), made["digest"])


@pytest.fixture
def audit(banner: Banner, web: Web, capsys: pytest.CaptureFixture[str]) -> Audit:
    """Audits with short looks: all that the pages do, they do at once."""
    chromium = executable()

    def run(path: str, *arguments: str) -> tuple[int, Any]:
        command = [
            "audit",
            web.at(path),
            "--quiet",
            "--as-of",
            AS_OF,
            "--browser",
            chromium,
            "--wait",
            "0.15",
            *arguments,
        ]
        code = main([*command, "--json"], default_root=banner.root)
        said = capsys.readouterr()
        assert said.err == ""
        return code, json.loads(said.out)

    return run
