"""The built sites as visitors reach them."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Serve, Served
from tests.site import examples
from tests.site.built import built_once
from tests.sites import AS_OF

KINDS = {
    "languages": ("it_smart", ""),
    "policies": ("it_smart", "sv/"),
    "in-force": ("it_smart", "sv/integritetspolicy/"),
    "superseded": ("it_smart", "en/privacy-policy/2018-05-15/"),
    "upcoming": ("it_smart", "sv/integritetspolicy/2027-03-01/"),
    "changelog": ("it_smart", "en/privacy-policy/changes/"),
    "comparison": ("it_smart", "en/privacy-policy/changes/2018-05-15--2020-02-01/"),
    "beside": ("it_smart", "sv/integritetspolicy/2026-10-01/sv-en/"),
    "beside-lagging": ("three_languages", "en/terms/2025-01-01/en-sv/"),
    "wordings": ("it_smart", "en/privacy-policy/sections/cookies/"),
    "changelog-of-many": ("many_versions", "en/terms-en/changes/"),
    "chooser": ("many_versions", "en/terms-en/changes/compare/"),
    "banner-choice": ("it_smart", "banner/"),
    "banner": ("it_smart", "banner/sv/"),
    "banner-demonstration": ("it_smart", "banner/en/demonstration/"),
    "not-found": ("it_smart", "404.html"),
    "rich": ("three_languages", "en/terms/2024-01-01/"),
    "lagging": ("three_languages", "en/terms/"),
    "withdrawn": ("three_languages", "de/bedingungen/2026-09-01/"),
    "retired": ("three_languages", "sv/old-terms-sv/"),
    "not-in-language": ("three_languages", "en/narrowed-en/"),
    "only-in-language": ("three_languages", "sv/lokal/andringar/"),
    "policies-of-all-states": ("three_languages", "de/"),
}
"""An example of every kind of page: a site and an address."""

VARIANTS = {
    "only-upcoming": ("three_languages", "en/coming-en/"),
    "moving-comparison": ("it_smart", "sv/integritetspolicy/andringar/2018-05-15--nu/"),
    "identical-comparison": ("it_smart", "en/privacy-policy/changes/2026-10-01--now/"),
    "beside-other-way": ("it_smart", "en/privacy-policy/2018-05-15/en-sv/"),
    "wordings-of-moved": ("many_versions", "en/terms-en/sections/complaints/"),
    "own-look": ("own_look", "en/terms/"),
    "own-look-comparison": ("own_look", "sv/villkor/andringar/2025-01-01--2026-03-01/"),
    "own-look-changelog": ("own_look", "sv/villkor/andringar/"),
}
"""What differs from these by a little, or by colours: for the judges alone."""


@pytest.fixture(scope="session")
def three_languages(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Served:
    """A site in three languages under a sub-path."""
    site = built_once(tmp_path_factory, "three-languages", examples.three_languages, str(AS_OF))
    return Served(site, serve(site.folder, "/policies/"))


@pytest.fixture(scope="session")
def many_versions(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Served:
    """A policy of so many versions that not every pair has a page."""
    site = built_once(tmp_path_factory, "many-versions", examples.many_versions, str(AS_OF))
    return Served(site, serve(site.folder))


@pytest.fixture(scope="session")
def own_look(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Served:
    """A site with a logo, an icon, colours and typefaces of its own."""
    site = built_once(tmp_path_factory, "dressed", examples.dressed, str(AS_OF))
    return Served(site, serve(site.folder))


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest) -> str:
    """The address of each kind of page."""
    name, address = KINDS[request.param]
    served: Served = request.getfixturevalue(name)
    return served.root + address
