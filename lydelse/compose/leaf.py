"""The leaves of the plan: files that are known before they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lydelse.model import SiteFile


@dataclass(frozen=True, slots=True)
class Leaf:
    """Files of the site that are made together, when they're asked for.

    `paths` are theirs; `below` names folders in which there are further ones, whose names follow from their bytes.
    """

    paths: tuple[str, ...]
    make: Callable[[], Iterator[SiteFile]]
    below: tuple[str, ...] = ()

    @classmethod
    def single(cls, path: str, make: Callable[[], SiteFile]) -> Leaf:
        """Give the leaf of one file."""
        return cls((path,), lambda: iter((make(),)))

    def answers(self, path: str) -> bool:
        """Tell whether a file at a path would be one of these."""
        return path in self.paths or any(path.startswith(folder) for folder in self.below)
