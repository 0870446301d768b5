"""The desk: the site as its sources stand now, kept in memory; the last good one stays until a new one is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from lydelse.build import AsOf, Edition, prepare
from lydelse.compose import compose
from lydelse.problems import Problem, Report


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of looking at the sources: the problems, and whether what is served now is made of them. If it isn't,
    it's the last good site, or nothing when there was none yet."""

    problems: tuple[Problem, ...]
    is_fresh: bool


class Desk:
    """A site in memory. It isn't safe to be used by several threads at once."""

    def __init__(self, root: Path, as_of: AsOf) -> None:
        """Prepare a desk for the site of a folder; nothing is read before `refresh`."""
        self._root, self._as_of = root, as_of
        self._edition: Edition | None = None
        self._files: dict[str, bytes | Path] = {}

    def refresh(self, changed: Collection[Path] | None = None) -> Proof:
        """Read the sources again.

        Args:
            changed: the files and folders in which something changed; `None` when that isn't known.

        Raises:
            OSError: a source can't be read.
        """
        report = Report()
        edition = prepare(self._root, self._as_of, report)
        if edition is not None:
            self._edition = edition
            self._files = {
                file.path: file.content for file in compose(edition.catalogue, edition.fragments, edition.layouts)
            }
        return Proof(report.problems, edition is not None)

    def file(self, path: str) -> bytes | Path | None:
        """Give a file of the site, or where it is, by its path below the site's root (`sv/index.html`).

        Raises:
            TemplateFault: its template asks for what isn't there.
        """
        return self._files.get(path)
