"""Repositories that tests make: commits as values, written by one call of git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path


@dataclass(frozen=True)
class Made:
    """A commit to be made: the files that it writes (`None` takes one away), the days of author and committer (or a
    time in git's own form), and the earlier commits that it follows, by their numbers from 0: the one before if none
    is named."""

    files: Mapping[str, str | bytes | None]
    day: str = "2019-01-01"
    subject: str = "Change"
    committed: str = ""
    parents: Sequence[int] = field(default=())


def make_repository(folder: Path, commits: Sequence[Made]) -> Path:
    """Make a repository with a branch `main` that ends with the last of the commits."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    stream = b"".join(part for number, commit in enumerate(commits) for part in _commit(number, commit))
    git(folder, "fast-import", "--quiet", "--force", "--date-format=raw-permissive", given=stream)
    return folder


def add_commits(folder: Path, commits: Sequence[Made]) -> None:
    """Let the branch `main` go on with more commits."""
    last = git(folder, "rev-parse", "main").strip()
    stream = b"".join(part for number, commit in enumerate(commits) for part in _commit(number, commit, last))
    git(folder, "fast-import", "--quiet", "--date-format=raw-permissive", given=stream)


def ids(folder: Path, branch: str = "main") -> list[str]:
    """The ids of the branch's commits, the oldest first, merges flattened."""
    return git(folder, "rev-list", "--first-parent", "--reverse", branch).split()


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """Call git without anybody's settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, input=given, capture_output=True, check=True
    )
    return done.stdout.decode()


def _commit(number: int, commit: Made, last: bytes | str = "") -> list[bytes]:
    author, committer = _time(commit.day), _time(commit.committed or commit.day)
    parents = commit.parents or ([number - 1] if number else [])
    lines = [
        "commit refs/heads/main",
        f"mark :{number + 1}",
        f"author Anna <anna@example.com> {author}",
        f"committer Bo <bo@example.com> {committer}",
    ]
    follows = [f"{'merge' if place else 'from'} :{parent + 1}" for place, parent in enumerate(parents)]
    if not follows and last:
        follows = [f"from {last if isinstance(last, str) else last.decode()}"]
    stream = ["\n".join(lines).encode() + b"\n", _data(commit.subject), *(f"{line}\n".encode() for line in follows)]
    for path, text in commit.files.items():
        stream.append(
            f'D "{path}"\n'.encode() if text is None else f'M 100644 inline "{path}"\n'.encode() + _data(text)
        )
    return [*stream, b"\n"]


def _data(text: str | bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return f"data {len(data)}\n".encode() + data + b"\n"


def _time(day: str) -> str:
    """A day at noon in UTC; anything else is a time in git's own form."""
    try:
        written = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{int(datetime(written.year, written.month, written.day, 12, tzinfo=UTC).timestamp())} +0000"
