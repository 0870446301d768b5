"""A build that halts when it has written one file, says so, and goes on when its standard input ends.

python -m tests.faults.halting ARGUMENT…
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lydelse.cli import main
from lydelse.model import SiteFile
from lydelse.register import answering


def _halting(*arguments: Any) -> Iterator[SiteFile]:
    files = answering(*arguments)
    yield next(files)
    sys.stdout.write("halted\n")
    sys.stdout.flush()
    sys.stdin.read()
    yield from files


if __name__ == "__main__":
    with patch("lydelse.shares.workshop.answering", _halting):
        sys.exit(main(default_root=Path()))
