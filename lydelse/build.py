"""The recipe: the one place that puts the stages together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lydelse import addresses
from lydelse.compose import TemplateFault, compose
from lydelse.declared import check_declared
from lydelse.layouts import Layouts
from lydelse.links import check_references
from lydelse.memory import FORGETFUL, Memory
from lydelse.model import Catalogue, Content, Fragments, Site, SiteFile
from lydelse.problems import Report
from lydelse.publish import Published, publish
from lydelse.read import read_content
from lydelse.read.layouts import read_layouts
from lydelse.register import Unanswered, answering, check_registers
from lydelse.rendering import render_all
from lydelse.resolve import resolve

AsOf = Callable[[Site], date]
"""Gives the day for which a site is built; a day is one of the site's time zone."""

Watch = Callable[[Iterator[SiteFile]], Iterator[SiteFile]]
"""Is given the files as they are made and gives them on, so that progress can be shown."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site that is ready to be composed: nothing in its content or layouts is wrong."""

    content: Content
    catalogue: Catalogue
    fragments: Fragments
    layouts: Layouts


def build(root: Path, as_of: AsOf, report: Report, watch: Watch, *, strict: bool = False) -> Published | None:
    """Build the site of a folder into its `site/`.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        report: where problems go.
        watch: sees the files as they are made.
        strict: whether warnings stop the build, too.

    Returns:
        What was published, or `None` when a problem stops the build; the site before is whole then.

    Raises:
        OSError: a source can't be read.
        Refused, Busy, OutputError: as `publish` raises them.
    """
    edition = prepare(root, as_of, report)
    if edition is None or report.exit_code(strict=strict):
        return None
    files = compose(edition.catalogue, edition.fragments, edition.layouts)
    files = answering(files, edition.catalogue.policies, edition.catalogue.as_of)
    try:
        return publish(watch(files), root / "site", lingering=addresses.ASSETS)
    except Unanswered as unanswered:
        report.extend(unanswered.problems)
        return None
    except TemplateFault as fault:
        report.misconfigured(fault.place, "template-fault", fault.message, fault.hint)
        return None


def prepare(
    root: Path, as_of: AsOf, report: Report, memory: Memory = FORGETFUL, *, late: bool = False
) -> Edition | None:
    """Read, resolve and render a site, and hold it against its registers; all problems are found in one go.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        report: where problems go.
        memory: what earlier runs made.
        late: whether versions that should have been sealed before are let in.
    """
    content = read_content(root, report, memory)
    if content is None:
        return None
    layouts = read_layouts(root, content.site.languages, report, memory)
    catalogue = resolve(content, as_of(content.site), report, memory)
    fragments = render_all(content, layouts, report, memory)
    unresolved = frozenset(policy.id for policy in content.policies if not policy.sound)
    check_references(catalogue, fragments, unresolved, report, memory)
    strings = layouts.strings if layouts else {}
    purposes = {language: words.say("consent_record") for language, words in strings.items()}
    check_declared(catalogue, fragments, purposes, report, memory)
    check_registers(content, catalogue, _resolve_unreported, report, memory, late=late)
    return None if layouts is None or report.errors else Edition(content, catalogue, fragments, layouts)


def _resolve_unreported(content: Content, day: date) -> Catalogue:
    """Resolve a content on another day than the build's, whose problems have been told."""
    return resolve(content, day, Report())
