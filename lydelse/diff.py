"""Compares two files, Markdown or HTML, without any site: the command `diff`."""

from __future__ import annotations

from html import escape
from pathlib import Path

from lydelse.compare import Comparison, compare
from lydelse.problems import Place, Report
from lydelse.read.revision import UNTITLED, read_revision
from lydelse.read.text import decode
from lydelse.render.allowed import CLEANER
from lydelse.render.convert import TooDeepError, convert

_HTML = frozenset({".html", ".htm", ".xhtml"})


def compare_files(old: Path, new: Path, report: Report) -> Comparison | None:
    """Compare two files, or report why one can't be read.

    A file whose name ends in `.html` is HTML, any other Markdown; front matter is set aside but for its title.

    Raises:
        OSError: a file can't be read from the disk.
    """
    before, after = _read(old, report), _read(new, report)
    return None if before is None or after is None else compare(before, after)


def _read(path: Path, report: Report) -> str | None:
    """Give a file's text as HTML that can be trusted."""
    text = decode(path.read_bytes(), str(path), report)
    if text is None:
        return None
    try:
        return CLEANER.clean(text if path.suffix.lower() in _HTML else _from_markdown(text, str(path)))
    except TooDeepError:
        message = "lists, quotations or brackets are nested deeper than can be compared"
        report.error(Place(str(path)), "text-too-deep", message, "Close what is open, or use fewer levels.")
        return None


def _from_markdown(text: str, path: str) -> str:
    if not text.startswith("---\n"):
        return convert(text).html
    faults = Report()
    revision = read_revision(UNTITLED, "", text, path, faults)
    if any(problem.code.startswith(("front-matter", "yaml")) for problem in faults.problems):
        return convert(text).html
    title = f"<h2>{escape(revision.title, quote=False)}</h2>\n" if revision.title else ""
    return title + convert(revision.body).html
