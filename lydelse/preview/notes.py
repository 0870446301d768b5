"""What the preview adds to a page: a line that says what this is, and the problems, over the page.

They stand in a shadow tree, which no style of the page reaches. They are in English, as on the terminal: they speak to
those who write the site, not to its visitors.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import livereload
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lydelse.preview.answers import Answer
from lydelse.preview.desk import CHECKS
from lydelse.preview.sight import Sight

BROWSER = Path(__file__).with_name("browser")
"""What runs in the browser."""
PROBLEMS = "_preview/"
"""The path of the page that shows all problems; no slug begins like that."""
SCRIPTS = {
    "_preview/client.js": BROWSER / "client.js",
    "livereload.js": Path(livereload.__file__).with_name("vendors") / "livereload.js",
}
"""The scripts that keep a page up to date, by their paths; LiveReload's finds its server by its own."""
_STYLES = b"style-src 'self'"
"""What a page's policy says of styles: it lets through files of the site alone, and the notes have a style inline."""
_BODY = re.compile(rb"<body[^>]*>")
_TEMPLATES = Environment(
    loader=FileSystemLoader(BROWSER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def notes_of(sight: Sight) -> str:
    """Give the line and the problems as the content of a shadow tree."""
    return _render("notes.html", sight)


def problems_page(sight: Sight) -> bytes:
    """Give a page that shows the problems alone."""
    return _render("page.html", sight).encode()


def digest_of(text: str) -> str:
    """Give a digest by which a browser tells notes, or a script, from those before."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def with_notes(answer: Answer, notes: str, *, is_opened: bool) -> bytes:
    """Give the bytes of a page with notes at the beginning of its body, and the scripts that keep both up to date.

    Args:
        answer: the page.
        notes: what `notes_of` gave.
        is_opened: whether the problems open by themselves over the page.
    """
    head = (
        f'<lydelse-preview lang="en" dir="ltr" data-page="{answer.digest}" data-notes="{digest_of(notes)}"'
        f"{' data-opened' if is_opened else ''}>"
        f'<template shadowrootmode="open">{notes}</template></lydelse-preview>'
        f"{_scripts()}"
    ).encode()
    page = answer.body.replace(_STYLES, b"%s '%s'" % (_STYLES, _hash_of_style()), 1)
    body = _BODY.search(page)
    at = body.end() if body else 0
    return page[:at] + head + page[at:]


def _render(name: str, sight: Sight) -> str:
    pages = {"problems": f"/{PROBLEMS}", "checks": f"/{CHECKS}"}
    return _TEMPLATES.get_template(name).render(sight=sight, style=_style(), **pages)


@cache
def _style() -> str:
    return (BROWSER / "notes.css").read_text(encoding="utf-8")


@cache
def _hash_of_style() -> bytes:
    """Give what lets the notes' style, and no other, through a Content Security Policy."""
    return b"sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest())


@cache
def _scripts() -> str:
    digests = {path: digest_of(file.read_text(encoding="utf-8")) for path, file in SCRIPTS.items()}
    return "".join(f'<script src="/{path}?{digest}" defer></script>' for path, digest in digests.items())
