"""The command `lydelse`, and `python -m lydelse`: the site is the one in whose folder, or below it, they are given."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from lydelse.cli import main
from lydelse.program import NAME, site_above


def run() -> int:
    """Run the command line; give its exit code."""
    return main(default_root=site_above(Path.cwd()), program=_called(sys.argv[0]))


def _called(script: str) -> str:
    """Give what has to be written to run the program again: its name alone where the shell finds it."""
    if Path(script).name == "__main__.py":
        return f"python -m {NAME}"
    found = shutil.which(NAME)
    return NAME if found and Path(found).resolve() == Path(script).resolve() else script


if __name__ == "__main__":
    sys.exit(run())
