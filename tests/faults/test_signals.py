"""A build that is told to stop stops, cleans up, and says so."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.faults.ground import REPOSITORY, Ground, Start, arguments
from tests.publish.helpers import names, snapshot

IGNORING_HANGUPS = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")


@contextmanager
def halted(root: Path, before: Sequence[str] = ()) -> Iterator[subprocess.Popen[str]]:
    """Start a build that has written one file of its site."""
    build = subprocess.Popen(
        [*before, sys.executable, "-B", "-m", "tests.faults.halting", *arguments(root)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with build:
        try:
            assert build.stdout is not None
            assert build.stdout.readline() == "halted\n"
            yield build
        finally:
            build.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_old_site_and_nothing_beside_it(
    ground: Ground, tmp_path: Path, number: signal.Signals
) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    with halted(root) as build:
        assert any(name.endswith(".new") for name in names(root))
        build.send_signal(number)
        out, err = build.communicate()
    assert (build.returncode, out) == (130, "")
    assert err == "Interrupted. The site is whole: as it was before, or new already.\n"
    assert snapshot(root / "site") == ground.sites[Start.OLD]
    assert names(root) == ["content", "layouts", "site"]


def test_what_is_set_to_be_ignored_is_ignored(ground: Ground, tmp_path: Path) -> None:
    root = ground.copy(Start.OLD, tmp_path / "root")
    with halted(root, IGNORING_HANGUPS) as build:
        build.send_signal(signal.SIGHUP)
        out, err = build.communicate("")
    assert (build.returncode, err) == (0, "")
    assert out.startswith("Built ")
    assert snapshot(root / "site") == ground.built[Start.OLD]


def test_what_fails_after_a_request_to_end_fails_because_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupt can get lost where Python clears up; the processes that helped are gone all the same."""

    def lose_the_interrupt(*_: object) -> None:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        raise ChildProcessError(errno.ECHILD, "a process that helped was ended")

    monkeypatch.setattr("lydelse.commands.build.run", lose_the_interrupt)
    assert main(["build"], default_root=tmp_path) == 130
    assert capsys.readouterr().err == "Interrupted. The site is whole: as it was before, or new already.\n"
