"""Which trials are carried out where there isn't the time for all of them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Sequence
from itertools import chain, zip_longest

from tests.faults.ground import REPOSITORY
from tests.faults.trial import Trial


def seed() -> str:
    """Give what the draw depends on: `FAULTS_SEED`, or else the commit, so that every commit tries others."""
    stated = os.environ.get("FAULTS_SEED")
    if stated is not None or shutil.which("git") is None:
        return stated or ""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def draw(trials: Sequence[Trial], count: int, seed: str) -> tuple[Trial, ...]:
    """Draw trials, of each kind of call as many: of those made once, such as the exchange, as of the hundreds."""
    by_kind: dict[tuple[str, str], list[Trial]] = {}
    for trial in random.Random(seed).sample(trials, len(trials)):  # noqa: S311  no secret
        by_kind.setdefault((trial.start, trial.call.name), []).append(trial)
    in_turn = chain.from_iterable(zip_longest(*(by_kind[kind] for kind in sorted(by_kind))))
    return tuple(trial for trial in in_turn if trial is not None)[:count]
