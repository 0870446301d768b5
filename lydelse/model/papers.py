"""The versions on paper: PDFs that were made before the site is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lydelse.model.words import VersionId


@dataclass(frozen=True, slots=True)
class Paper:
    """A version in one language as a PDF: the file, and its size in bytes."""

    source: Path
    size: int


Papers: TypeAlias = Mapping[tuple[VersionId, str], Paper]
"""The PDFs of a policy, by version and language."""
