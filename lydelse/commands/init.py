"""`init`: a new site, with a policy to fill in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from lydelse.beginning import WORKFLOWS, Begun, Plan, begin_site
from lydelse.clock import Clock
from lydelse.commands import Outcome
from lydelse.problems import ExitCode, Report

DESCRIPTION = """\
Begin a new site in a folder: settings, a privacy policy to fill in with the points that GDPR Art. 13 asks for, a
declaration of cookies, a Makefile, and a workflow that publishes it. It can be built at once; check tells what is still
to be filled in. The folder is new, or holds nothing but .git, a README and a licence.
"""
EPILOG = """\
examples:
  %(prog)s my-policies --languages sv,en
  %(prog)s my-policies --languages de,fr --name "Beispiel GmbH" --base-url https://policy.example.com/
  %(prog)s . --languages en --time-zone Europe/Dublin --publish gitlab-pages

exit codes: 0 it stands there, 2 it can't be, and nothing was written, 74 the folder can't be written
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where the site is to be")
    parser.add_argument(
        "--languages",
        metavar="LIST",
        type=_languages,
        required=True,
        help="its languages, like sv,en; the first is the default",
    )
    parser.add_argument("--name", metavar="NAME", default="", help="the organisation's name")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        default="https://policy.example.com/",
        help="the address at which the site will be (default: %(default)s)",
    )
    parser.add_argument(
        "--time-zone",
        metavar="ZONE",
        default="Europe/Stockholm",
        help="whose calendar decides when a version takes effect (default: %(default)s)",
    )
    parser.add_argument(
        "--publish",
        choices=WORKFLOWS,
        default="github-pages",
        help="how the site is published, for which a workflow is written (default: %(default)s)",
    )


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Begin a site; say what to do next."""
    name, base_url, time_zone = (" ".join(each.split()) for each in (options.name, options.base_url, options.time_zone))
    plan = Plan(options.folder, options.languages, name, base_url, time_zone, options.publish)
    begun = begin_site(plan, Clock.of(options.as_of).in_zone, report)
    if begun is None:
        return Outcome(ExitCode.CONFIGURATION, "Nothing was written: give what is told above otherwise.")
    return Outcome(ExitCode.OK, "\n".join(_told(begun, plan)))


def _told(begun: Begun, plan: Plan) -> Iterator[str]:
    yield f"A new site stands in {plan.folder}, with a privacy policy of {begun.day} to fill in."
    for language in begun.untranslated:
        yield f"Its texts in “{language}” are in English, to be translated: there are none to begin with."
    for language in begun.unworded:
        yield f"So are the words of the pages in “{language}”: layouts/strings/{language}.yaml."
    yield "Next:"
    yield f"  cd {quote(str(plan.folder))}"
    yield "  make serve      look at it while you write; README.md tells how to go on"
    yield "  make check      what is still to be filled in"


def _languages(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(word for word in text.replace(",", " ").split()))
    if not found:
        raise argparse.ArgumentTypeError("name at least one language, like sv,en")
    return found
