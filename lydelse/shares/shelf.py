"""Where what was worked out of a policy is kept: for the next build, and between studying and composing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lydelse.cache.packs import Packs
from lydelse.compose import Outcomes
from lydelse.memory import FORGETFUL, Memory, Recall
from lydelse.problems import Problem
from lydelse.shares.study import Study

AT_ONCE = 2_000
"""How many texts are kept in memory at most: of a site with more, policies are taken from the disk one by one."""


@dataclass(frozen=True, slots=True)
class _Pack:
    """What the file of a policy holds: what it was studied with, the policy, and what it was made of step by step."""

    basis: str
    study: Study
    kept: Mapping[Hashable, tuple[object, object, tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """What a file holds of what was made of the texts of a policy in a language, as `Outcomes` has it."""

    outcomes: Mapping[str, bytes]


@dataclass(slots=True)
class Shelf:
    """Keeps policies that were studied.

    Attributes:
        packs: their files; `None` when all stay in memory.
        basis: what tells all that policies are studied with from every other.
        lasts: whether what is kept is for the next build, too.
    """

    packs: Packs | None
    basis: str
    lasts: bool
    _here: dict[str, Study] = field(default_factory=dict)

    def memory_of(self, policy_id: str) -> Memory:
        """Give what an earlier build made of a policy."""
        if not self.lasts:
            return FORGETFUL
        pack = self._load(policy_id)
        return Recall.of(pack.kept) if pack else Recall()

    def put(self, policy_id: str, study: Study, memory: Memory, began: int) -> None:
        """Keep a policy.

        Args:
            policy_id: its id.
            study: what was worked out of it.
            memory: what it was made with.
            began: when its sources began to be read, in nanoseconds since 1970.

        Raises:
            OSError: it can't be written.
        """
        self._here[policy_id] = study
        while len(self._here) > 1 and sum(len(each.fragments) for each in self._here.values()) > AT_ONCE:
            del self._here[next(iter(self._here))]
        if self.packs is not None:
            kept = memory.kept(began) if isinstance(memory, Recall) else {}
            self.packs.save(pack_of(policy_id), _Pack(self.basis, study, kept))

    def get(self, policy_id: str) -> Study:
        """Give a policy that was kept.

        Raises:
            LookupError: it isn't there, or not as it is studied now.
        """
        found = self._here.get(policy_id)
        if found is None:
            pack = self._load(policy_id)
            if pack is None or pack.basis != self.basis:
                raise LookupError(policy_id)
            found = pack.study
        return found

    def outcomes(self, policy_id: str, language: str) -> Outcomes | None:
        """Give what the last build made of the texts of a policy in a language; `None` when nothing is to be kept."""
        if self.packs is None or not self.lasts:
            return None
        found = self.packs.load(outcomes_of(policy_id, language))
        return Outcomes(found.outcomes) if isinstance(found, _Outcomes) else Outcomes()

    def put_outcomes(self, policy_id: str, outcomes: Mapping[str, Outcomes | None]) -> None:
        """Keep what was made of the texts of a policy, by language. Without it the next build takes longer, and that
        is all: where it can't be written, it isn't."""
        for language, made in outcomes.items():
            if self.packs is not None and made is not None and not made.is_as_before:
                with suppress(OSError):
                    self.packs.save(outcomes_of(policy_id, language), _Outcomes(made.used))

    def _load(self, policy_id: str) -> _Pack | None:
        found = self.packs.load(pack_of(policy_id)) if self.packs is not None else None
        return found if isinstance(found, _Pack) else None


def pack_of(policy_id: str) -> str:
    """Give the name of a policy's file; no file with another purpose has such a name, whatever the policy's id is."""
    return f"policy-{policy_id}.pack"


def outcomes_of(policy_id: str, language: str) -> str:
    """Give the name of the file that has what was made of a policy's texts in a language."""
    return f"outcomes-{policy_id}_{language}.pack"
