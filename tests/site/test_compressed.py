"""Files compressed ahead: on demand, the same on every machine, and as much a part of the site as what they say."""

from __future__ import annotations

import gzip
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from lydelse import compressing
from lydelse.cli import main
from lydelse.compressing import with_compressed
from lydelse.model import Compression, SiteFile
from tests.site.built import BuiltSite, build, composed
from tests.sites import AS_OF, Site

brotli = pytest.importorskip("brotli")
LONG = "You may ask us. " * 500


def site_of(root: Path, *ways: str) -> Site:
    site = Site(root, precompressed=list(ways))
    site.version("2026-01-01", {"rights": LONG})
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build(site_of(tmp_path_factory.mktemp("compressed"), "gzip", "brotli").root, str(AS_OF))


def test_what_unpacks_is_the_file_itself(built: BuiltSite) -> None:
    packed = [path for path in built.files if path.endswith(".gz")]
    assert len(packed) > 10
    for path in packed:
        plain = path.removesuffix(".gz")
        assert gzip.decompress(built.files[path]) == built.files[plain]
        assert brotli.decompress(built.files[f"{plain}.br"]) == built.files[plain]
        assert len(built.files[f"{plain}.br"]) < len(built.files[path]) < len(built.files[plain])


def test_short_files_and_pictures_are_not_compressed(built: BuiltSite) -> None:
    for path, content in built.files.items():
        if f"{path}.gz" in built.files:
            assert len(content) >= 1_000
            assert path.endswith((".html", ".css", ".js", ".json", ".md", ".xml"))
    assert "robots.txt.gz" not in built.files


def test_nothing_of_the_machine_or_the_time_is_in_them(built: BuiltSite) -> None:
    head = built.files["en/terms-en/index.html.gz"][:10]
    assert head == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # RFC 1952: no name, no time, no system


def test_they_are_among_the_digests(built: BuiltSite) -> None:
    assert "  en/terms-en/index.html.gz\n" in built.text("SHA256SUMS")
    assert (
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=built.folder, check=False).returncode == 0
    )


def test_what_is_taken_over_is_what_is_composed(tmp_path: Path) -> None:
    site = site_of(tmp_path, "gzip")
    main(["build", "--cache", "--root", str(tmp_path), "--as-of", str(AS_OF)], default_root=tmp_path)
    site.policy("returns")
    site.version("2026-02-01", {"goods": LONG}, policy="returns")
    main(["build", "--cache", "--root", str(tmp_path), "--as-of", str(AS_OF)], default_root=tmp_path)
    files = BuiltSite(tmp_path / "site", "").files
    whole = dict(composed(tmp_path, AS_OF))
    assert "en/terms-en/index.html.gz" in whole
    assert {path: files[path] for path in whole} == whole


def test_they_go_when_they_are_not_wanted_any_more(tmp_path: Path) -> None:
    site = site_of(tmp_path, "gzip", "brotli")
    build(site.root, str(AS_OF))
    settings = (tmp_path / "content" / "site.yaml").read_text(encoding="utf-8")
    site.write("content/site.yaml", settings.replace("- brotli\n", ""))
    files = build(site.root, str(AS_OF)).files
    assert any(path.endswith(".gz") for path in files)
    assert not any(path.endswith(".br") for path in files if not path.startswith("assets/"))  # as old as their scripts


def test_verify_knows_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_of(tmp_path, "gzip", "brotli")
    built = build(site.root, str(AS_OF))
    page = built.folder / "en/terms-en/index.html"
    (built.folder / "en/terms-en/index.html.gz").write_bytes(gzip.compress(page.read_bytes(), 1))
    arguments = ["verify", "--root", str(tmp_path), "--as-of", str(AS_OF), str(built.folder)]
    assert main(arguments, default_root=tmp_path) == 0  # another library packs otherwise, and says the same
    assert "published-" not in capsys.readouterr().err
    (built.folder / "en/terms-en/index.html.br").write_bytes(b"another text")
    main(arguments, default_root=tmp_path)
    assert "en/terms-en/index.html.br:1:1: warning: published-elsewhere" in capsys.readouterr().err


def test_without_the_package_the_build_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compressing, "find_spec", lambda _: None)
    site = site_of(tmp_path, "gzip", "brotli")
    assert main(["--root", str(site.root), "--as-of", str(AS_OF)], default_root=tmp_path) == 2
    assert "site.yaml:" in (said := capsys.readouterr().err)
    assert "compression-missing: Brotli compresses by the package “Brotli”, which isn't installed" in said
    assert "take “brotli” out" in said


def test_what_grows_is_left_out() -> None:
    noise = SiteFile("a.txt", b"".join(sha256(bytes([n])).digest() for n in range(64)))
    assert list(with_compressed([noise], Compression)) == [noise]
