"""Writes PDFs and their index to the disk: each whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lydelse.paper.index import FOLDER, INDEX, Index, index_text
from lydelse.publish import Busy
from lydelse.publish.errors import reported
from lydelse.publish.system import locked, replace_file


@contextmanager
def holding(root: Path) -> Iterator[None]:
    """Keep others from writing PDFs while the block runs.

    Raises:
        Busy: another command is writing them.
        OutputError: the system refused.
    """
    folder = root / FOLDER
    with reported(folder):
        folder.mkdir(exist_ok=True)
    with locked(folder / ".lock") as free:
        if not free:
            raise Busy(folder)
        yield


def write_paper(root: Path, address: str, pdf: bytes) -> None:
    """Put a PDF where it belongs.

    Raises:
        OutputError: the system refused; what stood there stands.
    """
    path = root / FOLDER / address
    with reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, pdf)


def write_index(root: Path, index: Index) -> None:
    """Write what was made.

    Raises:
        OutputError: the system refused; the index is as it was.
    """
    replace_file(root / INDEX, index_text(index).encode())


def remove_paper(root: Path, address: str) -> None:
    """Take away a PDF that belongs to no version any more, with folders in which nothing is left.

    Raises:
        OutputError: the system refused.
    """
    path = root / FOLDER / address
    with reported(path):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # which says that something else stands in the folder
        for folder in path.relative_to(root / FOLDER).parents[:-1]:
            (root / FOLDER / folder).rmdir()
