"""The recipe of an edition: a site read, resolved and rendered, ready for its pages to be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lydelse.declared import check_declared
from lydelse.layouts import Layouts
from lydelse.links import check_references
from lydelse.look import dressed
from lydelse.memory import FORGETFUL, Memory
from lydelse.model import Catalogue, Content, Fragments, Site
from lydelse.problems import Report
from lydelse.read import read_content
from lydelse.read.layouts import read_layouts
from lydelse.register import check_registers
from lydelse.render import Blocks
from lydelse.rendering import render_all
from lydelse.resolve import resolve
from lydelse.stages import stage

AsOf = Callable[[Site], date]
"""Gives the day for which a site is built; a day is one of the site's time zone."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site that is ready to be composed: nothing in its content or layouts is wrong."""

    content: Content
    catalogue: Catalogue
    fragments: Fragments
    layouts: Layouts


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
        layouts = layouts_of(root, content.site, report, memory)
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


def layouts_of(root: Path, site: Site, report: Report, memory: Memory = FORGETFUL) -> Layouts | None:
    """Read what the pages are made with, in the site's own look."""
    layouts = read_layouts(root, site.languages, report, memory)
    return None if layouts is None else dressed(layouts, site.look)


def _resolve_unreported(content: Content, day: date) -> Catalogue:
    """Resolve a content on another day than the build's, whose problems have been told."""
    return resolve(content, day, Report())
