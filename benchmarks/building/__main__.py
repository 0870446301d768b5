"""Measure building, beside others: `make bench`, or `python -m benchmarks.building`.

Every program makes pages of the same generated site, in turns. The others are fetched once, into `.cache/`; those that
can't be had are left out, with the reason. Publishing waits for the disk, which other programs don't: with
`--work` on a file system in memory, such as /dev/shm, that takes no time, and waiting for the disk is measured apart.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.building.contest import Contest, Tell
from benchmarks.building.growing import grow
from benchmarks.building.machine import compressed_share, facts, synced
from benchmarks.building.makers import Maker
from benchmarks.building.ours import EVERYTHING, REPOSITORY, everything, pages_alone, part_by_part, variants
from benchmarks.building.parts import kept_in
from benchmarks.building.peers import PEERS, Peer
from benchmarks.building.picture import draw
from benchmarks.building.profile import profile_of
from benchmarks.building.report import Figures, Growth, Subject, growth_markdown, markdown, put
from benchmarks.building.source import Source
from benchmarks.building.tools import MissingError, Tools
from benchmarks.sites import Size
from lydelse.console import Requests, interruptible

_CACHE = REPOSITORY / ".cache" / "benchmarks"
_DOCUMENT, _PICTURE = REPOSITORY / "docs" / "performance.md", "growth.svg"


_BLOCKS = 9
"""Paragraphs, lists and tables of a section."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What is measured: a site, how often, and one that grows in each dimension."""

    site: Size
    rounds: int
    grown: Size
    dimensions: Mapping[str, Sequence[int]]


_SMALL = Scale(
    Size(4, 20, 10, blocks=_BLOCKS),
    3,
    Size(3, 10, 6, blocks=_BLOCKS),
    {"policies": (2, 6, 18), "sections": (5, 15, 45), "versions": (3, 10, 30), "languages": (1, 2, 3)},
)
_LARGE = Scale(
    Size(50, 20, 50, blocks=_BLOCKS),
    1,
    Size(10, 20, 20, blocks=_BLOCKS),
    {"policies": (10, 20, 50), "sections": (10, 30, 90), "versions": (10, 50, 200), "languages": (1, 2, 3)},
)


@dataclass(frozen=True, slots=True)
class Field:
    """Who is measured: Lydelse with the options of its command, and those of the others that are there."""

    options: tuple[str, ...]
    peers: tuple[Peer, ...]
    tools: Tools

    def all(self, source: Source) -> list[Maker]:
        """Enlist everybody, and the floor: copying what was made."""
        whole, alone = self._ours(source)
        beside = source.root.parent
        floors = [_copy(whole, beside / "copy of everything"), _copy(alone, beside / "copy of the pages")]
        others = [peer.settle(beside / peer.name, self.tools) for peer in self.peers]
        parts = part_by_part(source.root, source.as_of, beside / "parts", times_of(source))
        return [*variants(source.root, source.as_of, self.options), whole, alone, parts, *floors, *others]

    def some(self, source: Source) -> list[Maker]:
        """Enlist those whose growth is measured: Lydelse and the first of the others."""
        others = [peer.settle(source.root.parent / peer.name, self.tools) for peer in self.peers[:1]]
        return [*self._ours(source), *others]

    def _ours(self, source: Source) -> tuple[Maker, Maker]:
        whole = everything(source.root, source.as_of, self.options)
        return whole, pages_alone(source.root, source.as_of, source.root.parent / "pages")


def times_of(source: Source) -> Path:
    """Give the file in which it's kept what the parts of a build cost, run by run."""
    return source.root.parent / "parts.jsonl"


def _copy(maker: Maker, to: Path) -> Maker:
    """The floor: what `cp -r` takes for what somebody made."""
    what = "everything" if maker.name == EVERYTHING else "the version pages"
    return Maker(f"cp -r of {what}", ("cp", "-r", maker.output, to), to.parent, to, rebuilds=False)


def main() -> int:
    """Measure what the command line asks for; print it, and write it into the documentation when asked to."""
    options = _options()
    tell = _teller()
    peers, missing = present(_wanted(options.peers), Tools(_CACHE), tell)
    field = Field(tuple(shlex.split(options.options)), peers, Tools(_CACHE))
    with interruptible(Requests()), TemporaryDirectory(prefix="lydelse-bench-", dir=options.work) as folder:
        if options.only != Subject.GROWTH:
            _tell_of_site(options, _measure(options, Path(folder), field, missing, tell))
        if options.only != Subject.SITE:
            _tell_of_growth(options, _grown(options, Path(folder), field, tell))
    return 0


def _tell_of_site(options: argparse.Namespace, figures: Figures) -> None:
    text = markdown(figures)
    print(text)
    if options.write:
        put(_DOCUMENT, Subject.SITE, text)


def _tell_of_growth(options: argparse.Namespace, growth: Growth) -> None:
    text = growth_markdown(growth, _PICTURE)
    print(text)
    if options.write:
        put(_DOCUMENT, Subject.GROWTH, text)
        (_DOCUMENT.parent / _PICTURE).write_text(draw(growth.curves), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.building", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--large", action="store_true", help="50 policies × 20 sections × 50 versions × 2 languages")
    parser.add_argument(
        "--site", type=int, nargs=4, metavar="N", help="another site: policies, sections, versions, languages"
    )
    parser.add_argument("--rounds", type=int, metavar="N", help="how often everything is measured (3; large: 1)")
    parser.add_argument("--peers", metavar="NAMES", help="which of the others: hugo,eleventy,mkdocs,pelican or none")
    parser.add_argument(
        "--options", default="", metavar="TEXT", help='of the command `build`, such as --options="--jobs 1"'
    )
    parser.add_argument(
        "--only", choices=tuple(Subject), help="the site alone, or alone how costs grow with it (default: both)"
    )
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where the sites are made (the temporary folder)")
    parser.add_argument("--disk", type=Path, default=_CACHE, metavar="FOLDER", help="on the disk that is waited for")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/performance.md")
    return parser.parse_args()


def _teller() -> Tell:
    """Give what says on standard error how far it is, with the seconds since the start."""
    start = time.monotonic()

    def tell(text: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {text}", file=sys.stderr, flush=True)

    return tell


def _measure(
    options: argparse.Namespace, folder: Path, field: Field, missing: Mapping[str, str], tell: Tell
) -> Figures:
    scale = _LARGE if options.large else _SMALL
    rounds = options.rounds or scale.rounds
    tell("writing the site")
    source = Source.generate(folder / "contest" / "lydelse", _site(options.site) if options.site else scale.site)
    contest = Contest(source, field.all(source), tell)
    contest.warm_up()
    for number in range(1, rounds + 1):
        contest.round(number)
    site = source.root / "site"
    texts, waited, compressed = source.revisions, synced(site, options.disk), compressed_share(site)
    tell("profile")
    stages, kinds = profile_of(source)
    _, *parts = kept_in(times_of(source))  # the first run was there to look at the memory
    baseline = next((peer.name for peer in field.peers if peer.name in contest.made), None)
    return Figures(
        command=_command(),
        facts=facts(folder),
        contest=contest,
        baseline=baseline,
        rounds=rounds,
        texts=texts,
        parts=tuple(parts),
        synced=waited,
        stages=stages,
        kinds=kinds,
        others=missing,
        compressed=compressed,
    )


def _site(numbers: Sequence[int]) -> Size:
    policies, sections, versions, languages = numbers
    return Size(policies, sections, versions, languages=languages, blocks=_BLOCKS)


def _grown(options: argparse.Namespace, folder: Path, field: Field, tell: Tell) -> Growth:
    scale = _LARGE if options.large else _SMALL
    return Growth(_command(), facts(folder), tuple(grow(scale.grown, scale.dimensions, folder, field.some, tell)))


def _wanted(names: str | None) -> tuple[Peer, ...]:
    """Choose among the others by the beginning of their names."""
    if names is None:
        return PEERS
    words = tuple(name.strip().lower() for name in names.split(","))
    return tuple(peer for peer in PEERS if peer.name.lower().startswith(words))


def present(peers: Sequence[Peer], tools: Tools, tell: Tell) -> tuple[tuple[Peer, ...], dict[str, str]]:
    """Give those that are there or can be fetched, and why the others aren't."""
    there, missing = [], {}
    for peer in peers:
        tell(f"looking for {peer.name}")
        try:
            peer.command(tools)
            there.append(peer)
        except MissingError as reason:
            missing[peer.name] = str(reason)
    return tuple(there), missing


def _command() -> str:
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    return f'make bench ARGS="{shlex.join(arguments)}"' if arguments else "make bench"


if __name__ == "__main__":
    sys.exit(main())
