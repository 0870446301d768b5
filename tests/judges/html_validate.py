"""html-validate (npm `html-validate`), with the settings beside this module, run by Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.judges import needs

STANDARD = Path(__file__).with_name("html-validate.json")
"""Its presets `standard`, `a11y` and `document`. No rule is turned off, and two are told what is meant here:

- `aria-label-misuse` takes a name for whatever may have one by WAI-ARIA, such as the list of the time line's signs.
- `require-sri` asks for `integrity` where a file comes from another host. The site's own files have their digest in
  their name, and come from where the page itself comes from.
"""


def validate(pages: Sequence[Path]) -> list[str]:
    """Give what html-validate has to say of HTML files, warnings too, one a line.

    Raises:
        ValueError: there is nothing to judge.
    """
    if not pages:
        raise ValueError("no HTML")  # or a test could pass because nothing was built
    program = needs.package_file("html-validate/bin/html-validate.mjs")
    run = subprocess.run(
        [needs.command("node"), program, "--config", STANDARD, "--formatter", "json", *pages],
        capture_output=True,
        text=True,
        check=False,  # it fails when it has something to say
    )
    assert run.returncode in (0, 1), run.stderr
    return [
        f"{file['filePath']}:{said['line']}: {said['ruleId']}: {said['message']}"
        for file in json.loads(run.stdout)
        for said in file["messages"]
    ]
