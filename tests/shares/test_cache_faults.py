"""What may be wrong with the cache, its folder and the site, and what a build makes of it: what it would have made
without."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import stat
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lydelse import snapshot
from lydelse.build import Means
from lydelse.cache import FOLDER, opened
from lydelse.cache.ledger import basis_of, load_ledger
from lydelse.cache.packs import Packs
from lydelse.cli import main
from lydelse.problems import Report
from lydelse.publish import Refused
from lydelse.shares import works
from lydelse.shares.site import Shares
from lydelse.shares.works import Works
from lydelse.shares.workshop import Keeping, Workshop
from tests.means import means
from tests.shares.test_laws import built, standing, whole, write
from tests.sites import AS_OF, Site

ALONE = "old/2024-01-01"
"""A version of the policy on which no other depends."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three policies: one links to another, one is replaced by it."""
    return write(tmp_path / "site")


def remembering(site: Site) -> Means:
    """The means of a build with the site's own cache."""
    cache = opened(site.root, "engine")
    assert cache is not None
    return replace(means(), cache=cache)


def edit(site: Site, text: str, version: str = "privacy/2026-06-01") -> None:
    for language in site.languages:
        site.write(f"content/{version}/rights.{language}.md", f"---\ntitle: R\n---\n\n## H {{: #how}}\n\n{text}")


def assert_whole(site: Site, how: Means) -> None:
    expected, problems = whole(site.root)
    published, found = built(site.root, how)
    assert (published is not None, found) == (True, problems)
    assert standing(site.root) == expected


def test_a_folder_that_was_moved_is_built_where_it_stands_now(site: Site) -> None:
    site.write("content/terms/2026-05-01/files/list.csv", "a;b")
    for language in site.languages:
        site.write(f"content/terms/2026-05-01/contact.{language}.md", "---\ntitle: C\n---\n\n[List](files/list.csv)\n")
    assert_whole(site, remembering(site))
    moved = site.root.with_name("moved")
    site.root.rename(moved)
    site.root = moved
    edit(site, "Ask us now.")
    assert_whole(site, remembering(site))


def test_a_link_to_the_site_is_no_site(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    (site.root / "site").rename(site.root / "elsewhere")
    (site.root / "site").symlink_to("elsewhere")
    assert how.cache is not None
    ledger = load_ledger(how.cache)
    assert ledger is not None
    assert not ledger.is_true(site.root, str(AS_OF))
    with pytest.raises(Refused, match="is a link"):
        built(site.root, how)


def test_a_page_that_was_made_private_is_public_again(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    page = site.root / "site/sv/terms-sv/index.html"
    page.chmod(0o600)
    assert_whole(site, how)
    assert stat.S_IMODE(page.stat().st_mode) == 0o644


def test_what_a_link_in_the_layouts_leads_to_may_change(site: Site) -> None:
    style = site.write("print.css", "@media print { a { color: black; } }")
    (site.root / "layouts/css").mkdir(parents=True)
    (site.root / "layouts/css/print.css").symlink_to(style)
    assert_whole(site, means(site.root / "kept"))
    style.write_text("@media print { a { color: green; } }", encoding="utf-8")
    assert_whole(site, means(site.root / "kept"))


def test_settings_that_change_while_they_are_read_are_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_FRESH", 0)
    time.sleep(0.05)  # so that the policies are older than the build even where the system tells times coarsely
    how = replace(means(site.root / "kept"), began=time.time_ns())

    def change_and_look(*arguments: object) -> object:
        settings = site.root / "content/site.yaml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("- en\n", "- en\n- de\n"), encoding="utf-8")
        monkeypatch.setattr(works, "basis_of", basis_of)
        return basis_of(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(works, "basis_of", change_and_look)
    built(site.root, how)
    _, found = built(site.root, replace(how, began=time.time_ns()))
    assert found == whole(site.root)[1]


def test_policies_may_be_called_like_what_the_cache_holds_besides(site: Site) -> None:
    for policy in ("ledger", "gists"):
        site.policy(policy)
        stated = {"title": dict.fromkeys(site.languages, policy), "sections": ["rights"]}
        site.version("2025-01-01", {"rights": "Ask."}, policy=policy, **stated)
    how = means(site.root / "kept")
    assert_whole(site, how)
    assert how.cache is not None
    ledger = load_ledger(how.cache)
    assert ledger is not None
    assert ledger.is_true(site.root, str(AS_OF))
    names = ("gists", "ledger", *(f"policy-{name}" for name in ("gists", "ledger", "old", "privacy", "terms")))
    assert {f"{name}.pack" for name in names} <= {path.name for path in (site.root / "kept").iterdir()}


def test_nothing_is_left_in_the_cache_that_nobody_asks_for(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    (site.root / "kept/.new-killed").write_bytes(b"half")
    shutil.rmtree(site.root / "content/old")
    assert_whole(site, how)
    outcomes = {f"outcomes-{name}.pack" for name in ("privacy_sv", "privacy_en", "terms_sv", "terms_en")}
    left = {path.name for path in (site.root / "kept").iterdir()}
    files = {name for policy in ("privacy", "terms") for name in (f"files-{policy}.pack", f"{policy}.files")}
    assert left == {"ledger.pack", "gists.pack", "policy-privacy.pack", "policy-terms.pack", *outcomes, *files}


def test_a_site_that_stands_is_told_though_nothing_can_be_remembered(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(works, "save_ledger", refuse)
    assert_whole(site, means(site.root / "kept"))


def _file_for_all(root: Path) -> None:
    (root / ".cache").write_bytes(b"")


def _file(root: Path) -> None:
    (root / ".cache").mkdir()
    (root / FOLDER).write_bytes(b"")


def _nowhere(root: Path) -> None:
    (root / ".cache").symlink_to(root / "nowhere")


def _elsewhere(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / ".cache").symlink_to(root / "elsewhere")


def _ledger_is_a_folder(root: Path) -> None:
    (root / FOLDER / "ledger.pack").mkdir(parents=True)


def _all_are_folders(root: Path) -> None:
    for name in ("gists.pack", "policy-terms.pack", "files-terms.pack", "outcomes-terms_sv.pack", "other.pack"):
        (root / FOLDER / name / "within").mkdir(parents=True)
    (root / FOLDER / "terms.files").write_bytes(b"")


@pytest.mark.parametrize("spoil", [_file_for_all, _file, _nowhere, _elsewhere, _ledger_is_a_folder, _all_are_folders])
def test_a_site_is_built_whatever_stands_where_the_cache_would(site: Site, spoil: Callable[[Path], None]) -> None:
    spoil(site.root)
    arguments = ["--root", str(site.root), "--as-of", str(AS_OF), "build", "--cache"]
    for text in ("Ask.", "Ask us."):
        edit(site, text)
        assert main(arguments, default_root=site.root) == 0
        assert standing(site.root) == whole(site.root)[0]


def test_what_is_no_file_in_the_cache_is_replaced_and_taken_away(site: Site) -> None:
    how = means(site.root / "kept")
    (site.root / "kept/policy-terms.pack/within").mkdir(parents=True)
    (site.root / "kept/other.pack/within").mkdir(parents=True)
    (site.root / "kept/terms.files").write_bytes(b"")
    published, _ = built(site.root, how)
    assert published is not None
    assert not published.unkept
    assert (site.root / "kept/policy-terms.pack").is_file()
    assert not (site.root / "kept/other.pack").exists()
    assert (site.root / "kept/terms.files").is_dir()


def test_files_are_not_kept_that_somebody_altered_just_after_they_were_published(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    how, page = means(site.root / "kept"), site.root / "site/sv/terms-sv/index.html"

    def alter_and_keep(workshop: Workshop, keeping: Keeping) -> None:
        page.write_text("altered", encoding="utf-8")
        keep(workshop, keeping)

    keep = Workshop.keep
    with monkeypatch.context() as patched:
        patched.setattr(Workshop, "keep", alter_and_keep)
        built(site.root, how)
    shutil.rmtree(site.root / "site")
    assert_whole(site, how)


def _inodes(site: Site) -> dict[str, int]:
    """Which files and folders hold the pages of the policy that others depend on, and which depends on none."""
    folder = site.root / "site/sv/privacy-sv"
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in (folder, *folder.rglob("*"))}


def test_two_sets_of_folders_with_the_same_files_take_turns(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    monkeypatch.setattr(Workshop, "take_over", None)
    seen = []
    for text in ("Ask us now.", "Ask us.", "Ask us now."):
        seen.append(_inodes(site))
        edit(site, text, ALONE)
        assert_whole(site, how)
        assert not [*site.root.glob(".site*")]
    first, second, third = seen
    assert first == third
    assert first.keys() == second.keys()
    files = {path for path in first if (site.root / "site/sv/privacy-sv" / path).is_file()}
    assert {path for path in first if first[path] == second[path]} == files != set()


def _into(folder: Path) -> None:
    (folder / "own.txt").write_bytes(b"mine")


def _into_a_folder_of_it(folder: Path) -> None:
    _into(folder / "sv/privacy-sv")


def _other_bytes(folder: Path) -> None:
    page = folder / "sv/privacy-sv/index.html"
    content = page.read_bytes()
    page.unlink()
    page.write_bytes(content[::-1])


def _link_to_a_page(folder: Path) -> None:
    page = folder / "sv/privacy-sv/index.html"
    page.rename(folder / "moved.html")
    page.symlink_to(folder / "moved.html")


def _link_to_a_folder(folder: Path) -> None:
    (folder / "sv/privacy-sv").rename(folder / "moved")
    (folder / "sv/privacy-sv").symlink_to(folder / "moved")


def _file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"")


@pytest.mark.parametrize(
    "spoil",
    [_into, _into_a_folder_of_it, _other_bytes, _link_to_a_page, _link_to_a_folder, _file_in_its_place, shutil.rmtree],
)
def test_nothing_of_what_is_kept_is_trusted(site: Site, spoil: Callable[[Path], None]) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    spoil(site.root / "kept/privacy.files")
    for text in ("Ask us now.", "Ask us."):
        edit(site, text, ALONE)
        assert_whole(site, how)
        assert {path.name for path in (site.root / "site/sv/privacy-sv").iterdir() if path.suffix == ".txt"} == set()


@pytest.mark.parametrize(
    "place",
    [
        "lydelse.publish.publishing._compared",
        "lydelse.shares.works.Works.reuse",
        "lydelse.shares.works.Works.keep",
        "lydelse.shares.works.save_ledger",
        "lydelse.cache.packs.Packs.tidy",
    ],
)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be split off here")
def test_a_build_that_is_killed_leaves_what_the_next_one_needs(
    site: Site, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    for text in ("Ask us now.", "Ask us."):
        edit(site, text)
        before = standing(site.root)
        with monkeypatch.context() as patched:
            patched.setattr(place, lambda *_: os._exit(9))
            killed = multiprocessing.get_context("fork").Process(target=built, args=(site.root, how))
            killed.start()
            killed.join()
        assert killed.exitcode == 9
        assert standing(site.root) in (before, whole(site.root)[0])
        assert_whole(site, how)
        assert not [*site.root.glob(".site*")]


@pytest.mark.parametrize("name", ["ledger.pack", "gists.pack", "policy-terms.pack"])
def test_a_pack_is_read_whole_or_not_at_all(site: Site, name: str) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    pack, cache = site.root / "kept" / name, how.cache
    assert cache is not None
    stored = pack.read_bytes()
    assert cache.load(name) is not None
    for place in {*range(0, len(stored), 1 + len(stored) // 150), *range(min(90, len(stored)))}:
        pack.write_bytes(stored[:place])
        assert cache.load(name) is None
        pack.write_bytes(stored[:place] + bytes([stored[place] ^ 0x40]) + stored[place + 1 :])
        assert cache.load(name) is None


class _Starting:
    """What a pickle that starts a program looks like."""

    def __init__(self, made: str) -> None:
        self._made = made

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self._made,)


def test_a_pack_that_names_anything_else_starts_nothing(tmp_path: Path) -> None:
    packs = Packs(tmp_path, "engine")
    packs.save("ledger.pack", _Starting(str(tmp_path / "made")))
    assert packs.load("ledger.pack") is None
    assert not (tmp_path / "made").exists()


def test_where_a_file_has_one_name_alone_it_is_copied(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    how = means(site.root / "kept")
    built(site.root, how)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    edit(site, "Ask us now.")
    assert_whole(site, how)


def test_a_foreign_file_is_refused_after_a_build_with_a_cache(site: Site) -> None:
    how = means(site.root / "kept")
    for place in ("own.txt", "sv/own.txt", "sv/terms-sv/2026-01-01/own.txt"):
        built(site.root, how)
        own = site.write(f"site/{place}", "mine")
        with pytest.raises(Refused, match=r"own\.txt"):
            built(site.root, how)
        own.unlink()
    assert_whole(site, how)


def test_helpers_may_be_started_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    started = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: started)
    site.write("layouts/css/print.css", "@media print { a { color: black; } }")
    published, _ = built(site.root, means(site.root / "kept", 2))
    assert published is not None
    assert standing(site.root) == whole(site.root)[0]


def _meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once a build knows what stands in the site, and before it writes."""
    study = Works.study

    def study_and_more(of_works: Works, report: Report) -> Shares:
        monkeypatch.setattr(Works, "study", study)
        shares = study(of_works, report)
        happens()
        return shares

    monkeypatch.setattr(Works, "study", study_and_more)


def test_nothing_is_taken_over_from_a_site_that_another_build_put_there_meanwhile(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    edit(site, "Ask us now.")
    _meanwhile(monkeypatch, lambda: built(site.root, means(), date(2025, 3, 1)))
    assert_whole(site, how)


@pytest.mark.parametrize(
    ("page", "version"),
    [
        ("sv/privacy-sv/index.html", ALONE),
        ("sv/privacy-sv/2025-01-01/index.html", "privacy/2026-06-01"),
        ("robots.txt", ALONE),
    ],
    ids=["of an untouched policy", "of one that is composed", "of none"],
)
def test_a_file_that_is_altered_while_it_is_taken_over_is_made_anew_by_the_next_build(
    site: Site, monkeypatch: pytest.MonkeyPatch, page: str, version: str
) -> None:
    how, path = means(site.root / "kept"), site.root / "site" / page
    built(site.root, how)
    shutil.rmtree(site.root / "kept/privacy.files")
    edit(site, "Ask us now.", version)
    _meanwhile(monkeypatch, lambda: path.write_bytes(path.read_bytes() + b"altered"))
    assert built(site.root, how)[0] is not None
    assert_whole(site, how)
