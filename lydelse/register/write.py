"""Writes a register to the disk: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lydelse.model import Register
from lydelse.publish import Busy
from lydelse.publish.system import locked, replace_file


def write_register(root: Path, before: Register | None, after: Register) -> None:
    """Write a register in the place of the one that was read.

    Raises:
        Busy: another command is writing it, or has in the meantime.
        OutputError: the system refused to write it.
    """
    path = root / after.place.path
    with holding(path, before):
        replace_file(path, after.text.encode())


@contextmanager
def holding(path: Path, register: Register | None) -> Iterator[None]:
    """Keep others from writing a register while the block runs.

    Raises:
        Busy: another command is writing it, or has since it was read.
        OutputError: the system refused.
    """
    with locked(path.with_name(f".{path.name}.lock")) as free:
        if not free or _text_at(path) != (register.text if register else None):
            raise Busy(path)
        yield


def _text_at(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
