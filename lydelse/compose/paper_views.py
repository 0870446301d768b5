"""What the template of a version's PDF is given."""

from __future__ import annotations

from typing import NamedTuple

from lydelse.compose.views import ContentsEntry, Fact, Notice, SectionView


class PaperView(NamedTuple):
    """A version by itself, as a document. `lang`, `dir` and the words around it are those of its `Frame`."""

    document_title: str
    """The title with the version, for the file and the foot of every page."""
    title: str
    holds: str
    """A plain line: which version it is, and from when it holds."""
    description: str
    notices: tuple[Notice, ...]
    summary: str
    contents: tuple[ContentsEntry, ...]
    sections: tuple[SectionView, ...]
    facts: tuple[Fact, ...]
    standing: str
    """A sentence: where it is told what holds today."""
    published: str
    """The day of publication as ISO 8601 has it; empty when it isn't known."""
    address: str
    """The version's own, in full."""
    digest: str
    """That of the canonical text."""
