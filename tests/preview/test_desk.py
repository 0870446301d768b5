"""The desk shows what a build would make of the sources as they are, whatever happened to them before, and drafts."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.compose import compose
from lydelse.model import Fragment, Revision
from lydelse.preparing import prepare
from lydelse.preview.desk import CHECKS, Desk
from lydelse.problems import Report, Severity
from lydelse.render import Blocks, Words, render
from tests.sites import AS_OF, Site

PAGE = "en/terms-en/index.html"
DRAFT = "en/terms-en/2027-01-01/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "You may ask us.", "contact": "Write to us, see [rights](#rights)."})
    site.policy("cookies")
    site.version("2026-02-01", {"use": "See [terms](policy:terms#rights)."}, policy="cookies")
    return site


def desk_of(site: Site) -> Desk:
    return Desk(site.root, lambda _: AS_OF)


def text(desk: Desk, path: str) -> str:
    content = desk.file(path)
    assert isinstance(content, bytes)
    return content.decode()


def built(root: Path) -> dict[str, bytes | Path] | None:
    """What a build would make of a folder; `None` when something in it is wrong."""
    report = Report()
    edition = prepare(root, lambda _: AS_OF, report)
    if edition is None:
        return None
    return {file.path: file.content for file in compose(edition.catalogue, edition.fragments, edition.layouts)}


def test_nothing_is_there_before_the_sources_were_read(site: Site) -> None:
    assert desk_of(site).file(PAGE) is None


def test_every_file_is_what_a_build_makes(site: Site) -> None:
    desk = desk_of(site)
    assert desk.refresh().is_fresh
    files = built(site.root)
    assert files
    assert {path: desk.file(path) for path in files} == files
    assert desk.file("en/terms-en/2031-01-01/index.html") is None


def test_a_change_is_shown(site: Site) -> None:
    desk = desk_of(site)
    desk.refresh()
    assert "You may ask us." in text(desk, PAGE)
    file = site.write("content/terms/2026-01-01/rights.en.md", "---\ntitle: Rights\n---\n\nYou may object.\n")
    assert desk.refresh([file]).is_fresh
    assert "You may object." in text(desk, PAGE)


def test_a_problem_leaves_the_last_good_site(site: Site) -> None:
    desk = desk_of(site)
    desk.refresh()
    file = site.write("content/terms/2026-01-01/rights.en.md", "---\ntitle: [\n---\n\nYou may object.\n")
    proof = desk.refresh([file])
    assert not proof.is_fresh
    assert [problem.place.path for problem in proof.problems] == ["content/terms/2026-01-01/rights.en.md"]
    assert "You may ask us." in text(desk, PAGE)


def test_only_texts_that_changed_are_rendered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(site)
    desk.refresh()
    rendered: list[str] = []

    def counting(revision: Revision, words: Words, report: Report, blocks: Blocks) -> Fragment:
        rendered.append(revision.place.path)
        return render(revision, words, report, blocks)

    monkeypatch.setattr("lydelse.rendering.render", counting)
    file = site.write("content/terms/2026-01-01/rights.en.md", "---\ntitle: Rights\n---\n\nYou may object.\n")
    desk.refresh([file])
    desk.refresh(None)
    assert rendered == ["content/terms/2026-01-01/rights.en.md"]


def test_a_link_to_another_policy_is_judged_again_when_that_one_changes(site: Site) -> None:
    desk = desk_of(site)
    desk.refresh()
    folder = site.root / "content/terms/2026-01-01"
    for language in ("sv", "en"):
        (folder / f"rights.{language}.md").rename(folder / f"duties.{language}.md")
    site.version(
        "2026-01-01",
        {"contact": "Write to us."},
        sections=["duties", "contact"],
        title={"sv": "Villkor", "en": "Terms"},
    )
    proof = desk.refresh([folder])
    assert {problem.code for problem in proof.problems if problem.severity is Severity.ERROR} == {"link-nowhere"}


def test_what_the_checks_find_has_a_page_of_its_own(site: Site) -> None:
    desk = desk_of(site)
    desk.refresh()
    assert "Checks of the policies of Example Ltd" in text(desk, f"{CHECKS}index.html")
    assert f"{CHECKS}index.html" not in (built(site.root) or {})


# Drafts --------------------------------------------------------------------------------------------------------


def test_a_draft_is_shown_and_marked(site: Site) -> None:
    desk = desk_of(site)
    assert DRAFT not in (built(site.root) or {})
    site.version("2027-01-01", {"rights": "You may also complain."}, published=None)
    assert desk.refresh().is_fresh
    page = text(desk, DRAFT)
    assert "You may also complain." in page
    assert "This is a draft that nobody else sees yet." in page
    assert "There is a draft of a new version" in text(desk, PAGE)
    assert "Draft of a new version" in text(desk, "en/index.html")
    assert "<ins" in text(desk, "en/terms-en/changes/2026-01-01--2027-01-01/index.html")


def test_a_build_shows_nothing_of_a_draft(site: Site) -> None:
    before = built(site.root)
    site.version("2027-01-01", {"rights": "You may also complain."}, published=None)
    assert built(site.root) == before


def test_what_a_draft_lacks_doesnt_hide_the_rest(site: Site) -> None:
    desk = desk_of(site)
    site.version("2027-01-01", {"rights": {"sv": "Se [vidare](#nowhere).\n\n[[cookies]]"}}, published=None)
    proof = desk.refresh()
    assert proof.is_fresh
    assert {problem.code for problem in proof.problems} >= {"translation-missing", "link-nowhere"}
    assert "Se <a" in text(desk, DRAFT)


def test_a_draft_that_cant_be_shown_hides_nothing_else(site: Site) -> None:
    desk = desk_of(site)
    site.version("2027-01-01", {"duties": {"en": "Pay."}}, published=None, sections=["duties"])
    assert desk.refresh().is_fresh
    assert desk.file(DRAFT) is None
    assert "You may ask us." in text(desk, PAGE)


# The law -------------------------------------------------------------------------------------------------------

FILES = (
    "content/terms/2026-01-01/rights.en.md",
    "content/terms/2026-01-01/rights.sv.md",
    "content/terms/2027-01-01/contact.en.md",
    "content/cookies/2026-02-01/use.sv.md",
    "content/cookies/policy.yaml",
    "layouts/policies.html",
    "layouts/strings/sv.yaml",
)
TEXTS = (
    "---\ntitle: One\n---\n\nSome text.\n",
    "---\ntitle: Two\n---\n\nSee [this](#rights) and [that](policy:terms#rights).\n",
    "---\ntitle: [\n---\n\nBroken.\n",
    "<p>{{ page.title }}</p>",
    "{% if %}",
    None,
)
EDITS = st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from(TEXTS), st.booleans()), max_size=6)


@settings(max_examples=40, deadline=None)
@given(edits=EDITS)
def test_what_came_before_makes_no_difference(
    edits: list[tuple[str, str | None, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    site.version("2026-01-01", {"rights": "You may ask us.", "contact": "Write to us."})
    site.version("2026-06-01", {"contact": "Call us."})
    site.policy("cookies")
    site.version("2026-02-01", {"use": "See [terms](policy:terms#rights)."}, policy="cookies")
    desk = desk_of(site)
    desk.refresh()
    for path, content, is_known in edits:
        file = site.root / path
        if content is None:
            file.unlink(missing_ok=True)
        else:
            site.write(path, content)
        proof = desk.refresh([file] if is_known else None)
        report = Report()
        edition = prepare(site.root, lambda _: AS_OF, report)
        assert proof.problems == report.problems
        assert proof.is_fresh == (edition is not None)
    files = built(site.root)
    if files is not None:
        assert {path: desk.file(path) for path in files} == files
    shutil.rmtree(site.root)


def test_another_day_is_another_site(site: Site) -> None:
    site.version("2026-09-01", {"rights": "You may also complain."}, published="2026-06-01")
    days = [date(2026, 7, 1), date(2026, 10, 1)]
    desk = Desk(site.root, lambda _: days.pop(0))
    desk.refresh()
    assert "You may also complain." not in text(desk, PAGE)
    desk.refresh([])
    assert "You may also complain." in text(desk, PAGE)
