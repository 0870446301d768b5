"""The machine's own Chromium, and how it is started: quiet, and with nothing but this machine to reach."""

from __future__ import annotations

import os

from tests.judges import needs

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing but this machine can be reached: a page that tries is found out, and no test depends on the network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
    *(("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()),
)


def executable() -> str:
    """Give the path of the browser."""
    return needs.command("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
