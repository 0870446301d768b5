"""Values in files of the cache: each with the digest of its bytes, written in one step, and read with suspicion."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from contextlib import suppress
from pathlib import Path

_MAGIC = b"lydelse-pack-1\n"
_DIGEST = 32  # bytes of SHA-256
_OURS = ("lydelse.model.", "lydelse.problems", "lydelse.snapshot", "lydelse.shares.", "lydelse.cache.")
_OTHERS = frozenset(
    {("datetime", "date"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("pathlib._local", "PosixPath")}
    | {("pathlib._local", "WindowsPath"), ("builtins", "frozenset"), ("builtins", "set")}
)


def save(path: Path, value: object) -> None:
    """Write a value to a file of the cache, in one step.

    Raises:
        OSError: it can't be written; what stood there still does.
    """
    from tempfile import mkstemp  # noqa: PLC0415 - what is only read needn't wait for it

    path.parent.mkdir(parents=True, exist_ok=True)
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    handle, name = mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + hashlib.sha256(content).digest())
            file.write(content)
        os.replace(name, path)  # noqa: PTH105 - the name is no Path yet
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def load(path: Path) -> object:
    """Read a value from a file of the cache; `None` when it isn't there, is damaged, or is no value of ours.

    What a pickle can name is limited to frozen values: a file that somebody put there can't start anything.
    """
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    head, content = stored[: len(_MAGIC) + _DIGEST], memoryview(stored)[len(_MAGIC) + _DIGEST :]
    if head != _MAGIC + hashlib.sha256(content).digest():
        return None
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except Exception:  # whatever an engine of another day wrote is made anew
        return None


class _Unpickler(pickle.Unpickler):
    """Knows the values that the stages pass along, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith(_OURS) or (module, name) in _OTHERS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the cache")
