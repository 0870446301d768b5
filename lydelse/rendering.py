"""Renders all texts of a site, each distinct one once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from lydelse.layouts import Layouts
from lydelse.memory import Memory
from lydelse.model import Content, Fragment, Fragments, PolicySource, RenderingKey, Revision
from lydelse.problems import Report
from lydelse.render import Blocks, Words, render
from lydelse.stages import each

_Made = dict[RenderingKey, Fragment]


def render_all(
    content: Content, layouts: Layouts | None, report: Report, memory: Memory, blocks: Blocks | None
) -> Fragments:
    """Render each distinct text once. Without layouts it is done for the problems' sake alone.

    Args:
        content: what was read.
        layouts: whose words rendering adds.
        report: where problems go; those of drafts are warnings.
        memory: what was rendered before.
        blocks: the blocks of texts that were rendered before; `None` renders every text as a whole.
    """
    words = {language: words_of(layouts, language) for language in content.site.languages}
    fragments: _Made = {}
    sound: _Made = {}
    for source in each(content.policies, "policies rendered"):
        make = partial(_render_policy, source, words, sound, memory, blocks=blocks)
        fragments |= memory.of_values(("render", source.id), (source, words), make, report)
    return fragments


def _render_policy(
    source: PolicySource,
    words: Mapping[str, Words],
    sound: _Made,
    memory: Memory,
    report: Report,
    *,
    blocks: Blocks | None,
) -> _Made:
    """Render a policy's texts, but for those in which another found nothing wrong; they go to `sound`."""
    fragments: _Made = {}
    for revision, is_draft in revisions_of(source):
        key = revision.rendered_as
        if key in fragments:
            continue
        found = Report()
        fragments[key] = sound[key] if key in sound else render_text(revision, words, found, memory, blocks)
        if not found.problems:
            sound[key] = fragments[key]
        (report.extend_as_drafts if is_draft else report.extend)(found.problems)
    return fragments


def render_text(
    revision: Revision, words: Mapping[str, Words], report: Report, memory: Memory, blocks: Blocks | None
) -> Fragment:
    """Render one text, with the words of its language."""
    make = partial(render, revision, words[revision.language], blocks=blocks)
    return memory.of_values(("text", revision.place.path), (revision, words), make, report)


def revisions_of(source: PolicySource) -> Iterator[tuple[Revision, bool]]:
    """Give the texts of a policy, and whether they are a draft's.

    Drafts come last: a fault that a published text shares with a draft counts as the published one's.
    """
    for amendment in sorted(source.amendments, key=lambda amendment: amendment.is_draft):
        for revision in amendment.revisions:
            yield revision, amendment.is_draft


def words_of(layouts: Layouts | None, language: str) -> Words:
    """Give the words of a language that rendering adds to texts; none without layouts."""
    texts = layouts.strings[language].texts if layouts else {}
    return Words(
        footnotes=texts.get("sentences.footnotes", ""),
        footnote_back=texts.get("sentences.footnote_back", ""),
        table=texts.get("sentences.table", ""),
    )
