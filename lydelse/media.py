"""The media types of the files of a site, by their endings."""

from __future__ import annotations

from pathlib import PurePosixPath

from lydelse import addresses

_UTF_8 = "; charset=utf-8"

TYPES = {
    ".avif": "image/avif",
    ".css": f"text/css{_UTF_8}",
    ".csv": f"text/csv{_UTF_8}",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".html": f"text/html{_UTF_8}",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{_UTF_8}",
    ".json": f"application/json{_UTF_8}",
    ".jsonl": f"application/jsonl{_UTF_8}",
    ".md": f"text/markdown{_UTF_8}",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": f"image/svg+xml{_UTF_8}",
    ".txt": f"text/plain{_UTF_8}",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": f"application/xml{_UTF_8}",
}
"""Those of all files that a build writes; texts are in UTF-8."""
FEED = f"application/atom+xml{_UTF_8}"
"""That of a feed (RFC 4287), whose ending is that of any XML."""
HTML = TYPES[".html"]
PLAIN = TYPES[".txt"]
TEXTUAL = frozenset(ending for ending, kind in TYPES.items() if kind.endswith(_UTF_8))
"""The endings of what is text, and so worth compressing."""


def type_of(path: str) -> str:
    """Give the media type of a file, by its name; what has no ending is text."""
    name = PurePosixPath(path)
    if name.name == addresses.FEED:
        return FEED
    ending = name.suffix.lower()
    return TYPES.get(ending, "application/octet-stream") if ending else PLAIN
