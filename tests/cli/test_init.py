"""`init` writes a new site, all of it or nothing."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lydelse.beginning import WORKFLOWS
from lydelse.cli import main
from lydelse.problems import ExitCode
from tests.forms.reading import as_an_editor_sees

DAY = ("--as-of", "2026-11-23")


def init(folder: Path, *arguments: str) -> int:
    return main(["init", str(folder), *DAY, *arguments], default_root=folder)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_site_builds_and_only_says_what_is_to_be_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "new" / "policies"
    assert init(site, "--languages", "de,sv,en", "--name", 'A "B": C') == 0
    told = capsys.readouterr()
    assert "a privacy policy of 2026-11-23 to fill in" in told.out
    assert told.err == ""
    assert {"README.md", "Makefile", ".gitignore", "requirements.txt", "content/site.yaml"} <= files(site)
    assert main(["build", "--strict", *DAY], default_root=site) == 0
    capsys.readouterr()
    assert main(["check", "--json", *DAY], default_root=site) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["code"] for problem in problems} == {"text-placeholder", "register-absent"}
    assert not [problem for problem in problems if problem["path"] == "content/site.yaml"], "the name was given"


@pytest.mark.parametrize(
    "name",
    ["1. FC Ort", "# 1", "a*b*c <b>", "[[cookies]]", "[us](files/x)", "A &amp; B", "Two\n\n---\nlines", "{: #a}"],
)
def test_an_organisation_may_be_called_what_markdown_would_read_otherwise(tmp_path: Path, name: str) -> None:
    assert init(tmp_path, "--languages", "en", "--name", name) == 0
    assert main(["build", "--strict", *DAY], default_root=tmp_path) == 0
    page = (tmp_path / "site" / "en" / "privacy-policy" / "index.html").read_text("utf-8")
    shown = unescape(re.sub(r"<[^>]+>", "", page))
    stated = " ".join(name.split())
    assert f"which personal data {stated} processes" in shown
    assert f"{stated}, [registration number]" in shown


def test_the_folder_is_named_as_a_shell_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path / "our policies", "--languages", "en") == 0
    assert f"  cd '{tmp_path}/our policies'\n" in capsys.readouterr().out


def test_an_editor_completes_the_keys_of_a_new_site(tmp_path: Path) -> None:
    assert init(tmp_path, "--languages", "sv,en") == 0
    assert "\nmodel: 1\n" in (tmp_path / "content" / "site.yaml").read_text(encoding="utf-8")
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        validator = Draft202012Validator(json.loads((tmp_path / schema).read_text(encoding="utf-8")))
        (file,) = tmp_path.glob(pattern)
        validator.validate(as_an_editor_sees(file.read_text(encoding="utf-8")))


def test_a_language_without_texts_begins_in_english_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path, "--languages", "pl en") == 0
    told = capsys.readouterr().out
    assert "Its texts in “pl” are in English" in told
    assert "layouts/strings/pl.yaml" in told
    assert main(["build", "--strict", *DAY], default_root=tmp_path) == 0
    assert "Who is responsible" in (tmp_path / "site" / "pl" / "privacy-policy" / "index.html").read_text("utf-8")


def test_a_repository_that_was_just_made_keeps_what_it_has(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("Ours.")
    (tmp_path / "LICENSE").touch()
    assert init(tmp_path, "--languages", "en") == 0
    assert (tmp_path / "README.md").read_text() == "Ours."
    assert not [name for name in files(tmp_path) if name.startswith(".lydelse")]


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_the_workflow_begins_in_the_site_s_own_time_zone(tmp_path: Path, workflow: str) -> None:
    assert init(tmp_path, "--languages", "en", "--publish", workflow, "--time-zone", "Europe/Dublin") == 0
    text = (tmp_path / WORKFLOWS[workflow]).read_text(encoding="utf-8")
    assert "make build" in text
    assert "Europe/Stockholm" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--languages", "sv,svenska"), "“svenska” is no language tag that is known"),
        (("--languages", "sv", "--base-url", "policies"), "“policies” isn't the address of a website"),
        (("--languages", "sv", "--time-zone", "Sweden/Gävle"), "“Sweden/Gävle” is no time zone that is known"),
    ],
)
def test_what_cant_be_is_refused_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert init(tmp_path / "new" / "policies", *arguments) == ExitCode.CONFIGURATION
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("Mine.")
    assert init(tmp_path, "--languages", "sv") == ExitCode.CONFIGURATION
    assert "isn't empty: thesis.txt stands there" in capsys.readouterr().err
    assert files(tmp_path) == {"thesis.txt"}


def test_when_the_system_refuses_the_folder_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == "content":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    (tmp_path / "LICENSE").touch()
    monkeypatch.setattr(Path, "rename", full)
    assert init(tmp_path, "--languages", "sv") == ExitCode.IO
    assert "No space left on device" in capsys.readouterr().err
    assert files(tmp_path) == {"LICENSE"}
    assert [path.name for path in tmp_path.iterdir()] == ["LICENSE"]
