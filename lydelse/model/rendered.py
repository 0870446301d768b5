"""What was rendered and composed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeAlias

from lydelse.model.words import RenderingKey
from lydelse.problems import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or image that leads into the site and gets its address on the page that shows it.

    Of `#cookies` and `policy:terms#cookies` the `policy` (`None` for the same one) and the `anchor` (empty for the
    policy's top); of `files/x.png` the `file`. `place` is where the text has it.
    """

    place: Place
    policy: str | None = None
    anchor: str = ""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class DeclarationSpot:
    """Where in a text the declaration is shown. Which one it is follows from the version that shows the text."""

    place: Place


@dataclass(frozen=True, slots=True)
class Fragment:
    """A rendered text: HTML in which references and the declaration stand open, and the anchors that it sets (with
    the section's prefix)."""

    parts: tuple[str | Reference | DeclarationSpot, ...]
    anchors: frozenset[str]

    @property
    def closed(self) -> str | None:
        """The HTML, if nothing in it stands open, so that it is the same on every page."""
        only = self.parts[0] if len(self.parts) == 1 else None
        return only if isinstance(only, str) else None

    def html(self, address: Callable[[Reference], str], declaration: str = "") -> str:
        """Give the HTML, each open reference replaced by its (escaped) address, and each spot by the HTML of the
        declaration."""

        def written(part: str | Reference | DeclarationSpot) -> str:
            if isinstance(part, str):
                return part
            return escape(address(part)) if isinstance(part, Reference) else declaration

        return "".join(map(written, self.parts))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The open references, in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Reference))

    @property
    def spots(self) -> tuple[DeclarationSpot, ...]:
        """Where the text shows the declaration."""
        return tuple(part for part in self.parts if isinstance(part, DeclarationSpot))


Fragments: TypeAlias = Mapping[RenderingKey, Fragment]
"""The rendered texts."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the finished site: its POSIX path below the site's root, and its bytes or where they are."""

    path: str
    content: bytes | Path
