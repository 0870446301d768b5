"""The recipe of the preview: the desk, the watcher and the server, put together for as long as they run."""

from __future__ import annotations

import asyncio
import signal
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from tornado.httpserver import HTTPServer

from lydelse.clock import Clock
from lydelse.engine import LAYOUTS as ENGINE_LAYOUTS
from lydelse.preview.attendant import Attendant, Sources
from lydelse.preview.gathering import Gathering
from lydelse.preview.server import HOST, application, bind
from lydelse.preview.session import Session
from lydelse.preview.terminal import Terminal
from lydelse.preview.watcher import Watcher
from lydelse.preview.worker import Worker
from lydelse.program import NAME


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be previewed, and how: the folder that holds `content/`, the port, if that is free, whether a browser
    opens it, whether the terminal has colours, and what the program was started as."""

    root: Path
    port: int
    is_opened: bool
    has_colours: bool
    program: str = NAME


def preview_site(wish: Wish, desk: Sources, clock: Clock, tell: Callable[[str], None]) -> None:
    """Serve a site from its desk until the process is told to end.

    Args:
        wish: what, and how.
        desk: what holds the site.
        clock: the clock that the desk asks for the day.
        tell: writes to the terminal.

    Raises:
        OSError: no port can be had.
    """

    async def until_told() -> None:
        await preview_until(_told_to_end(), wish, desk, clock, tell)

    asyncio.run(until_told())


async def preview_until(
    end: asyncio.Event, wish: Wish, desk: Sources, clock: Clock, tell: Callable[[str], None]
) -> None:
    """Serve a site from its desk until an event is set; else as `preview_site`."""
    sockets = bind(wish.port)
    attendant = Attendant(wish.root, desk, clock, tell, wish.program)
    session = Session(attendant, Worker(), Terminal(tell, has_colours=wish.has_colours))
    server = HTTPServer(application(session))
    server.add_sockets(sockets)
    _announce(sockets[0].getsockname()[1], wish, tell)
    gathering = Gathering()
    watcher = Watcher(_folders(wish.root), gathering, tell)
    tasks = [asyncio.create_task(work) for work in (end.wait(), _work(session, watcher, gathering))]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        server.stop()
        watcher.close()


async def _work(session: Session, watcher: Watcher, gathering: Gathering) -> None:
    """Watch and look at the sources, for ever. A first page that is asked for at once is made before: to begin to watch
    thousands of folders takes longer than it does."""
    await session.first_answer()
    watcher.start()
    await asyncio.gather(session.run(gathering), watcher.keep())


def _told_to_end() -> asyncio.Event:
    """Give what is set when the process is told to end. What was set to be ignored, as `nohup` does, still is."""
    end, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")):
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            try:
                loop.add_signal_handler(number, end.set)
            except NotImplementedError:  # on Windows Ctrl-C interrupts as it does everywhere
                break
    return end


def _announce(port: int, wish: Wish, tell: Callable[[str], None]) -> None:
    if wish.port not in (0, port):
        tell(f"Port {wish.port} is taken, so it's {port} this time.\n")
    address = f"http://{HOST}:{port}/"
    tell(f"Preview of {wish.root} on {address}\nSave a file, and the page changes. Ctrl-C ends the preview.\n")
    if wish.is_opened:
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _folders(root: Path) -> tuple[Path, ...]:
    own = root / "layouts"
    engine = () if own.resolve() == ENGINE_LAYOUTS else (ENGINE_LAYOUTS,)
    return (root / "content", own, *engine)
