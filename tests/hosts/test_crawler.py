"""The crawler finds what is wrong with a site; otherwise its silence would say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.model import AddressForm
from tests.hosts.asking import Host
from tests.hosts.crawler import Crawl, crawl
from tests.hosts.places import Place
from tests.hosts.servers import SERVERS
from tests.site.built import BuiltSite

FRONT = """\
<!DOCTYPE html>
<title>Front</title>
<link rel="stylesheet" href="style.css">
<link rel="canonical" href="https://www.example.org/policies/index.html">
<script src="https://elsewhere.example/script.js"></script>
<h1 id="top">Front</h1>
<a href="#top">There</a> <a href="#bottom">not there</a> <a href="page.html#part">there</a> <a href="gone.html">gone</a>
<a href="../above.html">above</a> <a href="https://elsewhere.example/">far</a> <a href="mailto:a@example.org">us</a>
"""
SITEMAP = """\
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://www.example.org/policies/alone.html</loc></url>
<url><loc>https://www.example.org/policies/lost.html</loc></url>
</urlset>
"""
FILES = {
    "index.html": FRONT,
    "page.html": "<!DOCTYPE html><title>Page</title><h1 id=part>Page</h1>",
    "alone.html": "<!DOCTYPE html><title>Alone</title><meta http-equiv=refresh content='0; url=nowhere.html'>",
    "style.css": "body { background: url(missing.png) }",
    "sitemap.xml": SITEMAP,
    "robots.txt": "",
    "SHA256SUMS": "00  page.html\n00  listed.json\n",
}


@pytest.fixture
def crawled(tmp_path: Path) -> Crawl:
    """What was found on a site that has every fault."""
    folder = tmp_path / "documents" / "policies"
    folder.mkdir(parents=True)
    (folder.parent / "above.html").write_text("<!DOCTYPE html><title>Above</title>", encoding="utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    site = BuiltSite(folder, "https://www.example.org/policies/")
    place = Place(site, folder.parent, AddressForm.FILES)
    server = next(server for server in SERVERS if server.name == "without-indexes")
    with server.serving(place, tmp_path) as address:
        host = Host(address)
        found = crawl(host, place)
        host.close()
    return found


def test_links_that_lead_nowhere_are_found(crawled: Crawl) -> None:
    assert sorted(crawled.dead()) == [
        "404: /policies/gone.html (named by /policies/index.html)",
        "404: /policies/listed.json (named by /policies/SHA256SUMS)",
        "404: /policies/lost.html (named by /policies/sitemap.xml)",
        "404: /policies/missing.png (named by /policies/style.css)",
        "404: /policies/nowhere.html (named by /policies/alone.html)",
        "no such id: /policies/index.html#bottom (named by /policies/index.html)",
    ]


def test_what_leaves_the_site_is_found(crawled: Crawl) -> None:
    assert sorted(crawled.faults) == [
        "/policies/index.html loads https://elsewhere.example/script.js from another host",
        "/policies/index.html names ../above.html, above the site",
    ]
