"""Servers that are told by the site what to send with its files send that, and compress as they are told."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from tests.hosts.asking import Answer
from tests.hosts.conftest import Visit, Visits
from tests.hosts.expected import ending, faults
from tests.hosts.servers import Server, apache

ACCEPTED = {
    "gzip": ("gzip",),
    "br": ("br", ""),
    "gzip, deflate, br, zstd": ("gzip", "br"),
    "br;q=1.0, gzip;q=0.5": ("br", "gzip"),
    "gzip;q=0, identity": ("",),
    "identity": ("",),
    "*;q=0, identity": ("",),
}
"""What a browser says that it can read, and the codings that it may be sent then (RFC 9110, 12.5.3)."""
_ENDINGS = {"gzip": ".gz", "br": ".br"}
"""What is added to the name of a file that is compressed ahead, by the name of the coding."""


def test_every_file_is_sent_with_what_belongs_to_it(told: Visit) -> None:
    for path, answer in told.crawl.answers.items():
        if answer.is_found:
            assert [*faults(told.place, path, answer.header)] == [], path


def test_every_header_is_sent_once(told: Visit) -> None:
    for path, answer in told.crawl.answers.items():
        names = [name.lower() for name in answer.headers if name.lower() not in ("vary", "cache-control")]
        assert sorted(names) == sorted(set(names)), path


def test_what_is_missing_is_no_less_safe_and_not_kept(told: Visit) -> None:
    for path in ("nothing/", "assets/nothing.css", "files/0/nothing.pdf"):
        answer = told.host.ask(told.place.prefix + path)
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert "default-src 'none'" in answer.header("Content-Security-Policy")
        assert "max-age=" not in answer.header("Cache-Control")


def test_a_feed_is_told_to_be_one(told: Visit) -> None:
    feeds = [answer for path, answer in told.crawl.answers.items() if path.endswith("/feed.xml")]
    assert feeds
    assert {(feed.type, feed.charset) for feed in feeds} == {("application/atom+xml", "utf-8")}


def test_an_apache_without_modules_has_every_page(visits: Visits) -> None:
    bare = visits((Server("apache-without-modules", apache.configure_bare, ("apache2",), in_ci=True), "below"))
    assert [*bare.crawl.dead()] == []
    assert bare.crawl.faults == []
    assert bare.host.ask(f"{bare.place.prefix}a/b/c").body == bare.place.site.files["404.html"]


# Compression ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_what_was_compressed_ahead_is_the_same_text(told_compressed: Visit, accepted: str) -> None:
    told = told_compressed
    texts = [answer for answer in compressible(told) if ahead(told, answer)]
    assert len(texts) > 3
    for plain in texts:
        answer = told.host.ask(plain.path, headers={"Accept-Encoding": accepted})
        coding = answer.header("Content-Encoding")
        assert answer.is_found
        assert coding in ACCEPTED[accepted], plain.path
        if coding:
            assert answer.body == told.place.site.files[file_of(told, plain) + _ENDINGS[coding]]
            assert "accept-encoding" in answer.header("Vary").lower()
        else:
            assert answer.body == plain.body
        assert [*faults(told.place, plain.path, answer.header)] == [], plain.path
        assert (answer.type, answer.charset) == (plain.type, plain.charset)


def test_it_is_sent_compressed_when_asked_for(told: Visit) -> None:
    for plain in compressible(told):
        answer = told.host.ask(plain.path, headers={"Accept-Encoding": "gzip"})
        if ahead(told, plain):
            assert answer.header("Content-Encoding") == "gzip", plain.path
        if answer.header("Content-Encoding"):
            assert gzip.decompress(answer.body) == plain.body


def test_tags_tell_the_compressed_from_the_plain(told: Visit) -> None:
    for plain in compressible(told):
        answer = told.host.ask(plain.path, headers={"Accept-Encoding": "gzip"})
        tag = answer.header("ETag")
        if ahead(told, plain):
            assert tag.startswith("W/") or tag != plain.header("ETag"), plain.path
        if tag:
            again = told.host.ask(plain.path, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
            assert (again.status, again.body) == (304, b""), plain.path


def compressible(visit: Visit) -> Iterator[Answer]:
    """Give the longest text of each kind."""
    texts = (answer for answer in visit.crawl.answers.values() if answer.is_found and answer.charset == "utf-8")
    return iter({ending(answer.path): answer for answer in sorted(texts, key=lambda text: len(text.body))}.values())


def ahead(visit: Visit, answer: Answer) -> bool:
    """Whether a file was compressed ahead."""
    return f"{file_of(visit, answer)}.gz" in visit.place.site.files


def file_of(visit: Visit, answer: Answer) -> str:
    """Give the path of the file that was sent."""
    path = answer.path.removeprefix(visit.place.prefix)
    return f"{path}index.html" if path.endswith("/") or not path else path
