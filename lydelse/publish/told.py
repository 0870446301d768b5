"""What is told of a site that was published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Published:
    """What became of the site: its files counted against the site before.

    `durable` is false when the system couldn't confirm that the exchange has reached the disk. `leftovers` are
    hidden folders of sites before that couldn't be removed.
    """

    written: int
    added: int
    changed: int
    removed: int
    unchanged: int
    durable: bool = True
    leftovers: tuple[Path, ...] = ()
