"""The index of the PDFs, `pdf/index.json`: what each of them was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias

from lydelse.problems import Place, Report

FOLDER = "pdf"
INDEX = f"{FOLDER}/index.json"

_ADDRESS = re.compile(r"(?:[A-Za-z0-9-]+/){3}policy\.pdf")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Made:
    """What a PDF was made of, and what was made, each as a SHA-256 in hexadecimal: the version's canonical `text`, the
    `page` that was laid out with the styles that were used, and the file itself."""

    text: str
    page: str
    pdf: str


Index: TypeAlias = Mapping[str, Made]
"""By the PDF's address in the site, which is its path in the folder, too."""


def read_index(root: Path, report: Report) -> dict[str, Made]:
    """Read the index; without one, or one that can be read, there are no PDFs.

    Raises:
        OSError: the file can't be read from the disk.
    """
    path = root / INDEX
    if not path.is_file():
        return {}
    try:
        return _parsed(json.loads(path.read_bytes()))
    except (ValueError, TypeError, RecursionError):
        message = "this isn't what “pdf” writes, so no PDF is taken along"
        hint = "Take it back from git, or delete it and run: lydelse pdf"
        report.warning(Place(INDEX), "pdf-index-unreadable", message, hint)
        return {}


def index_text(index: Index) -> str:
    """Give the file's text, an entry a line, so that versions that were made apart can be merged."""
    lines = (f"{json.dumps(address)}: {json.dumps(asdict(made))}" for address, made in sorted(index.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _parsed(document: Any) -> dict[str, Made]:
    """Give the entries of a document.

    Raises:
        ValueError: it is another one.
        TypeError: an entry has other keys.
    """
    if not isinstance(document, dict):
        raise ValueError("no mapping")
    found = {address: Made(**values) for address, values in document.items()}
    digests = (getattr(made, field.name) for made in found.values() for field in fields(Made))
    if not all(map(_ADDRESS.fullmatch, found)) or not all(map(_DIGEST.fullmatch, digests)):
        raise ValueError("no addresses or no digests")
    return found
