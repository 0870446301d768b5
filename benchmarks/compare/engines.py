"""The engines that are measured, each in a process of its own: none pays for what another one keeps in memory."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lydelse.compare import compare, to_html
from tests.compare.reading import WORDS

INSTALLED_LXML = "lxml (installed)"
OLD_LXML = "lxml==5.4.0"
VISUAL_DOM_DIFF = "visual-dom-diff"
_PEERS = Path(__file__).with_name("peers")
_LXML = "from lxml.html.diff import htmldiff as compared"
_WORKER = """
import json, sys, time
for line in sys.stdin:
    old, new = json.loads(line)
    start = time.process_time()
    try:
        html = compared(old, new)
    except Exception:
        html = ""
    print(json.dumps([time.process_time() - start, html]), flush=True)
"""


def ours(old: str, new: str) -> str:
    """What is measured of Lydelse: the comparison and its HTML."""
    return to_html(compare(old, new), WORDS)


@dataclass(frozen=True, slots=True)
class Engine:
    """A process that compares two texts whenever it is given them."""

    name: str
    process: subprocess.Popen[str]

    @classmethod
    def start(cls, name: str, command: Sequence[str], folder: Path | None = None) -> Engine:
        """Start an engine."""
        pipe = subprocess.PIPE
        return cls(name, subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"))

    def compare(self, old: str, new: str) -> tuple[float, str]:
        """Give the seconds of CPU that a comparison took, and its HTML; empty if it failed.

        Raises:
            RuntimeError: the process ended.
        """
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError(f"{self.name} has no pipes")
        self.process.stdin.write(json.dumps([old, new]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} ended")
        seconds, html = json.loads(answer)
        return seconds, html

    def stop(self) -> None:
        """End the process."""
        self.process.communicate()


def lydelse() -> Engine:
    """Start the engine of this project."""
    return _python("Lydelse", "from benchmarks.compare.engines import ours as compared")


def peers(folder: Path) -> list[Engine]:
    """Start those of others, after fetching into an empty folder what isn't installed: lxml 5.4 and visual-dom-diff."""
    old_lxml, node = folder / "lxml", folder / "node"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(old_lxml), OLD_LXML]
    subprocess.run(pip, check=True)
    shutil.copytree(_PEERS, node, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(["npm", "ci", "--silent"], cwd=node, check=True)
    return [
        _python(INSTALLED_LXML, _LXML),
        _python(OLD_LXML, f"import sys; sys.path.insert(0, {str(old_lxml)!r})\n{_LXML}"),
        Engine.start(VISUAL_DOM_DIFF, ["node", "visual_dom_diff.js"], node),
    ]


def _python(name: str, prepare: str) -> Engine:
    return Engine.start(name, [sys.executable, "-c", prepare + _WORKER])
