"""`diff`: two versions of a policy are compared, or two files without any site."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from lydelse import console
from lydelse.asked import Unfit
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.compare import Comparison, to_html, to_json, to_terminal
from lydelse.compose.compared import words_of
from lydelse.compose.comparison_json import section_head
from lydelse.diff import compare_files
from lydelse.model import ChangeKind, SectionChange, Version
from lydelse.problems import ExitCode, Report
from lydelse.read.layouts import read_engine_strings
from lydelse.version_diff import SectionDiff, VersionDiff, Versions, compare_versions

DESCRIPTION = """\
Compare word by word: two versions of a policy, section by section, when three things are named; or two files, Markdown
or HTML (by their names), when two are. A version is named by its folder, or by a day on which it was in force.
"""
EPILOG = """\
examples:
  %(prog)s privacy 2018-05-15 2026-10-01 --lang sv     two versions, in Swedish
  %(prog)s privacy 2021-03-03 2027-03-01               what was in force on a day, and a coming version
  %(prog)s privacy 2026-10-01 2027-09-01 --html        the new text with marks in it
  %(prog)s old.md new.md                               two files, without any site

exit codes: 0 nothing differs, 1 something does, 2 a file, the content or the command is at fault
"""
_BOLD = ("\x1b[1m", "\x1b[0m")
_FILES, _VERSIONS = 2, 3
"""How many things are named."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.usage = f"{parser.prog} [options] OLD NEW\n       {parser.prog} [options] POLICY OLD NEW"
    parser.add_argument(
        "compared", metavar="OLD NEW", nargs="+", help="two files; or a policy's id and two of its versions"
    )
    parser.add_argument(
        "--lang", metavar="LANGUAGE", help="of versions, the language, like sv (default: the binding one)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="print the new text as HTML, with marks in it")
    form.add_argument("--json", action="store_true", help="print the changes for programs")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Compare; print what differs."""
    if len(options.compared) == _VERSIONS:
        return _versions(options, report)
    if len(options.compared) != _FILES:
        example = "lydelse diff privacy 2018-05-15 2026-10-01, or lydelse diff old.md new.md"
        raise Unfit("name a policy and two of its versions, or two files", f"For example: {example}")
    if options.lang is not None:
        raise Unfit("--lang belongs to the versions of a policy", "Leave it out: a file is in one language.")
    return _files(options, report)


def _files(options: argparse.Namespace, report: Report) -> Outcome:
    old, new = map(Path, options.compared)
    try:
        comparison = compare_files(old, new, report, clean=options.html)
    except FileNotFoundError as error:
        is_policy = (options.root / "content" / old / "policy.yaml").is_file()
        hint = (
            f"\n    To compare versions of “{old}”, name two: {options.program} diff {old} OLD NEW" if is_policy else ""
        )
        return Outcome(ExitCode.CONFIGURATION, f"{error.filename}: {error.strerror}{hint}")
    except OSError as error:
        return Outcome(ExitCode.CONFIGURATION, f"{error.filename}: {error.strerror}")
    if comparison is None or report.errors:
        return Outcome(ExitCode.CONFIGURATION)
    code = ExitCode.OK if comparison.equal else ExitCode.CONTENT
    return Outcome(code, _written(comparison, options), is_result=True)


def _written(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps(to_json(comparison), ensure_ascii=False, indent=1)
    if options.html:
        strings = read_engine_strings("en", Report())
        return to_html(comparison, words_of(strings)).rstrip("\n") if strings else ""
    return _lines(comparison)


def _lines(comparison: Comparison) -> str:
    return to_terminal(comparison, colour=console.is_coloured(), width=console.columns())


# Versions -------------------------------------------------------------------------------------------------------


def _versions(options: argparse.Namespace, report: Report) -> Outcome:
    policy, old, new = options.compared
    versions = Versions(policy, old, new, options.lang)
    found = compare_versions(options.root, Clock.of(options.as_of), versions, report)
    if found is None:
        return Outcome(ExitCode.CONFIGURATION, "Nothing is compared: mend what is told above first.")
    code = ExitCode.CONTENT if found.changed else ExitCode.OK
    if options.json:
        return Outcome(code, _as_json(found), is_result=True)
    return Outcome(code, "\n".join(_as_html(found) if options.html else _as_lines(found, versions)), is_result=True)


def _as_json(found: VersionDiff) -> str:
    document = {
        "policy": found.old.policy,
        "language": found.language,
        "old": {"id": str(found.old.id)},
        "new": {"id": str(found.new.id)},
        "sections": [
            section_head(change, found.language) | to_json(comparison) for change, comparison in found.changed
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _as_html(found: VersionDiff) -> Iterator[str]:
    words = words_of(found.strings)
    for section in found.sections:
        kinds = " ".join(kind.value for kind in section.change.kinds(found.language)) if section.change else ""
        yield f'<section id="{escape(section.id)}" data-kinds="{kinds}">'
        yield to_html(section.comparison, words, f"_{section.id}").rstrip("\n")
        yield "</section>"


def _as_lines(found: VersionDiff, asked: Versions) -> Iterator[str]:
    old, new = _named(found.old, asked.old), _named(found.new, asked.new)
    yield _bold(f"{found.old.policy} in “{found.language}”: {old} against {new}")
    yield _summary(found)
    for section in found.sections:
        if section.change is not None:
            yield ""
            yield _bold(_heading(section, section.change, found.language))
            if not section.comparison.equal:
                yield _lines(section.comparison)


def _named(version: Version, asked: str) -> str:
    """Name a version; one that was asked for by a day, with that day."""
    return f"{version.id} ({version.status if asked == str(version.id) else f'in force on {asked}'})"


def _summary(found: VersionDiff) -> str:
    count = len(found.changed)
    if not count:
        return "All sections read the same."
    added = sum(comparison.words_added for _, comparison in found.changed)
    removed = sum(comparison.words_removed for _, comparison in found.changed)
    sections = "1 section differs" if count == 1 else f"{count} sections differ"
    return f"{sections}: {_counted(added, 'come')}, {_counted(removed, 'gone')}."


def _counted(words: int, what: str) -> str:
    return f"{words:,} {'word has' if words == 1 else 'words have'} {what}"


def _heading(section: SectionDiff, change: SectionChange, language: str) -> str:
    title = change.new_titles.get(language) or change.old_titles.get(language)
    name = f"{title} ({section.id})" if title else section.id
    return f"# {name}: {', '.join(_happened(change, language))}"


def _happened(change: SectionChange, language: str) -> Iterator[str]:
    for kind in change.kinds(language):
        if kind is ChangeKind.MOVED:
            yield f"moved from place {change.old_position} to {change.new_position}"
        elif kind is ChangeKind.RENAMED:
            yield f"renamed from “{change.old_titles.get(language, '')}”"
        else:
            yield kind.value
    if change.predecessors:
        yield f"out of {' and '.join(change.predecessors)}"


def _bold(text: str) -> str:
    start, end = _BOLD if console.is_coloured() else ("", "")
    return f"{start}{text}{end}"
