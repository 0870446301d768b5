"""`--plain-markdown`: every text is rendered as a whole, and the site is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.cli import main
from lydelse.render import Blocks, Words
from lydelse.render.blocks import Joined
from tests.cli.faulty import AS_OF
from tests.sites import Site


def built(root: Path, *options: str) -> dict[str, bytes]:
    assert main(["build", "--as-of", AS_OF, "--no-cache", *options], default_root=root) == 0
    files = (path for path in sorted((root / "site").rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_the_site_is_the_same_without_what_was_learnt_from_other_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "You may *ask* us.\n\nWe answer.", "duties": "We answer."})
    joined: list[bool] = []
    join = Blocks.join

    def noting(blocks: Blocks, source: str, section: str, words: Words) -> Joined | None:
        found = join(blocks, source, section, words)
        joined.append(found is not None)
        return found

    monkeypatch.setattr(Blocks, "join", noting)
    shared = built(tmp_path)
    assert joined
    assert all(joined)
    joined.clear()
    assert built(tmp_path, "--plain-markdown") == shared
    assert not joined
