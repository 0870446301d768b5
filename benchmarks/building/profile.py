"""Where the time of a build goes: a sample of what it does whenever it has used two milliseconds of the processor.

Nothing in the engine is replaced and every function runs as fast as ever, but for the samples. Each counts for the
time since the one before, since a long call into C is looked at only when it's done.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from benchmarks.building.ours import IN_ONE_PROCESS, REPOSITORY, everything
from benchmarks.building.processes import run
from benchmarks.building.source import Source
from lydelse.cli import main as lydelse

_EVERY = 0.002
"""Seconds of the processor's time between samples."""
_PACKAGE, _COMPOSE = "lydelse.", "lydelse.compose."
_IMPORTS = "starting and importing"
_NO_KIND = {"plan", "composition"}
"""Modules of compose that hand on what others make."""


@dataclass(slots=True)
class Profile:
    """Seconds of the processor by stage, and of those in pages by the module that makes them."""

    stages: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    last: float = field(default_factory=time.process_time)

    def sample(self, _number: int, frame: FrameType | None) -> None:
        """Enter what is being done; called by the signal."""
        now = time.process_time()
        spent, self.last = now - self.last, now
        modules = [name for name in _modules(frame) if name]
        self.stages[stage(modules)] += spent
        made = kind(modules)
        if made is not None:
            self.kinds[made] += spent


def _modules(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        yield frame.f_globals.get("__name__", "")
        frame = frame.f_back


def stage(modules: Sequence[str]) -> str:
    """Give the part of the engine that is at work, or has a library work for it.

    Args:
        modules: those of the frames, the innermost first.
    """
    if any(name.startswith("importlib.") for name in modules):
        return _IMPORTS
    own = next((name for name in modules if name.startswith(_PACKAGE)), None)
    return own.split(".")[1] if own else _IMPORTS


def kind(modules: Sequence[str]) -> str | None:
    """Give the module of compose for whose page all this is done, if it's done for one."""
    parts = (name.removeprefix(_COMPOSE) for name in reversed(modules) if name.startswith(_COMPOSE))
    return next((part for part in parts if part not in _NO_KIND), None)


def profile_of(source: Source) -> tuple[dict[str, float], dict[str, float]]:
    """Build everything of a source from nothing, in a process of its own; give the seconds by stage and by kind.

    Raises:
        FailedError: the build fails.
    """
    file = source.root / "profile.json"
    build = everything(source.root, source.as_of, IN_ONE_PROCESS)
    build.clear()
    arguments = build.command[2:]  # what follows the Python and its script
    run((sys.executable, "-m", "benchmarks.building.profile", file, *arguments), REPOSITORY)
    found = json.loads(file.read_text(encoding="utf-8"))
    return found["stages"], found["kinds"]


def main() -> None:
    """Build what the command line names, and write the profile as JSON into a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building.profile", description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="those of the command")
    options = parser.parse_args()
    profile = Profile(last=0.0)
    signal.signal(signal.SIGPROF, profile.sample)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    code = lydelse(options.arguments, default_root=REPOSITORY)
    signal.setitimer(signal.ITIMER_PROF, 0)
    options.output.write_text(json.dumps({"stages": profile.stages, "kinds": profile.kinds}), encoding="utf-8")
    parser.exit(code)


if __name__ == "__main__":
    main()
