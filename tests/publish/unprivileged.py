"""What makes a command run as one who isn't root."""

from __future__ import annotations

import os
import shutil

import pytest


def unprivileged() -> list[str]:
    """What to put before a command so that it may not do what a mode forbids: root may, as a rule."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and setpriv isn't there to change that")
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
