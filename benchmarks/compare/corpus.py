"""Real pairs of texts: every change of every Markdown document in a repository's published history, rendered."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zlib import crc32

import markdown
import nh3

_EXTENSIONS = ["tables", "footnotes", "def_list", "attr_list", "abbr", "sane_lists"]
_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"id", "class", "lang", "title"}}
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_BUNDLE = "github-site-policy.bundle"


class NoCorpusError(Exception):
    """There is no corpus; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two consecutive texts of a document as HTML, and where they come from."""

    name: str
    old: str
    new: str

    @property
    def held_out(self) -> bool:
        """Whether the document belongs to the half of the corpus by which nothing may be tuned.

        A document is told by the name of its file, so that it stays in one half wherever it is moved to.
        """
        return bool(crc32(PurePosixPath(self.name).name.encode()) & 1)


def find_corpus() -> Path:
    """Find the repository or the git bundle: what `LYDELSE_CORPUS` names, or what stands beside this project.

    Raises:
        NoCorpusError: neither is there.
    """
    named = os.environ.get("LYDELSE_CORPUS")
    here = Path(__file__).resolve().parents[2]
    places = [Path(named)] if named else [here.parent / "shared" / "corpora" / _BUNDLE]
    for place in places:
        if place.exists():
            return place
    raise NoCorpusError(f"no corpus at {places[0]}: name a git repository or bundle in LYDELSE_CORPUS")


def read_pairs(corpus: Path, *, every: int = 1) -> Iterator[Pair]:
    """Give the pairs of consecutive texts that differ, the oldest first, or each so manieth of them.

    A bundle is cloned into a folder that is removed again.
    """
    if corpus.is_dir():
        yield from _pairs(corpus, every)
        return
    with TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", "--bare", str(corpus), str(clone)], check=True)
        yield from _pairs(clone, every)


def _pairs(repository: Path, every: int) -> Iterator[Pair]:
    log = _git(
        repository,
        "log",
        "--first-parent",
        "--reverse",
        "--diff-filter=MR",
        "-M",
        "--raw",
        "--no-abbrev",
        "--format=%h",
    )
    rendered: dict[str, str] = {}
    commit = ""
    count = 0
    for line in log.splitlines():
        if not line.startswith(":"):
            commit = line or commit
            continue
        fields, *paths = line.split("\t")
        if not paths[-1].endswith(".md"):
            continue
        count += 1
        if count % every:
            continue
        _, _, old, new, _ = fields.split(" ")
        before, after = (_rendered(repository, blob, rendered) for blob in (old, new))
        if before != after:
            yield Pair(f"{commit} {paths[-1]}", before, after)


def _rendered(repository: Path, blob: str, known: dict[str, str]) -> str:
    if blob not in known:
        source = _FRONT_MATTER.sub("", _git(repository, "cat-file", "blob", blob).replace("\r\n", "\n"))
        known[blob] = nh3.clean(
            markdown.markdown(source, extensions=_EXTENSIONS), attributes=_ATTRIBUTES, link_rel=None
        )
    return known[blob]


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
