"""Files to publish and ways to look at what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lydelse.model import SiteFile


def files(texts: Mapping[str, str]) -> Iterator[SiteFile]:
    """Give files one by one, as composing does."""
    for path, text in texts.items():
        yield SiteFile(path, text.encode())


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
