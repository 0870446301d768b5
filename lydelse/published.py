"""What is told of a site that was published. A build that has nothing to do tells it, too, and loads little else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Published(NamedTuple):
    """What became of the site: its files counted against the site before.

    `durable` is false when the system couldn't confirm that the exchange has reached the disk. `leftovers` are
    hidden folders of sites before that couldn't be removed. `unkept` is why nothing could be kept for the next build,
    if so.
    """

    written: int
    added: int
    changed: int
    removed: int
    unchanged: int
    durable: bool = True
    leftovers: tuple[Path, ...] = ()
    unkept: str = ""
