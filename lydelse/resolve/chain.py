"""The order of a policy's versions: which are public on a day, which were withdrawn, which amends which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lydelse.model import Amendment, VersionId
from lydelse.problems import Report


@dataclass(frozen=True, slots=True)
class Step:
    """A version in its place: the one that it amends (`base`) and the one that took it back, if any."""

    amendment: Amendment
    is_public: bool
    base: VersionId | None = None
    withdrawn_by: VersionId | None = None

    @property
    def id(self) -> VersionId:
        """The version's id."""
        return self.amendment.id


def chain(amendments: Sequence[Amendment], as_of: date, report: Report) -> tuple[Step, ...]:
    """Put the versions of a policy in order, each with its base.

    A version that has no published date though its day has come is reported, and then treated as published, so that
    nothing that follows from it is reported as well.
    """
    ordered = sorted(amendments, key=lambda amendment: amendment.id)
    _check_ordinals(ordered, report)
    public = {a.id: day for a in ordered if (day := _published(a, as_of, report)) is not None}
    withdrawals = _withdrawals(ordered, public, report)
    steps: list[Step] = []
    for amendment in ordered:
        base = _base(amendment.id, steps, public, withdrawals)
        steps.append(Step(amendment, amendment.id in public, base, withdrawals.get(amendment.id)))
    for index, step in enumerate(steps):
        _check_follows(step, ordered, report)
        _check_nothing_came_before(step, steps[:index], report)
        _check_corrects(step, ordered, report)
    _check_not_built_upon(steps, public, report)
    return tuple(steps)


def _check_ordinals(ordered: Sequence[Amendment], report: Report) -> None:
    ids = {amendment.id for amendment in ordered}
    for amendment in ordered:
        before = VersionId(amendment.id.effective, amendment.id.ordinal - 1)
        if amendment.id.ordinal > 1 and before not in ids:
            message = f"there is a version “{amendment.id}”, but no “{before}” before it"
            report.error(amendment.place, "version-number", message, f"Rename the folder to “{before}”.")


def _published(amendment: Amendment, as_of: date, report: Report) -> date | None:
    """Give the day on which a version was made public, if it is on the day `as_of`."""
    day = amendment.published
    if day is None and amendment.id.effective <= as_of:
        message = f"the version should hold since {amendment.id.effective}, but has no published date"
        hint = "Add “published:” with the day on which it was made public, or give the folder a later date."
        report.error(amendment.place, "draft-overdue", message, hint)
        return amendment.id.effective
    if day is not None and day > amendment.id.effective:
        message = f"published on {day}, after the day from which it holds, {amendment.id.effective}"
        report.warning(amendment.place_of("published"), "published-late", message, "The page tells readers both days.")
    return day if day is not None and day <= as_of else None


def _withdrawals(
    ordered: Sequence[Amendment], public: dict[VersionId, date], report: Report
) -> dict[VersionId, VersionId]:
    """Give which version takes back which, among the public ones."""
    by_id = {amendment.id: amendment for amendment in ordered}
    found: dict[VersionId, VersionId] = {}
    for amendment in ordered:
        for withdrawn in amendment.withdraws:
            if _can_withdraw(amendment, withdrawn, by_id, report) and amendment.id in public and withdrawn in public:
                found[withdrawn] = amendment.id
    return found


def _can_withdraw(
    amendment: Amendment, withdrawn: VersionId, by_id: dict[VersionId, Amendment], report: Report
) -> bool:
    place = amendment.place_of("withdraws")
    if withdrawn not in by_id or withdrawn == amendment.id:
        message = f"“{withdrawn}” is no other version of this policy"
        report.error(place, "version-unknown", message, _name_versions(by_id))
        return False
    if amendment.id in by_id[withdrawn].withdraws:
        message = f"“{withdrawn}” and this version take back each other"
        report.error(place, "version-unknown", message, "Keep one of the two.")
        return False
    if amendment.published is not None and amendment.published >= withdrawn.effective:
        message = f"the version “{withdrawn}” took effect on {withdrawn.effective} and can't be taken back after that"
        report.error(place, "withdrawn-too-late", message, "Write a new version that says what holds instead.")
        return False
    return True


def _base(
    version: VersionId,
    earlier: Sequence[Step],
    public: dict[VersionId, date],
    withdrawals: dict[VersionId, VersionId],
) -> VersionId | None:
    """Give the version that a version amends: the one before it.

    Drafts amend drafts, too. What a withdrawn version said stays as it was on the day it was published: later
    publications and withdrawals don't reach it.
    """
    latest_first = reversed(earlier)
    if version not in public:
        candidates = (step.id for step in latest_first if step.id not in withdrawals)
    elif version not in withdrawals:
        candidates = (step.id for step in latest_first if step.is_public and step.id not in withdrawals)
    else:
        day = public[version]
        candidates = (
            step.id
            for step in latest_first
            if step.is_public and public[step.id] <= day and public.get(withdrawals.get(step.id, version), day) >= day
        )
    return next(candidates, None)


def _check_follows(step: Step, ordered: Sequence[Amendment], report: Report) -> None:
    follows = step.amendment.follows
    if follows is None or follows == step.base:
        return
    place = step.amendment.place_of("follows")
    known = {amendment.id: amendment for amendment in ordered if amendment.id < step.id}
    if follows not in known:
        message = f"“{follows}” is no earlier version of this policy"
        report.error(place, "version-unknown", message, _name_versions(known))
    elif follows in step.amendment.withdraws:
        message = f"the version withdraws “{follows}”, so it follows the one before that"
        report.error(place, "version-between", message, f"Write “follows: {step.base}”.")
    elif step.base is not None:
        message = (
            f"the version was written against “{follows}”, but it comes after “{step.base}”, "
            "and would undo what that one says"
        )
        hint = f"Read “{step.base}”, take over what it changed, and write “follows: {step.base}”."
        report.error(place, "version-between", message, hint)


def _check_nothing_came_before(step: Step, earlier: Sequence[Step], report: Report) -> None:
    """Warn of a version before which another is published later: it no longer reads as it was published.

    A version that states what it follows is judged by that.
    """
    published = step.amendment.published
    if published is None or step.amendment.follows is not None or step.withdrawn_by is not None:
        return
    for other in earlier:
        stands = other.withdrawn_by is None and step.id not in other.amendment.withdraws
        if stands and other.amendment.published is not None and other.amendment.published > published:
            message = f"“{other.id}” was published after this version, but comes before it, and can change what it says"
            hint = f"Read both. If they agree, write “follows: {other.id}” here; if not, withdraw this one."
            report.warning(step.amendment.place, "version-inserted", message, hint)
            return


def _check_corrects(step: Step, ordered: Sequence[Amendment], report: Report) -> None:
    corrects = step.amendment.corrects
    if corrects is None:
        return
    known = {amendment.id: amendment for amendment in ordered if amendment.id < step.id}
    if corrects not in known:
        message = f"“{corrects}” is no earlier version of this policy"
        report.error(step.amendment.place_of("corrects"), "version-unknown", message, _name_versions(known))


def _check_not_built_upon(steps: Sequence[Step], public: dict[VersionId, date], report: Report) -> None:
    """Report a public version that was written on top of one that was taken back later: its text would change."""
    by_id = {step.id: step for step in steps}
    for step in steps:
        if step.withdrawn_by is None:
            continue
        withdrawer = by_id[step.withdrawn_by]
        day = public[withdrawer.id]
        for later in steps:
            built_upon = later.id > step.id and later.is_public and public[later.id] < day
            if built_upon and later.withdrawn_by is None and later.amendment.follows is None:
                message = f"“{step.id}” can't be taken back alone: “{later.id}” was published on top of it"
                hint = f"Withdraw “{later.id}” as well, and write a new version for what is left of it."
                report.error(withdrawer.amendment.place_of("withdraws"), "withdrawn-followed", message, hint)


def _name_versions(known: dict[VersionId, Amendment]) -> str:
    return f"The versions are {', '.join(map(str, sorted(known)))}." if known else "There is none."
