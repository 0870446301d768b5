"""What the program is called, and which site it is about, where it is started as an installed command.

The stages name commands as `lydelse seal`, whatever the program was started as: what they find is kept and shared. The
edge tells it with the words that whoever started the program has to write to do so again.
"""

from __future__ import annotations

import re
from pathlib import Path

from lydelse.commands import SUMMARIES
from lydelse.problems import Problem

NAME = "lydelse"
_COMMAND = re.compile(rf"\b{NAME}(?= (?:{'|'.join(SUMMARIES)})\b)")


def as_started(hint: str, program: str) -> str:
    """Give a hint with the program named as it was started.

    Args:
        hint: what is to be done; it may name commands, such as `lydelse seal privacy`.
        program: what was written to start it, such as `python build.py`.
    """
    return _COMMAND.sub(lambda _: program, hint)


def told_as_started(problem: Problem, program: str) -> Problem:
    """Give a problem whose hint names the program as it was started."""
    return problem._replace(hint=as_started(problem.hint, program))


def how_to_install(extra: str, *, target: str = "", lock: str = "") -> str:
    """Say how an extra is installed that isn't there.

    Args:
        extra: its name.
        target: the target of make that installs it, unless that is called the same.
        lock: the list of the repository that it is in, unless that is called the same.
    """
    by_hand = f"python -m pip install “{NAME}[{extra}]”"
    beside = f"beside build.py: python -m pip install --require-hashes -r requirements/{lock or extra}.txt"
    return f"make {target or extra} installs it. Without make: {by_hand}; {beside}"


def site_above(folder: Path) -> Path:
    """Give the folder of the site in which a folder is: the nearest with `content/site.yaml`. Without any it is the
    folder itself."""
    found = (each for each in (folder, *folder.parents) if (each / "content" / "site.yaml").is_file())
    return next(found, folder)
