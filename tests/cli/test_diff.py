"""The command `diff`: two files compared without any site."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lydelse.cli import main

BUILD = str(Path(__file__).parents[2] / "build.py")

OLD = "We use two cookies. They are kept for 30 days.\n"
NEW = "We use three cookies. They are kept for 90 days.\n"


@pytest.fixture(autouse=True)
def outside_any_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


def diff(old: str | bytes, new: str | bytes, *options: str, ending: str = "md") -> int:
    """Compare two texts as files in a folder in which nothing else is."""
    for name, text in (("old", old), ("new", new)):
        Path(f"{name}.{ending}").write_bytes(text.encode() if isinstance(text, str) else text)
    return main(["diff", *options, f"old.{ending}", f"new.{ending}"], default_root=Path("no-site"))


# What it finds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "ending"),
    [
        (OLD, OLD, "md"),
        ("A line\nthat breaks.\n\n- mark\n", "A line that\r\nbreaks.\r\n\r\n* mark\r\n", "md"),
        ("---\ntitle: Rights\ncovers: [gdpr-13-2-b]\n---\n\nAsk.\n", "---\ntitle: Rights\n---\nAsk.\n", "md"),
        ("<p>Ask <b>us</b>.</p>", "<div>\n  <p>Ask us.</p>\n</div>", "html"),
        ("", "", "md"),
    ],
    ids=["the same", "other line ends and marks", "other front matter", "other HTML", "nothing"],
)
def test_files_that_read_the_same(old: str, new: str, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(old, new, ending=ending) == 0
    assert capsys.readouterr() == ("", "")


def test_files_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(f"# Cookies\n\n{OLD}", f"# Cookies\n\n{NEW}\nNo more.\n") == 1
    assert capsys.readouterr() == (
        "…\n~ We use [-two-]{+three+} cookies. They are kept for [-30-]{+90+} days.\n+ {+No more.+}\n",
        "",
    )


def test_a_title_in_the_front_matter_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff("---\ntitle: Cookies\n---\nText.\n", "---\ntitle: Cookies & more\n---\nText.\n") == 1
    assert capsys.readouterr().out == "~ Cookies {+& more+}\n…\n"


def test_what_only_looks_like_front_matter_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff("---\nKept for 30 days.\n---\n", "---\nKept for 90 days.\n---\n") == 1
    assert "[-30-]{+90+}" in capsys.readouterr().out


def test_markdown_and_html_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.md").write_text("# Title\n\n- one\n- two\n", encoding="utf-8")
    Path("new.HTM").write_text("<h2>Title</h2><ul><li>one</li><li>two</li></ul>", encoding="utf-8")
    assert main(["diff", "old.md", "new.HTM"], default_root=Path("no-site")) == 0
    assert capsys.readouterr() == ("", "")


# How it is told -------------------------------------------------------------------------------------------------


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(OLD, NEW, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert {key: value for key, value in told.items() if key != "blocks"} == {
        "equal": False,
        "changes": 1,
        "words_added": 2,
        "words_removed": 2,
    }
    (block,) = told["blocks"]
    assert ["remove", "two"] in block["words"]
    assert (block["old"], block["new"]) == ([OLD.strip()], [NEW.strip()])


def test_as_json_when_nothing_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(OLD, OLD, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "equal": True,
        "changes": 0,
        "words_added": 0,
        "words_removed": 0,
        "blocks": [],
    }


def test_as_html(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff("Ask *us*.\n", "Ask *them*.\n", "--html") == 1
    assert capsys.readouterr().out == (
        '<p class="cmp-changed">Ask <del id="change-1"><span class="cmp-word">removed: </span><em>us</em></del>'
        '<ins><span class="cmp-word">added: </span><em>them</em></ins>.</p>\n'
    )


@pytest.mark.parametrize("ending", ["md", "html"])
def test_nothing_that_runs_comes_out_as_html(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = (
        '<p onclick="alert(1)">Ask {word}. <a href="javascript:alert(2)">Here</a></p>\n'
        "<script>alert(3)</script><style>p {{ color: red }}</style>\n"
        '<iframe src="https://example.com/"></iframe><img src="x" alt="" onerror="alert(4)">\n'
    )
    assert diff(hostile.format(word="us"), hostile.format(word="them"), "--html", ending=ending) == 1
    out = capsys.readouterr().out
    assert "them" in out
    for gone in ("<script", "<style", "<iframe", "javascript:", "onclick", "onerror"):
        assert gone not in out


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_is_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    assert diff(OLD, NEW) == 1
    assert "\x1b[" in terminal.getvalue()
    assert "[-two-]" not in terminal.getvalue()


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert diff(OLD, NEW) == 1
    assert "[-two-]{+three+}" in terminal.getvalue()
    assert "\x1b" not in terminal.getvalue()


def test_into_a_pipe_there_are_brackets_and_no_escape_codes() -> None:
    assert diff(OLD, OLD) == 0
    Path("new.md").write_text(NEW, encoding="utf-8")
    done = subprocess.run([sys.executable, BUILD, "diff", "old.md", "new.md"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"[-two-]{+three+}" in done.stdout
    assert b"\x1b" not in done.stdout


def test_a_reader_that_has_had_enough_is_no_fault() -> None:
    assert diff(OLD, NEW, "--json") == 1
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, BUILD, "diff", "old.md", "new.md"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


# What it can't compare ------------------------------------------------------------------------------------------


def test_a_file_that_isnt_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.md", "new.md"], default_root=Path("no-site")) == 2
    assert capsys.readouterr() == ("", "old.md: No such file or directory\n")


@pytest.mark.parametrize(
    ("old", "ending", "message"),
    [
        ("Vi använder kakor.\n".encode("latin-1"), "md", "old.md:1:7: not-utf-8: the file isn't saved as UTF-8"),
        (b"Ask us\x00.\n", "md", "old.md:1:7: control-character: the invisible character U+0000 stands here"),
        ("> " * 500 + "Deep.", "md", "old.md:1:1: text-too-deep: lists, quotations or brackets are nested deeper"),
    ],
    ids=["in Latin-1", "with invisible characters", "nested too deep"],
)
def test_a_file_that_cant_be_read(
    old: str | bytes, ending: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(old, NEW, ending=ending) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(message)
    assert said.err.count("\n    ") == 1, "what to do stands below"


def test_both_files_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(b"\xe5\n", b"\xe4\n") == 2
    said = capsys.readouterr().err
    assert "old.md:1:1: not-utf-8" in said
    assert "new.md:1:1: not-utf-8" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["diff", "--html", "--json", "old.md", "new.md"], "argument --json: not allowed with argument --html"),
        (["dif", "old.md", "new.md"], "there is no command “dif”. Did you mean “diff”?"),
    ],
    ids=["two forms", "a slip"],
)
def test_what_isnt_understood_is_refused(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments, default_root=Path("no-site"))
    assert left.value.code == 2
    assert message in capsys.readouterr().err
