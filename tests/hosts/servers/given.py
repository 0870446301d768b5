"""The configurations that a site gives out, with nothing changed but where a host on this machine is and listens."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hosts.places import Place


def given(place: Place, file: str, exchanged: Mapping[str, str]) -> str:
    """Give a file of a site for hosts, with some words exchanged, each of which has to stand there once."""
    text = place.site.text(file)
    for old, new in exchanged.items():
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    return text
