"""The built sites that tests look at without changing them."""

from __future__ import annotations

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, build, copy_repository
from tests.sites import AS_OF


@pytest.fixture(scope="session")
def it_smart(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """IT-Smart's site, built from the repository's content."""
    return build(copy_repository(tmp_path_factory.mktemp("it-smart")))


@pytest.fixture(scope="session")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site in three languages with policies in every state."""
    return build(examples.three_languages(tmp_path_factory.mktemp("three-languages")).root, str(AS_OF))


@pytest.fixture(params=["it_smart", "three_languages"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the two, for what holds of every site."""
    found: BuiltSite = request.getfixturevalue(request.param)
    return found
