"""The Nu Html Checker (npm `vnu-jar`), run by Java."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.judges import needs

_OF_A_POLICY = "violates Content Security Policy (meta tag)"
"""What a page's policy lets through is judged in a browser, by tests/browser/pages/test_security.py: in a folder the
checker sees no host that could be 'self', and it takes blocks of data for scripts."""


def check_html(*folders: Path) -> list[str]:
    """Give what the checker has to say of the HTML files in and below folders, warnings too, one a line."""
    for folder in folders:
        if not any(folder.rglob("*.html")):
            raise ValueError(f"no HTML in {folder}")  # or a test could pass because nothing was built
    jar = needs.package_file("vnu-jar/build/dist/vnu.jar")
    run = subprocess.run(
        [needs.command("java"), "-jar", jar, "--Werror", "--skip-non-html", "--stdout", "--exit-zero-always", *folders],
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in run.stdout.splitlines() if _OF_A_POLICY not in line]
