"""`strings`: what the words of the pages lack in a language, and a new language."""

from __future__ import annotations

import argparse

from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report, counted
from lydelse.translating import begin_language, look_over

DESCRIPTION = """\
Tell what the words of the pages lack in each language: texts that are missing or that no page uses, placeholders that
aren't those of the English text, plural forms that the language has, and texts that read as in English. --new begins a
language that the engine doesn't bring: layouts/strings/fr.yaml, with the English words to be translated.
"""
EPILOG = """\
examples:
  %(prog)s                all languages of the site, or of the engine where there is no site
  %(prog)s de             one
  %(prog)s --new fr       begin a file for French
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("languages", metavar="LANGUAGE", nargs="*", help="a language, like sv (default: all)")
    parser.add_argument("--new", metavar="LANGUAGE", help="write a file for a language, to be translated")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Look at the words, or begin a language; say so."""
    if options.new is not None:
        path = begin_language(options.root, options.new)
        told = f"{path.relative_to(options.root).as_posix()}: translate what stands there, and add “{options.new}” to"
        return Outcome(ExitCode.OK, f"{told} the languages in content/site.yaml.")
    languages = look_over(options.root, options.languages, report)
    found = counted(report.problems) or "nothing"
    return Outcome(report.exit_code(strict=options.strict), f"{', '.join(languages)}: {found} found.", is_result=True)
