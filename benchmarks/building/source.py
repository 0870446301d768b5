"""The site that all make pages of: its content in a folder, generated, and edited between two runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.building.plain import PlainPage, plain_pages
from benchmarks.sites import Size, write_site

_COMPARISONS = "neighbours"
"""Each version is compared with the one before."""
_EDITED = re.compile(r"(?:\nThis is edit \d+\.\n)?\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """A generated site in a folder."""

    root: Path
    size: Size

    @classmethod
    def generate(cls, root: Path, size: Size) -> Source:
        """Write it into a folder, which is made."""
        root.mkdir(parents=True)
        write_site(root, size, _COMPARISONS)
        return cls(root, size)

    @property
    def as_of(self) -> date:
        """The day as of which it's built: all of its versions have taken effect, the last one holds."""
        return self.size.last_day

    @property
    def revisions(self) -> int:
        """How many texts there are."""
        return sum(1 for _ in self.root.glob("content/*/*/*.md"))

    def pages(self) -> Iterator[PlainPage]:
        """Give the plain pages as the content stands now."""
        return plain_pages(self.root, self.as_of)

    def edit(self, number: int) -> None:
        """Change a text of the first policy's last version, in one language, as an editor would."""
        folder = self.root / "content" / "policy-0" / str(self.size.last_day)
        file = min(folder.glob(f"*.{self.size.codes[0]}.md"))
        text = _EDITED.sub(f"\nThis is edit {number}.\n", file.read_text(encoding="utf-8"), count=1)
        file.write_text(text, encoding="utf-8")
