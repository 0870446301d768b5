"""Pages are the same in whatever order they're made, singly or all, and however little is kept from one to another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from lydelse.compose import Composition, Leaf, Plan
from lydelse.compose.compared import Comparer
from lydelse.compose.kept import Kept
from lydelse.preparing import Edition, prepare
from lydelse.problems import Report
from lydelse.stencils import Stencils
from tests.site import examples
from tests.sites import AS_OF, Site


def linking(root: Path) -> Site:
    """A site with a section that stays as it is, while what it links to in another policy changes."""
    site = Site(root)
    for version in ("2024-01-01", "2025-01-01", "2026-01-01"):
        site.version(version, {"rights": ("Rights", f"As of {version}.")})
    site.policy("links")
    texts = {"links": ("Links", "See [them](policy:terms#rights)."), "other": ("Other", "One.")}
    site.version("2024-02-01", texts, policy="links")
    for version in ("2025-02-01", "2026-02-01"):
        site.version(version, {"other": ("Other", f"Since {version}.")}, policy="links")
    return site


@pytest.fixture(scope="module", params=[examples.three_languages, examples.declaring, linking])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A site with its drafts, ready to be composed."""
    root = request.param(tmp_path_factory.mktemp("site")).root
    found = prepare(root, lambda _: AS_OF, Report())
    assert found is not None
    return replace(found, catalogue=found.catalogue.with_drafts())


@pytest.fixture(scope="module")
def in_order(edition: Edition) -> dict[str, object]:
    """All files as the stream makes them."""
    return files(Plan(composition(edition)).leaves())


def composition(edition: Edition) -> Composition:
    """Put a site together anew, with nothing kept."""
    return Composition.of(edition.catalogue, edition.fragments, edition.layouts)


def files(leaves: Iterable[Leaf]) -> dict[str, object]:
    """Make the files of leaves."""
    return {file.path: file.content for leaf in leaves for file in leaf.make()}


def test_without_stencils(edition: Edition, in_order: dict[str, object]) -> None:
    for stencils in (Stencils(has_own_templates=True), Stencils(), edition.layouts.stencils):
        plain = replace(edition, layouts=replace(edition.layouts, stencils=stencils))
        assert files(Plan(composition(plain)).leaves()) == in_order


def test_backwards(edition: Edition, in_order: dict[str, object]) -> None:
    assert files(reversed([*Plan(composition(edition)).leaves()])) == in_order


def test_singly(edition: Edition, in_order: dict[str, object]) -> None:
    for path in [path for path in in_order if path.endswith(".html")][::9]:
        leaf = Plan(composition(edition)).leaf_at(path)
        assert leaf is not None
        assert files([leaf])[path] == in_order[path]


def test_with_nothing_kept(edition: Edition, in_order: dict[str, object]) -> None:
    forgetful = replace(composition(edition), pieces=Kept(0), texts=Kept(0))
    assert files(Plan(forgetful).leaves()) == in_order


class Forgetful(dict[Hashable, tuple[object, object]]):
    """Has nothing of the page before."""

    def __setitem__(self, *_: object) -> None:
        pass


def test_with_nothing_of_the_page_before(edition: Edition, in_order: dict[str, object]) -> None:
    forgetful = replace(composition(edition), before=Forgetful())
    assert files(Plan(forgetful).leaves()) == in_order


def test_again(edition: Edition, in_order: dict[str, object]) -> None:
    leaves = [*Plan(composition(edition)).leaves()]
    assert files(leaves) == files(leaves) == in_order


def test_with_no_comparison_kept(
    edition: Edition, in_order: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Comparer, "_LIMIT", 1)
    assert files(Plan(composition(edition)).leaves()) == in_order
