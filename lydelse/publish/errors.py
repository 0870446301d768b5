"""Why a site can't be published. Whatever is raised, the site before is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lydelse.endings import Ending
from lydelse.problems import ExitCode


class Refused(Ending):
    """The folder isn't one that a build may write over. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Busy(Ending):
    """Another build is writing the same site."""

    code = ExitCode.BUSY

    def __init__(self, site: Path) -> None:
        super().__init__(f"Another build is writing {site}. Wait until it is done, then build again.")
        self.site = site


class OutputError(Ending):
    """The system refused to read or write a file: `reason` is what it says, such as "No space left on device"."""

    code = ExitCode.IO

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Go from one process to another whole."""
        return OutputError, (self.path, self.reason)


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn what the system says of a path into an `OutputError`."""
    try:
        yield
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
