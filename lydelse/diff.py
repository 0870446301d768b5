"""Compares two files, Markdown or HTML, without any site: the command `diff`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from lydelse.compare import Comparison, compare
from lydelse.model import Revision
from lydelse.problems import Place, Report
from lydelse.read.revision import UNTITLED, read_revision
from lydelse.read.text import MAX_BYTES, decode
from lydelse.render.allowed import CLEANER
from lydelse.render.convert import TooDeepError, convert

_HTML = frozenset({".html", ".htm", ".xhtml"})


_SECTION = re.compile(r"^(?=## .*\{#_?[a-z0-9-]+(?: lang=[A-Za-z-]+)?\}$)", re.MULTILINE)
"""Where a section of a canonical text begins, or its declaration."""


def compare_files(old: Path, new: Path, report: Report, *, clean: bool = False) -> Comparison | None:
    """Compare two files, or report why one can't be read.

    A file whose name ends in `.html` is HTML, any other Markdown; front matter is set aside but for its title.

    Args:
        old: the file before.
        new: the file after.
        report: where problems go; what a reader of the Markdown wouldn't see is a warning.
        clean: whether the comparison is to be shown as HTML, and so holds nothing that isn't to be trusted.

    Raises:
        OSError: a file can't be read from the disk.
    """
    before, after = (_read(path, report) for path in (old, new))
    if before is None or after is None:
        return None
    return compare(CLEANER.clean(before), CLEANER.clean(after)) if clean else compare(before, after)


def _read(path: Path, report: Report) -> str | None:
    """Give a file's text as HTML, or report why it can't be read."""
    with path.open("rb") as file:
        text = decode(file.read(MAX_BYTES + 1), str(path), report)
    if text is None or path.suffix.lower() in _HTML:
        return text
    try:
        return _from_markdown(text, str(path), report)
    except TooDeepError:
        message = "lists, quotations or brackets are nested deeper than can be compared"
        report.error(Place(str(path)), "text-too-deep", message, "Close what is open, or use fewer levels.")
        return None


def _from_markdown(text: str, path: str, report: Report) -> str:
    revision = _divided(text, path)
    if revision is None:
        return _converted([text], path, report)
    title = f"<h2>{escape(revision.title, quote=False)}</h2>\n" if revision.title else ""
    # The sections of a canonical text are texts of their own: two of them can have footnotes of one name.
    return title + _converted(_SECTION.split(revision.body), path, report)


def _divided(text: str, path: str) -> Revision | None:
    """Give the title and body of a text that has front matter."""
    faults = Report()
    revision = read_revision(UNTITLED, "", text, path, faults)
    unreadable = any(problem.code.startswith(("front-matter", "yaml")) for problem in faults.problems)
    return None if unreadable else revision


def _converted(parts: Sequence[str], path: str, report: Report) -> str:
    found = [convert(part) for part in parts]
    for loss in (loss for each in found for loss in each.losses):
        message = f"Markdown leaves something out here ({loss.code}: {loss.label}), so it isn't compared"
        report.warning(Place(path), loss.code, message)
    return "\n".join(each.html for each in found)
