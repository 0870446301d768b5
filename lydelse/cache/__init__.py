"""What a build remembers for the next one, in `.cache/`: made anew whenever it is missing, damaged or out of date.

Nothing here knows what is remembered. What is kept lies beside the content, belongs to one engine, and can be deleted
at any time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from lydelse.cache.packs import Packs

FOLDER = ".cache/build"
"""Where the cache stands in a site's folder. Nothing else is put there."""


def opened(root: Path, engine: str) -> Packs | None:
    """Give a site's cache, made if it wasn't there; `None` where nothing can be written.

    The folder above tells git by itself that nothing in it is to be kept. What is remembered names files by their
    paths, so it is of use only where the site's folder stands where it stood.

    Args:
        root: the site's folder.
        engine: what tells the engine from every other.
    """
    folder = root / FOLDER
    if not (root / "content").is_dir():
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), (folder.parent / ".gitignore").open("x", encoding="utf-8") as file:
            file.write("*\n")
    except OSError:
        return None
    return Packs(folder, f"{engine} {root} {root.resolve()}") if os.access(folder, os.W_OK | os.X_OK) else None
