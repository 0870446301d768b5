"""What the wheel installs works without the repository: an organisation's first quarter of an hour."""

from __future__ import annotations

import email
import hashlib
import json
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from lydelse import __version__
from tests.clones import ROOT
from tests.judges.html_validate import validate
from tests.judges.vnu import check_html
from tests.package.conftest import Installed, archives_in, build_package


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


# The archives ----------------------------------------------------------------------------------------------------


def test_the_wheel_holds_what_git_has_of_the_engine_and_nothing_else(archives: tuple[Path, Path]) -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no repository")
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "lydelse", "layouts", "docs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    data, carried = f"lydelse-{__version__}.data/data/share/doc/lydelse", "lydelse/_carried"
    beside = {"layouts": f"{carried}/layouts", "docs": f"{data}/docs", "lydelse": "lydelse"}
    expected = {f"{beside[path.split('/')[0]]}/{path.partition('/')[2]}" for path in filter(None, told)}
    expected |= {f"{data}/README.md", f"{data}/CHANGELOG.md"}
    assert {name for name in names(archives[1]) if ".dist-info/" not in name} == expected


def test_the_metadata_names_the_command_the_licence_and_a_readme_that_reads_alone(archives: tuple[Path, Path]) -> None:
    about = f"lydelse-{__version__}.dist-info"
    with zipfile.ZipFile(archives[1]) as archive:
        told = email.message_from_bytes(archive.read(f"{about}/METADATA"))
        assert b"lydelse = lydelse.__main__:run" in archive.read(f"{about}/entry_points.txt")
        assert f"{about}/licenses/LICENSE" in archive.namelist()
    assert (told["Version"], told["License-Expression"]) == (__version__, "MIT")
    assert told["Description-Content-Type"] == "text/markdown"
    assert "](" not in told.get_payload(), "links of the repository lead nowhere on a package's page"


def test_the_source_archive_holds_what_a_wheel_is_made_of(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as archive:
        top = {name.split("/")[1] for name in archive.getnames()}
    assert {"lydelse", "layouts", "docs", "pyproject.toml", "README.md", "LICENSE"} <= top
    assert not top & {"tests", "content", "site", ".venv", "benchmarks"}


def test_two_builds_give_the_same_bytes(archives: tuple[Path, Path], tmp_path: Path) -> None:
    build_package(tmp_path)
    for one, other in zip(archives, archives_in(tmp_path), strict=True):
        assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest(), one.name


# The commands ----------------------------------------------------------------------------------------------------


def test_nothing_comes_from_the_repository(installed: Installed, begun: Path) -> None:
    code = "import lydelse.cli, lydelse.read.layouts as layouts; print(lydelse.__file__, layouts.ENGINE_LAYOUTS)"
    python = installed.environment / "bin" / "python"
    done = subprocess.run([python, "-I", "-c", code], cwd=begun, capture_output=True, text=True, check=True)
    assert all(Path(path).is_relative_to(installed.environment) for path in done.stdout.split())
    assert installed.run("--version").stdout == f"Lydelse {__version__}\n"


def test_a_new_site_is_built_and_says_what_is_still_to_be_filled_in(installed: Installed, begun: Path) -> None:
    page = (begun / "site" / "sv" / "integritetspolicy" / "index.html").read_text(encoding="utf-8")
    assert "Trädgården &amp; Co" in page
    assert (begun / "site" / "banner" / "index.html").is_file()
    checked = json.loads(installed.run("check", "--json", cwd=begun).stdout)
    found = {problem["code"] for problem in checked["problems"]}
    assert "text-placeholder" in found
    assert found <= {"text-placeholder", "register-absent"}
    assert installed.run("check", "--strict", cwd=begun).returncode == 1


def test_its_pages_pass_the_judges(begun: Path) -> None:
    assert check_html(begun / "site") == []
    assert validate(sorted((begun / "site").rglob("*.html"))) == []


def test_every_command_works_from_anywhere_in_the_site(installed: Installed, begun: Path) -> None:
    inside = begun / "content" / "privacy"
    status = json.loads(installed.run("status", "--json", cwd=inside).stdout)
    assert [policy["policy"] for policy in status["policies"]] == ["privacy"]
    assert installed.run("strings", cwd=inside).stdout.startswith("sv, en: ")
    assert "Everything agrees." in installed.run("verify", cwd=inside).stdout
    shown = installed.run("show", "privacy", "--lang", "en", cwd=inside)
    assert "# Privacy policy" in shown.stdout
    assert f"doesn't know it yet: {installed.program} seal privacy" in shown.stderr


def test_the_preview_shows_it(installed: Installed, begun: Path) -> None:
    with (
        installed.served(begun) as address,
        urlopen(f"{address}en/privacy-policy/", timeout=60) as answer,  # noqa: S310 - our own address
    ):
        assert b"Who is responsible" in answer.read()


def test_the_first_change_is_begun_and_sealed(installed: Installed, begun: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(begun, site)
    assert installed.run("seal", cwd=site).returncode == 0
    amended = installed.run("amend", "privacy", "--effective", "2027-09-01", "cookies", cwd=site)
    assert amended.returncode == 0, amended.stderr
    assert f"{installed.program} seal privacy; commit it; {installed.program} build" in amended.stdout
    assert (site / "content" / "privacy" / "2027-09-01" / "cookies.yaml").is_file()


def test_without_a_site_it_says_how_to_begin_one(installed: Installed) -> None:
    done = installed.run("build")
    assert done.returncode == 2
    assert "content/site.yaml:1:1: site-missing: there is no such file" in done.stderr
    assert f"begin one: {installed.program} init my-policies --languages sv,en." in done.stderr
    assert not (installed.folder / ".cache").exists()


def test_its_makefile_lists_what_there_is_and_installs_this_version(begun: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("make isn't there")
    listed = subprocess.run(["make", "help"], cwd=begun, capture_output=True, text=True, check=True).stdout
    commands = {line.split()[1] for line in listed.splitlines()}
    assert {"build", "serve", "check", "verify", "seal", "amend", "status", "pdf", "audit", "import"} <= commands
    assert f"lydelse[check,preview]=={__version__}\n" in (begun / "requirements.txt").read_text(encoding="utf-8")


def test_its_makefile_runs_what_is_installed(installed: Installed, begun: Path, tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("make isn't there")
    site = tmp_path / "site"
    shutil.copytree(begun, site)
    (site / ".venv").symlink_to(installed.environment)
    (site / ".venv" / ".installed").touch()
    done = subprocess.run(["make", "show", "status"], cwd=site, capture_output=True, text=True, check=False)
    assert "No rule to make target" in done.stderr, "only what it lists can be made"
    done = subprocess.run(["make", "status"], cwd=site, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("policy ")


def test_the_policy_of_a_new_site_is_of_today(begun: Path) -> None:
    assert (begun / "content" / "privacy" / "2026-11-23" / "version.yaml").is_file()
