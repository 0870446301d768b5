"""`SHA256SUMS`: the digests of a site's files, by which anyone can check the site (`sha256sum -c SHA256SUMS`) and
the next build knows that the folder is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

SUMS = "SHA256SUMS"
LINGERING = "SHA256SUMS.before"
"""The digests of the files that stay from the site before, so that `SHA256SUMS` lists what the content gives alone."""

KEEP = ".gitkeep"
"""The empty file that makes git keep the folder."""

UNLISTED = frozenset({SUMS, LINGERING, KEEP})
"""The files that a site may have besides those that are listed."""

_LINE = re.compile(r"^([0-9a-f]{64}) [ *](.+)$", re.MULTILINE)


def format_sums(digests: Mapping[str, str]) -> str:
    """Give the text of `SHA256SUMS` for digests by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def parse_sums(text: str) -> dict[str, str]:
    """Read digests by path. A line in another form lists nothing, so its file counts as foreign."""
    return {path: digest for digest, path in _LINE.findall(text)}
