"""A glimpse shows what a build makes, and reads no more than it needs; while the rest is read, the preview shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from lydelse.compose import compose
from lydelse.compose.hosts import HOST_FILES
from lydelse.memory import FORGETFUL, Memory, Recall
from lydelse.model import PolicySource
from lydelse.preparing import prepare
from lydelse.preview.attendant import Glanced
from lydelse.preview.desk import CHECKS, Proof
from lydelse.preview.gathering import Changed
from lydelse.preview.glimpse import Glimpse, UnclearError
from lydelse.problems import Problem, Report
from lydelse.read import read_policy_folder
from lydelse.read.folders import Entry
from tests.declarations import NECESSARY, category, stored, write
from tests.preview.running import FakeDesk, awaited, running, until
from tests.preview.test_server import PAGE, heard, open_tab
from tests.sites import AS_OF, Site

LISTS = ("index.html", "sv/index.html", "en/index.html")
OF_THE_WHOLE = ("404.html", "sitemap.xml", "robots.txt", *HOST_FILES)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of three policies, of which one links to another and one holds the declaration."""
    site = Site(tmp_path, declaration="cookies")
    site.version("2026-01-01", {"rights": "You may ask us.", "contact": "![A map](files/map.png)"})
    site.write("content/terms/2026-01-01/files/map.png", b"png")
    site.version("2026-06-01", {"contact": "Call us."})
    site.policy("cookies")
    site.version("2026-02-01", {"use": "See [terms](policy:terms#rights).\n\n[[cookies]]"}, policy="cookies")
    write(site, "2026-02-01", NECESSARY, category("analytics", stored("visits")), policy="cookies")
    site.policy("returns")
    site.version("2026-02-01", {"goods": "Send them back."}, policy="returns")
    return site


def glimpse_of(site: Site, memory: Memory = FORGETFUL) -> Glimpse:
    return Glimpse(site.root, lambda _: AS_OF, memory)


def built(site: Site) -> dict[str, bytes | Path]:
    report = Report()
    edition = prepare(site.root, lambda _: AS_OF, report)
    assert edition is not None, report.problems
    return {file.path: file.content for file in compose(edition.catalogue, edition.fragments, edition.layouts)}


def read_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of the policies that are read from now on."""
    names: list[str] = []

    def noting(entry: Entry, languages: tuple[str, ...], report: Report, memory: Memory) -> PolicySource | None:
        names.append(entry.name)
        return read_policy_folder(entry, languages, report, memory)

    monkeypatch.setattr("lydelse.preview.glimpse.read_policy_folder", noting)
    return names


# What it shows -------------------------------------------------------------------------------------------------


def test_all_that_it_shows_is_what_a_build_makes(site: Site) -> None:
    glimpse, files = glimpse_of(site), built(site)
    shown = {path: glimpse.file(path) for path in files if path not in (*LISTS, *OF_THE_WHOLE)}
    assert shown == {path: files[path] for path in shown}
    assert not glimpse.problems


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_policies_is_clear_when_all_are_read(site: Site, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_by(monkeypatch)
    monkeypatch.setattr("lydelse.preview.glimpse._PATIENCE", -1)
    glimpse = glimpse_of(site)
    with pytest.raises(UnclearError):
        glimpse.file(path)
    assert not read
    monkeypatch.setattr("lydelse.preview.glimpse._PATIENCE", 60)
    assert glimpse.file(path) == built(site)[path]


def test_with_a_memory_it_shows_the_same(site: Site) -> None:
    memory = Recall()
    memory.begin(None)
    paths = ("en/terms-en/index.html", "en/cookies-en/2026-02-01/index.html")
    first, again = ([glimpse_of(site, memory).file(path) for path in paths] for _ in range(2))
    assert first == again == [built(site)[path] for path in paths]


def test_drafts_are_shown(site: Site) -> None:
    site.version("2027-01-01", {"rights": "You may also complain."}, published=None)
    page = glimpse_of(site).file("en/terms-en/2027-01-01/index.html")
    assert isinstance(page, bytes)
    assert b"You may also complain." in page


@pytest.mark.parametrize("path", [*OF_THE_WHOLE, "en/nothing/index.html", f"{CHECKS}index.html"])
def test_what_follows_from_the_whole_site_is_unclear(site: Site, path: str) -> None:
    with pytest.raises(UnclearError):
        glimpse_of(site).file(path)


def test_what_a_policy_has_not_is_not_there(site: Site) -> None:
    assert glimpse_of(site).file("en/terms-en/2031-01-01/index.html") is None


# What it reads -------------------------------------------------------------------------------------------------


def test_only_the_policies_that_a_page_needs_are_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_by(monkeypatch)
    glimpse_of(site).file("en/returns-en/index.html")
    assert sorted(read) == ["cookies", "returns"], "and the one that holds the declaration"


def test_the_policies_to_which_a_page_links_are_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_by(monkeypatch)
    glimpse_of(site).file("en/cookies-en/index.html")
    assert sorted(read) == ["cookies", "terms"]


# What is wrong -------------------------------------------------------------------------------------------------


def test_a_page_of_a_policy_with_a_fault_is_unclear_and_the_fault_is_told(site: Site) -> None:
    site.write("content/terms/2026-06-01/contact.en.md", "---\ntitle: [\n---\n\nCall us.\n")
    glimpse = glimpse_of(site)
    with pytest.raises(UnclearError):
        glimpse.file("en/terms-en/index.html")
    assert [problem.place.path for problem in glimpse.problems] == ["content/terms/2026-06-01/contact.en.md"]


def test_a_text_that_loses_something_makes_its_pages_unclear(site: Site) -> None:
    site.write("content/terms/2026-06-01/contact.en.md", "---\ntitle: Contact\n---\n\n<script>alert(1)</script>\n")
    glimpse = glimpse_of(site)
    with pytest.raises(UnclearError):
        glimpse.file("en/terms-en/index.html")
    assert glimpse.problems


def test_a_fault_elsewhere_hides_nothing(site: Site) -> None:
    site.write("content/terms/2026-06-01/contact.en.md", "---\ntitle: [\n---\n\nCall us.\n")
    assert glimpse_of(site).file("en/returns-en/index.html") is not None


@pytest.mark.parametrize("file", ["content/site.yaml", "layouts/strings/sv.yaml"])
def test_without_settings_or_words_nothing_is_clear(site: Site, file: str) -> None:
    site.write(file, "a: [\n")
    glimpse = glimpse_of(site)
    with pytest.raises(UnclearError):
        glimpse.file("en/terms-en/index.html")
    assert {problem.place.path for problem in glimpse.problems} == {file}


# In the preview ------------------------------------------------------------------------------------------------


@dataclass
class Pages:
    """A glimpse of the pages that a test puts on the desk; those of all policies are unclear."""

    files: dict[str, bytes | Path | Exception]
    problems: tuple[Problem, ...] = ()

    def file(self, path: str) -> bytes | Path | None:
        if path == "all/index.html":
            raise UnclearError(path)
        content = self.files.get(path)
        assert not isinstance(content, Exception)
        return content


@dataclass
class SlowDesk(FakeDesk):
    """A desk that reads until a test lets it end, and gives way meanwhile."""

    may_end: Event = field(default_factory=Event)

    def refresh(self, changed: Changed = None, meanwhile: Callable[[], None] | None = None) -> Proof:
        proof = super().refresh(changed, meanwhile)
        while not self.may_end.wait(0.005):
            assert meanwhile is not None
            meanwhile()
        return proof

    def glimpse(self) -> Glanced:
        return Pages(dict(self.files))


@pytest.fixture
def desk(tmp_path: Path) -> SlowDesk:
    (tmp_path / "content").mkdir()
    return SlowDesk({"index.html": PAGE, "all/index.html": PAGE})


def test_pages_are_shown_while_the_rest_is_read(tmp_path: Path, desk: SlowDesk) -> None:
    with running(tmp_path, desk, is_settled=False) as preview:
        page = preview.page("/")
        assert "<p>Hello.</p>" in page
        assert "The rest of the site is still being checked." in page
        assert preview.get("/all/").status == 503
        assert "The site is still being read" in preview.page("/all/")
        assert "Nothing is wrong" not in preview.page("/_preview/")
        desk.may_end.set()
        until(lambda: preview.get("/all/").status == 200)
        assert "still being" not in preview.page("/")


def test_a_page_that_is_asked_for_at_once_is_made_before_all_is_read(
    tmp_path: Path, desk: SlowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lydelse.preview.session._HEAD_START", 20)
    with running(tmp_path, desk, is_settled=False) as preview:
        assert not desk.asked
        assert "<p>Hello.</p>" in preview.page("/")
        until(lambda: desk.asked)
        desk.may_end.set()


def test_what_is_saved_meanwhile_is_shown_at_once_and_looked_at_again(tmp_path: Path, desk: SlowDesk) -> None:
    saved = tmp_path / "content" / "file"

    async def run() -> None:
        tab = await open_tab(preview, "")
        desk.files["index.html"] = PAGE.replace(b"Hello", b"Changed")
        saved.write_text("x")
        assert (await heard(tab))["path"] == ""
        assert "Changed." in preview.page("/")
        desk.may_end.set()
        assert (await heard(tab))["path"] == "", "the notes are others now"
        tab.close()

    with running(tmp_path, desk, is_settled=False) as preview:
        until(lambda: desk.asked)
        awaited(run())
        until(lambda: any(changed is None or saved in changed for changed in desk.asked[1:]))
