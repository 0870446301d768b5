"""Values in files of the cache: each with the digest of its bytes, written in one step, and read with suspicion."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Collection
from contextlib import suppress
from enum import Enum, EnumMeta
from pathlib import Path
from typing import NamedTuple, cast

_MAGIC = b"lydelse-pack-1\n"
_HEAD = len(_MAGIC) + 2 * 32
"""Bytes: what tells the form, the digest of the engine and that of the value (SHA-256)."""
_BEGUN = ".new-"
"""How the names of files begin that aren't written yet."""
_PACK = ".pack"
FILES = ".files"
"""How the names of folders end in which the files of a site are kept."""
_OURS = (
    *("lydelse.model.", "lydelse.problems", "lydelse.snapshot", "lydelse.shares.", "lydelse.cache."),
    "lydelse.render.words",
)
_OTHERS = frozenset(
    {("datetime", "date"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("pathlib._local", "PosixPath")}
    | {("pathlib._local", "WindowsPath"), ("builtins", "frozenset"), ("builtins", "set")}
)


class Packs(NamedTuple):
    """The files of a cache: a folder, and what tells the engine that writes them from every other. What another one
    wrote isn't read."""

    folder: Path
    engine: str

    def save(self, name: str, value: object) -> None:
        """Write a value, in one step.

        Raises:
            OSError: it can't be written; what stood there still does.
        """
        import tempfile  # noqa: PLC0415 - it takes long to load, and what is only read needs none

        content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        handle, path = tempfile.mkstemp(prefix=_BEGUN, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self._head(content))
                file.write(content)
            target = self.folder / name
            if target.is_dir():
                remove(target)
            os.replace(path, target)  # noqa: PTH105 - the path is plain text here
        except BaseException:
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - as above
            raise

    def load(self, name: str) -> object:
        """Read a value; `None` when it isn't there, is damaged, or is none that this engine wrote.

        What a pickle can name is limited to frozen values: a file that somebody put there can't start anything.
        """
        try:
            stored = (self.folder / name).read_bytes()
        except OSError:
            return None
        content = memoryview(stored)[_HEAD:]
        if stored[:_HEAD] != self._head(content):
            return None
        try:
            return _Unpickler(io.BytesIO(content)).load()
        except Exception:  # what an engine wrote that only looks like this one is made anew
            return None

    def tidy(self, names: Collection[str]) -> None:
        """Remove what is there besides some files: those that nothing asks for any more, and those that were begun by
        a build that was killed. No other build may be at work.

        Raises:
            OSError: one can't be removed.
        """
        for path in self.folder.iterdir():
            is_ours = path.suffix in (FILES, _PACK) or path.name.startswith(_BEGUN)
            if is_ours and path.name not in names:
                remove(path)

    def _head(self, content: bytes | memoryview) -> bytes:
        """Give what stands before the bytes of a value."""
        engine = self.engine.encode(errors="surrogateescape")  # a folder's name among it may be no text
        return _MAGIC + hashlib.sha256(engine).digest() + hashlib.sha256(content).digest()


def remove(path: Path) -> None:
    """Remove what stands at a path, whatever it is.

    Raises:
        OSError: it isn't there, or can't be removed.
    """
    if path.is_dir() and not path.is_symlink():
        import shutil  # noqa: PLC0415 - as above

        shutil.rmtree(path)
    else:
        path.unlink()


class _Unpickler(pickle.Unpickler):
    """Knows the values that the stages pass along, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == ("builtins", "getattr"):
            return _member
        if module.startswith(_OURS) or (module, name) in _OTHERS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the cache")


def _member(words: object, name: str) -> Enum:
    """Give a member of an enumeration, of which some versions of Python keep the class and the name.

    Raises:
        UnpicklingError: something else is asked for.
    """
    if isinstance(words, EnumMeta):
        return cast(Enum, words[name])
    raise pickle.UnpicklingError(f"{name} is no value of the cache")
