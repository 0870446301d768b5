"""What was made for one page and may be needed for others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from typing import Generic, TypeVar

T = TypeVar("T", bound=Sized)


class Kept(Generic[T]):
    """What is made once for all that it follows from.

    The oldest is given up when what is kept grows beyond a limit: then it may be made again, but memory stays bounded
    whatever the site.
    """

    def __init__(self, limit: int) -> None:
        """Begin with nothing; `limit` is the sum of the lengths of what is kept."""
        self._limit = limit
        self._kept: dict[Hashable, T] = {}
        self._size = 0

    def find(self, follows_from: Hashable) -> T | None:
        """Give what was made of these values, if it's kept still."""
        return self._kept.get(follows_from)

    def get(self, follows_from: Hashable, make: Callable[[], T]) -> T:
        """Give what was made of these values, or make it; it must follow from nothing else."""
        found = self._kept.get(follows_from)
        if found is None:
            found = self._kept[follows_from] = make()
            self._size += len(found)
            while self._size > self._limit and len(self._kept) > 1:
                self._size -= len(self._kept.pop(next(iter(self._kept))))
        return found
