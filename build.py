"""Builds the site that it stands beside: `python build.py [build|amend|status|...] [--help]`.

It starts under any Python, old ones too, so that it can say in words what is missing.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
STARTED = "LYDELSE_STARTED_IN_VENV"


def enter_venv():
    # type: () -> None
    """Go on in the virtual environment that `make` made, if there is one and this isn't it."""
    python = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
    # The mark keeps a virtual environment that is broken from starting itself for ever.
    started = os.environ.pop(STARTED, None)
    if started or os.path.realpath(sys.prefix) == os.path.realpath(VENV) or not os.path.exists(python):
        return
    os.environ[STARTED] = "1"
    command = [python, os.path.abspath(__file__)] + sys.argv[1:]
    if os.name == "nt":  # where exec returns to the shell before the new process is done
        import subprocess

        sys.exit(subprocess.call(command))
    os.execv(python, command)


def run():
    # type: () -> int
    """Run the command line; give its exit code."""
    enter_venv()
    if sys.version_info < (3, 11):
        return refuse("Lydelse needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])
    try:
        from pathlib import Path

        from lydelse.cli import main
    except ImportError as error:
        if (error.name or "lydelse").split(".")[0] == "lydelse":
            raise
        return refuse("A package that Lydelse needs is missing (%s). Install them all with: make build" % error.name)
    return main(default_root=Path(HERE), program="python build.py")


def refuse(reason):
    # type: (str) -> int
    """Say why nothing can be built; give the exit code for it."""
    sys.stderr.write(reason + "\n")
    return 2


if __name__ == "__main__":
    try:
        code = run()
    except KeyboardInterrupt:  # while the packages are being loaded, before any work is begun
        code = 130
    sys.exit(code)
