"""Sites on which the engine once failed, each in a file: `found/<name>.json`, the texts of the files by their paths."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.fuzz.sites import Files

FOUND = Path(__file__).with_name("found")


def save(files: Files) -> Path:
    """Keep a site as a case for ever; give the file, which should be renamed after what was wrong."""
    texts = {path: content.decode("utf-8", "surrogateescape") for path, content in sorted(files.items())}
    written = json.dumps(texts, indent=1) + "\n"
    path = FOUND / f"{hashlib.sha256(written.encode()).hexdigest()[:12]}.json"
    FOUND.mkdir(exist_ok=True)
    path.write_text(written, encoding="utf-8")
    return path


def load(path: Path) -> Files:
    """Read a case."""
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return {name: text.encode("utf-8", "surrogateescape") for name, text in texts.items()}
