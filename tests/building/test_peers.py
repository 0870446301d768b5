"""All make the same pages: the others are given one for each that Lydelse makes of a version, with the same texts."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.building import alone, tools
from benchmarks.building.__main__ import present
from benchmarks.building.contest import Contest, Task
from benchmarks.building.makers import Made, Maker
from benchmarks.building.ours import IN_ONE_PROCESS, REPOSITORY, everything
from benchmarks.building.peers import PEERS, Peer
from benchmarks.building.source import Source
from benchmarks.building.tools import MissingError, Tools
from benchmarks.sites import Size

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the benchmark needs Linux")

SIZE = Size(2, 3, 4, blocks=3)
INSTALLED = Tools(REPOSITORY / ".cache" / "benchmarks")
LOCKS = Path(tools.__file__).with_name("locks")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source.generate(tmp_path / "lydelse", SIZE)


def our_pages(source: Source, output: Path) -> set[str]:
    alone.write_pages(source.root, source.as_of, output, jobs=1)
    return pages_in(output)


def pages_in(output: Path) -> set[str]:
    return {file.relative_to(output).as_posix() for file in output.rglob("*.html")}


def test_the_pages_alone_are_those_of_the_versions_and_the_plain_ones_stand_at_the_same_paths(
    source: Source, tmp_path: Path
) -> None:
    ours = our_pages(source, tmp_path / "pages")
    assert len(ours) == SIZE.pages
    assert ours == {f"{page.path}/index.html" for page in source.pages()}


def test_a_plain_page_has_the_texts_that_hold_with_its_version(source: Source) -> None:
    pages = {page.path: page.markdown for page in source.pages()}
    held: dict[str, str] = {}
    for folder in sorted((source.root / "content" / "policy-1").glob("2*")):
        for file in folder.glob("*.sv.md"):
            held[file.name] = file.read_text(encoding="utf-8").partition("---\n\n")[2]
        page = pages[f"sv/policy-1/{folder.name}"]
        assert [body for body in held.values() if body.strip() not in page] == []
        assert page.count("\n## ") + 1 >= SIZE.sections


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_is_given_every_page_once_and_written_anew_is_only_what_changed(
    peer: Peer, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hugo", "python", "eleventy"):
        monkeypatch.setattr(Tools, name, lambda *_: ("program",))
    maker = peer.settle(tmp_path / "peer", Tools(tmp_path))
    maker.feed(source.pages())
    sources = {file: file.stat().st_mtime_ns for file in (tmp_path / "peer" / "content").rglob("*.md")}
    assert len(sources) == SIZE.pages
    source.edit(1)
    maker.feed(source.pages())
    assert sum(file.stat().st_mtime_ns != before for file, before in sources.items()) == 1


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_makes_the_pages_that_lydelse_makes(peer: Peer, source: Source, tmp_path: Path) -> None:
    if not list(INSTALLED.folder.glob("*/.done")):
        pytest.skip("the others aren't installed; run: make bench")
    try:
        maker = peer.settle(tmp_path / "peer", INSTALLED)
    except MissingError as reason:
        pytest.skip(str(reason))
    maker.feed(source.pages())
    maker.run()
    assert pages_in(maker.output) == our_pages(source, tmp_path / "pages")
    text = (maker.output / "en/policy-0/2015-01-01/index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert "<h1>Policy 2015-01-01</h1>" in text
    assert len(re.findall(r"<h2\b", text)) == SIZE.sections


def test_those_that_cannot_be_had_are_left_out_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise MissingError("the network is unreachable")

    monkeypatch.setattr(tools, "_do", no_network)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    there, missing = present(PEERS, Tools(tmp_path), lambda _: None)
    assert there == ()
    assert list(missing) == [peer.name for peer in PEERS]
    assert missing["Eleventy 3.1.8"] == "Node or npm isn't there"
    assert set(missing.values()) == {"Node or npm isn't there", "the network is unreachable"}


def test_the_names_say_the_versions_that_are_locked() -> None:
    lock = (LOCKS / "requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^(\w+)(?:\[\w+\])?==(\S+)", lock, re.MULTILINE))
    packages = json.loads((LOCKS / "package-lock.json").read_bytes())["packages"]
    locked["eleventy"] = packages["node_modules/@11ty/eleventy"]["version"]
    for peer in PEERS:
        name, version = peer.name.lower().split()
        assert locked[name] == version


def test_the_locks_name_no_host() -> None:
    for file in LOCKS.iterdir():
        text = file.read_text(encoding="utf-8")
        assert '"resolved"' not in text, file.name
        assert "index-url" not in text, file.name
        assert "registry=" not in text, file.name


def test_the_pages_alone_are_the_same_from_two_processes_and_as_a_build_makes_them(
    source: Source, tmp_path: Path
) -> None:
    for jobs in (1, 2):
        alone.write_pages(source.root, source.as_of, tmp_path / str(jobs), jobs)
    everything(source.root, source.as_of, IN_ONE_PROCESS).run()
    for path in pages_in(tmp_path / "1"):
        built = (source.root / "site" / path).read_bytes()
        assert (tmp_path / "1" / path).read_bytes() == (tmp_path / "2" / path).read_bytes() == built


# The rounds ------------------------------------------------------------------------------------------------------


def maker(name: str, folder: Path, pages: int, *, exact: bool = False, rebuilds: bool = True) -> Maker:
    """A program that writes so many pages, and its name into a list of who ran."""
    output, ran = folder / name, folder / "ran"
    program = (
        f"import pathlib; p = pathlib.Path({str(output)!r}); p.mkdir(exist_ok=True);"
        f"[(p / f'{{n}}.html').write_text('page') for n in range({pages})];"
        f"pathlib.Path({str(ran)!r}).open('a').write({name + ' '!r});"
    )
    program += "raise SystemExit('no more')" if name == "broken" else ""
    command, remembered = (sys.executable, "-c", program), (folder / f"{name}-cache",)
    return Maker(name, command, folder, output, remembered, exact=exact, rebuilds=rebuilds)


def ran(folder: Path) -> Iterator[str]:
    yield from (folder / "ran").read_text(encoding="utf-8").split()


def test_all_take_turns_at_each_task(source: Source, tmp_path: Path) -> None:
    makers = [maker("one", tmp_path, 2), maker("two", tmp_path, 3), maker("once", tmp_path, 1, rebuilds=False)]
    contest = Contest(source, makers, lambda _: None)
    contest.warm_up()
    contest.round(1)
    assert list(ran(tmp_path)) == [*["one", "two", "once"] * 2, *["one", "two"] * 3]
    assert set(contest.costs["one"]) == set(Task)
    assert set(contest.costs["once"]) == {Task.COLD}
    assert contest.made["two"] == Made(3, 12, 3, 12)


def test_who_fails_or_makes_other_pages_is_left_out_with_the_reason(source: Source, tmp_path: Path) -> None:
    exact = maker("exact", tmp_path, SIZE.pages, exact=True)
    makers = [maker("broken", tmp_path, 1), maker("wrong", tmp_path, 1, exact=True), exact]
    contest = Contest(source, makers, lambda _: None)
    contest.warm_up()
    contest.round(1)
    assert "no more" in contest.dropped["broken"]
    assert contest.dropped["wrong"] == f"it made 1 pages instead of {SIZE.pages}"
    assert list(contest.costs) == list(contest.memory) == ["exact"]
