"""The sites that are put on hosts."""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from lydelse.model import AddressForm
from tests.declarations import NECESSARY, category, stored, write
from tests.hosts.places import Place
from tests.site import examples
from tests.site.built import BuiltSite, build, copy_repository
from tests.sites import AS_OF, Site

DECLARATION = "cookies"
EVERY = os.environ.get("HOSTS") == "every"
"""Whether hosts are to be tried with all that costs much, as `make test-hosts` has it: a browser on each of them, and
files compressed by Brotli."""
COMPRESSED = ["gzip", "brotli"] if EVERY else ["gzip"]
LOOK = {"icon": "icon.png", "logo": {"file": "logo.svg", "dark": "logo-dark.svg"}}
"""Without an icon of the site's, browsers ask for the one of the host, which is above the site."""
FORMER = {"sv/avtal/": "sv/villkor/", "sv/regler/": "sv/villkor/", "en/agreement/": "en/terms/"}


def at_root(root: Path) -> Place:
    """IT-Smart's site, at the root of a host."""
    site = build(copy_repository(root))
    return Place(site, site.folder, AddressForm.FOLDERS)


def below(root: Path, form: AddressForm) -> Place:
    """A site in three languages below a host's `/policies/`: with former slugs, attachments, a withdrawn version, a
    declaration with its banner, comparisons that are put together in the browser, and files compressed ahead."""
    site = examples.three_languages(root)
    site.policy(DECLARATION)
    site.version("2025-01-01", {"cookies": "[[cookies]]"}, policy=DECLARATION)
    write(site, "2025-01-01", NECESSARY, category("analytics", stored("visits")), policy=DECLARATION)
    _state(site, "content/terms/policy.yaml", comparisons="neighbours")
    _state(site, "content/site.yaml", declaration=DECLARATION, urls=form.value, precompressed=COMPRESSED, look=LOOK)
    site.write("content/icon.png", examples.PIXEL)
    built = build(root, str(AS_OF))
    documents = root / "documents"
    documents.mkdir()
    folder = built.folder.rename(documents / "policies")
    return Place(BuiltSite(folder, built.base_url), documents, form, FORMER)


def _state(site: Site, path: str, **settings: object) -> None:
    """Give keys of a YAML file values."""
    stated = yaml.safe_load((site.root / path).read_text(encoding="utf-8"))
    site.write_yaml(path, stated | settings)
