"""What keeps a source from being imported."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818  # it's the source that is at fault
    """A source can't be imported. `hint` says what its owner can do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
