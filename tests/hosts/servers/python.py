"""Python's own server, as everybody has it; and the one that knows files and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.places import Place
from tests.hosts.servers import bare
from tests.hosts.servers.process import HOST, Command


def configure(program: str, port: int, place: Place, _ground: Path) -> Command:
    """Give the command line of `http.server`."""
    return [program, "-m", "http.server", "--bind", HOST, "--directory", place.documents, str(port)]


def configure_bare(program: str, port: int, place: Place, _ground: Path) -> Command:
    """Give the command line of the server without indexes."""
    return [program, Path(bare.__file__), place.documents, str(port)]
