"""Servers that the tests start answer, or say why they don't; and they end, whatever happens to the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hosts.servers import bare
from tests.hosts.servers.process import HOST, StartError, listening

ROOT = Path(__file__).resolve().parents[2]
_STARTS = """
import sys, time
from pathlib import Path
from tests.hosts.servers.process import listening

command = lambda port: [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
with listening(command, Path(sys.argv[1]), False) as port:
    print(port, flush=True)
    time.sleep(60)
"""


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def test_a_server_listens_while_the_block_runs(tmp_path: Path) -> None:
    with listening(lambda port: [sys.executable, bare.__file__, str(tmp_path), str(port)], tmp_path, False) as port:
        assert is_open(port)
    assert not is_open(port)


def test_a_server_that_refuses_its_configuration_says_why(tmp_path: Path) -> None:
    complaint = "raise SystemExit('no such directive')"
    with (
        pytest.raises(StartError, match="no such directive"),
        listening(lambda _: [sys.executable, "-c", complaint], tmp_path, False),
    ):
        pass


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="without setpriv a server outlives tests that are killed")
def test_a_server_ends_when_the_tests_are_killed(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _STARTS, str(tmp_path)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout is not None
        port = int(tests.stdout.readline())
        assert is_open(port)
        tests.kill()
    while is_open(port):
        time.sleep(0.01)
