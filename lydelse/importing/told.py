"""What an import says to the person who ran it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lydelse.importing.model import Aside, Doubt, Manuscript, Reason

if TYPE_CHECKING:  # planning needs what may not be installed
    from lydelse.importing.plan import Plan

_LONGEST = 100
"""Characters of words that are quoted."""
_MOST = 5
"""How many of a kind are quoted."""

_REASONS = {
    Reason.DATE: "lines that state the day: the page says it itself",
    Reason.TITLE: "the title: it stands in version.yaml",
    Reason.FRONT_MATTER: "front matter",
    Reason.TEMPLATING: "templating: tags that a program would have replaced",
    Reason.NAVIGATION: "navigation: menus, headers, footers, tables of contents",
    Reason.PAGE: "page numbers, and lines that stand on every page",
    Reason.HIDDEN: "what isn't shown: comments and the like",
    Reason.IMAGE: "images: put them into “files/” if they are needed",
    Reason.FORM: "buttons and fields",
}


def told_plan(plan: Plan, *, dry_run: bool, whole: bool) -> Iterator[str]:
    """Tell what was written of a plan; its files one by one where the `whole` is wanted."""
    if not plan.versions:
        yield f"content/{plan.policy}: nothing to add"
        return
    done = "would be added" if dry_run else "added"
    files = f"{len(plan.added)} files" if len(plan.added) > 1 else "1 file"
    changed = f", {len(plan.changed)} changed" if plan.changed else ""
    span = str(plan.versions[0]) if len(plan.versions) == 1 else f"{plan.versions[0]} to {plan.versions[-1]}"
    count = "1 version" if len(plan.versions) == 1 else f"{len(plan.versions)} versions"
    yield f"content/{plan.policy}: {count} ({span}), {files} {done}{changed}"
    if whole:
        yield from (f"    {name}" for name in plan.added)
        yield from (f"    {name} (a line added)" for name in plan.changed)


def told_asides(manuscripts: Iterable[Manuscript]) -> Iterator[str]:
    """Tell which words were set aside, by the reason, with how often each was."""
    by_reason: dict[Reason, Counter[str]] = defaultdict(Counter)
    for aside in (aside for manuscript in manuscripts for aside in manuscript.asides):
        by_reason[aside.reason][_quoted(aside)] += 1
    if by_reason:
        yield "Set aside:"
    for reason, quoted in by_reason.items():
        yield f"    {_REASONS[reason]} ({quoted.total()})"
        for words, count in quoted.most_common(_MOST):
            yield f"        {words}" + (f" ({count} times)" if count > 1 else "")
        if len(quoted) > _MOST:
            yield f"        and {len(quoted) - _MOST} more"


def told_doubts(doubts: Sequence[Doubt]) -> Iterator[str]:
    """Tell what a person has to look at."""
    if doubts:
        yield "Look at:"
    for doubt in dict.fromkeys(doubts):
        where = f"{doubt.section}: " if doubt.section else ""
        yield f"    {where}{doubt.message}"


def _quoted(aside: Aside) -> str:
    line = f"line {aside.line}: " if aside.line else ""
    words = " ".join(aside.words.split())
    return f"{line}“{words if len(words) <= _LONGEST else words[:_LONGEST] + '…'}”"
