"""The recipe: the one place that puts the stages together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lydelse import addresses
from lydelse.compose import TemplateFault
from lydelse.compressing import check_compressors
from lydelse.declared import check_declared
from lydelse.layouts import Layouts
from lydelse.links import check_references
from lydelse.look import dressed
from lydelse.memory import FORGETFUL, Memory
from lydelse.model import Catalogue, Content, Fragments, Site, SiteFile
from lydelse.paper import Library
from lydelse.problems import Report
from lydelse.publish import Published, Staging, publish_by
from lydelse.read import policy_folders, read_content, read_policy_folder, read_settings
from lydelse.read.layouts import read_layouts
from lydelse.register import check_registers
from lydelse.render import Blocks
from lydelse.rendering import render_all
from lydelse.resolve import resolve
from lydelse.shares.study import Setting
from lydelse.shares.works import Faulty, Ground, Means, Works, at_work
from lydelse.stages import note, stage

__all__ = ["AsOf", "Edition", "Means", "Watch", "build", "prepare"]

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


def build(root: Path, as_of: AsOf, report: Report, means: Means, *, strict: bool = False) -> Published | None:
    """Build the site of a folder into its `site/`, policy by policy: what `prepare` and `compose` make of the whole,
    made of what has changed.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        report: where problems go.
        means: with what it is built.
        strict: whether warnings stop the build, too.

    Returns:
        What was published, or `None` when a problem stops the build; the site before is whole then.

    Raises:
        OSError: a source can't be read, or what was made of one can't be kept.
        Refused, Busy, OutputError: as `publish_by` raises them.
        ChildProcessError: a process that helped has ended.
    """
    with stage("layouts and settings read"):
        ground = _ground(root, as_of, report, means)
    if ground is None:
        return None
    past = ground.past
    note(f"from the last build: {len(past.gists)} of {len(ground.folders)} policies read, {len(past.unmoved)} composed")
    with at_work(ground, means) as works:
        shares = works.study(report)
        if report.exit_code(strict=strict):
            works.check_links(shares, report)
            return None

        def fill(staging: Staging) -> dict[str, str]:
            return works.fill(shares, staging, report, strict=strict)

        with stage("composed and published"):
            published = _publish(fill, works, report)
        return published and _keep(works, report, published)


def _keep(works: Works, report: Report, published: Published) -> Published:
    """Keep what was made for the next build. The site stands already: that it can't be kept is no failure."""
    try:
        works.keep(report)
    except OSError as error:
        return published._replace(unkept=str(error))
    return published


def _ground(root: Path, as_of: AsOf, report: Report, means: Means) -> Ground | None:
    """Read what all policies are built with. Without it they are read for the sake of their problems."""
    site = read_settings(root, report)
    folders = policy_folders(root, site, report)
    if site is None:
        for folder in folders:
            read_policy_folder(folder, (), report)
        return None
    check_compressors(site, report)
    layouts = _layouts(root, site, report)
    setting = Setting(site, as_of(site), layouts, Library.at(root, report), means.began, means.whole)
    return Ground.of(root, setting, folders, means)


def _publish(fill: Callable[[Staging], dict[str, str]], works: Works, report: Report) -> Published | None:
    try:
        site = works.ground.root / "site"
        return publish_by(
            fill,
            site,
            lingering=addresses.ASSETS,
            survey=works.survey,
            surveyed=works.ground.past.digests or None,
            reuse=works.reuse,
        )
    except Faulty:
        return None
    except TemplateFault as fault:
        report.misconfigured(fault.place, "template-fault", fault.message, fault.hint)
        return None


def prepare(
    root: Path,
    as_of: AsOf,
    report: Report,
    memory: Memory = FORGETFUL,
    *,
    late: bool = False,
    blocks: Blocks | None = None,
) -> Edition | None:
    """Read, resolve and render a site, and hold it against its registers; all problems are found in one go.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        report: where problems go.
        memory: what earlier runs made.
        late: whether versions that should have been sealed before are let in.
        blocks: the blocks of texts that earlier runs rendered.
    """
    with stage("content read"):
        content = read_content(root, report, memory)
    if content is None:
        return None
    with stage("layouts read"):
        layouts = _layouts(root, content.site, report, memory)
    with stage("versions resolved"):
        catalogue = resolve(content, as_of(content.site), report, memory)
    with stage("texts rendered"):
        fragments = render_all(content, layouts, report, memory, Blocks() if blocks is None else blocks)
    unresolved = frozenset(policy.id for policy in content.policies if not policy.sound)
    with stage("links followed"):
        check_references(catalogue, fragments, unresolved, report, memory)
    strings = layouts.strings if layouts else {}
    purposes = {language: words.say("consent_record") for language, words in strings.items()}
    check_declared(catalogue, fragments, purposes, report, memory)
    with stage("registers checked"):
        check_registers(content, catalogue, _resolve_unreported, report, memory, late=late)
    return None if layouts is None or report.errors else Edition(content, catalogue, fragments, layouts)


def _layouts(root: Path, site: Site, report: Report, memory: Memory = FORGETFUL) -> Layouts | None:
    """Read what the pages are made with, in the site's own look."""
    layouts = read_layouts(root, site.languages, report, memory)
    return None if layouts is None else dressed(layouts, site.look)


def _resolve_unreported(content: Content, day: date) -> Catalogue:
    """Resolve a content on another day than the build's, whose problems have been told."""
    return resolve(content, day, Report())
