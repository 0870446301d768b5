"""Sites as versions of Lydelse wrote them, with what they promised: `python -m tests.upgrades.frozen 1.0`.

In a folder named after the version stand the site's content with its sealed registers, `texts/` with canonical texts
as they were built, and `addresses.txt` with all that answered: a path in each line, and behind ` #` the anchors on that
page. Such a folder is never edited. For another version a new one is written, with content that uses what the model can
do by then, and sealed; this program then adds the rest.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from lydelse.cli import main
from tests.site.built import BuiltSite

HERE = Path(__file__).parent
DAY = "2026-11-20"
VERSIONS = tuple(sorted(path.parent for path in HERE.glob("*/content")))

_PROMISED = re.compile(r"(sv|en|banner|files)/.*|[^/]+\.(html|txt|xml)")
"""What people and programs have links to; what pages load by themselves may have another name in every version."""
_TEXT = re.compile(r".*/text\.md")


def built(version: Path, root: Path) -> BuiltSite:
    """Copy a frozen site to a folder, and build it there with the engine as it is."""
    shutil.copytree(version / "content", root / "content")
    assert main(["build", "--as-of", DAY], default_root=root) == 0
    return BuiltSite(root / "site", "")


def addresses(site: BuiltSite, content: Path) -> Iterator[str]:
    """Give the addresses that are promised, each with the anchors of sections and of places in them."""
    sections = {path.name.partition(".")[0] for path in content.rglob("*.md")}
    for path, text in sorted(site.files.items()):
        if _PROMISED.fullmatch(path):
            ids = re.findall(r' id="([^"]+)"', text.decode()) if path.endswith(".html") else []
            yield " #".join([path, *(name for name in ids if name.partition("--")[0] in sections)])


def freeze(version: Path) -> None:
    """Write down what a site promises."""
    with TemporaryDirectory() as folder:
        site = built(version, Path(folder))
        lines = "".join(f"{line}\n" for line in addresses(site, version / "content"))
        (version / "addresses.txt").write_text(lines, encoding="utf-8")
        for path in filter(_TEXT.fullmatch, site.files):
            target = version / "texts" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(site.files[path])


if __name__ == "__main__":
    freeze(HERE / sys.argv[1])
