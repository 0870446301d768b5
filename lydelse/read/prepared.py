"""What follows from layouts alone: templates compiled, words read and checked, stylesheets made small.

Of the engine's own files it is kept where Python keeps the engine's compiled modules, and on the same terms: whoever
can write there can write the engine; where Python is told to keep nothing, or nothing can be written, each process
makes it anew. It is known by the text that it was made of, so that no build depends on whether it was there.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar, cast

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from lydelse.cache.ledger import engine_of
from lydelse.cache.packs import Packs
from lydelse.engine import LAYOUTS
from lydelse.problems import Report

T = TypeVar("T")

_FILE = Path(cache_from_source(__file__)).with_suffix(".pack")


class Prepared(BytecodeCache):
    """What was made of files of layouts, of each what was made last; Jinja2 asks for templates."""

    def __init__(self, file: Path) -> None:
        """Know what another process kept in a file."""
        self._packs, self._name = Packs(file.parent, engine_of(())), file.name
        found = self._packs.load(self._name)
        self._lasting: dict[str, tuple[str, object]] = found if isinstance(found, dict) else {}
        self._passing: dict[str, tuple[str, object]] = {}
        self._is_new = False

    def of_files(self, paths: Sequence[Path], make: Callable[[Report], T], report: Report) -> T:
        """Give what is made of files, or was made of them before.

        Args:
            paths: the files, first the one by which it is known.
            make: makes it, of plain values. What it finds to be wrong isn't remembered, so neither is what it made.
            report: where problems go.

        Raises:
            OSError: a file can't be read.
        """
        name, digest = str(paths[0]), hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
        found = self._get(name, digest)
        if found is None:
            told = Report()
            found = make(told)
            if not told.problems:
                self._put(name, digest, found)
            report.extend(told.problems)
        return cast(T, found)

    def keep(self) -> None:
        """Keep what was made of the engine's files for other processes, if any of it is new. Whoever may read the
        engine may read that, too, as with compiled modules."""
        if self._is_new and not sys.dont_write_bytecode:
            with suppress(OSError):
                self._packs.save(self._name, self._lasting)
                (self._packs.folder / self._name).chmod(stat.S_IMODE(Path(__file__).stat().st_mode) | stat.S_IWUSR)
            self._is_new = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Give what Jinja2 is to ask for."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja2 a template that was compiled."""
        found = self._get(bucket.key, bucket.checksum)
        if isinstance(found, bytes):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template that Jinja2 compiled."""
        self._put(bucket.key, bucket.checksum, bucket.bytecode_to_string())

    def _get(self, name: str, digest: str) -> object:
        made_of, made = self._lasting.get(name) or self._passing.get(name) or ("", None)
        return made if made_of == digest else None

    def _put(self, name: str, digest: str, made: object) -> None:
        if Path(name).is_relative_to(LAYOUTS):
            self._lasting[name] = digest, made
            self._is_new = True
        else:
            self._passing[name] = digest, made


@cache
def prepared() -> Prepared:
    """Give what this process and others made of layouts."""
    return Prepared(_FILE)
