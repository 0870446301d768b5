"""Reads a repository by calling git: its commits, what they change, and the texts that they hold.

Only plumbing is called, whose output neither a user's settings nor the language of the machine change, and names are
asked for ended by NUL, so that a path may hold anything. Nothing is ever written to the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import IO, NamedTuple

from lydelse.importing.errors import Unreadable

_BUNDLE = re.compile(rb"# v\d+ git bundle\n")
_SIGNATURE = re.compile(rb"(author|committer) [^\n]*?(-?\d+) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_MERGE = re.compile(r"Merge (?:pull request|branch|branches|remote-tracking branch|tag|commit)\b")
_TRAILER = re.compile(r"#|See merge request|[A-Z][\w-]+-by: ")
_NUMBERED = re.compile(r"\s*\(#\d+\)$")
"""The number of a request to merge, as hosts write it behind its name."""
_FILES = frozenset({"100644", "100755"})
_MOST_PAIRS = "-l1000"  # a commit that adds and deletes more files is searched for files that are equal alone


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: `authored` and `committed` are days on the calendars of those who made it, `None` where they can't be
    read. `subject` is the first line of its message; of a merge the first that tells of the content. `parent` is the
    first one, empty for none."""

    id: str
    parent: str
    authored: date | None
    committed: date | None
    subject: str


class Change(NamedTuple):
    """What a commit does to a path, against its first parent. `blob` is empty where it takes the file away; `anew` says
    that it adds the file, or rewrites it so much that it may be another one."""

    commit: str
    blob: str
    anew: bool


class Origin(NamedTuple):
    """The path from which a commit made a file. `kept` says that the old file is still there: a copy."""

    path: str
    kept: bool


class Repository:
    """An open repository; made by `open_repository`."""

    def __init__(self, folder: Path, *, is_temporary: bool = False) -> None:
        """Begin in a folder; `is_temporary` says that it was made of a bundle."""
        self.folder = folder
        self.is_temporary = is_temporary
        self._objects: subprocess.Popen[bytes] | None = None
        self._commits: dict[str, Commit] = {}
        self._origins: dict[str, Mapping[str, Origin]] = {}

    def close(self) -> None:
        """End what was started for it."""
        if self._objects is not None:
            self._objects.communicate()

    def tip(self, branch: str = "HEAD") -> str:
        """Give the id of a branch's last commit.

        Raises:
            Unreadable: there is no such branch, or no commit at all.
        """
        found = _git(self.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode().strip()
        known = ", ".join(self._branches()) or "none"
        if branch == "HEAD":
            message = "the repository has no commit on the branch that is checked out"
            raise Unreadable(message, f"Name one with --branch. There are: {known}.")
        raise Unreadable(f"there is no branch “{branch}” in the repository", f"There are: {known}.")

    def commit(self, commit_id: str) -> Commit:
        """Give a commit."""
        if commit_id not in self._commits:
            self._commits[commit_id] = _commit_of(commit_id, self._object(commit_id))
        return self._commits[commit_id]

    def text(self, blob: str) -> bytes:
        """Give the bytes of a file."""
        return self._object(blob)

    def changes(self, tip: str, path: str, after: str = "") -> Iterator[Change]:
        """Give the changes of a path on the branch that ends with a commit, the newest first; those after a commit
        alone, if one is named."""
        commits = f"{after}..{tip}" if after else tip
        listed = self._run("rev-list", "--first-parent", commits, "--", path).decode().split()
        for commit, entry, _ in self._differences(listed, "-B", "--", path):
            blob = entry.blob if entry.mode in _FILES else ""
            yield Change(commit, blob, entry.status[0] == "A" or len(entry.status) > 1)

    def commits(self, tip: str) -> tuple[str, ...]:
        """Give the ids of a branch's commits, the oldest first."""
        return tuple(self._run("rev-list", "--first-parent", "--reverse", tip).decode().split())

    def comings_and_goings(self, tip: str) -> Iterator[tuple[str, str, bool]]:
        """Give the paths that were added or deleted on a branch, the newest first: commit, path, and whether it was
        deleted."""
        listed = self._run("rev-list", "--first-parent", tip).decode().split()
        for commit, entry, paths in self._differences(listed, "--no-renames", "--diff-filter=AD"):
            yield commit, paths[-1], entry.status == "D"

    def origins(self, commit_id: str) -> Mapping[str, Origin]:
        """Give the paths of a commit that came from others, by their new names: by how alike the files are, or else
        because a file of that name was taken away elsewhere."""
        if commit_id not in self._origins:
            finding = ("-B", "-M", "-C", "--find-copies-harder", _MOST_PAIRS)
            found = [(entry.status, paths) for _, entry, paths in self._differences([commit_id], *finding)]
            gone, new = ([paths[0] for status, paths in found if status == wanted] for wanted in "DA")
            self._origins[commit_id] = _of_one_name(gone, new) | _alike(found)
        return self._origins[commit_id]

    def _branches(self) -> list[str]:
        return self._run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes").decode().split()

    def _differences(self, commits: Sequence[str], *options: str) -> Iterator[tuple[str, _Entry, tuple[str, ...]]]:
        """What commits change, each against its first parent alone: that is what was published on the branch."""
        pairs = "".join(f"{each} {self.commit(each).parent}".rstrip() + "\n" for each in commits)
        command = ("diff-tree", "--stdin", "-r", "--root", "--raw", "-z", "--no-abbrev", *options)
        yield from _entries(self._run(*command, given=pairs.encode()))

    def _object(self, name: str) -> bytes:
        if self._objects is None:
            self._objects = _start(self.folder, "cat-file", "--batch")
        asked, answered = _pipes(self._objects)
        asked.write(f"{name}\n".encode())
        asked.flush()
        _, kind, *size = answered.readline().decode().split()
        if kind == "missing" or not size:
            message = f"the repository lacks a part of its history ({name[:12]})"
            raise Unreadable(message, "Fetch it whole, for example with “git fetch --refetch”, or clone it again.")
        content = answered.read(int(size[0]))
        answered.read(1)
        return content

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        done = _git(self.folder, *arguments, given=given)
        if done.returncode != 0:
            raise _refused(done.stderr)
        return done.stdout


@contextmanager
def open_repository(source: Path) -> Iterator[Repository]:
    """Open the repository that a folder or file lies in, or that a bundle holds.

    Raises:
        Unreadable: git isn't there, `source` lies in no repository, or the repository has a part of its history alone.
    """
    if is_bundle(source):
        with tempfile.TemporaryDirectory(prefix="lydelse-") as folder:
            done = _git(Path(folder), "clone", "--quiet", "--bare", "--", str(source.resolve()), "bundle")
            if done.returncode != 0:
                hint = "Make it anew where its repository is: git bundle create FILE --all"
                raise Unreadable(f"the bundle is damaged or not whole: {_last_line(done.stderr)}", hint)
            with _opened(Path(folder, "bundle"), is_temporary=True) as repository:
                yield repository
        return
    with _opened(source if source.is_dir() else source.parent) as repository:
        yield repository


def path_inside(source: Path) -> str:
    """Give the path of a file or folder in the repository that it lies in; empty for the repository itself."""
    folder = source if source.is_dir() else source.parent
    done = _git(folder, "rev-parse", "--show-prefix")
    if done.returncode != 0:
        raise _refused(done.stderr)
    prefix = os.fsdecode(done.stdout).rstrip("\n")
    return prefix.rstrip("/") if source.is_dir() else prefix + source.name


@contextmanager
def _opened(folder: Path, *, is_temporary: bool = False) -> Iterator[Repository]:
    done = _git(folder, "rev-parse", "--is-shallow-repository")
    if done.returncode != 0:
        raise _refused(done.stderr)
    if done.stdout.strip() == b"true":
        message = "the repository was cloned without its history (a shallow clone)"
        raise Unreadable(message, "Fetch the rest with “git fetch --unshallow”, then import again.")
    upwards = os.fsdecode(_git(folder, "rev-parse", "--show-cdup").stdout).strip()
    repository = Repository(folder / upwards, is_temporary=is_temporary)  # paths are counted from the top
    try:
        yield repository
    finally:
        repository.close()


# Calling git ---------------------------------------------------------------------------------------------------


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # git, with arguments of our own
            _command(*arguments), cwd=folder, env=_environment(), input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise _not_started(folder) from None


def _start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # as above
        _command(*arguments), cwd=folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _command(*arguments: str) -> list[str]:
    return ["git", "--no-pager", "--literal-pathspecs", *arguments]


def _environment() -> dict[str, str]:
    """The environment without what would lead git elsewhere, such as the variables that a hook is started with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    fixed = {"LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    return kept | fixed


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise Unreadable("git can't be spoken to")
    return process.stdin, process.stdout


def _not_started(folder: Path) -> Unreadable:
    if not folder.is_dir():
        return Unreadable(f"there is no folder “{folder}”", "Look at how its name is written.")
    return Unreadable("git isn't installed, and a history is read with it", "Install it: https://git-scm.com/downloads")


def _refused(said: bytes) -> Unreadable:
    """Tell in our words why git refused; what isn't known, in its own."""
    text = said.decode(errors="replace").strip()
    if "not a git repository" in text:
        hint = "Name a file or folder inside a repository, the repository's folder, or a bundle."
        return Unreadable("this lies in no git repository", hint)
    if "dubious ownership" in text:
        command = next((line.strip() for line in text.splitlines() if "safe.directory" in line), "")
        return Unreadable(
            "the repository belongs to another user, so git doesn't read it", f"If you trust it: {command}"
        )
    return Unreadable(f"git can't read the repository: {_last_line(said)}")


def _last_line(said: bytes) -> str:
    """What git says in the end, which is why it gave up."""
    lines = said.decode(errors="replace").strip().splitlines() or ["it didn't say why"]
    return lines[-1]


def is_bundle(source: Path) -> bool:
    """Tell whether a file is a bundle: a repository in one file."""
    if not source.is_file():
        return False
    with source.open("rb") as file:
        return _BUNDLE.match(file.read(32)) is not None


# What git says -------------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    mode: str
    blob: str
    status: str


def _entries(raw: bytes) -> Iterator[tuple[str, _Entry, tuple[str, ...]]]:
    """Read the output of `diff-tree --raw -z`: a commit's id, then its entries, each with one path or two."""
    commit = ""
    fields = iter(raw.split(b"\0"))
    for field in fields:
        if not field.startswith(b":"):
            commit = field.decode()
            continue
        _, mode, _, blob, status = field.decode().split(" ")
        paths = tuple(os.fsdecode(next(fields)) for _ in range(2 if status[0] in "RC" else 1))
        yield commit, _Entry(mode, "" if set(blob) == {"0"} else blob, status), paths


def _alike(found: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, Origin]:
    """The files that came from others as git sees it. Of several that came from one file that is gone git calls the
    last one renamed; it's the one most like it."""
    pairs = sorted((-int(status[1:]), paths) for status, paths in found if status[0] in "RC")
    gone = {paths[0] for status, paths in found if status[0] == "R"}
    origins = {}
    for _, (old, new) in pairs:
        origins[new] = Origin(old, kept=old not in gone)
        gone.discard(old)
    return origins


def _of_one_name(gone: Sequence[str], new: Sequence[str]) -> dict[str, Origin]:
    """The files that lie in another folder than before, where no other file of the name could be meant."""
    names = [Counter(path.rpartition("/")[2] for path in paths) for paths in (gone, new)]
    old = {path.rpartition("/")[2]: path for path in gone}
    placed = [(path, path.rpartition("/")[2]) for path in new]
    return {path: Origin(old[name], kept=False) for path, name in placed if all(count[name] == 1 for count in names)}


def _commit_of(commit_id: str, raw: bytes) -> Commit:
    head, _, message = raw.partition(b"\n\n")
    days = {match[1]: _day(match) for match in _SIGNATURE.finditer(head)}
    parents = re.findall(rb"^parent (\w+)$", head, re.MULTILINE)
    encoding = re.search(rb"^encoding (\S+)$", head, re.MULTILINE)
    text = _decoded(message, encoding[1].decode("ascii", "replace") if encoding else "utf-8")
    parent = parents[0].decode() if parents else ""
    return Commit(commit_id, parent, days.get(b"author"), days.get(b"committer"), _subject(text))


def _day(match: re.Match[bytes]) -> date | None:
    """The day on the calendar of the one who signed; one that no calendar has is none."""
    offset = timedelta(hours=int(match[4]), minutes=int(match[5])) * (-1 if match[3] == b"-" else 1)
    zone = timezone(offset) if abs(offset) < timedelta(days=1) else UTC
    try:
        return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(match[2]))).astimezone(zone).date()
    except OverflowError:
        return None


def _decoded(message: bytes, encoding: str) -> str:
    try:
        return message.decode(encoding, "replace")
    except LookupError:
        return message.decode("utf-8", "replace")


def _subject(message: str) -> str:
    """The first line of a message. What git and its hosts write as that of a merge names branches; below it stands
    what the change was called."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    if len(lines) > 1 and _MERGE.match(lines[0]) and not _TRAILER.match(lines[1]):
        del lines[0]
    return _NUMBERED.sub("", lines[0]) if lines else ""
