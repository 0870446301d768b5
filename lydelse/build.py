"""The recipe: the one place that puts the stages together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lydelse import addresses
from lydelse.compose import TemplateFault
from lydelse.compressing import check_compressors
from lydelse.paper import Library
from lydelse.preparing import AsOf, layouts_of
from lydelse.problems import Report
from lydelse.publish import Published, Staging, publish_by
from lydelse.read import policy_folders, read_policy_folder, read_settings
from lydelse.shares.study import Setting
from lydelse.shares.works import Faulty, Ground, Means, Works, at_work
from lydelse.stages import note, stage

__all__ = ["Means", "build"]


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
    layouts = layouts_of(root, site, report)
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
