"""`import`: versions of a policy are made of a document."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lydelse.clock import Clock
from lydelse.commands import Outcome, day
from lydelse.importing.errors import Unreadable
from lydelse.importing.told import told_asides, told_doubts, told_plan
from lydelse.model import ID
from lydelse.problems import ExitCode, Report
from lydelse.program import how_to_install
from lydelse.progress import Meter

if TYPE_CHECKING:
    from lydelse.imports import Ground, Imported, Order

DESCRIPTION = """\
Make a version of a policy from a document: Markdown, HTML, Word (.docx), PDF or plain text; or all its versions from
its history in git, or from a folder of files that are named after their days. Headings become sections with ids.
Nothing that is there is written over; every word of the document is in the import, or is told as set aside.
docs/importing.md explains what to look at afterwards.
"""
EPILOG = """\
exit codes:
  0   done
  1   the document, or what would become of it, is at fault; nothing was written
  2   the command, content/site.yaml or what is installed is at fault; nothing was written
  74  a file can't be read or written; the content is as it was

examples:
  %(prog)s policy.docx --policy privacy --lang en --effective 2018-05-25
  %(prog)s integritet.html --policy privacy --lang sv --base https://www.example.com/integritet
  %(prog)s ../website/legal/privacy.md --history --policy privacy --lang en
  %(prog)s ../site-policy --map 'Policies/**/*.md={name}' --lang en --dry-run
"""
_READERS = frozenset({"anyascii", "linkify_it", "mammoth", "markdown_it", "mdit_py_plugins", "pdfminer"})
"""What the extra `import` installs."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "source",
        metavar="SOURCE",
        type=Path,
        help="the document; or a folder of dated files, a git repository, a bundle",
    )
    parser.add_argument("--policy", metavar="ID", type=_policy, help="the id of the policy, the name of its folder")
    parser.add_argument("--lang", metavar="LANGUAGE", required=True, help="the language of the document, like sv")
    parser.add_argument(
        "--effective", metavar="DATE", type=day, help="the day from which it holds (default: the one that it states)"
    )
    parser.add_argument(
        "--base", metavar="URL", default="", help="the address at which it was published, from which its links lead"
    )
    history = parser.add_argument_group("histories")
    history.add_argument("--history", action="store_true", help="import the document's whole history in git")
    history.add_argument("--path", metavar="PATH", default="", help="the document's path, where SOURCE is a repository")
    history.add_argument(
        "--map",
        metavar="FILES=ID",
        action="append",
        default=[],
        help="import many documents of a repository: 'Policies/*.md={name}'; may be given several times",
    )
    history.add_argument(
        "--branch", metavar="BRANCH", default="", help="the branch (default: the one that is checked out)"
    )
    history.add_argument(
        "--every", action="store_true", help="make a version of every text of a day, not of the last alone"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")


def run(options: argparse.Namespace, report: Report) -> Outcome:
    """Import; say what was done and what a person has to look at."""
    try:
        return _import(options, report)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _READERS:
            raise
        said = f"A reader of documents isn't installed ({missing.name})."
        return Outcome(ExitCode.CONFIGURATION, f"{said}\n    {how_to_install('import')}")


def _import(options: argparse.Namespace, report: Report) -> Outcome:
    from lydelse import imports  # noqa: PLC0415  # the readers may not be installed, and help needs none
    from lydelse.importing.law import Unfaithful  # noqa: PLC0415

    if bool(options.policy) == bool(options.map):
        said = "Say which policy it becomes: --policy, or --map for many documents; not both."
        return Outcome(ExitCode.CONFIGURATION, f"{said}\n    For example: --policy privacy")
    clock = Clock.of(options.as_of)
    ground = imports.survey(options.root, clock, report)
    if ground is None:
        return Outcome(
            ExitCode.CONFIGURATION, "Nothing was imported: the site has to be described first, as told above."
        )
    try:
        do = _import_histories if _is_history(options) else _import_document
        return do(ground, options, clock, report)
    except Unreadable as fault:
        return Outcome(ExitCode.CONTENT, "\n    ".join(filter(None, (f"Nothing was imported: {fault}", fault.hint))))
    except Unfaithful as fault:
        hint = "This is a fault of the importer, not of the document: please report it."
        return Outcome(ExitCode.CONTENT, f"Nothing was imported: {fault}\n    {hint}")


def _import_document(ground: Ground, options: argparse.Namespace, clock: Clock, report: Report) -> Outcome:
    from lydelse import imports  # noqa: PLC0415  # as above

    imported = imports.import_document(ground, _order(options))
    if imported.plan.versions and not options.dry_run and not imports.put_in(ground, [imported], clock, report):
        return Outcome(ExitCode.CONTENT, "Nothing was imported: the build would find these faults in it.")
    return Outcome(ExitCode.OK, "\n".join(_told(imported, dry_run=options.dry_run)))


def _is_history(options: argparse.Namespace) -> bool:
    """Whether a history is asked for. A document alone has none of its options."""
    from lydelse.importing.git import is_bundle  # noqa: PLC0415  # as above

    asked = options.history or options.path or options.map or options.branch or options.every
    return bool(asked) or options.source.is_dir() or is_bundle(options.source)


def _import_histories(ground: Ground, options: argparse.Namespace, clock: Clock, report: Report) -> Outcome:
    from lydelse import histories, imports  # noqa: PLC0415  # as above
    from lydelse.importing.mapping import Rule  # noqa: PLC0415
    from lydelse.importing.told_histories import told_histories  # noqa: PLC0415

    order = histories.HistoryOrder(
        source=options.source,
        language=options.lang,
        policy=options.policy or "",
        path=options.path,
        rules=tuple(map(Rule.parse, options.map)),
        branch=options.branch,
        every=options.every,
        effective=options.effective,
        base=options.base,
    )
    meter = Meter("histories read")
    try:
        found = histories.import_histories(ground, order, _watch(meter))
    finally:
        meter.end()
    plans = [each.imported for each in found if each.imported is not None]
    is_sound = len(plans) == len(found)
    told = "\n".join(told_histories(found, dry_run=options.dry_run or not is_sound))
    if not is_sound:
        hint = "Nothing was imported: mend what is told above, or leave a document out with --map 'its/path='."
        return Outcome(ExitCode.CONTENT, f"{told}\n{hint}")
    is_new = any(plan.plan.versions for plan in plans)
    if is_new and not options.dry_run and not imports.put_in(ground, plans, clock, report):
        return Outcome(ExitCode.CONTENT, "Nothing was imported: the build would find these faults in it.")
    return Outcome(ExitCode.OK, told)


def _watch(meter: Meter) -> Callable[[int, int, str], None]:
    """Show how far an import is."""

    def watch(done: int, count: int, _policy: str) -> None:
        meter.at(done, count)

    return watch


def _order(options: argparse.Namespace) -> Order:
    from lydelse.imports import Order  # noqa: PLC0415  # as above

    return Order(options.source, options.policy, options.lang, options.effective, options.base)


def _told(imported: Imported, *, dry_run: bool) -> Iterator[str]:
    yield from told_plan(imported.plan, dry_run=dry_run, whole=True)
    yield from told_asides(imported.manuscripts)
    yield from told_doubts(imported.doubts)


def _policy(text: str) -> str:
    if not ID.fullmatch(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no id; write small letters, digits and hyphens, like privacy")
    return text
