"""What the documentation tells people to do works, step by step, as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lydelse.problems import ExitCode
from tests.docs.conftest import Run
from tests.docs.documents import ROOT, Block, blocks, code_words, first_column, part, read

WALKED = ("README.md", "docs/start.md", "docs/editing.md", "docs/desk.md", "docs/content-model.md", "docs/register.md")
COMMANDS = read("docs/commands.md")


def follow(document: str, clone: Path, run: Run) -> int:
    """Do what a document says: write its files, run its commands. Behind a command that fails stands what it says, and
    behind others where they are marked so.

    Returns:
        How many commands were run.
    """
    said: str | None = None
    count = 0
    for block in blocks(read(document)):
        if said is not None:
            assert block.kind == "text", "what does the command say?"
            assert block.text in said
            said = None
        elif block.file is not None:
            write(clone / block.file, block)
        elif block.kind in ("shell", "shell fails", "shell says"):
            done = run(block.text)
            assert (done.returncode != 0) == (block.kind == "shell fails"), f"{block.text}{done.stdout}{done.stderr}"
            said = None if block.kind == "shell" else done.stdout + done.stderr
            count += 1
    return count


def write(file: Path, block: Block) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, encoding="utf-8")


def follow_whole(document: str, clone: Path, run: Run) -> None:
    assert follow(document, clone, run)
    assert run("git status --porcelain").stdout == "", "the document leaves something uncommitted"


def versions(clone: Path, policy: str) -> dict[str, str]:
    """Give the status of each version, as `versions.json` of a policy tells it."""
    document = json.loads((clone / "site" / policy / "versions.json").read_bytes())
    return {version["id"]: version["status"] for version in document["versions"]}


def test_the_readme_can_be_followed_and_its_example_is_upcoming_when_published(clone: Path, run: Run) -> None:
    follow_whole("README.md", clone, run)
    assert run("python build.py --as-of 2027-04-26").returncode == 0
    assert versions(clone, "en/privacy-policy")["2027-06-01"] == "upcoming"


def test_the_start_in_a_clone_can_be_followed_and_ends_with_a_site_of_its_own(clone: Path, run: Run) -> None:
    follow_whole("docs/start.md", clone, run)
    assert versions(clone, "en/terms") == {"2026-11-01": "current"}
    assert {path.name for path in (clone / "site" / "en").iterdir()} == {"index.html", "terms"}


def test_the_guide_for_editors_can_be_followed_and_ends_with_its_version_in_force(clone: Path, run: Run) -> None:
    follow_whole("docs/editing.md", clone, run)
    assert run("python build.py --as-of 2027-01-15").returncode == 0
    for policy in ("sv/anvandarvillkor", "en/terms-of-use"):
        assert versions(clone, policy)["2027-01-15"] == "current"
        assert "tel:+46210000000" in (clone / "site" / policy / "index.html").read_text(encoding="utf-8")


def test_the_content_model_can_be_followed_and_what_it_and_the_pages_name_is_built(clone: Path, run: Run) -> None:
    follow_whole("docs/content-model.md", clone, run)
    document = json.loads((clone / "site/en/privacy-policy/versions.json").read_bytes())
    told = code_words(first_column(part(read("docs/content-model.md"), "`versions.json`")))
    assert told == [*document, *document["versions"][0]]
    named = " ".join(first_column(part(read("docs/site.md"), "The pages")))
    for address in re.findall(r"`/([^`]*)`", named):
        file = clone / "site" / address
        assert (file / "index.html" if file.is_dir() else file).is_file(), address


def test_the_guide_to_the_desk_can_be_followed_and_names_what_programs_are_told(clone: Path, run: Run) -> None:
    follow_whole("docs/desk.md", clone, run)
    status = json.loads(run("python build.py status --json").stdout)
    policy = status["policies"][0]
    for heading, keys in (("For programs", status), ("A policy", policy), ("A version", policy["current"])):
        assert code_words(first_column(part(read("docs/desk.md"), heading))) == [*keys]


def test_the_guide_to_the_register_can_be_followed(clone: Path, run: Run) -> None:
    assert follow("docs/register.md", clone, run)


def test_every_make_target_that_is_named_is_there_and_every_target_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    listed = made(part(COMMANDS, "With make"))
    assert listed - {""} == targets
    assert made(part(read("README.md"), "Commands")) <= targets
    for document in WALKED:
        console = "\n".join(block.text for block in blocks(read(document)) if block.kind in ("console", "shell"))
        assert set(re.findall(r"^make ([a-z-]+)", console, re.MULTILINE)) <= targets


def made(text: str) -> set[str]:
    """The targets that the table of a text names."""
    return {word.removeprefix("make").strip() for word in code_words(first_column(text)) if word.startswith("make")}


def help_of(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", *arguments, "--help"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_every_option_is_told_and_every_one_there_exists() -> None:
    told = code_words(first_column(part(COMMANDS, "Options")))
    assert {option.split()[0] for option in told} == set(re.findall(r"(?<![\w-])--[a-z-]+", help_of()))
    for option in told:
        assert option in help_of(), "the placeholder is another one"


def options_of(*arguments: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z-]+", help_of(*arguments)))


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "serve",
        "amend",
        "status",
        "show",
        "diff",
        "pdf",
        "seal",
        "check",
        "verify",
        "audit",
        "import",
        "strings",
    ],
)
def test_every_option_of_a_command_is_told(command: str) -> None:
    told = code_words(first_column(part(COMMANDS, f"Options of `{command}`")))
    assert {option.split()[0] for option in told} | {"--help"} == options_of(command) - (options_of() - {"--help"})


def test_every_command_is_told() -> None:
    listed = help_of().partition("COMMAND\n")[2].partition("\n\n")[0]
    commands = re.findall(r"^ {4}([a-z]+) ", listed, re.MULTILINE)
    assert commands
    for command in commands:
        assert f"build.py {command}`" in part(COMMANDS, "All commands")


def test_every_exit_code_is_told_and_every_one_there_exists() -> None:
    assert first_column(part(COMMANDS, "Exit codes")) == [str(code.value) for code in ExitCode]
