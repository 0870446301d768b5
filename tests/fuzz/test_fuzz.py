"""Whatever stands in a site, a build ends in pages that can be trusted or in problems: the fuzzer's fixed share.

`python -m tests.fuzz --minutes 60` goes on for as long as one likes.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from tests.fuzz.findings import FOUND, load
from tests.fuzz.judge import judge
from tests.fuzz.sites import Files, sites

EXAMPLES = 100 if os.environ.get("CI") == "true" else 15


@given(files=sites())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_a_site_of_anything_is_built_or_refused(files: Files) -> None:
    judge(files)


def test_what_was_found_once_stays_mended() -> None:
    for path in sorted(FOUND.glob("*.json")):
        judge(load(path))
