"""Holds the kinds of pages that people read against Lighthouse: `make lighthouse`.

Each page is built from the repository's own content, served as a host would, and looked at as on a phone with a slow
line, up to three times: other programs on the machine can make a page seem slower than it is, never quicker. Everything
has to be 100, and so has what search engines need where a page is meant for them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.judges import chromium
from tests.lighthouse.host import hosting
from tests.site.built import build, copy_repository

PAGES = (
    "sv/integritetspolicy/",
    "en/privacy-policy/",
    "sv/integritetspolicy/andringar/",
    "en/privacy-policy/changes/",
    "sv/integritetspolicy/andringar/2025-05-12--2026-10-01/",
    "en/privacy-policy/changes/2018-05-15--2026-10-01/",
    "sv/integritetspolicy/2026-10-01/sv-en/",
    "en/privacy-policy/2026-10-01/en-sv/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ROUNDS = 3
_PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"


def main() -> int:
    """Judge every page; give 1 if one of them isn't as it should be."""
    wanting = False
    with tempfile.TemporaryDirectory() as folder:
        site = build(copy_repository(Path(folder)))
        print(" ".join(CATEGORIES), "page", sep="  ")
        with hosting(site.folder) as root:
            for address in PAGES:
                categories = CATEGORIES if site.pages[address].is_indexed else CATEGORIES[:-1]
                wanting |= not _is_perfect(f"{root}{address}", address, categories)
    return int(wanting)


def _is_perfect(url: str, address: str, categories: tuple[str, ...]) -> bool:
    """Look at a page until everything is 100, and print the best of each category with what is missing."""
    best: dict[str, float] = dict.fromkeys(categories, 0)
    faults: set[str] = set()
    for _ in range(ROUNDS):
        report = _lighthouse(url, categories)
        for name in categories:
            score = report["categories"][name]["score"]
            best[name] = max(best[name], score)
            faults |= set() if score == 1 else set(_faults(report, name))
        if min(best.values()) == 1:
            break
    scores = (f"{best[name]:.0%}".rstrip("%") if name in best else "–" for name in CATEGORIES)
    print("  ".join(score.rjust(len(name)) for score, name in zip(scores, CATEGORIES, strict=True)), address, sep="  ")
    if min(best.values()) == 1:
        return True
    print(*sorted(faults), sep="\n")
    return False


def _lighthouse(url: str, categories: tuple[str, ...]) -> dict[str, Any]:
    """Run Lighthouse on a page; give its report.

    Raises:
        subprocess.CalledProcessError: it couldn't look at the page.
    """
    flags = " ".join(re.sub("=(.*)", r"='\1'", flag) for flag in ("--headless=new", *chromium.FLAGS))
    command = [str(_PROGRAM), url, "--quiet", "--output=json", f"--only-categories={','.join(categories)}"]
    run = subprocess.run(
        [*command, f"--chrome-flags={flags}"],
        env=os.environ | {"CHROME_PATH": chromium.executable()},
        stdout=subprocess.PIPE,
        check=True,
    )
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def _faults(report: dict[str, Any], category: str) -> list[str]:
    """Name the audits that cost a category something."""
    audits = [report["audits"][ref["id"]] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    return [
        f"    {category}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


if __name__ == "__main__":
    sys.exit(main())
