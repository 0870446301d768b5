"""The built sites that tests look at without changing them."""

from __future__ import annotations

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, built_once, copy_repository
from tests.sites import AS_OF


@pytest.fixture(scope="session")
def it_smart(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """IT-Smart's site, built from the repository's content."""
    return built_once(tmp_path_factory, "it-smart", copy_repository)


@pytest.fixture(scope="session")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site in three languages with policies in every state."""
    return built_once(tmp_path_factory, "three-languages", examples.three_languages, str(AS_OF))


@pytest.fixture(params=["it_smart", "three_languages"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the two, for what holds of every site."""
    found: BuiltSite = request.getfixturevalue(request.param)
    return found
