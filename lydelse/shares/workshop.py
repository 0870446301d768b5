"""The work on one share: studied, then composed into the folder of the new site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lydelse.cache.files import keep_files
from lydelse.compose import Composition, Leaf, Outcomes, Plan, TemplateFault
from lydelse.compose.compared import Comparer
from lydelse.compose.history_leaves import ComparerOf
from lydelse.compressing import with_compressed
from lydelse.links import Links, check_references_of
from lydelse.look import dressed
from lydelse.memory import FORGETFUL
from lydelse.model import Catalogue, Consent, Fragments, Policy, SiteFile
from lydelse.problems import Problem, Report
from lydelse.publish import Former, Staging
from lydelse.read import Entry, policy_folder
from lydelse.read.layouts import read_layouts
from lydelse.register import Unanswered, answering
from lydelse.render import Blocks
from lydelse.shares.shelf import Shelf
from lydelse.shares.study import Gist, Outline, Setting, Study, gist_of, outline_of, study
from lydelse.snapshot import Snapshot, look

Watch = Callable[[Iterable[Leaf], int], Iterable[Leaf]]
"""Is given what files are made of, and how many there are, and gives it on."""

_OUTLINES = 64
"""How many policies that others link to are remembered at once."""


@dataclass(frozen=True, slots=True)
class Others:
    """What a policy's pages follow from besides the policy.

    Attributes:
        known: the ids of all policies.
        unresolved: those that have faults of their own; links to them aren't judged.
        consent: what the banner asks.
    """

    known: tuple[str, ...]
    unresolved: frozenset[str]
    consent: Consent | None


@dataclass(frozen=True, slots=True)
class Order:
    """An order for one policy's files.

    Attributes:
        policy: its id.
        leads_out: whether its texts link to other policies.
        named: those of them that there are, by id.
        successor: the policy that replaces it, without its texts.
        staging: where the files go; `None` when only its links are to be checked.
        former: its files that an earlier build wrote.
    """

    policy: str
    leads_out: bool
    named: frozenset[str]
    successor: Policy | None
    others: Others
    staging: Staging | None
    former: Former | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of an order: what is wrong, or the digests of the files by path and what they look like."""

    problems: tuple[Problem, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    look: Snapshot = field(default_factory=lambda: Snapshot((), b""))


@dataclass(frozen=True, slots=True)
class Handover:
    """Files of a policy that an earlier build wrote and that are just so in the new site."""

    policy: str
    files: Former
    staging: Staging


@dataclass(frozen=True, slots=True)
class Keeping:
    """Files of a policy that have just been published, by path, with their digests, and what they looked like when
    they had been written."""

    policy: str
    site: Path
    digests: Mapping[str, str]
    look: Snapshot


@dataclass(slots=True)
class Workshop:
    """What every share is worked on with. In another process it reads the layouts again: they can't be sent there."""

    root: Path
    setting: Setting
    shelf: Shelf
    _outlines: dict[str, Outline | None] = field(default_factory=dict)
    _blocks: Blocks = field(default_factory=Blocks)

    def __reduce__(self) -> tuple[object, ...]:
        return _workshop, (self.root, replace(self.setting, layouts=None), self.shelf)

    def study(self, folder: Entry) -> Gist:
        """Study the policy of a folder, and keep it.

        Raises:
            OSError: a source can't be read, or the policy can't be kept.
        """
        found = Report()
        memory = self.shelf.memory_of(folder.name)
        studied = study(folder, self.setting, found, memory, self.blocks)
        if studied is not None:
            self.shelf.put(folder.name, studied, memory, self.setting.began)
        return gist_of(studied, found.problems)

    @property
    def blocks(self) -> Blocks | None:
        """The blocks of texts that were rendered here; policies have many in common."""
        return None if self.setting.whole else self._blocks

    def compose(self, order: Order, watch: Watch | None = None) -> Delivery:
        """Check where a policy's links lead and, unless one leads nowhere, write its files.

        Args:
            order: what is asked for.
            watch: sees what the files are made of, so that progress can be shown.

        Raises:
            OutputError: the system refuses to read or write a file.
        """
        found = self._studied(order.policy)
        if found is None or found.policy is None:
            return Delivery()
        catalogue, fragments = self._among_others(found, found.policy, order)
        links, report = Links(catalogue, fragments, order.others.known), Report()
        if order.leads_out:
            check_references_of(found.policy, links, found.fragments, order.others.unresolved, report)
        layouts = self.setting.layouts
        if order.staging is None or layouts is None or report.errors:
            return Delivery(report.problems)
        papers = {found.policy.id: found.papers}
        composition = Composition(catalogue, fragments, layouts, links, order.others.consent, papers)
        outcomes = {language: self.shelf.outcomes(order.policy, language) for language in found.policy.languages}
        leaves = tuple(Plan(composition, _comparers(composition, outcomes)).of_policy(found.policy))
        watched = watch(leaves, len(leaves)) if watch else leaves
        files = (file for leaf in watched for file in leaf.make())
        whole = with_compressed(files, self.setting.site.precompressed)
        delivery = self._deliver(whole, found.policy, order, order.staging, report)
        if delivery.digests:
            self.shelf.put_outcomes(order.policy, outcomes)
        return delivery

    def policy(self, policy_id: str) -> Policy:
        """Give a policy with its texts that is known to mean something.

        Raises:
            LookupError: it means nothing any more: its folder was altered meanwhile.
        """
        found = self._studied(policy_id)
        if found is None or found.policy is None:
            raise LookupError(policy_id)
        return found.policy

    def _among_others(self, study: Study, policy: Policy, order: Order) -> tuple[Catalogue, Fragments]:
        """Put a policy among those to which it leads."""
        outlines = [each for name in sorted(order.named) if (each := self._outline(name)) is not None]
        others = [outline.policy for outline in outlines]
        if order.successor is not None and order.successor.id not in order.named:
            others.append(order.successor)
        fragments = dict(study.fragments)
        for outline in outlines:
            fragments |= outline.fragments
        return Catalogue(self.setting.site, self.setting.as_of, (policy, *others)), fragments

    def _outline(self, policy_id: str) -> Outline | None:
        """Give what links to a policy need; `None` when there is no such policy, or a fault keeps it from meaning
        anything."""
        if policy_id not in self._outlines:
            found = self._studied(policy_id)
            if len(self._outlines) >= _OUTLINES:
                del self._outlines[next(iter(self._outlines))]
            policy = found.policy if found else None
            self._outlines[policy_id] = outline_of(policy, found.fragments) if found and policy else None
        return self._outlines[policy_id]

    def _studied(self, policy_id: str) -> Study | None:
        """Give a policy that was studied, or study it again if what was kept of it has gone."""
        try:
            return self.shelf.get(policy_id)
        except LookupError:
            return study(policy_folder(self.root, policy_id), self.setting, Report(), FORGETFUL, self.blocks)

    def _deliver(
        self, files: Iterable[SiteFile], policy: Policy, order: Order, staging: Staging, report: Report
    ) -> Delivery:
        """Write a policy's files."""
        try:
            digests = staging.stage(answering(files, (policy,), self.setting.as_of), order.former)
        except Unanswered as unanswered:
            report.extend(unanswered.problems)
        except TemplateFault as fault:
            report.misconfigured(fault.place, "template-fault", fault.message, fault.hint)
        else:
            return Delivery(report.problems, digests, look(staging.folder, with_folders(digests), is_linked=True))
        return Delivery(report.problems)

    def take_over(self, handover: Handover) -> Snapshot:
        """Let files of an earlier build stand in the new site, too.

        Raises:
            OutputError: the system refuses to read or write a file.
        """
        handover.staging.take_over(handover.files)
        return look(handover.staging.folder, with_folders(handover.files.digests), is_linked=True)

    def keep(self, keeping: Keeping) -> Snapshot | None:
        """Keep a policy's files for the next build; give what they look like where they are kept."""
        if self.shelf.packs is None:
            return None
        return keep_files(self.shelf.packs, keeping.policy, keeping.site, keeping.digests, keeping.look)


def _comparers(composition: Composition, outcomes: Mapping[str, Outcomes | None]) -> ComparerOf:
    """Give what compares a policy's texts in each language, with what it came to before."""
    return lambda _policy, language: Comparer(composition.strings(language), outcomes[language])


def _workshop(root: Path, setting: Setting, shelf: Shelf) -> Workshop:
    layouts = read_layouts(root, setting.site.languages, Report())
    own = None if layouts is None else dressed(layouts, setting.site.look)
    return Workshop(root, replace(setting, layouts=own), shelf)


def with_folders(paths: Collection[str]) -> set[str]:
    """Give the paths of files and of the folders that hold them, but for the first one, which other shares may use."""
    found = set(paths)
    for path in paths:
        folder = path.rpartition("/")[0]
        while "/" in folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
