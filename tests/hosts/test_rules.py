"""What hosts answer that can't be started here: Netlify, Cloudflare Pages and Azure Static Web Apps, by the files that
the site has for them."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

import pytest

from tests.hosts.conftest import PLACES, Built
from tests.hosts.expected import TYPES, ending, faults
from tests.hosts.places import Place
from tests.hosts.rules import (
    Pages,
    answered_by,
    azure_headers,
    header_rules,
    headers_of,
    is_pattern,
    read_azure,
    redirect_rules,
)


@pytest.fixture(scope="session", params=PLACES)
def place(request: pytest.FixtureRequest, built: Built) -> Place:
    """Each of the sites."""
    return built(request.param)


def paths(place: Place) -> Iterator[tuple[str, str]]:
    """Give each path at which a host answers, with its file."""
    return ((place.address_of(file), file) for file in place.listed)


def value(headers: Message, name: str) -> str:
    return str(headers.get(name, ""))


# Headers -------------------------------------------------------------------------------------------------------


def test_netlify_and_cloudflare_send_what_belongs_to_each_file(place: Place) -> None:
    rules = header_rules(place.site.text("_headers"))
    for path, _ in paths(place):
        headers = headers_of(rules, path)
        assert [*faults(place, path, lambda name, headers=headers: value(headers, name))] == [], path  # type: ignore[misc]
        if path.endswith("/feed.xml"):
            assert headers.get_content_type() == "application/atom+xml"
        elif "Content-Type" in headers:
            assert headers.get_content_type() in TYPES[ending(path)], path


def test_cloudflare_takes_every_rule_for_headers(place: Place) -> None:
    text = place.site.text("_headers")
    assert len(header_rules(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert all(rule.path.count("*") <= 1 for rule in header_rules(text))


def test_azure_sends_what_belongs_to_each_file(place: Place) -> None:
    document = read_azure(place.site.text("staticwebapp.config.json"))
    for path, _ in paths(place):
        headers = azure_headers(document, path)
        assert [*faults(place, path, lambda name, headers=headers: value(headers, name))] == [], path  # type: ignore[misc]
        if ending(path):
            assert headers.get_content_type() in TYPES[ending(path)], path


def test_azure_shows_the_page_for_what_is_missing(place: Place) -> None:
    told = read_azure(place.site.text("staticwebapp.config.json"))["responseOverrides"]["404"]
    assert told == {"rewrite": f"{place.prefix}404.html", "statusCode": 404}


# Redirects -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", Pages)
def test_former_addresses_lead_to_the_present_ones(place: Place, host: Pages) -> None:
    rules = redirect_rules(place.site.text("_redirects"), host)
    files = place.site.files
    moved = 0
    for path, file in paths(place):
        answer = answered_by(rules, host, path, is_there=True)
        present = present_file(place, file)
        if present is None:
            assert answer is None, path
        elif file.endswith("/versions.json"):  # a redirection would close it to other sites
            assert answer == (200, place.address_of(present))
            assert files[file] == files[present]
        elif answer is not None:
            assert answer == (301, place.address_of(present))
            moved += file.endswith(".html")
    assert bool(moved) == bool(place.former)


@pytest.mark.parametrize("host", Pages)
def test_what_was_never_there_leads_nowhere(place: Place, host: Pages) -> None:
    rules = redirect_rules(place.site.text("_redirects"), host)
    for path in ("", "nothing", "sv/nothing/", "sv/avtal-2/"):
        assert answered_by(rules, host, place.prefix + path, is_there=False) is None


def test_cloudflare_takes_every_redirect(place: Place) -> None:
    text = place.site.text("_redirects")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len([line for line in lines if is_pattern(line.split()[0])]) <= 100
    assert len(lines) <= 2000
    assert all(len(line) <= 1000 for line in lines)


def present_file(place: Place, file: str) -> str | None:
    """Give the file that a former one stands for."""
    for former, present in place.former.items():
        if file.startswith(former):
            return present + file.removeprefix(former)
    return None
