"""Every fault at every call, with progress.

    python -m tests.faults [TEXT]

With a text only the trials are carried out in whose names it stands, such as "EIO at close 57 ".
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.faults.by_strace import Strace, refusal
from tests.faults.by_wrapping import Wrapping
from tests.faults.ground import Ground, make_ground
from tests.faults.trial import Trial, Way, carry_out, trials


def main(text: str) -> int:
    """Carry out the trials; give the exit code."""
    refused = refusal()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        scratch = Path(folder).resolve()
        ground = make_ground(scratch / "ground")
        way: Way = Wrapping() if refused else Strace.warmed(ground, scratch)
        print(f"Faults are made by {way.name}{f', since {refused}' if refused else ''}.")
        chosen = [trial for trial in trials(way, ground, scratch) if text in str(trial)]
        failures = _carry_out_all(chosen, way, ground, scratch)
    print("\n".join([*failures, f"{len(chosen)} trials, {len(failures)} failed"]))
    return 1 if failures or not chosen else 0


def _carry_out_all(chosen: list[Trial], way: Way, ground: Ground, scratch: Path) -> list[str]:
    failures = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(_carry_out, *one, way, ground, scratch) for one in enumerate(chosen)]
        for done, trial in enumerate(as_completed(running), start=1):
            error = trial.exception()
            failures += [str(error)] if error else []
            _show(done, len(running), len(failures))
    return failures


def _carry_out(index: int, trial: Trial, way: Way, ground: Ground, scratch: Path) -> None:
    root = scratch / str(index)
    carry_out(trial, way, ground, root)
    shutil.rmtree(root)


def _show(done: int, total: int, failed: int) -> None:
    text = f"{done} of {total}, {failed} failed"
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" if done == total else f"\r{text} ")
    elif done % 100 == 0:
        sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
