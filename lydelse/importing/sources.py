"""Where a history comes from: a branch in git, or a folder of files that are named after their days."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from lydelse.importing.chronology import Record
from lydelse.importing.errors import Unreadable
from lydelse.importing.git import Repository
from lydelse.importing.history import Written
from lydelse.importing.mapping import Rule, policy_of
from lydelse.importing.tracing import Text, trace
from lydelse.problems import nearest

_DAY = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)(?:[-_](\d{1,2})(?!\d))?")
_LANGUAGE = re.compile(r"[-_.]([a-z]{2,3})$")
_SHORT = 8  # digits of a commit's id that tell it to a person


@dataclass(frozen=True, slots=True)
class Traced:
    """A document that was found, with its texts, the oldest first. `policy` is the id of the policy that it becomes;
    `paths` are where it lay, the last one first."""

    policy: str
    paths: tuple[str, ...]
    texts: tuple[Written, ...]

    @property
    def is_gone(self) -> bool:
        """Whether it was taken away in the end."""
        return not self.texts[-1].key


# A branch ------------------------------------------------------------------------------------------------------


def trace_file(repository: Repository, branch: str, path: str, policy: str) -> Traced:
    """Find the texts of a file on a branch.

    Raises:
        Unreadable: there never was such a file there.
    """
    tip = repository.tip(branch)
    texts = trace(repository, tip, path)
    if not any(text.blob for text in texts):
        known = {gone_or_there for _, gone_or_there, _ in repository.comings_and_goings(tip)}
        match = nearest(path, known) or nearest(Path(path).name, {Path(other).name for other in known})
        hint = f"Did you mean “{match}”?" if match else "Write its path as the repository has it, from its top."
        raise Unreadable(f"there never was a file “{path}” on this branch", hint)
    return _traced(policy, texts)


def trace_all(repository: Repository, branch: str, rules: Sequence[Rule]) -> tuple[Traced, ...]:
    """Find the documents that lie on a branch, or lay there once, at a path that a rule matches.

    Those that are given the same policy are one document, if one followed the other.

    Raises:
        Unreadable: no file matches, or two documents at the same time would be one policy.
    """
    tip = repository.tip(branch)
    ends: dict[str, bool] = {}
    for _, path, gone in repository.comings_and_goings(tip):
        ends.setdefault(path, gone)
    claimed: set[tuple[str, str]] = set()
    found: dict[str, list[tuple[Text, ...]]] = {}
    for path in sorted(ends, key=lambda path: ends[path]):  # what is gone last: a file that moved is found from its end
        policy = policy_of(path, rules)
        texts = trace(repository, tip, path) if policy else ()
        held = [(text.commit.id, text.path) for text in texts if text.blob]
        if policy and held and held[-1] not in claimed:
            claimed.update(held)
            found.setdefault(policy, []).append(texts)
    if not found:
        raise Unreadable("no file on the branch matches a pattern", f"There are: {_some(ends)}.")
    return tuple(_traced(policy, _joined(policy, found[policy], repository, tip)) for policy in sorted(found))


def _joined(policy: str, documents: Sequence[tuple[Text, ...]], repository: Repository, tip: str) -> tuple[Text, ...]:
    """Put documents that followed one another into one. The commit that takes one away while another comes is no
    end."""
    if len(documents) == 1:
        return documents[0]
    order = {commit: number for number, commit in enumerate(repository.commits(tip))}
    stories = sorted(documents, key=lambda texts: order[texts[0].commit.id])
    for earlier, later in pairwise(stories):
        if earlier[-1].blob or order[earlier[-1].commit.id] > order[later[0].commit.id]:
            files = f"“{earlier[-1].path}” and “{later[-1].path}”"
            hint = "Give one of them a --map of its own, before the other patterns."
            raise Unreadable(f"{files} were there at the same time, and both would be the policy “{policy}”", hint)
    begun = {story[0].commit.id for story in stories}
    return tuple(text for story in stories for text in story if text.blob or text.commit.id not in begun)


def _traced(policy: str, texts: Sequence[Text]) -> Traced:
    paths = dict.fromkeys(text.path for text in reversed(texts))
    return Traced(policy, tuple(paths), tuple(map(_written, texts)))


def _written(text: Text) -> Written:
    commit = text.commit
    day = commit.authored or commit.committed
    return Written(
        key=text.blob,
        path=text.path,
        name=f"commit {commit.id[:_SHORT]} of {day or 'no day'}",
        source=commit.id,
        recorded=(
            Record("the author's date", commit.authored, "nothing that is a day"),
            Record("the committer's date", commit.committed, "nothing that is a day"),
        ),
        summary=commit.subject,
    )


# A folder ------------------------------------------------------------------------------------------------------


def find_dated(folder: Path, language: str, languages: Iterable[str], policy: str) -> Traced:
    """Find the files of a folder that are named after a day, such as `privacy-2019-01-02.html`.

    A file whose name ends with another of the site's languages (`2019-01-02.en.md`) is left alone.

    Raises:
        Unreadable: none is, or they belong to several documents.
    """
    others = set(languages) - {language}
    files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    dated = [(match, path) for path in files if (match := _DAY.search(path.stem)) and _language(path) not in others]
    if not dated:
        hint = "Name them like “2018-05-15.md” or “privacy-2019-01-02.html”."
        raise Unreadable(f"no file in “{folder}” is named after a day", hint)
    names = sorted({_rest(match, path) for match, path in dated} - {""})
    if len(names) > 1:
        hint = "Put the files of each into a folder of its own."
        raise Unreadable(f"the folder holds several documents: {_some(names)}", hint)
    ordered = sorted(dated, key=lambda pair: (pair[0][1], pair[0][3], pair[0][4], int(pair[0][5] or 1), pair[1].name))
    texts = tuple(_from_file(match, path) for match, path in ordered)
    return Traced(policy, tuple(text.path for text in reversed(texts)), texts)


def _language(path: Path) -> str:
    match = _LANGUAGE.search(path.stem)
    return match[1] if match else ""


def _rest(match: re.Match[str], path: Path) -> str:
    """What a file's name says besides its day and language: the document."""
    stem = path.stem[: match.start()] + path.stem[match.end() :]
    return _LANGUAGE.sub("", stem).strip("-_. ").lower() if _language(path) else stem.strip("-_. ").lower()


def _from_file(match: re.Match[str], path: Path) -> Written:
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        day = None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    record = Record("the file's name", day, f"{match[1]}-{match[3]}-{match[4]}")
    return Written(digest, str(path), path.name, path.name, named=(record,))


def _some(names: Iterable[str]) -> str:
    """The first few of many names."""
    first = sorted(names)
    return ", ".join(first[:5]) + (", …" if len(first) > 5 else "")  # noqa: PLR2004
