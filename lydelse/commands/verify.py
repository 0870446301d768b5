"""`verify`: content, registers and a built site are held against each other."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report
from lydelse.progress import with_progress
from lydelse.verify import Protocol, Standing, target_of
from lydelse.verifying import verify_content, verify_site

DESCRIPTION = """\
Hold the content against its registers, and a built site against both: every published text, every page that shows
one, every address. What it prints can be kept as evidence. docs/register.md says how to check without this program.
"""
EPILOG = """\
examples:
  %(prog)s                                   the content and site/
  %(prog)s https://policy.example.com/       the content and what a host serves
  %(prog)s --json > protocol.json            kept for programs

exit codes: 0 everything agrees, 1 something doesn't, 2 site.yaml, layouts/ or the command is at fault,
74 the site can't be read
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "site", metavar="SITE", nargs="?", help="the folder or the address (https://…) of a site (default: site/)"
    )
    parser.add_argument("--json", action="store_true", help="print the outcome for programs")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Verify; print what was held against what."""
    clock = Clock.of(options.as_of)
    default = options.root / "site"
    named = options.site or (str(default) if _is_built(default) else None)
    if named is None:
        protocol = verify_content(options.root, clock, report)
    else:
        protocol = verify_site(options.root, clock, target_of(named), report, with_progress)
    code = report.exit_code(strict=options.strict)
    return Outcome(code, _told(protocol, code, as_json=options.json), is_result=True, is_summary=not options.json)


def _is_built(folder: Path) -> bool:
    return (folder / "SHA256SUMS").is_file()


def _told(protocol: Protocol | None, code: ExitCode, *, as_json: bool) -> str:
    if as_json:
        told = json.loads(protocol.json) if protocol else {}
        return json.dumps({"agrees": code is ExitCode.OK, **told}, ensure_ascii=False, indent=1)
    if protocol is None:
        return "What was found is told above; nothing more could be verified."
    verdict = _agreement(protocol) if code is ExitCode.OK else "Not everything agrees: see above."
    return "\n".join((*protocol.lines, "", verdict))


def _agreement(protocol: Protocol) -> str:
    """Say what agrees where nothing is at fault: a file may lack or differ that tells of no text."""
    if protocol.files is None:
        return "Content and registers agree. No built site was looked at: there is none in site/."
    is_all = protocol.files[Standing.SAME] == sum(protocol.files.values())
    return "Everything agrees." if is_all else "All texts agree, though not every file does."
