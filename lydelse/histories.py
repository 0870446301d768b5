"""The recipe of imports of histories: from a branch in git or a folder of dated files to versions in the content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import yaml

from lydelse.importing.again import continued
from lydelse.importing.anchors import from_base, outside
from lydelse.importing.chronology import Record
from lydelse.importing.errors import Unreadable
from lydelse.importing.git import Repository, open_repository, path_inside
from lydelse.importing.history import Counts, History, Written, make_history
from lydelse.importing.mapping import Rule
from lydelse.importing.model import Manuscript
from lydelse.importing.plan import Goal, Plan, plan_versions
from lydelse.importing.sources import Traced, find_dated, trace_all, trace_file
from lydelse.imports import Ground, Imported, read_source


@dataclass(frozen=True, slots=True)
class HistoryOrder:
    """What is to be imported with its history.

    `source` is a file in a repository, a repository, a bundle or a folder of dated files; `path` names the file where
    `source` doesn't. `rules` say which of many files become which policies, `policy` where it's one. `branch` is empty
    for the one that is checked out. `every` asks for each text of a day, `effective` is the day of the first text, and
    `base` the address at which the texts were published.
    """

    source: Path
    language: str
    policy: str = ""
    path: str = ""
    rules: tuple[Rule, ...] = ()
    branch: str = ""
    every: bool = False
    effective: date | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class ImportedHistory:
    """What came of a document's history. A document that can't be imported has a `fault` and nothing else."""

    traced: Traced
    imported: Imported | None = None
    counts: Counts | None = None
    fault: str = ""


Watch: TypeAlias = Callable[[int, int, str], None]
"""Is told how many of how many documents are done, and which is next."""

_Load: TypeAlias = Callable[[Written], bytes]


def import_histories(ground: Ground, order: HistoryOrder, watch: Watch) -> tuple[ImportedHistory, ...]:
    """Plan what becomes of the history of a document, or of each of many.

    Raises:
        Unreadable: there is no such history.
        Unfaithful: a text would lose or gain words.
        OSError: a file can't be read.
    """
    found: list[ImportedHistory] = []
    slugs: set[str] = set()
    with _found(ground, order) as (documents, load):
        for number, traced in enumerate(documents):
            watch(number, len(documents), traced.policy)
            found.append(_imported(ground, order, traced, load, slugs))
        watch(len(documents), len(documents), "")
    return tuple(found)


@contextmanager
def _found(ground: Ground, order: HistoryOrder) -> Iterator[tuple[Sequence[Traced], _Load]]:
    """The documents, and how their texts are read."""
    if not order.source.exists():
        raise Unreadable(f"there is no file or folder “{order.source}”", "Look at how its name is written.")
    if is_dated_folder(order):
        languages = ground.content.site.languages
        yield (
            [find_dated(order.source, order.language, languages, order.policy)],
            lambda text: Path(text.path).read_bytes(),
        )
        return
    with open_repository(order.source) as repository:
        yield _traced(repository, order), lambda text: repository.text(text.key)


def is_dated_folder(order: HistoryOrder) -> bool:
    """Whether the source is a folder of dated files rather than a history in git."""
    return order.source.is_dir() and not (order.path or order.rules or order.branch)


def _traced(repository: Repository, order: HistoryOrder) -> Sequence[Traced]:
    branch = order.branch or "HEAD"
    if order.rules:
        return trace_all(repository, branch, order.rules)
    if not order.path and (repository.is_temporary or order.source.is_dir()):
        raise Unreadable("a repository holds many files", "Name one with --path, or several with --map.")
    return [trace_file(repository, branch, order.path or path_inside(order.source), order.policy)]


def _imported(ground: Ground, order: HistoryOrder, traced: Traced, load: _Load, slugs: set[str]) -> ImportedHistory:
    try:
        goal = ground.goal(traced.policy, order.language)
        history = _history(goal, order, traced, load)
        plan = _planned(replace(goal, slugs=(*goal.slugs, *slugs)), history)
    except Unreadable as fault:
        if not order.rules:
            raise
        return ImportedHistory(traced, fault=". ".join(filter(None, (str(fault), fault.hint))))
    slugs |= _slugs(plan)
    manuscripts = tuple(snapshot.manuscript for snapshot in history.snapshots)
    return ImportedHistory(traced, Imported(plan, manuscripts, (*history.doubts, *plan.doubts)), history.counts)


def _history(goal: Goal, order: HistoryOrder, traced: Traced, load: _Load) -> History:
    links = from_base(order.base) if order.base else outside

    def read(text: Written) -> Manuscript:
        manuscript = read_source(PurePosixPath(text.path).name, load(text), order.language, links)
        if not manuscript.parts:
            raise Unreadable("no text was found in it")
        return manuscript

    before, texts = None, traced.texts
    if goal.existing is not None:
        before, texts = continued(goal.existing, order.language, texts)
    elif order.effective is not None:
        texts = (replace(texts[0], named=(Record("--effective", order.effective),)), *texts[1:])
    return make_history(texts, read, goal.today, every=order.every, before=before)


def _planned(goal: Goal, history: History) -> Plan:
    """The plan; nothing where nothing is new. That a policy has ended is said once."""
    if not history.snapshots:
        return Plan(goal.policy, (), {})
    is_known = goal.existing is not None and goal.existing.source.retired is not None
    return plan_versions(goal, history.snapshots, None if is_known else history.ended)


def _slugs(plan: Plan) -> set[str]:
    """The slugs that a plan takes."""
    settings = yaml.safe_load(plan.added.get("policy.yaml", "")) or {}
    return set(settings.get("slug", {}).values())
