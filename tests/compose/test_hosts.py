"""What hosts are told, as documents in `hosts/` that people can read and review.

When it was meant to change: `UPDATE_GOLDENS=1 python -m pytest tests/compose`, and read the difference.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from lydelse.compose.hosts import HOST_FILES
from tests.site.built import composed
from tests.sites import AS_OF, Site

GOLDENS = Path(__file__).with_name("hosts")
WITHOUT_A_FORM = (".nojekyll",)
MOST_HEADERS, MOST_STATIC, MOST_DYNAMIC = 100, 2_000, 100
"""What Cloudflare Pages takes."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A site below a path, compressed ahead, of a policy that had other slugs."""
    settings = {"base_url": "https://www.example.org/our.policies/", "precompressed": ["gzip", "brotli"]}
    return _told(tmp_path_factory.mktemp("hosts"), {"sv": ["avtal"], "en": ["agreement", "rules-of-use"]}, **settings)


@pytest.mark.parametrize("path", [path for path in HOST_FILES if path not in WITHOUT_A_FORM])
def test_host_file(told: dict[str, str], path: str) -> None:
    golden = GOLDENS / path.replace("/", "-").lstrip("._")
    if os.environ.get("UPDATE_GOLDENS") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told[path], encoding="utf-8", newline="")
    assert told[path] == golden.read_text(encoding="utf-8")


def test_every_golden_is_compared() -> None:
    names = {path.replace("/", "-").lstrip("._") for path in HOST_FILES if path not in WITHOUT_A_FORM}
    assert {path.name for path in GOLDENS.iterdir()} == names


def test_a_file_that_keeps_github_from_leaving_some_out_is_empty(told: dict[str, str]) -> None:
    assert told[".nojekyll"] == ""


def test_without_former_slugs_and_compression_nothing_is_said_of_them(tmp_path: Path) -> None:
    plain = _told(tmp_path, {})
    assert [line for line in plain["_redirects"].splitlines() if not line.startswith("#")] == []
    assert "RedirectMatch 301" not in plain[".htaccess"]
    assert "mod_rewrite" not in plain[".htaccess"]
    assert "_static" not in plain["hosts/nginx.conf"]
    assert 'rewrite "' not in plain["hosts/nginx.conf"]
    assert "precompressed" not in plain["hosts/Caddyfile"]
    assert "redir" not in plain["hosts/Caddyfile"]


def test_where_links_name_files_azure_leaves_their_names(tmp_path: Path) -> None:
    assert "trailingSlash" not in json.loads(_told(tmp_path, {}, urls="files")["staticwebapp.config.json"])


def test_a_large_site_stays_within_what_hosts_take(tmp_path: Path) -> None:
    told = _told(tmp_path, {"en": [f"former-{number}" for number in range(150)]})
    redirects = [line for line in told["_redirects"].splitlines() if not line.startswith("#")]
    dynamic = [line for line in redirects if "*" in line]
    assert 0 < len(dynamic) <= MOST_DYNAMIC
    assert 0 < len(redirects) - len(dynamic) <= MOST_STATIC
    assert redirects[-len(dynamic) :] == dynamic  # Cloudflare counts what comes after a pattern as one
    assert max(map(len, redirects)) <= 1_000
    headers = told["_headers"].splitlines()
    assert len([line for line in headers if line.startswith("/")]) <= MOST_HEADERS
    assert max(map(len, headers)) <= 2_000
    assert len(told["staticwebapp.config.json"].encode()) <= 20_000


def test_no_header_is_set_by_two_rules_that_meet(told: dict[str, str]) -> None:
    """Netlify and Cloudflare would send both values."""
    rules: dict[str, list[str]] = {}
    for line in told["_headers"].splitlines():
        if line.startswith("/"):
            rules[line] = []
        elif line.startswith(" "):
            rules[[*rules][-1]].append(line.strip().partition(":")[0])
    everywhere = set(rules["/our.policies/*"])
    for path, names in rules.items():
        assert path == "/our.policies/*" or not everywhere & set(names)


@pytest.mark.parametrize("name", [".htaccess", "hosts/nginx.conf", "hosts/Caddyfile"])
def test_patterns_match_what_they_say_and_nothing_else(told: dict[str, str], name: str) -> None:
    patterns = re.findall(r"\^/our\S*agreement\S*\$", told[name])
    assert len(patterns) == 1
    matches = re.compile(patterns[0]).match
    for path in ("", "index.html", "2026-01-01/", "changes/2026-01-01--now/index.html"):
        assert matches(f"/our.policies/en/agreement/{path}")
    for path in ("/ourxpolicies/en/agreement/", "/our.policies/en/agreement/versions.json", "/our.policies/en/terms/"):
        assert not matches(path)


def _told(root: Path, formerly: dict[str, list[str]], **settings: object) -> dict[str, str]:
    site = Site(root, ("sv", "en"), **settings)
    site.policy(slug={"sv": "villkor", "en": "terms"}, formerly=formerly)
    site.version("2026-01-01", {"rights": "You may ask us."})
    return {path: content.decode() for path, content in composed(root, AS_OF) if path in HOST_FILES}
