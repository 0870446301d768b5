"""The servers that a site is tried on: each with the configuration that the site itself gives out, if it has one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lydelse.model import AddressForm
from tests.hosts.places import Place
from tests.hosts.servers import apache, caddy, lighttpd, nginx, python
from tests.hosts.servers.process import HOST, Command, listening
from tests.judges import needs

Configure: TypeAlias = Callable[[str, int, Place, Path], Command]
"""Writes the configuration of a program for a port and a place into a folder; gives the command line."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server, and what one may expect of it.

    `programs` are the names of its program, of which one has to be there; the Python of the tests has none. With
    `in_ci` it has to be there in CI.
    """

    name: str
    configure: Configure
    programs: tuple[str, ...] = ()
    version_option: str = "-v"
    forms: tuple[AddressForm, ...] = (AddressForm.FOLDERS,)
    reads_configuration: bool = False
    """Whether the site tells it what to send: types, how long to keep, what a page may do, redirections."""
    in_ci: bool = False
    is_plain: bool = False
    """Whether it sends files and can't be told anything: of types, of the page for what is missing, of tags."""

    def program(self) -> str:
        """Give the path of its program. Where it isn't installed the test is skipped, but fails in CI."""
        return needs.command(*self.programs, in_ci=self.in_ci) if self.programs else sys.executable

    def version(self) -> str:
        """Give the first line of what the program says of its version, or that it isn't there."""
        program = needs.found(*self.programs) if self.programs else sys.executable
        if program is None:
            return "isn't installed"
        options = [program, self.version_option]
        said = subprocess.run(options, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout
        return said.partition("\n")[0]

    @contextmanager
    def serving(self, place: Place, ground: Path) -> Iterator[str]:
        """Serve a place while the block runs, with a folder for the server's own files; yield the host's address,
        without a slash at its end.

        Raises:
            StartError: the server doesn't accept its configuration.
        """
        program = self.program()
        is_of_machine = bool(self.programs)
        with listening(lambda port: self.configure(program, port, place, ground), ground, is_of_machine) as port:
            yield f"http://{HOST}:{port}"


_BOTH = (AddressForm.FOLDERS, AddressForm.FILES)

SERVERS = (
    Server("nginx", nginx.configure, ("nginx",), forms=_BOTH, reads_configuration=True, in_ci=True),
    Server("apache", apache.configure, ("apache2",), reads_configuration=True, in_ci=True),
    Server("caddy", caddy.configure, ("caddy",), "version", reads_configuration=True),
    Server("lighttpd", lighttpd.configure, ("lighttpd",), forms=_BOTH),
    Server("http.server", python.configure, version_option="--version", is_plain=True),
    Server(
        "without-indexes", python.configure_bare, version_option="--version", forms=(AddressForm.FILES,), is_plain=True
    ),
)
