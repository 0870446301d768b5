"""What was made of texts and of nothing else, kept from one build to the next."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

Keep: TypeAlias = Callable[[str, Callable[[], str]], str]
"""Gives what was made of some texts in a form, or makes it."""

_LEVEL = 1
"""How hard outcomes are compressed: least, which makes a sixth of them and costs next to nothing."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Gives what was made before of the same texts.

    What nothing asks for any more isn't kept for another time, so that there is never more than pages show.

    Attributes:
        before: what was kept, compressed, by names.
        used: what was asked for so far, whether it was kept or made.
    """

    before: Mapping[str, bytes] = field(default_factory=dict)
    used: dict[str, bytes] = field(default_factory=dict)

    def of(self, *facts: str) -> Keep:
        """Give what was made of facts, of which none has a NUL; nothing may follow from anything else."""
        name = sha256("\0".join(facts).encode()).hexdigest()

        def keep(form: str, make: Callable[[], str]) -> str:
            return self._get(f"{name} {form}", make)

        return keep

    @property
    def is_as_before(self) -> bool:
        """Whether all that was kept was asked for, and nothing else."""
        return self.used.keys() == self.before.keys()

    def _get(self, name: str, make: Callable[[], str]) -> str:
        kept = self.used.get(name) or self.before.get(name)
        if kept is not None:
            self.used[name] = kept
            return zlib.decompress(kept).decode()
        made = make()
        self.used[name] = zlib.compress(made.encode(), _LEVEL)
        return made
