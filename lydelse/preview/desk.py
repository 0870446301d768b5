"""The desk: the site as its sources stand now, kept in memory; the last good one stays until a new one is.

What follows from sources that haven't changed is kept from run to run, and a page is made when it's asked for. So a
change costs what follows from it, however large the site is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lydelse.addresses import file_of
from lydelse.compose import Composition, Plan
from lydelse.memory import Recall
from lydelse.model import Policy
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.preview.glimpse import Glimpse
from lydelse.problems import Problem, Report
from lydelse.render import Blocks

if TYPE_CHECKING:
    from lydelse.compose.compared import Comparer
    from lydelse.compose.history_leaves import ComparerOf

CHECKS = "_preview/checks/"
"""The path of the page that tells what the checks find; no slug begins like that."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of looking at the sources: the problems, and whether what is served now is made of them. If it isn't,
    it's the last good site, or nothing when there was none yet."""

    problems: tuple[Problem, ...]
    is_fresh: bool


class Desk:
    """A site in memory, its drafts among what is published. It isn't safe to be used by several threads at once."""

    def __init__(self, root: Path, as_of: AsOf) -> None:
        """Prepare a desk for the site of a folder; nothing is read before `refresh`."""
        self._root, self._as_of = root, as_of
        self._memory = Recall()
        self._blocks = Blocks()
        self._edition: Edition | None = None
        self._plan: Plan | None = None
        self._files: dict[str, bytes | Path] = {}

    def refresh(self, changed: Collection[Path] | None = None, meanwhile: Callable[[], None] | None = None) -> Proof:
        """Read the sources again.

        Args:
            changed: the files and folders in which something changed; `None` when that isn't known.
            meanwhile: is called now and then while it lasts; it may ask for a glimpse.

        Raises:
            OSError: a source can't be read.
        """
        report = Report()
        self._memory.begin(changed, meanwhile)
        edition = prepare(self._root, self._as_of, report, self._memory, blocks=self._blocks)
        if edition is not None:
            self._edition, catalogue = edition, edition.catalogue.with_drafts()
            composition = Composition.of(catalogue, edition.fragments, edition.layouts)
            self._plan, self._files = Plan(composition, self._comparer_of(composition)), {}
        return Proof(report.problems, edition is not None)

    def glimpse(self) -> Glimpse:
        """Give a glimpse of the site as its sources stand now, for as long as they haven't been read."""
        return Glimpse(self._root, self._as_of, self._memory, self._blocks)

    def file(self, path: str) -> bytes | Path | None:
        """Give a file of the site, or where it is, by its path below the site's root (`sv/index.html`).

        One more stands at `CHECKS`: what the checks find, which is never published.

        Raises:
            TemplateFault: its template asks for what isn't there.
        """
        if path == file_of(CHECKS) and path not in self._files and self._edition is not None:
            from lydelse.checking import page_of_subject, subject_of  # noqa: PLC0415 - loaded when it's asked for

            self._files[path] = page_of_subject(subject_of(self._edition))
        if path not in self._files and self._plan is not None:
            leaf = self._plan.leaf_at(path)
            self._files |= {file.path: file.content for file in leaf.make()} if leaf else {}
        return self._files.get(path)

    def _comparer_of(self, composition: Composition) -> ComparerOf:
        """Keep what was compared from run to run."""

        def comparer_of(policy: Policy, language: str) -> Comparer:
            from lydelse.compose.compared import Comparer  # noqa: PLC0415 - as the plan has it

            strings = composition.strings(language)
            name = ("comparer", policy.id, language)
            return self._memory.of_values(name, strings, lambda _: Comparer(strings), Report())

        return comparer_of
