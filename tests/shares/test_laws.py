"""A site that is built share by share is the site that is composed whole, however it is built and whatever was built
before."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.build import Means, build
from lydelse.compare import Comparison, Known, compare
from lydelse.compose import compared, compose
from lydelse.preparing import prepare
from lydelse.problems import Problem, Report, Severity
from lydelse.publish import SUMS, Published
from lydelse.publish.sums import parse_sums
from lydelse.shares.workshop import Workshop
from tests.means import means
from tests.sites import AS_OF, Site

LATER = AS_OF + timedelta(days=200)
PAGE = "sv/terms-sv/index.html"


def whole(root: Path, as_of: date = AS_OF) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """What a site is, and what is wrong with it, when it is prepared and composed as a whole."""
    edition = prepare(root, lambda _: as_of, report := Report())
    if edition is None:
        return {}, report.problems
    files = compose(edition.catalogue, edition.fragments, edition.layouts)
    return {file.path: _bytes(file.content) for file in files}, report.problems


def _bytes(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def built(root: Path, how: Means, as_of: date = AS_OF) -> tuple[Published | None, tuple[Problem, ...]]:
    """Build a site; give what was published and what is wrong."""
    return build(root, lambda _: as_of, report := Report(), how), report.problems


def standing(root: Path) -> dict[str, bytes]:
    """The files of the site that stands in a folder, as a build has written them, but for those that tell which there
    are, and what lingers."""
    found = listed(root)
    digests = parse_sums((root / "site" / SUMS).read_text(encoding="utf-8")) if found else {}
    assert {path: hashlib.sha256(content).hexdigest() for path, content in found.items()} == digests
    return found


def listed(root: Path) -> dict[str, bytes]:
    """The same files, whatever is in them."""
    site = root / "site"
    digests = parse_sums((site / SUMS).read_text(encoding="utf-8")) if (site / SUMS).exists() else {}
    return {path: (site / path).read_bytes() for path in digests}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three policies: one links to another, one is replaced by it."""
    return write(tmp_path / "site")


def write(root: Path) -> Site:
    site = Site(root)
    site.version("2026-01-01", {"rights": "You may ask us.", "contact": "Write to us."})
    site.version("2026-05-01", {"contact": "See [privacy](policy:privacy#rights--how)."})
    site.version("2026-09-01", {"contact": "See [nothing](policy:privacy#gone)."}, published=None)
    site.policy("privacy")
    site.version("2025-01-01", {"rights": "## How {: #how}\n\nAsk us."}, policy="privacy")
    site.version("2026-06-01", {"rights": "## How {: #how}\n\nAsk us today."}, policy="privacy")
    site.policy("old", retired={"on": date(2026, 6, 15), "replaced_by": "privacy"})
    site.version("2024-01-01", {"rights": "Ask."}, policy="old")
    return site


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("kept", [False, True])
def test_a_site_of_shares_is_the_whole_site(site: Site, processes: int, kept: bool) -> None:
    cache = site.root / "kept" if kept else None
    expected, problems = whole(site.root)
    for _ in range(2):
        published, found = built(site.root, means(cache, processes))
        assert published is not None
        assert found == problems
        assert standing(site.root) == expected


def test_what_nothing_happened_to_is_taken_over(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    page = site.root / "site" / PAGE
    other = site.root / "site/sv/privacy-sv/2025-01-01/index.html"
    before = page.stat().st_ino, other.stat().st_ino
    site.write("content/privacy/2026-06-01/rights.sv.md", "---\ntitle: Rights\n---\n\n## How {: #how}\n\nAsk us now.")
    published, _ = built(site.root, how)
    assert published is not None
    assert 0 < published.changed < published.unchanged
    assert (page.stat().st_ino, other.stat().st_ino) == before
    assert standing(site.root) == whole(site.root)[0]


def test_what_is_only_a_warning_is_told_each_time(site: Site) -> None:
    how = means(site.root / "kept")
    for text in ("Ask.", "Ask us."):
        site.write("content/old/2024-01-01/rights.sv.md", f"---\ntitle: Rights\n---\n\n{text}")
        published, problems = built(site.root, how)
        assert published is not None
        assert problems == whole(site.root)[1] != ()


def test_a_site_is_published_though_nothing_can_be_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lydelse.shares.works.save_ledger", full)
    published, _ = built(site.root, means(site.root / "kept"))
    assert published is not None
    assert "No space left" in published.unkept
    assert standing(site.root) == whole(site.root)[0]


def test_texts_that_an_earlier_build_compared_are_not_compared_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    how, pairs = means(site.root / "kept"), list[tuple[str, str]]()

    def counted(old: str, new: str, known: Known) -> Comparison:
        pairs.append((old, new))
        return compare(old, new, known)

    monkeypatch.setattr(compared, "compare", counted)
    built(site.root, how)
    first = {*pairs}
    assert first
    pairs.clear()
    site.write("content/terms/2026-05-01/contact.sv.md", "---\ntitle: Contact\n---\n\nWrite to us, please.")
    built(site.root, how)
    assert pairs
    assert first.isdisjoint(pairs)
    assert standing(site.root) == whole(site.root)[0]


def test_a_link_is_followed_anew_when_what_it_leads_to_has_gone(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    before = standing(site.root)
    for language in site.languages:
        site.write(f"content/privacy/2025-01-01/rights.{language}.md", "---\ntitle: Rights\n---\n\nAsk us.")
    published, problems = built(site.root, how)
    assert published is None
    assert problems == whole(site.root)[1]
    assert {problem.code for problem in problems if problem.severity is Severity.ERROR} == {"link-nowhere"}
    assert standing(site.root) == before


def test_what_was_altered_in_the_site_is_made_anew(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    page = site.root / "site" / PAGE
    page.write_text("altered", encoding="utf-8")
    built(site.root, how)
    assert standing(site.root) == whole(site.root)[0]


def test_a_site_that_was_emptied_is_there_again_without_being_composed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    page = site.root / "site" / PAGE
    expected, before = standing(site.root), page.stat().st_ino
    shutil.rmtree(site.root / "site")
    with monkeypatch.context() as patched:
        patched.setattr(Workshop, "compose", None)
        published, problems = built(site.root, how)
    assert published is not None
    assert problems == whole(site.root)[1]
    assert standing(site.root) == expected
    assert page.stat().st_ino == before
    assert built(site.root, how)[0] is not None
    assert standing(site.root) == expected


def _appended(page: Path, _kept: Path) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write("altered")


def _with_old_time(page: Path, _kept: Path) -> None:
    before = page.stat()
    page.write_text("altered", encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def _made_private(page: Path, _kept: Path) -> None:
    page.chmod(0o600)


def _one_gone(_page: Path, kept: Path) -> None:
    (kept / PAGE).unlink()


def _exchanged(_page: Path, kept: Path) -> None:
    (kept / PAGE).unlink()
    (kept / PAGE).write_bytes(b"other")


def _is_a_file(_page: Path, kept: Path) -> None:
    shutil.rmtree(kept)
    kept.write_bytes(b"")


@pytest.mark.parametrize("alter", [_appended, _with_old_time, _made_private, _one_gone, _exchanged, _is_a_file])
@pytest.mark.parametrize("is_emptied", [True, False])
def test_files_that_were_altered_are_made_anew(
    site: Site, alter: Callable[[Path, Path], None], is_emptied: bool
) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    expected = standing(site.root)
    alter(site.root / "site" / PAGE, site.root / "kept/terms.files")
    if is_emptied:
        shutil.rmtree(site.root / "site")
    for _ in range(2):
        assert built(site.root, how)[0] is not None
        assert standing(site.root) == expected
        assert stat.S_IMODE((site.root / "site" / PAGE).stat().st_mode) == 0o644
        shutil.rmtree(site.root / "site")


def test_files_are_kept_of_no_build_that_failed(site: Site) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    text = site.root / "content/terms/2026-01-01/rights.sv.md"
    before = text.read_text(encoding="utf-8")
    text.write_text(before + "\n\nSee [nothing](#nothing).\n", encoding="utf-8")
    assert built(site.root, how)[0] is None
    text.write_text(before, encoding="utf-8")
    shutil.rmtree(site.root / "site")
    built(site.root, how)
    assert standing(site.root) == whole(site.root)[0]


def test_a_site_is_built_where_a_file_has_one_name_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    how = means(site.root / "kept")
    for _ in range(2):
        assert built(site.root, how)[0] is not None
        assert standing(site.root) == whole(site.root)[0]
        shutil.rmtree(site.root / "site")


@pytest.mark.parametrize(
    "name", ["files-terms.pack", "ledger.pack", "gists.pack", "policy-privacy.pack", "outcomes-terms_sv.pack"]
)
@pytest.mark.parametrize("damage", [b"", b"lydelse-pack-1\n", None])
def test_what_was_kept_may_be_damaged_or_gone(site: Site, name: str, damage: bytes | None) -> None:
    how = means(site.root / "kept")
    built(site.root, how)
    kept = site.root / "kept" / name
    kept.unlink()
    if damage is not None:
        kept.write_bytes(damage)
    site.write("content/terms/2026-05-01/contact.sv.md", "---\ntitle: Contact\n---\n\n[Here](policy:privacy#rights).")
    published, _ = built(site.root, how)
    assert published is not None
    assert standing(site.root) == whole(site.root)[0]


Edit = Callable[[Site], None]
LAYOUTS = Path(__file__).parents[2] / "layouts"


def _text(policy: str, version: str, section: str, body: str) -> Edit:
    def edit(site: Site) -> None:
        if (site.root / f"content/{policy}/{version}").is_dir():
            site.write(f"content/{policy}/{version}/{section}.sv.md", f"---\ntitle: T\n---\n\n{body}\n")

    return edit


def _version(site: Site) -> None:
    site.version("2026-06-20", {"contact": "Write."})


def _no_version(site: Site) -> None:
    shutil.rmtree(site.root / "content/privacy/2026-06-01", ignore_errors=True)


def _look(site: Site) -> None:
    site.write("layouts/css/print.css", "@media print { a { color: black; } }")


def _replaced(path: str, old: str, new: str, *, of_engine: bool = False) -> Edit:
    """Put other words into a file, or into a copy of one of the engine's layouts."""

    def edit(site: Site) -> None:
        source = (LAYOUTS.parent if of_engine else site.root) / path
        if source.is_file():
            site.write(path, source.read_text(encoding="utf-8").replace(old, new))

    return edit


def _notice(site: Site) -> None:
    settings = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    site.write(
        "content/site.yaml", settings + "notice: {sv: Obs, en: Note}\n" if "notice" not in settings else settings
    )


def _same_look(site: Site) -> None:
    """Another text of the same length, and the time set back to that of the one before."""
    text = site.root / "content/terms/2026-01-01/contact.sv.md"
    before = text.stat()
    text.write_text(text.read_text(encoding="utf-8").replace("Write", "Reply"), encoding="utf-8")
    os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns))


def _settings(policy: str, **settings: object) -> Edit:
    def edit(site: Site) -> None:
        if (site.root / "content" / policy).is_dir():
            site.policy(policy, **settings)

    return edit


def _attachment(content: bytes) -> Edit:
    def edit(site: Site) -> None:
        site.write("content/terms/2026-05-01/files/list.csv", content)
        for language in site.languages:
            text = "---\ntitle: Contact\n---\n\nSee [the list](files/list.csv).\n"
            site.write(f"content/terms/2026-05-01/contact.{language}.md", text)

    return edit


def _moved(old: str, new: str) -> Edit:
    """Give a folder another name, or, where there is one of that name, let the two change places."""

    def edit(site: Site) -> None:
        one, other, spare = (site.root / "content" / name for name in (old, new, "spare"))
        if one.exists():
            if other.exists():
                other.rename(spare)
            one.rename(other)
            if spare.exists():
                spare.rename(one)

    return edit


def _gone(path: str) -> Edit:
    def edit(site: Site) -> None:
        shutil.rmtree(site.root / path, ignore_errors=True)

    return edit


def _new_policy(site: Site) -> None:
    site.policy("added")
    stated = {"title": dict.fromkeys(site.languages, "New"), "sections": ["rights"]}
    site.version("2026-02-01", {"rights": "Ask [them](policy:terms#contact)."}, policy="added", **stated)


def _damaged(name: str) -> Edit:
    def edit(site: Site) -> None:
        pack = site.root / "kept" / name
        if pack.exists():
            content = bytearray(pack.read_bytes())
            content[len(content) // 2] ^= 1
            pack.write_bytes(content)

    return edit


def _no_site(site: Site) -> None:
    shutil.rmtree(site.root / "site", ignore_errors=True)


def _in_site(alter: Callable[[Path, Path], None]) -> Edit:
    """Alter a page of the site, or its file among those that are kept."""

    def edit(site: Site) -> None:
        page, kept = site.root / "site" / PAGE, site.root / "kept/terms.files"
        if page.exists() and (kept / PAGE).exists():
            alter(page, kept)

    return edit


EDITS: tuple[Edit, ...] = (
    _text("terms", "2026-01-01", "rights", "You may ask [us](#contact)."),
    _text("terms", "2026-01-01", "rights", "You may ask [nobody](#nobody)."),
    _text("terms", "2026-05-01", "contact", "See [privacy](policy:privacy#rights--how)."),
    _text("privacy", "2025-01-01", "rights", "## Where {: #how}\n\nHere."),
    _text("privacy", "2026-06-01", "rights", "Without an anchor."),
    _version,
    _no_version,
    _replaced("layouts/strings/sv.yaml", "mark_removed: Borttaget", "mark_removed: Struket", of_engine=True),
    _replaced(
        "layouts/components/compared-section.html",
        '<div class="section',
        '<div data-own="" class="section',
        of_engine=True,
    ),
    _replaced("content/privacy/2025-01-01/version.yaml", "Terms of use", "Privacy"),
    _replaced("content/terms/2026-05-01/version.yaml", "What is new.", "What is newer."),
    _look,
    _notice,
    _no_site,
    _same_look,
    _settings("terms", formerly={"sv": ["villkor"]}),
    _settings("terms", comparisons="all"),
    _settings("privacy", slug={"sv": "integritet", "en": "privacy"}),
    _settings("old", retired={"on": date(2026, 6, 15), "replaced_by": "terms"}),
    _settings("old"),
    _attachment(b"a;b"),
    _attachment(b"b;a"),
    _moved("old", "older"),
    _moved("old", "privacy"),
    _gone("content/old"),
    _gone("content/terms/2026-05-01"),
    _gone("layouts"),
    _new_policy,
    _damaged("policy-terms.pack"),
    _damaged("outcomes-terms_sv.pack"),
    _damaged("files-terms.pack"),
    _in_site(_appended),
    _in_site(_one_gone),
    _damaged("gists.pack"),
)


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from((AS_OF, LATER))), min_size=2, max_size=6))
def test_whatever_was_built_before_the_site_is_the_whole_site(steps: list[tuple[Edit, date]]) -> None:
    with TemporaryDirectory() as folder:
        site = write(Path(folder) / "site")
        how = means(site.root / "kept")
        for edit, day in steps:
            edit(site)
            expected, problems = whole(site.root, day)
            before = listed(site.root)
            published, found = built(site.root, how, day)
            assert found == problems
            assert (standing(site.root) if published else listed(site.root)) == (expected if published else before)
            assert (published is None) == (not expected)
