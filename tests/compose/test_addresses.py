"""Relative links lead from a page to an address, wherever the site stands."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.addresses import file_of, relative

_name = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
_folder = st.lists(_name, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
_address = _folder | st.tuples(_folder, _name).map(lambda pair: f"{pair[0]}{pair[1]}.xml")


@given(origin=_address, target=_address, anchor=st.just("") | _name, root=_folder)
def test_a_relative_link_leads_to_its_target(origin: str, target: str, anchor: str, root: str) -> None:
    base = f"https://policy.example/{root}"
    link = relative(origin, target, anchor)
    assert urljoin(base + origin, link) == base + target + (f"#{anchor}" if anchor else "")


@pytest.mark.parametrize(
    ("origin", "target", "anchor", "link"),
    [
        ("sv/villkor/", "en/terms/", "", "../../en/terms/"),
        ("sv/villkor/", "sv/villkor/", "", "./"),
        ("sv/villkor/", "sv/villkor/", "rights", "#rights"),
        ("sv/villkor/", "sv/villkor/2026-03-01/", "rights", "2026-03-01/#rights"),
        ("", "sv/", "", "sv/"),
        ("sv/", "", "", "../"),
    ],
)
def test_links_are_as_short_as_they_can_be(origin: str, target: str, anchor: str, link: str) -> None:
    assert relative(origin, target, anchor) == link


@pytest.mark.parametrize(
    ("address", "path"),
    [("", "index.html"), ("sv/", "sv/index.html"), ("sv/villkor/feed.xml", "sv/villkor/feed.xml")],
)
def test_a_page_is_a_file(address: str, path: str) -> None:
    assert file_of(address) == path
