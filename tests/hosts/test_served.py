"""A site on every server: every file of it with the right type, nothing else, and real answers for what isn't there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import pytest

from tests.hosts.asking import Answer, Host
from tests.hosts.conftest import Visit
from tests.hosts.crawler import SUMS
from tests.hosts.expected import SURE_TYPES, TYPES, WORDS, ending, is_hashed
from tests.hosts.reading import reading
from tests.site.built import parse_html

MISSING = (
    "nothing",
    "nothing/",
    "nothing.html",
    "en/nothing/at/all/so/deep/down/",
    "assets/nothing.css",
    "files/0123456789abcdef/n%C3%A5got.pdf",
)
ABOVE = ("../secret.txt", "%2e%2e/secret.txt", "assets/../../secret.txt", "..%2fsecret.txt", "en/..%5c..%5csecret.txt")
"""Paths that would lead out of the host's folder, at any of its levels."""


def pages(visit: Visit) -> Iterator[Answer]:
    """Every page that was found."""
    return (answer for answer in visit.crawl.answers.values() if answer.is_found and answer.type == "text/html")


# What is there -------------------------------------------------------------------------------------------------


def test_every_link_leads_to_what_it_names(visit: Visit) -> None:
    crawl = visit.crawl
    assert len(crawl.answers) > 300
    assert len(crawl.links) > 2000
    assert [*crawl.dead()] == []
    assert crawl.faults == []


def test_every_file_is_sent_as_it_was_built(visit: Visit) -> None:
    answers = visit.crawl.answers
    listed = visit.place.listed
    assert len(listed) > 300
    for file, digest in listed.items():
        answer = answers[visit.place.address_of(file)]
        if answer.is_found:  # a former address may lead on instead
            assert hashlib.sha256(answer.body).hexdigest() == digest, file


def test_nothing_else_is_sent(visit: Visit) -> None:
    listed = {visit.place.address_of(file) for file in (*visit.place.listed, SUMS)}
    assert {path for path, answer in visit.crawl.answers.items() if answer.is_found} <= listed
    if visit.server.name != "http.server":
        for folder in some(folders_without_pages(visit)):
            answer = visit.host.ask(folder)
            if answer.leads_on:  # from a former address
                answer = visit.host.ask(leads_to(visit.host, answer))
            assert answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN), folder


def folders_without_pages(visit: Visit) -> set[str]:
    """Give the paths of the folders that have no page to show, where a careless host lists what is in them."""
    files = visit.place.site.files
    folders = {file.rpartition("/")[0] for file in files} - {""}
    if visit.place.has_indexes:
        folders = {folder for folder in folders if f"{folder}/index.html" not in files}
    assert folders
    return {f"{visit.place.prefix}{folder}/" for folder in folders}


def some(paths: Collection[str]) -> list[str]:
    """Give at most forty of the paths, from all parts of the site, the shortest ones among them."""
    found = sorted(paths, key=lambda path: (path.count("/"), path))
    return [*found[:10], *found[10 :: max(1, len(found) // 30)]]


def test_every_type_is_told(visit: Visit) -> None:
    assert {ending(path) for path in visit.crawl.answers} <= {*TYPES}
    for path, answer in visit.crawl.answers.items():
        kind = ending(path)
        if answer.is_found and (kind in SURE_TYPES or not visit.server.is_plain):
            assert answer.type in TYPES[kind], path


def test_the_encoding_of_text_is_told(visit: Visit) -> None:
    if visit.server.is_plain:
        assert all(b'<meta charset="utf-8">' in answer.body[:1024] for answer in pages(visit))
        return
    for path, answer in visit.crawl.answers.items():
        if answer.is_found and ending(path) in WORDS:
            assert answer.charset == "utf-8", path


def test_a_folder_is_found_without_its_slash(visit_by_folders: Visit) -> None:
    visit = visit_by_folders
    folders = [path for path, answer in visit.crawl.answers.items() if answer.is_found and path.endswith("/")]
    for path in some(folders):
        if path != "/":
            assert leads_to(visit.host, visit.host.ask(path.rstrip("/"))) == path


# What isn't there ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MISSING)
def test_what_is_missing_is_answered_with_the_page_for_it(visit: Visit, path: str) -> None:
    answer = visit.host.ask(visit.place.prefix + path)
    assert answer.status == HTTPStatus.NOT_FOUND
    assert answer.type == "text/html"
    if not visit.server.is_plain:
        assert answer.body == visit.place.site.files["404.html"]
        assert answer.charset == "utf-8"


def test_the_page_for_what_is_missing_works_at_any_depth(visit: Visit) -> None:
    page = visit.crawl.answers[visit.place.prefix + "404.html"]
    targets = [named.target for named in reading(page.type, "404.html", page.body).named]
    assert len(targets) > 3
    for target in targets:
        parts = urlsplit(target)
        assert not parts.netloc
        assert parts.path.startswith(visit.place.prefix) or (not parts.path and parts.fragment), target


@pytest.mark.parametrize("path", ABOVE)
def test_nothing_outside_of_the_site_is_sent(visit: Visit, path: str) -> None:
    secret = visit.place.documents.parent / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    for start in ("/", visit.place.prefix, visit.place.prefix.rstrip("/")):
        answer = visit.host.ask(start + path)
        assert b"secret" not in answer.body.replace(b"secret.txt", b""), start + path
        assert not answer.is_found, start + path


# Asking again --------------------------------------------------------------------------------------------------


def one_of_each(visit: Visit) -> list[Answer]:
    """Give an answer for each kind of file: by its ending, and whether its address changes with its bytes."""
    found = {}
    for path, answer in visit.crawl.answers.items():
        if answer.is_found:
            found[ending(path), is_hashed(visit.place, path)] = answer
    return [*found.values()]


def test_a_head_is_the_answer_without_its_body(visit: Visit) -> None:
    for answer in one_of_each(visit):
        head = visit.host.ask(answer.path, "HEAD")
        assert head.body == b""
        assert head.status == answer.status
        for name in ("Content-Type", "Cache-Control", "Last-Modified", "Content-Security-Policy"):
            assert head.header(name) == answer.header(name), (answer.path, name)
        # Apache calls the tag of a file weak that was written a moment ago.
        assert head.header("ETag").removeprefix("W/") == answer.header("ETag").removeprefix("W/")
        assert head.header("Content-Length") in ("", str(len(answer.body)))
    head = visit.host.ask(f"{visit.place.prefix}nothing", "HEAD")
    assert (head.status, head.body) == (HTTPStatus.NOT_FOUND, b"")


def test_what_is_known_already_is_not_sent_again(visit: Visit) -> None:
    for answer in one_of_each(visit):
        asked = {"If-Modified-Since": answer.header("Last-Modified")}
        assert_unchanged(visit.host.ask(answer.path, headers=asked), answer)
        if not visit.server.is_plain:
            asked = {"If-None-Match": answer.header("ETag")}
            assert_unchanged(visit.host.ask(answer.path, headers=asked), answer)
            other = visit.host.ask(answer.path, headers={"If-None-Match": '"another"'})
            assert other.body == answer.body


def assert_unchanged(again: Answer, answer: Answer) -> None:
    assert again.status == HTTPStatus.NOT_MODIFIED, answer.path
    assert again.body == b""
    # What a cache keeps with the file is renewed by such an answer (RFC 9110, 15.4.5).
    assert again.header("Cache-Control") == answer.header("Cache-Control")


# Former addresses ----------------------------------------------------------------------------------------------


def test_former_addresses_lead_to_the_present_ones(visit_with_former: Visit) -> None:
    visit = visit_with_former
    former = former_addresses(visit)
    for path, present in former.items():
        answer = visit.crawl.answers[path]
        if answer.leads_on:
            assert leads_to(visit.host, answer) == present
        elif answer.type == "text/html":
            assert [*refreshes(answer)] == [present]
        else:
            assert answer.body == visit.crawl.answers[present].body
        assert visit.crawl.answers[present].is_found
    if visit.server.reads_configuration:
        moved = [path for path in former if ending(path) == "html"]
        assert all(visit.crawl.answers[path].status in PERMANENT for path in moved)


PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


def former_addresses(visit: Visit) -> dict[str, str]:
    """Give the present path for each former one."""
    found = {}
    for path in visit.crawl.answers:
        for former, present in visit.place.former.items():
            if path.startswith(visit.place.prefix + former):
                found[path] = path.replace(former, present, 1)
    assert found
    return found


def leads_to(host: Host, answer: Answer) -> str:
    """Give the path to which a redirection leads; it may not leave the host."""
    location = urlsplit(urljoin(host.address + answer.path, answer.header("Location")))
    assert f"{location.scheme}://{location.netloc}" == host.address
    return location.path


def refreshes(answer: Answer) -> Iterator[str]:
    """Give the paths to which a page leads on."""
    for refresh in parse_html(answer.body).xpath("//meta[@http-equiv='refresh']/@content"):
        yield urljoin(answer.path, refresh.removeprefix("0; url="))
