"""The command line: what it understands, what it refuses, and what it says when the machine fails."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from io import FileIO
from pathlib import Path

import pytest

from lydelse import __version__
from lydelse.cli import main
from lydelse.problems import ExitCode
from lydelse.publish.system import locked
from tests.cli.faulty import AS_OF, snapshot
from tests.sites import Site

REPOSITORY = Path(__file__).parents[2]


def _exit(arguments: Sequence[str], root: Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments, default_root=root)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"]])
def test_help_names_every_option(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit(arguments, tmp_path) == 0
    said = capsys.readouterr().out
    assert all(option in said for option in ("--help", "--root DIR", "--as-of DATE", "--strict"))


def test_help_names_the_commands_and_every_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit(["--help"], tmp_path) == 0
    said = capsys.readouterr().out
    assert "build the site (the default)" in said
    codes = {line.split()[0] for line in said.partition("exit codes:\n")[2].partition("\n\n")[0].splitlines()}
    assert codes == {str(code.value) for code in ExitCode}


def test_the_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit(["--version"], tmp_path) == 0
    assert capsys.readouterr().out == f"Lydelse {__version__}\n"


REFUSED = {
    "a command with a slip": (["biuld"], "there is no command “biuld”. Did you mean “build”?"),
    "a day that doesn't exist": (
        ["--as-of", "2026-02-30"],
        "argument --as-of: “2026-02-30” is no day; write it like 2026-02-28",
    ),
    "a word for a day": (
        ["build", "--as-of", "tomorrow"],
        "argument --as-of: “tomorrow” is no day; write it like 2027-03-01",
    ),
    "an option without its value": (["--root"], "argument --root: expected one argument"),
    "an unknown option": (["--rot=x"], "unrecognized arguments: --rot=x"),
    "an option cut short": (["--str"], "unrecognized arguments: --str"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_isnt_understood_is_refused(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _exit(arguments, tmp_path) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert "--help.\n" in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_root_is_understood_before_and_after_the_command(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["--root", str(built), "--as-of", AS_OF, "build"],
        ["build", "--root", str(built), "--as-of", AS_OF],
        ["--as-of", AS_OF, "build", "--root", str(built)],
    ):
        assert main(arguments, default_root=tmp_path / "elsewhere") == 0
        assert capsys.readouterr().out.startswith(f"Built {built / 'site'} as of {AS_OF} (--as-of): ")


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_content_is_no_site(exists: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "empty"
    if exists:
        root.mkdir()
    assert main(["--root", str(root)], default_root=tmp_path) == 2
    assert capsys.readouterr().err.startswith(
        "content/site.yaml:1:1: site-missing: there is no such file, so this is no site\n"
    )
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["in the C locale", "into ASCII"],
)
def test_what_the_terminal_cant_show_never_stops_the_build(environment: dict[str, str], tmp_path: Path) -> None:
    site = Site(tmp_path / "en sajt för oss", ["sv"])
    site.version("2026-01-01", {"rights": "Fråga."}, published="2026-01-02")
    done = _run(site.root, environment)
    assert (done.returncode, b"warning: published-late" in done.stderr) == (0, True)
    site.policy(slug={"sv": "användarvillkor"})
    done = _run(site.root, environment)
    assert done.returncode == 1
    assert rb"id-invalid: \u201canv\xe4ndarvillkor\u201d can't be a slug" in done.stderr
    assert b"Traceback" not in done.stderr


def _run(root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    program = "import sys; from pathlib import Path; from lydelse.cli import main; sys.exit(main(default_root=Path()))"
    command = [sys.executable, "-c", program, "--as-of", AS_OF, "--root", str(root)]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "CI"))}
    return subprocess.run(
        command, env=own | environment | {"PYTHONPATH": str(REPOSITORY)}, capture_output=True, check=False
    )


def test_an_interrupt_ends_the_build_and_leaves_the_site(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = snapshot(built / "site")
    monkeypatch.setattr("lydelse.build.build", interrupted)
    assert main(["build", "--no-cache"], default_root=built) == 130
    assert capsys.readouterr().err == "Interrupted. The site is whole: as it was before, or new already.\n"
    assert snapshot(built / "site") == before


def test_a_file_that_cant_be_read_is_named_with_the_reason(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = built / "content" / "terms" / "2026-06-01" / "rights.sv.md"

    class Unreadable(FileIO):
        def __init__(self, path: str) -> None:
            if path == str(text):
                raise PermissionError(errno.EACCES, "Permission denied", path)
            super().__init__(path)

    before = snapshot(built / "site")
    monkeypatch.setattr("lydelse.read.folders.FileIO", Unreadable)
    assert main(["--as-of", AS_OF, "build", "--no-cache"], default_root=built) == 74
    assert capsys.readouterr().err == f"{text}: Permission denied\n    The site is as it was before.\n"
    monkeypatch.undo()
    assert snapshot(built / "site") == before


def test_a_fault_of_the_system_without_a_file_is_told_in_its_words(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("lydelse.build.build", failing)
    assert main(["build", "--no-cache"], default_root=built) == 74
    assert capsys.readouterr().err == "Too many open files\n    The site is as it was before.\n"


def test_a_build_beside_another_gives_way(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(built / "site")
    with locked(built / ".site.lock") as free:
        assert free
        assert main(["--as-of", AS_OF], default_root=built) == 75
    site = built / "site"
    assert capsys.readouterr().err == (f"Another build is writing {site}. Wait until it is done, then build again.\n")
    assert snapshot(built / "site") == before
