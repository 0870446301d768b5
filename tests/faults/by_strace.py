"""Faults made by strace at the border to the kernel: whatever the program does, it can't get round them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.faults.ground import REPOSITORY, Ground, Start, command
from tests.faults.trial import Call, Fault

_NAMES = (
    *("open", "openat", "creat", "write", "pwrite64", "writev", "ftruncate", "fallocate", "sendfile"),
    *("copy_file_range", "close", "fsync", "fdatasync", "syncfs", "sync", "flock"),
    *("mkdir", "mkdirat", "link", "linkat", "symlink", "symlinkat", "rename", "renameat", "renameat2"),
    *("unlink", "unlinkat", "rmdir", "chmod", "fchmod", "fchmodat", "chown", "fchown", "utimensat"),
)
"""Calls that change what is on the disk, under every name that a processor's Linux may have for them."""

_OPENING = {"open", "openat"}
_LINE = re.compile(r"\d+ +(\w+)\((.*)")
_TOKEN = re.compile(r"[0-9a-f]{16}(?=\.(?:new|old))")
_STRUCK = re.compile(r"\(INJECTED\)|\+\+\+ killed by SIGKILL")


@dataclass(frozen=True, slots=True)
class Strace:
    """Needs strace, and a system that lets it trace.

    `bytecode` is a folder for what Python compiles, from which these builds alone read: a file that another test
    compiles in the meantime would change which of the calls is the nine hundredth.
    """

    bytecode: Path
    name: str = "strace"

    @classmethod
    def warmed(cls, ground: Ground, scratch: Path) -> Strace:
        """Give a way whose bytecode is complete."""
        way = cls(scratch / "bytecode")
        subprocess.run(
            [word for word in command(ground.copy(Start.NOTHING, scratch / "warming")) if word != "-B"],
            cwd=REPOSITORY,
            env=way._environment() | {"PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
            check=True,
        )
        return way

    def calls(self, root: Path) -> tuple[Call, ...]:
        done, log = self._traced(root, "--seccomp-bpf", "-e", f"trace={_set(_NAMES)}")
        assert done.returncode == 0, done.stderr
        return tuple(_calls(log, root))

    def strike(self, root: Path, call: Call, fault: Fault) -> subprocess.CompletedProcess[str]:
        effect = "signal=KILL" if fault is Fault.KILL else f"error={fault.name}"
        options = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{effect}:when={call.number}"]
        # Stopping at the calls in question alone is quicker, but signals can't be sent that way.
        done, log = self._traced(root, *options, *([] if fault is Fault.KILL else ["--seccomp-bpf"]))
        assert _STRUCK.search(log), f"the fault struck nothing: {call}"
        struck = [found for found in _calls(log, root) if found.number == call.number]
        assert struck, f"the fault struck something else: {call}"
        return done

    def _traced(self, root: Path, *options: str) -> tuple[subprocess.CompletedProcess[str], str]:
        log = root.with_name(f"{root.name}.strace")
        done = subprocess.run(
            ["strace", "--follow-forks", "--decode-fds=path", "-o", log, *options, *command(root)],
            cwd=REPOSITORY,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        text = log.read_text(encoding="utf-8", errors="replace")
        log.unlink()
        return done, text

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPYCACHEPREFIX": str(self.bytecode)}


def refusal() -> str | None:
    """Give why strace can't be used, if it can't."""
    if shutil.which("strace") is None:
        return "strace isn't there"
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else None


def _set(names: tuple[str, ...]) -> str:
    """Name calls in strace's way, also those that this processor's Linux doesn't have."""
    return ",".join(f"?{name}" for name in names)


def _calls(log: str, root: Path) -> list[Call]:
    """Give the calls that are about the site or what stands beside it; what Python does to start isn't."""
    counts: Counter[str] = Counter()
    found = []
    subject = re.compile(rf'{re.escape(str(root))}(?:/(\.?site[^"<>,]*)|(?=[">]))')
    for match in map(_LINE.match, log.splitlines()):
        if match is None:
            continue
        name, rest = match.groups()
        counts[name] += 1
        about = subject.search(rest)
        if about and (name not in _OPENING or "O_CREAT" in rest):
            found.append(Call(name, counts[name], _TOKEN.sub("*", about[1] or "the folder above")))
    return found
