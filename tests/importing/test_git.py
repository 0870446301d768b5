"""What is read from repositories, and what is said when one can't be read."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from lydelse.importing.errors import Unreadable
from lydelse.importing.git import open_repository, path_inside
from lydelse.importing.sources import trace_file
from lydelse.importing.tracing import trace
from tests.importing.repositories import Made, git, ids, make_repository

LONG = "".join(f"Sentence number {number} stands here.\n\n" for number in range(20))
OTHER = "".join(f"Quite another rule, the {number}th one.\n\n" for number in range(20))


def story(folder: Path, path: str) -> list[tuple[str, str]]:
    """The subjects and paths of the texts that a file has."""
    with open_repository(folder) as repository:
        texts = trace(repository, repository.tip(), path)
        return [(text.commit.subject, text.path if text.blob else "") for text in texts]


def test_every_text_is_found(tmp_path: Path) -> None:
    folder = make_repository(
        tmp_path, [Made({"a.md": "One"}), Made({"b.md": "Else"}), Made({"a.md": "Two"}, subject="2")]
    )
    with open_repository(folder) as repository:
        texts = trace(repository, repository.tip(), "a.md")
        assert [repository.text(text.blob) for text in texts] == [b"One", b"Two"]
    assert [text.commit.id for text in texts] == [ids(folder)[0], ids(folder)[2]]


def test_a_move_is_followed(tmp_path: Path) -> None:
    commits = [
        Made({"a.md": LONG}, subject="first"),
        Made({"a.md": None, "docs/b.md": LONG + "More."}, subject="moved"),
        Made({"docs/b.md": LONG + "Most."}, subject="changed"),
    ]
    assert story(make_repository(tmp_path, commits), "docs/b.md") == [
        ("first", "a.md"),
        ("moved", "docs/b.md"),
        ("changed", "docs/b.md"),
    ]


def test_a_file_of_the_same_name_is_followed_though_it_was_rewritten(tmp_path: Path) -> None:
    commits = [Made({"old/a.md": LONG}, subject="first"), Made({"old/a.md": None, "new/a.md": OTHER}, subject="moved")]
    assert story(make_repository(tmp_path, commits), "new/a.md") == [("first", "old/a.md"), ("moved", "new/a.md")]


def test_a_copy_is_followed_when_the_original_is_deleted_later(tmp_path: Path) -> None:
    commits = [
        Made({"a.md": LONG}, subject="first"),
        Made({"b.md": LONG}, subject="copied"),
        Made({"a.md": None}, subject="deleted"),
    ]
    assert story(make_repository(tmp_path, commits), "b.md") == [("first", "a.md"), ("copied", "b.md")]


def test_a_copy_is_another_document_while_the_original_lives(tmp_path: Path) -> None:
    commits = [
        Made({"a.md": LONG}, subject="first"),
        Made({"b.md": LONG}, subject="copied"),
        Made({"a.md": LONG + "More."}, subject="changed"),
        Made({"a.md": None}, subject="deleted"),
    ]
    assert story(make_repository(tmp_path, commits), "b.md") == [("copied", "b.md")]


def test_swapped_files_are_followed(tmp_path: Path) -> None:
    commits = [
        Made({"a.md": LONG, "b.md": OTHER}, subject="first"),
        Made({"a.md": OTHER, "b.md": LONG}, subject="swapped"),
    ]
    assert story(make_repository(tmp_path, commits), "a.md") == [("first", "b.md"), ("swapped", "a.md")]


def test_of_two_copies_of_a_deleted_file_the_one_most_like_it_is_that_file(tmp_path: Path) -> None:
    changed = LONG.replace("number 3 stands", "number 3 stood").replace("number 7 stands here", "that is all")
    commits = [
        Made({"a.md": LONG}, subject="first"),
        Made({"a.md": None, "b.md": LONG, "c.md": changed}, subject="divided"),
    ]
    folder = make_repository(tmp_path, commits)
    assert story(folder, "b.md") == [("first", "a.md"), ("divided", "b.md")]
    assert story(folder, "c.md") == [("divided", "c.md")]


def test_a_file_that_came_back_is_the_same_one(tmp_path: Path) -> None:
    commits = [Made({"a.md": "One"}), Made({"a.md": None}, subject="gone"), Made({"a.md": "Two"}, subject="back")]
    assert story(make_repository(tmp_path, commits), "a.md") == [("Change", "a.md"), ("gone", ""), ("back", "a.md")]


def test_a_new_file_in_the_place_of_a_moved_one_is_another_one(tmp_path: Path) -> None:
    commits = [
        Made({"a.md": LONG}),
        Made({"a.md": None, "b.md": LONG}),
        Made({"a.md": "Moved to b."}, subject="note"),
    ]
    assert story(make_repository(tmp_path, commits), "a.md") == [("note", "a.md")]


def test_a_merge_is_one_change_on_its_day(tmp_path: Path) -> None:
    commits = [
        Made({"a.md": "One"}, "2019-01-01"),
        Made({"a.md": "Two"}, "2019-01-02", parents=[0]),
        Made({"a.md": "Three"}, "2019-01-03", parents=[1]),
        Made({"a.md": "Three"}, "2019-02-01", "Merge pull request #7 from x/y\n\nClearer rights", parents=[0, 2]),
    ]
    with open_repository(make_repository(tmp_path, commits)) as repository:
        first, merged = trace(repository, repository.tip(), "a.md")
    assert first.commit.authored == date(2019, 1, 1)
    assert (merged.commit.authored, merged.commit.subject) == (date(2019, 2, 1), "Clearer rights")


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("1551398400 +0000", date(2019, 3, 1)),
        ("1551394800 +0200", date(2019, 3, 1)),
        ("1551398400 -0100", date(2019, 2, 28)),
        ("0 +0000", date(1970, 1, 1)),
        ("99999999999999 +0000", None),
        ("1551398400 +9900", date(2019, 3, 1)),
    ],
)
def test_a_day_is_that_of_whoever_wrote(tmp_path: Path, time: str, day: date | None) -> None:
    folder = make_repository(tmp_path, [Made({"a.md": "One"}, time)])
    with open_repository(folder) as repository:
        assert repository.commit(repository.tip()).authored == day


def test_names_with_odd_letters_are_names(tmp_path: Path) -> None:
    name = "villkor & övrigt *[1]/a b\tc.md"
    folder = make_repository(tmp_path, [Made({name.replace("\t", "\\t"): "One"}, subject="Ändrat")])
    assert story(folder, name) == [("Ändrat", name)]


def test_settings_and_variables_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_repository(tmp_path / "one", [Made({"a.md": LONG}), Made({"a.md": None, "b.md": LONG})])
    other = make_repository(tmp_path / "two", [Made({"c.md": "Else"})])
    settings = tmp_path / "gitconfig"
    settings.write_text("[diff]\nrenames = false\nnoprefix = true\n[log]\nshowSignature = true\n[color]\nui = always\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert len(story(folder, "b.md")) == 2


def test_a_bundle_is_a_repository(tmp_path: Path) -> None:
    folder = make_repository(tmp_path / "made", [Made({"a.md": "One"})])
    git(folder, "bundle", "create", "--quiet", str(tmp_path / "all.bundle"), "main", "HEAD")
    assert story(tmp_path / "all.bundle", "a.md") == [("Change", "a.md")]


def test_a_file_names_its_repository(tmp_path: Path) -> None:
    folder = make_repository(tmp_path, [Made({"docs/a.md": "One"})])
    git(folder, "checkout", "--quiet", "main")
    assert path_inside(folder / "docs/a.md") == "docs/a.md"
    assert path_inside(folder / "docs") == "docs"
    assert story(folder / "docs/a.md", "docs/a.md") == [("Change", "docs/a.md")]


# What can't be read --------------------------------------------------------------------------------------------


def fault(folder: Path, path: str = "a.md", branch: str = "HEAD") -> Unreadable:
    with pytest.raises(Unreadable) as raised, open_repository(folder) as repository:
        trace_file(repository, branch, path, "privacy")
    return raised.value


def test_a_path_that_never_was_is_named_with_the_nearest(tmp_path: Path) -> None:
    folder = make_repository(tmp_path, [Made({"docs/privacy.md": "One"}), Made({"docs/privacy.md": None})])
    found = fault(folder, "docs/privcy.md")
    assert "docs/privcy.md" in str(found)
    assert "docs/privacy.md" in found.hint
    assert "privacy.md" in fault(folder, "privacy.md").hint


def test_a_branch_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    found = fault(make_repository(tmp_path, [Made({"a.md": "One"})]), branch="trunk")
    assert "trunk" in str(found)
    assert "main" in found.hint


def test_an_option_is_no_branch(tmp_path: Path) -> None:
    assert "--all" in str(fault(make_repository(tmp_path, [Made({"a.md": "One"})]), branch="--all"))


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert "no commit" in str(fault(tmp_path))


def test_no_repository_says_so(tmp_path: Path) -> None:
    assert "no git repository" in str(fault(tmp_path))
    assert "no folder" in str(fault(tmp_path / "nowhere" / "at-all"))


def test_a_shallow_clone_is_refused(tmp_path: Path) -> None:
    folder = make_repository(tmp_path / "whole", [Made({"a.md": "One"}), Made({"a.md": "Two"})])
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "part")
    found = fault(tmp_path / "part")
    assert "shallow" in str(found)
    assert "--unshallow" in found.hint


def test_a_damaged_bundle_is_refused(tmp_path: Path) -> None:
    folder = make_repository(tmp_path / "made", [Made({"a.md": "One"})])
    bundle = tmp_path / "all.bundle"
    git(folder, "bundle", "create", "--quiet", str(bundle), "main", "HEAD")
    bundle.write_bytes(bundle.read_bytes()[:-30])
    refused = fault(bundle)
    assert "the bundle is damaged" in str(refused)
    assert "git bundle create" in refused.hint


def test_a_missing_git_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git isn't installed" in str(fault(tmp_path))


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    folder = make_repository(tmp_path, [Made({"a.md": "One"})])
    with open_repository(folder) as repository, pytest.raises(Unreadable, match="lacks a part"):
        repository.text("1" * 40)


def test_nothing_is_left_running(tmp_path: Path) -> None:
    folder = make_repository(tmp_path, [Made({"a.md": "One"})])
    with open_repository(folder) as repository:
        trace(repository, repository.tip(), "a.md")
    listed = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, check=False)
    assert b"cat-file" not in listed.stdout
