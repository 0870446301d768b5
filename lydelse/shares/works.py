"""The work on a site, share by share: what has to be done is done by one process or several, the rest is taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lydelse.cache.files import folder_of, names_of_files, sums_of
from lydelse.cache.ledger import LEDGER, Basis, Ledger, Record, basis_of, load_ledger, save_ledger, settled
from lydelse.cache.packs import Packs
from lydelse.problems import Problem, Report
from lydelse.publish import KEEP, SUMS, Former, Staging, left_in, move, survey
from lydelse.read import Entry
from lydelse.shares.crew import Crew, crew, processors
from lydelse.shares.past import GISTS, Past, keep_gists, past_of
from lydelse.shares.shelf import AT_ONCE, Shelf, outcomes_of, pack_of
from lydelse.shares.site import Shares
from lydelse.shares.study import Gist, Setting
from lydelse.shares.workshop import Delivery, Handover, Keeping, Order, Workshop, with_folders
from lydelse.snapshot import NOTHING, Snapshot, look
from lydelse.stages import Progress

_THIS = "this run"
"""What tells the engine where nothing is kept for another."""
_SPLITS_FROM = 300
"""How many files have to be worked on before a second process pays."""
_LINKED = 250
"""How many files get further names in the time that work on one takes."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a site is built.

    Attributes:
        began: when the build began, in nanoseconds since 1970.
        cache: where what is made is kept for the next build; `None` when nothing is kept or used.
        processes: how many work at once; 0 for as many as pay.
        progress: shows how far the work is.
        whole: whether every text is rendered as a whole, rather than joined from blocks that others have, too.
    """

    began: int
    cache: Packs | None
    processes: int
    progress: Progress
    whole: bool = False


class Made(NamedTuple):
    """A policy's files in the new site: their digests by path, what they look like, what was found while they were
    made, and what tells them from all others."""

    digests: Mapping[str, str]
    look: Snapshot
    problems: tuple[Problem, ...]
    sums: str


class Faulty(Exception):  # noqa: N818 - the report says what is wrong
    """Something turned out to be wrong while files were written already."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is to begin with: the policies' folders, what they and all else look like, and what of the last
    build still holds."""

    root: Path
    setting: Setting
    folders: tuple[Entry, ...]
    sources: Mapping[str, Snapshot]
    basis: Basis
    past: Past

    @classmethod
    def of(cls, root: Path, setting: Setting, folders: tuple[Entry, ...], means: Means) -> Ground:
        """Look at the ground.

        Raises:
            OSError: something can't be looked at.
        """
        sources = {folder.name: look(folder.path) for folder in folders}
        basis = basis_of(root, str(setting.as_of))
        cache = means.cache
        past = past_of(cache, root / "site", basis, sources, load_ledger(cache)) if cache else Past()
        return cls(root, setting, folders, sources, basis, past)

    def lasting_basis(self, began: int) -> Basis | None:
        """Give the basis for the next build to know it by; `None` when something of it was touched just before this one
        began, or since: what was read of it may be older than its look."""
        return None if self.basis.is_fresh(began) else self.basis

    @property
    def effort(self) -> float:
        """About how many files have to be worked on."""
        past = self.past
        moved = sum(len(seen.paths) for name, seen in self.sources.items() if name not in past.unmoved & {*past.files})
        linked = (each for name, each in past.files.items() if not (past.digests and name in past.kept))
        return moved + sum(len(each.digests) for each in linked) / _LINKED


@dataclass(slots=True)
class Works:
    """The work on a site while it goes on."""

    ground: Ground
    means: Means
    crew: Crew
    _made: dict[str, Made] = field(default_factory=dict)
    _moved: set[str] = field(default_factory=set)
    _kept: dict[str, Snapshot | None] = field(default_factory=dict)
    _is_as_left: bool = False
    _rest_seen: Snapshot = NOTHING
    _files: int = 0

    def study(self, report: Report) -> Shares:
        """Study the policies of which that isn't known yet, and report what is wrong in any.

        Raises:
            OSError: a source can't be read.
            ChildProcessError: a process that helped has ended.
        """
        gists = dict(self.ground.past.gists)
        stale = [folder for folder in self.ground.folders if folder.name not in gists]
        studied = self.means.progress(self.crew.each(Workshop.study, stale), len(stale), "policies read")
        gists |= {folder.name: gist for folder, gist in zip(stale, studied, strict=True)}
        shares = Shares(self.ground.setting, {name: gists[name] for name in self.ground.sources})
        shares.check(report)
        self._keep_gists(shares.gists)
        return shares

    def _keep_gists(self, gists: Mapping[str, Gist]) -> None:
        if self.means.cache is not None:
            settled_ = {name: settled(seen, self.means.began) for name, seen in self.ground.sources.items()}
            keep_gists(self.means.cache, self.ground.lasting_basis(self.means.began), settled_, gists)

    def check_links(self, shares: Shares, report: Report) -> None:
        """Report where links from one policy to another lead nowhere."""
        for delivery in self.crew.each(Workshop.compose, shares.checks()):
            report.extend(delivery.problems)

    def fill(self, shares: Shares, staging: Staging, report: Report, *, strict: bool) -> dict[str, str]:
        """Write the files of the new site; give their digests by path.

        Args:
            shares: the policies.
            staging: where the files go.
            report: where problems go.
            strict: whether warnings stop the work, too.

        Raises:
            Faulty: a problem stops the work.
            TemplateFault: a template asks for what isn't there.
            OutputError: the system refuses to read or write a file.
            ChildProcessError: a process that helped has ended.
        """
        self._forget_another_site(staging.site)
        past, digests = self.ground.past, dict[str, str]()
        orders = shares.orders(staging, past)
        for order, delivery in zip(orders, self._composed(orders), strict=True):
            report.extend(delivery.problems)
            seen = self._as_taken_over(order.policy, delivery.look)
            self._made[order.policy] = Made(delivery.digests, seen, delivery.problems, sums_of(delivery.digests))
        untouched = tuple(shares.untouched(past))
        for name in untouched:
            report.extend(past.problems_of(name))
        if report.exit_code(strict=strict):
            raise Faulty
        rest = staging.stage(shares.files(self.crew.workshop), Former(staging.site, past.digests))
        seen = look(staging.folder, rest, is_linked=True)
        self._rest_seen = seen if past.left is None or seen.agrees_with(past.left.rest) else NOTHING
        for name, seen in self._taken_over(untouched, staging):
            self._made[name] = Made(past.files[name].digests, seen, past.problems_of(name), past.sums_of(name))
        for made in self._made.values():
            digests |= made.digests
        self._files = len(digests) + len(rest)
        return digests | rest

    def _taken_over(self, names: Collection[str], staging: Staging) -> Iterator[tuple[str, Snapshot]]:
        """Let files of an earlier build stand in the new site, too: those that are kept, or else further names of
        them. Give what they look like there."""
        past, orders = self.ground.past, list[Handover]()
        for name in names:
            former, kept = past.files[name], past.kept.get(name)
            if kept is not None and move(kept.paths, self._folder_of(name), staging.folder):
                self._moved.add(name)
                yield name, kept
            else:
                orders.append(Handover(name, former, staging))
        for order, seen in zip(orders, self.crew.each(Workshop.take_over, orders), strict=True):
            yield order.policy, self._as_taken_over(order.policy, seen)

    def _as_taken_over(self, name: str, seen: Snapshot) -> Snapshot:
        """Give what a policy's files look like. When somebody altered one of an earlier build just before it got its
        further name, that's something that nothing looks like, so that the next build makes it anew."""
        record = self.ground.past.left.policies.get(name) if self.ground.past.left else None
        return seen if record is None or seen.agrees_with(record.made) else NOTHING

    def _forget_another_site(self, site: Path) -> None:
        """Take nothing over from the site when another build has put a site there since it was looked at: from now on
        none can."""
        past = self.ground.past
        if past.digests and not (past.left and past.left.is_that_folder(site)):
            self.ground = replace(self.ground, past=Past(past.gists))

    def _composed(self, orders: list[Order]) -> Iterator[Delivery]:
        progress = self.means.progress
        if len(orders) == 1:
            yield self.crew.workshop.compose(orders[0], partial(progress, what="pages made"))
        else:
            yield from progress(self.crew.each(Workshop.compose, orders), len(orders), "policies composed")

    def survey(self, site: Path) -> Mapping[str, str]:
        """Tell what stands in the site's folder, as `survey` does, which is slower: files that were altered where they
        stand are as good as others to be replaced."""
        past = self.ground.past
        self._is_as_left = bool(past.digests) and past.left is not None and past.left.has_site_the_same_files(site)
        return past.digests if self._is_as_left else survey(site)

    def reuse(self, old: Path) -> None:
        """Keep files of the site before whose further names have become those of the new one."""
        past = self.ground.past
        if past.left is None or not self._is_as_left:
            return
        for name in self._moved:
            with suppress(OSError):
                if move(self._made[name].look.paths, old, self._folder_of(name)):
                    self._kept[name] = past.left.policies[name].made

    def _folder_of(self, name: str) -> Path:
        cache = self.means.cache
        if cache is None:
            raise LookupError("nothing is kept")  # nobody asks for it then
        return folder_of(cache, name)

    def keep(self, report: Report) -> None:
        """Keep what was done for the next build.

        Raises:
            OSError: it can't be written, or the site can't be looked at.
        """
        if self.means.cache is None:
            return
        began, sources = self.means.began, self.ground.sources
        site = self.ground.root / "site"
        new = [
            Keeping(name, site, made.digests, made.look) for name, made in self._made.items() if name not in self._kept
        ]
        self._kept |= zip((each.policy for each in new), self.crew.each(Workshop.keep, new), strict=True)
        ledger = Ledger(
            zone=self.ground.setting.site.time_zone,
            basis=self.ground.lasting_basis(began),
            policies={name: self._record(name, settled(seen, began)) for name, seen in sources.items()},
            rest=self._look_at_rest(site),
            problems=report.problems,
            files=self._files,
            is_settled=left_in(site) <= {SUMS, KEEP},
        )
        save_ledger(self.means.cache, ledger)
        self.means.cache.tidy({LEDGER, GISTS, *self._packs()})

    def _record(self, name: str, source: Snapshot) -> Record:
        made = self._made[name]
        return Record(source, made.look, made.problems, made.sums, self._kept[name])

    def _packs(self) -> Iterator[str]:
        """Give the names of what is kept of the policies."""
        for name in self.ground.sources:
            yield pack_of(name)
            yield from names_of_files(name)
            yield from (outcomes_of(name, language) for language in self.ground.setting.site.languages)

    def _look_at_rest(self, site: Path) -> Snapshot:
        """Look at the files that belong to no policy, and at the folders that several may use; give what nothing looks
        like when somebody has altered one of these files since they were written."""
        files = {*self._rest_seen.paths, *left_in(site)}
        policies = (path for made in self._made.values() for path in made.look.paths)
        shared = {path.partition("/")[0] for path in (*files, *policies) if "/" in path}
        found = look(site, {"", *shared, *with_folders(files)}, is_linked=True)
        return found if self._rest_seen.holds(site) else NOTHING


@contextmanager
def at_work(ground: Ground, means: Means) -> Iterator[Works]:
    """Work on a site; what helped is gone afterwards."""
    with ExitStack() as stack:
        fitting = processors() if ground.effort >= _SPLITS_FROM else 1
        processes = means.processes or fitting
        lasting = ground.lasting_basis(means.began)
        basis = lasting.digest if lasting else f"{ground.basis.digest} {means.began}"
        shelf = Shelf(means.cache, basis, lasts=means.cache is not None)
        if means.cache is None and (processes > 1 or ground.effort > AT_ONCE):
            shelf.packs = Packs(Path(stack.enter_context(TemporaryDirectory())), _THIS)
        together = stack.enter_context(crew(Workshop(ground.root, ground.setting, shelf), processes))
        yield Works(ground, means, together)
