"""Draw sites and judge what is built of them, for as long as said: `python -m tests.fuzz --minutes 60`.

A site on which the engine fails is made as small as it can be and kept in `tests/fuzz/found/`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.findings import save
from tests.fuzz.judge import judge
from tests.fuzz.sites import Files, sites

_EXAMPLES = 200


def fuzz(number: int) -> Files | None:
    """Judge some hundred sites that follow from a seed; give the smallest on which the engine fails, if any."""
    failing: list[Files] = []

    @seed(number)
    @settings(
        max_examples=_EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(files=sites())
    def run(files: Files) -> None:
        try:
            judge(files)
        except BaseException:
            failing.append(files)
            raise

    try:
        run()
    except KeyboardInterrupt:
        raise
    except BaseException:
        traceback.print_exc()
        return failing[-1]
    return None


def main() -> int:
    """Fuzz until the time is over; exit with 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1, help="how long to go on (default: 1)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9), help="to repeat a run")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    found = rounds = 0
    print(f"seed {options.seed}", flush=True)
    while time.monotonic() < end:
        failing = fuzz(options.seed + rounds)
        rounds += 1
        if failing is not None:
            found += 1
            print(f"seed {options.seed + rounds - 1}: {save(failing)}", flush=True)
    print(f"{rounds} rounds of at most {_EXAMPLES} sites: {found} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
