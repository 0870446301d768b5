"""What pages share is made once for them, and nobody can tell: a file is the same whatever was made before it."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest

from lydelse.build import Edition, prepare
from lydelse.compose import Composition, Leaf, Plan
from lydelse.compose import composition as limits
from lydelse.compose.compared import Comparer
from lydelse.problems import Report
from tests.site import examples
from tests.sites import AS_OF


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    report = Report()
    root = examples.three_languages(tmp_path_factory.mktemp("three-languages")).root
    found = prepare(root, lambda _: AS_OF, report)
    assert found is not None, report.problems
    return found


@pytest.fixture(scope="module")
def in_order(edition: Edition) -> dict[str, bytes]:
    return _made(_plan(edition).leaves())


@pytest.mark.parametrize("seed", range(3))
def test_files_are_the_same_in_any_order(edition: Edition, in_order: dict[str, bytes], seed: int) -> None:
    leaves = [*_plan(edition).leaves()]
    Random(seed).shuffle(leaves)  # noqa: S311 - an order, not a secret
    assert _made(leaves) == in_order


def test_a_file_is_the_same_when_it_is_made_again(edition: Edition, in_order: dict[str, bytes]) -> None:
    leaves = [*_plan(edition).leaves()]
    assert _made(leaves) == _made(leaves) == in_order


def test_a_file_is_the_same_when_it_is_made_alone(edition: Edition, in_order: dict[str, bytes]) -> None:
    for path in Random(0).sample(sorted(in_order), 60):  # noqa: S311 - a choice, not a secret
        leaf = _plan(edition).leaf_at(path)
        assert leaf is not None
        assert _made([leaf])[path] == in_order[path]


def test_files_are_the_same_when_nothing_is_kept(
    edition: Edition, in_order: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Comparer, "_LIMIT", 1)
    monkeypatch.setattr(limits, "_PIECES", 1)
    monkeypatch.setattr(limits, "_TEXTS", 1)
    assert _made(_plan(edition).leaves()) == in_order


def _plan(edition: Edition) -> Plan:
    return Plan(Composition.of(edition.catalogue, edition.fragments, edition.layouts))


def _made(leaves: Iterable[Leaf]) -> dict[str, bytes]:
    files = (file for leaf in leaves for file in leaf.make())
    return {file.path: file.content for file in files if isinstance(file.content, bytes)}
