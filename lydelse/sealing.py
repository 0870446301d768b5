"""The recipes of the register: what was published is entered, and personal data are taken out of old texts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lydelse.asked import chosen_policies
from lydelse.compose import Composition
from lydelse.compose.lasting import lasting_addresses
from lydelse.links import Links
from lydelse.model import REGISTER_FILE, Entry, Lasting, Policy, Register, Version
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Place, Report
from lydelse.register import seal, write_register


@dataclass(frozen=True, slots=True)
class Sealed:
    """A policy's register after sealing, the entries that were added, and the versions that wait: they state a day of
    publication that is still to come, and the register lacks them."""

    register: Register
    added: tuple[Entry, ...]
    waiting: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealing:
    """How it is sealed: `on` gives the day of the entries; `late` lets in versions that should have been sealed before,
    marked so; when `strict`, a warning keeps anything from being sealed."""

    on: AsOf
    late: bool = False
    strict: bool = False


def seal_site(
    root: Path, as_of: AsOf, policies: Collection[str], report: Report, sealing: Sealing
) -> tuple[Sealed, ...] | None:
    """Enter into the registers what was published and isn't there yet.

    Args:
        root: the folder that holds `content/`.
        as_of: what is published after this day isn't entered.
        policies: the ids of the policies; all of them when empty.
        report: where problems go.
        sealing: how it is sealed.

    Returns:
        What was entered by policy, or `None` when a problem keeps it from being done.

    Raises:
        Unfit: a policy isn't there.
        OSError: a source can't be read.
        Busy, OutputError: as `write_register` raises them.
    """
    found = Report()
    edition = prepare(root, as_of, found, late=sealing.late)
    # What isn't sealed is about to be.
    report.extend(problem for problem in found.problems if problem.code != "version-unsealed")
    if edition is None:
        return None
    chosen = chosen_policies(edition.catalogue, policies)
    day = sealing.on(edition.catalogue.site)
    check_days(chosen, day, report)
    if report.exit_code(strict=sealing.strict):
        return None
    return tuple(_seal_policy(root, edition, policy, day) for policy in chosen)


def check_days(policies: Collection[Policy], day: date, report: Report) -> None:
    """Report a day before that of the last entry: nothing is entered for a day gone by."""
    for policy in policies:
        last = policy.register.last_day if policy.register else None
        if policy.register and last is not None and day < last:
            message = f"the register was sealed on {last}, and nothing is entered for an earlier day"
            hint = "Leave --as-of and SOURCE_DATE_EPOCH out, and check that the computer's clock is right."
            report.error(policy.register.place, "sealed-later", message, hint)


def _seal_policy(root: Path, edition: Edition, policy: Policy, day: date) -> Sealed:
    catalogue = edition.catalogue
    composition = Composition(catalogue, edition.fragments, edition.layouts, Links(catalogue, edition.fragments))

    def addresses(version: Version, language: str) -> tuple[Lasting, ...]:
        return tuple(lasting_addresses(composition, policy, version, language))

    before = policy.register
    register = before or Register((), Place(f"content/{policy.id}/{REGISTER_FILE}"))
    sealed = seal(policy, register, day, addresses)
    added = sealed.entries[len(register.entries) :]
    if added:
        write_register(root, before, sealed)
    known = {entry.version for entry in sealed.entries}
    waiting = tuple(draft for draft in policy.drafts if draft.published and draft.id not in known)
    return Sealed(sealed, added, waiting)
