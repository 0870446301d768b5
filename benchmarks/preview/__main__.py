"""Measure the time to a first page, and from saving a text to seeing it: `python -m benchmarks.preview`.

It needs Playwright and Chromium. `--only WORD` takes the sites whose name has the word, `--saves N` saves so often.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from benchmarks.sites import Size, write_site
from lydelse.clock import Clock
from lydelse.preview.desk import Desk, Proof
from lydelse.preview.glimpse import Glimpse
from tests.preview.running import running

_REPOSITORY = Path(__file__).resolve().parents[2]
_AS_OF = date(2026, 7, 1)
_MARK = re.compile(r"(?<=\n---\n\n)(?:\*\*Save \d+\.\*\* )?")
_ADDRESS = re.compile(r"http://\S+/")
_STARTS = 10
_LIMIT = 60.0
"""Seconds after which a save counts as lost."""

# Tells when LiveReload's message comes, when a text is in the page, and when the frame that shows it is made; in
# milliseconds since 1970.
_SCRIPT = """
let last = 0;
let message = 0;
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", (event) => {
      if (JSON.parse(event.data).command === "reload") message = Date.now();
    });
  }
};
const look = () => {
  const number = Number(/Save (\\d+)\\./.exec(document.querySelector("main")?.textContent ?? "")?.[1] ?? 0);
  if (number === last) return;
  last = number;
  const there = Date.now();
  requestAnimationFrame(() => setTimeout(() => textSeen(number, message, there, Date.now())));
};
new MutationObserver(look).observe(document, { childList: true, subtree: true });
"""


@dataclass(slots=True)
class TimedDesk:
    """A desk that remembers when it was last asked, and how long it took in all since then; in seconds."""

    desk: Desk
    begun: float = 0.0
    spent: float = 0.0

    def refresh(self, changed: Collection[Path] | None = None, meanwhile: Callable[[], None] | None = None) -> Proof:
        """Refresh the desk."""
        self.begun, self.spent = time.time(), 0.0
        with self._timed():
            return self.desk.refresh(changed, meanwhile)

    def glimpse(self) -> Glimpse:
        """Ask the desk for a glimpse."""
        return self.desk.glimpse()

    def file(self, path: str) -> bytes | Path | None:
        """Ask the desk for a file."""
        with self._timed():
            return self.desk.file(path)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        start = time.time()
        try:
            yield
        finally:
            self.spent += time.time() - start


@dataclass(frozen=True, slots=True)
class Case:
    """A site in a folder: the text that is saved, and the page that shows it."""

    name: str
    write: Callable[[Path], None]
    text: str
    page: str


@dataclass(slots=True)
class Times:
    """The parts of each save, in milliseconds."""

    parts: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **parts: float) -> None:
        """Add a save."""
        for name, milliseconds in parts.items():
            self.parts.setdefault(name, []).append(milliseconds)


def _it_smart(root: Path) -> None:
    """Copy IT-Smart's content without its registers, which would stop the change of what was published."""
    shutil.copytree(_REPOSITORY / "content", root / "content", ignore=shutil.ignore_patterns("register.jsonl"))


CASES = (
    Case("IT-Smart", _it_smart, "content/privacy/2018-05-15/rights.en.md", "en/privacy-policy/2018-05-15/"),
    Case(
        "50 policies × 20 sections × 50 versions × 2 languages",
        lambda root: write_site(root, Size(50, 20, 50)),
        "content/policy-7/2015-01-01/section-3.en.md",
        "en/policy-7/2015-01-01/",
    ),
)


def measure(case: Case, page: Page, root: Path, saves: int) -> Times:
    """Save a text so often, one after the other, and see how long each takes to show."""
    case.write(root)
    clock = Clock.of(_AS_OF)
    desk = TimedDesk(Desk(root, clock))
    seen: list[tuple[float, ...]] = []
    page.expose_function("textSeen", lambda *moments: seen.append(moments))
    page.add_init_script(_SCRIPT)
    times = Times()
    with running(root, desk, clock) as preview:
        page.set_default_timeout(_LIMIT * 1000)
        page.goto(preview.address + case.page)
        for number in range(1, saves + 1):
            page.wait_for_timeout(300)
            start = time.time()
            _save(root / case.text, number)
            _wait_for(page, seen, number)
            times.add(**_parts(start, desk, seen[-1]))
    return times


def first_page(case: Case, root: Path) -> Times:
    """Start a preview so often in a process of its own, and see how long its first page takes."""
    case.write(root)
    times = Times()
    for _ in range(_STARTS):
        start = time.monotonic()
        command = [sys.executable, str(_REPOSITORY / "build.py"), "--root", str(root), "serve", "--no-open"]
        with subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True) as process:
            address = next(filter(None, map(_ADDRESS.search, process.stderr or ())))[0]
            announced = time.monotonic()
            with urlopen(address + case.page) as answer:  # noqa: S310 - the preview's own address
                answer.read()
            shown = time.monotonic()
            process.kill()
        times.add(
            announced=(announced - start) * 1000, page=(shown - announced) * 1000, together=(shown - start) * 1000
        )
    return times


def _save(file: Path, number: int) -> None:
    text = _MARK.sub(f"**Save {number}.** ", file.read_text(encoding="utf-8"), count=1)
    file.write_text(text, encoding="utf-8")


def _wait_for(page: Page, seen: list[tuple[float, ...]], number: int) -> None:
    end = time.monotonic() + _LIMIT
    while not seen or seen[-1][0] != number:
        if time.monotonic() > end:
            raise TimeoutError(f"save {number} never showed")
        page.wait_for_timeout(5)


def _parts(start: float, desk: TimedDesk, seen: tuple[float, ...]) -> dict[str, float]:
    message, there, painted = (moment / 1000 for moment in seen[1:])
    parts = {
        "watcher": desk.begun - start,
        "desk": desk.spent,
        "server": message - desk.begun - desk.spent,
        "message": message - start,
        "browser": there - message,
        "in the page": there - start,
        "painted": painted - start,
    }
    return {name: seconds * 1000 for name, seconds in parts.items()}


@contextmanager
def _browser() -> Iterator[Page]:
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    arguments = ["--disable-gpu", *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield chromium.new_page()
        chromium.close()


def _row(name: str, times: Times) -> str:
    cells = []
    for part in times.parts.values():
        highest = statistics.quantiles(part, n=20)[-1]
        cells.append(f"{statistics.median(part):.0f} / {highest:.0f}")
    return f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Measure and print a table in Markdown: the median and the 95th percentile of each part."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="take the sites whose name has the word")
    parser.add_argument("--saves", type=int, default=50, metavar="N", help="save so often (default: 50)")
    options = parser.parse_args()
    cases = [case for case in CASES if options.only in case.name]
    print("| site | announced | first page | together |\n|---|---|---|---|")
    for case in cases:
        with TemporaryDirectory() as folder:
            print(_row(case.name, first_page(case, Path(folder))), flush=True)
    parts = ("watcher", "desk", "server", "message", "browser", "in the page", "painted")
    print(f"\n| site | {' | '.join(parts)} |\n|---|{'---|' * len(parts)}")
    for case in cases:
        with TemporaryDirectory() as folder, _browser() as page:
            print(_row(case.name, measure(case, page, Path(folder), options.saves)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
