"""Import a repository with many policies into an empty site, build that, and measure: `python -m benchmarks.importing`.

`--source` names a repository or a bundle, `--map` which of its files are policies, `--base` the address at which they
were published, as `python build.py import` has it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.compare.corpus import NoCorpusError, find_corpus
from lydelse.cli import main

_SITE = """\
organisation: Example Ltd
languages: [en]
base_url: https://policy.example.com/
time_zone: Etc/UTC
"""
_MAPS = ("Policies/**/*.md={name}", "*-20??.md={name}", "github-a*.md={name}")
"""Where the policies of the corpus lie, or lay once."""
_BASE = "https://docs.github.com/"


def measure(source: Path, maps: list[str], base: str, *, with_build: bool) -> int:
    """Import and build; print what came of it. Give the worse exit code."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "content/site.yaml").write_text(_SITE)
        rules = [word for rule in maps for word in ("--map", rule)]
        imported = _timed("import", root, ["import", str(source), "--lang", "en", "--base", base, *rules])
        _print_counts(root)
        built = _timed("build", root, ["build"]) if with_build else 0
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    print(f"memory: {int(peak[1]) // 1024 if peak else 0} MB at most")
    return max(imported, built)


def _timed(name: str, root: Path, command: list[str]) -> int:
    said = StringIO()
    start, used = time.perf_counter(), time.process_time()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(command, default_root=root)
    elapsed, used = time.perf_counter() - start, time.process_time() - used
    print(f"{name}: exit code {code}, {elapsed:.0f} s, of them {used:.0f} s of a processor")
    codes = Counter(re.findall(r"^\S+:\d+:\d+: (?:warning: )?([a-z-]+):", said.getvalue(), re.MULTILINE))
    print(f"    problems: {dict(codes) or 'none'}")
    return code


def _print_counts(root: Path) -> None:
    versions = list((root / "content").glob("*/*/version.yaml"))
    texts = list((root / "content").glob("*/*/*.md"))
    policies = {version.parent.parent for version in versions}
    size = sum(text.stat().st_size for text in texts)
    print(f"    {len(policies)} policies, {len(versions)} versions, {len(texts)} texts with {size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help="the repository or bundle")
    parser.add_argument("--map", action="append", help="which files become which policies")
    parser.add_argument("--base", default=_BASE, help="the address at which they were published")
    parser.add_argument("--without-build", action="store_true", help="leave the build out")
    options = parser.parse_args()
    try:
        bundle = options.source or find_corpus()
    except NoCorpusError as missing:
        sys.exit(str(missing))
    sys.exit(measure(bundle, options.map or list(_MAPS), options.base, with_build=not options.without_build))
