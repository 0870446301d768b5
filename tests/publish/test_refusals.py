"""A build writes only over what a build made, and says so in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lydelse.model import SiteFile
from lydelse.publish import Refused, publish
from tests.publish.helpers import files, snapshot

TEXTS = {"index.html": "text", "sv/index.html": "text"}


def refusal(site: Path) -> str:
    """Publish to a folder that must be refused, before a file is asked for; give the message."""
    consumed = []

    def watched() -> Iterator[SiteFile]:
        consumed.append(True)
        yield from files(TEXTS)

    with pytest.raises(Refused) as caught:
        publish(watched(), site)
    assert not consumed
    assert caught.value.hint.endswith(".")
    return str(caught.value)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_an_empty_folder_and_one_with_gitkeep_are_fine(site: Path) -> None:
    site.mkdir()
    publish(files(TEXTS), site)
    (site / "SHA256SUMS").unlink()
    for path in TEXTS:
        (site / path).unlink()
    publish(files(TEXTS), site)
    assert (site / "index.html").exists()


def test_a_folder_without_digests_is_foreign(site: Path) -> None:
    site.mkdir()
    for number in range(7):
        (site / f"letter-{number}.txt").write_text("mine")
    before = snapshot(site.parent)
    assert refusal(site) == (
        f"{site} holds files that no build put there: letter-0.txt, letter-1.txt, letter-2.txt, letter-3.txt,"
        " letter-4.txt and 2 more."
    )
    assert snapshot(site.parent) == before


def test_a_file_that_is_not_listed_is_foreign(site: Path) -> None:
    publish(files(TEXTS), site)
    (site / "sv" / "notes.txt").write_text("mine")
    assert refusal(site) == f"{site} holds files that no build put there: sv/notes.txt."
    (site / "sv" / "notes.txt").unlink()
    publish(files(TEXTS), site)


def test_a_file_that_appears_during_the_build_is_not_lost(site: Path) -> None:
    publish(files(TEXTS), site)

    def while_someone_saves() -> Iterator[SiteFile]:
        yield from files(TEXTS)
        (site / "notes.txt").write_text("mine")

    with pytest.raises(Refused, match=r"notes\.txt"):
        publish(while_someone_saves(), site)
    assert (site / "notes.txt").read_text() == "mine"


def test_a_link_inside_is_foreign_even_in_the_place_of_a_listed_file(site: Path, tmp_path: Path) -> None:
    publish(files(TEXTS), site)
    (tmp_path / "elsewhere").mkdir()
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "elsewhere")
    assert "index.html" in refusal(site)


def test_unreadable_digests_list_nothing(site: Path) -> None:
    publish(files(TEXTS), site)
    (site / "SHA256SUMS").write_bytes(b"\xff\xfe not digests\n")
    assert "index.html, sv/index.html" in refusal(site)


def test_a_file_in_the_place_of_the_folder(site: Path) -> None:
    site.write_text("mine")
    assert refusal(site) == f"{site} is a file, and the site needs a folder."
    assert site.read_text() == "mine"


@pytest.mark.parametrize("target", ["elsewhere", "missing"])
def test_a_link_in_the_place_of_the_folder(site: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.symlink_to(tmp_path / target)
    assert refusal(site) == f"{site} is a link that leads elsewhere."


def test_links_on_the_way_to_the_folder_are_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    publish(files(TEXTS), tmp_path / "link" / "site")
    assert (tmp_path / "real" / "site" / "index.html").exists()


@pytest.mark.parametrize("path", [".", "content", "content/privacy", "layouts", "layouts/css"])
def test_the_sources_are_never_written_over(tmp_path: Path, path: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").touch()
    assert refusal(tmp_path / path) == f"{(tmp_path / path).resolve()} holds what the site is made from."


def test_folders_beside_the_sources_are_fine(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").touch()
    publish(files(TEXTS), tmp_path / "site")
    publish(files(TEXTS), tmp_path / "public")


def test_the_root_of_the_file_system() -> None:
    assert refusal(Path("/")) == "/ holds more than a site."


@pytest.mark.parametrize("path", ["home", "home/editor"])
def test_home_and_what_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    (tmp_path / "home" / "editor").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "editor"))
    assert "holds more than a site" in refusal(tmp_path / path)
    publish(files(TEXTS), tmp_path / "home" / "editor" / "site")


def test_a_user_without_home_can_publish(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    assert publish(files(TEXTS), site).written == len(TEXTS)


def test_a_mounted_volume(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == site)
    assert refusal(site) == f"{site} is where a volume is mounted, so it can't be replaced in one step."
