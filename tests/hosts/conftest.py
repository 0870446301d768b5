"""The sites, each built once, and every server with each site that it can serve."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from lydelse.model import AddressForm
from tests.hosts import sites
from tests.hosts.asking import Host
from tests.hosts.crawler import Crawl, crawl
from tests.hosts.places import Place
from tests.hosts.servers import SERVERS, Server

PLACES: dict[str, tuple[AddressForm, Callable[[Path], Place]]] = {
    "root": (AddressForm.FOLDERS, sites.at_root),
    "below": (AddressForm.FOLDERS, lambda root: sites.below(root, AddressForm.FOLDERS)),
    "files": (AddressForm.FILES, lambda root: sites.below(root, AddressForm.FILES)),
}
"""Where a site can be: its form, and what builds it into a folder."""

Hosting: TypeAlias = tuple[Server, str]
"""A server, and the name of a place that it serves."""
HOSTINGS = [(server, name) for server in SERVERS for name, (form, _) in PLACES.items() if form in server.forms]

Built: TypeAlias = Callable[[str], Place]
Visits: TypeAlias = Callable[[Hosting], "Visit"]


@dataclass
class Visit:
    """A site on a host, and what a crawler found there."""

    server: Server
    place: Place
    host: Host

    @cached_property
    def crawl(self) -> Crawl:
        """What the crawler found; it goes through the site when it is asked for, once."""
        return crawl(self.host, self.place)


def _visits_to(wanted: Callable[[Server, str], bool] = lambda _server, _place: True) -> Any:
    """Make a fixture that gives a visit to each server with each place that is wanted."""
    hostings = [hosting for hosting in HOSTINGS if wanted(*hosting)]

    @pytest.fixture(scope="session", params=hostings, ids=[f"{server.name}-{name}" for server, name in hostings])
    def give(request: pytest.FixtureRequest, visits: Visits) -> Visit:
        return visits(request.param)

    return give


def pytest_report_header() -> list[str]:
    """Say which servers there are, when these tests alone are run."""
    return [f"{server.name}: {server.version()}" for server in SERVERS]


def _is_browsed(server: Server, _place: str) -> bool:
    """Whether a browser looks at a place, which costs much more than a crawl."""
    return sites.EVERY or server is SERVERS[0]


def _is_browsed_whole(server: Server, place: str) -> bool:
    """Whether a browser opens pages of every kind; from the disk it does so in any case."""
    return sites.EVERY or (_is_browsed(server, place) and place == "root")


visit = _visits_to()
visit_by_folders = _visits_to(lambda _, place: PLACES[place][0] is AddressForm.FOLDERS)
visit_with_former = _visits_to(lambda _, place: place != "root")
told = _visits_to(lambda server, _: server.reads_configuration)
browsed = _visits_to(_is_browsed)
browsed_whole = _visits_to(_is_browsed_whole)
browsed_with_former = _visits_to(lambda server, place: _is_browsed(server, place) and place != "root")
browsed_with_missing = _visits_to(
    lambda server, place: _is_browsed(server, place) and place != "root" and not server.is_plain
)
told_compressed = _visits_to(lambda server, place: server.reads_configuration and place != "root")


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    """A folder into which servers can look that run as another user; those of pytest are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="lydelse-hosts-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def built(ground: Path) -> Built:
    """Give a place by its name, built when it's asked for."""
    found: dict[str, Place] = {}

    def give(name: str) -> Place:
        if name not in found:
            root = ground / name
            root.mkdir()
            found[name] = PLACES[name][1](root)
        return found[name]

    return give


@pytest.fixture(scope="session")
def visits(built: Built, ground: Path) -> Iterator[Visits]:
    """Give a visit to a server with a place; the server runs from then on until the tests end."""
    found: dict[str, Visit] = {}
    with ExitStack() as stack:

        def give(hosting: Hosting) -> Visit:
            server, name = hosting
            server.program()  # a server that isn't there needs no site
            folder = ground / f"{server.name}-{name}"
            if folder.name not in found:
                folder.mkdir()
                host = Host(stack.enter_context(server.serving(built(name), folder)))
                stack.callback(host.close)
                found[folder.name] = Visit(server, built(name), host)
            return found[folder.name]

        yield give
