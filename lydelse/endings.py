"""Why a run ends before its work is done, other than for problems in the content."""

from __future__ import annotations

from lydelse.problems import ExitCode


class Ending(Exception):  # noqa: N818 - says how it ends; not every end is an error
    """The work can't be done, or not now. `code` is what the process says of it, `hint` what to do, where there is
    something to do."""

    code = ExitCode.CONFIGURATION
    hint = ""
