"""Help that teaches: each command says what it does, with examples that can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from lydelse import commands
from lydelse.cli import _parser, main


def helped(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main(arguments, default_root=Path("no-site"))
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", commands.SUMMARIES)
def test_help_of_a_command_can_be_asked_for_in_two_ways(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert helped(["help", command], capsys) == helped([command, "--help"], capsys)


def test_help_alone_is_that_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert helped(["help"], capsys) == helped(["--help"], capsys)


@pytest.mark.parametrize("command", [None, *(name for name in commands.SUMMARIES if name != "audit")])
def test_the_examples_are_understood(command: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    told = helped([command, "--help"] if command else ["--help"], capsys)
    examples = re.findall(r"^  lydelse(.*?)(?: {2,}.*)?$", told, re.MULTILINE)
    assert examples
    for example in examples:
        arguments = shlex.split(re.split(r" [|>] ", example)[0])
        if arguments[:1] != ["help"]:
            options = _parser(Path("no-site"), "lydelse").parse_args(arguments)
            assert options.command == (command or options.command)


def test_options_may_stand_between_what_is_named(tmp_path: Path) -> None:
    for line in (
        "amend privacy --effective 2027-01-01 cookies retention",
        "amend --effective 2027-01-01 privacy cookies retention",
        "amend privacy cookies --effective 2027-01-01 retention",
    ):
        options = _parser(tmp_path, "lydelse").parse_args(line.split())
        assert (options.policy, options.sections) == ("privacy", ["cookies", "retention"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["help", "amnd"], "there is no command “amnd”. Did you mean “amend”?"),
        (["status", "--jason"], "unrecognized arguments: --jason. Did you mean “--json”?"),
        (["--as_of", "2027-01-01"], "Did you mean “--as-of”?"),
    ],
)
def test_the_nearest_is_named(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments, default_root=Path("no-site"))
    assert left.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20270301", "2027-03-01"),
        ("2027/3/1", "2027-03-01"),
        ("2027-02-29", "2027-02-28"),
        ("2027-00-10", "2027-01-10"),
    ],
)
def test_a_day_written_otherwise_is_named(text: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--as-of", text], default_root=Path("no-site"))
    assert f"“{text}” is no day; write it like {meant}" in capsys.readouterr().err
