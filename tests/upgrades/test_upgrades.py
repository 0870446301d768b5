"""A site as an earlier version of Lydelse wrote and sealed it is built by today's, and keeps its promises."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from lydelse.cli import main
from tests.site.built import BuiltSite
from tests.upgrades.frozen import DAY, VERSIONS, addresses, built


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: version.name)
def version(request: pytest.FixtureRequest) -> Path:
    """What was frozen."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="module")
def root(version: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as today's engine builds it."""
    root = tmp_path_factory.mktemp("upgraded")
    built(version, root)
    return root


def test_there_is_one_for_the_first_version() -> None:
    assert "0.1" in {version.name for version in VERSIONS}


def test_it_builds_without_a_problem(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--strict", "--as-of", DAY], default_root=root) == 0
    assert capfd.readouterr().err == ""


def test_every_address_answers_with_every_anchor(version: Path, root: Path) -> None:
    site = BuiltSite(root / "site", "")
    there = {path: set(anchors) for path, *anchors in (line.split(" #") for line in addresses(site, root / "content"))}
    promised = (version / "addresses.txt").read_text(encoding="utf-8").splitlines()
    assert len(promised) > 400
    for path, *anchors in (line.split(" #") for line in promised):
        assert set(anchors) <= there[path], path


def test_former_addresses_lead_on(version: Path, root: Path) -> None:
    moved = {page.address for page in BuiltSite(root / "site", "").pages.values() if page.is_moved}
    for policy in version.glob("content/*/policy.yaml"):
        for language, slugs in yaml.safe_load(policy.read_text(encoding="utf-8"))["formerly"].items():
            assert {f"{language}/{slug}/" for slug in slugs} <= moved


def test_canonical_texts_are_the_same_byte_for_byte(version: Path, root: Path) -> None:
    frozen = {path.relative_to(version / "texts"): path.read_bytes() for path in version.glob("texts/**/text.md")}
    assert frozen
    for path, content in frozen.items():
        assert (root / "site" / path).read_bytes() == content, path


def test_the_digests_in_the_registers_hold(version: Path, root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in version.glob("texts/**/text.md")}
    for register in version.glob("content/*/register.jsonl"):
        entries = [json.loads(line) for line in register.read_text(encoding="utf-8").splitlines()[:-1]]
        assert {entry["sha256"] for entry in entries} <= digests
    assert main(["verify", "--as-of", DAY], default_root=root) == 0, capfd.readouterr().err


def test_a_site_for_a_later_model_is_refused_with_what_to_do_alone(
    version: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "content" / "site.yaml"
    (tmp_path / "content" / "terms").mkdir(parents=True)
    (tmp_path / "content" / "terms" / "policy.yaml").write_text("unheard: of\n", encoding="utf-8")
    settings = (version / "content" / "site.yaml").read_text(encoding="utf-8")
    site.write_text(f"model: 2\nnew: key\n{settings}", encoding="utf-8")
    assert main(["build", "--as-of", DAY], default_root=tmp_path) == 2
    told = capfd.readouterr().err
    assert "content/site.yaml:1:8: model-later: " in told
    assert "newer Lydelse" in told
    assert "1 error" in told
