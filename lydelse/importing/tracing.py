"""Follows a file through a branch: from its last text back to its first, wherever it lay.

What counts is what was published on the branch: each commit is held against its first parent, so that a merge is one
change, and the commits that it brought are none.
"""

from __future__ import annotations

from dataclasses import dataclass

from lydelse.importing.git import Commit, Origin, Repository


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a file, and the commit that brought it. `blob` is empty where the commit took the file away."""

    commit: Commit
    path: str
    blob: str


def trace(repository: Repository, tip: str, path: str) -> tuple[Text, ...]:
    """Give the texts of a file on the branch that ends with a commit, the oldest first; none if there never was one.

    A file that was moved is followed, also where two swapped their names, and where it was copied first and the
    original, unchanged meanwhile, deleted later. A file that was taken away and came back is the same one, unless it
    went elsewhere.
    """
    found: list[Text] = []
    before = tip
    while before:
        before, path = _follow(repository, tip, before, path, found)
    return tuple(reversed(found))


def _follow(repository: Repository, tip: str, before: str, path: str, found: list[Text]) -> tuple[str, str]:
    """Add the texts that a path has up to a commit, newest first; give the commit and the path to go on with."""
    for change in repository.changes(before, path):
        commit = repository.commit(change.commit)
        if not change.blob and found and _went_elsewhere(repository, commit, path):
            break
        found.append(Text(commit, path, change.blob))
        origin = repository.origins(commit.id).get(path) if change.anew else None
        if origin is not None and _moved(repository, tip, commit, origin):
            return commit.parent, origin.path
    return "", path


def _went_elsewhere(repository: Repository, commit: Commit, path: str) -> bool:
    return any(origin.path == path for origin in repository.origins(commit.id).values())


def _moved(repository: Repository, tip: str, commit: Commit, origin: Origin) -> bool:
    """Whether a file was moved rather than copied: the original is gone, then or with its next change, and lies
    nowhere else."""
    if not origin.kept:
        return True
    later = list(repository.changes(tip, origin.path, after=commit.id))
    if not later or later[-1].blob:
        return False
    return not _went_elsewhere(repository, repository.commit(later[-1].commit), origin.path)
