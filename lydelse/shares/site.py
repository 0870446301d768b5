"""A site made of its shares: what several policies have to do with each other, and what belongs to none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lydelse.banner import is_needed
from lydelse.compose import Composition, Plan
from lydelse.compressing import with_compressed
from lydelse.consent import consent_of
from lydelse.links import Links
from lydelse.model import Catalogue, Consent, Policy, SiteFile
from lydelse.problems import Report
from lydelse.publish import Staging
from lydelse.resolve import check_together
from lydelse.shares.past import Past
from lydelse.shares.study import Gist, Setting
from lydelse.shares.workshop import Order, Others, Workshop


@dataclass(frozen=True, slots=True)
class Shares:
    """All policies of a site, as far as they have to know of each other, by the names of their folders."""

    setting: Setting
    gists: Mapping[str, Gist]

    def check(self, report: Report) -> None:
        """Report what is wrong in single policies and among them, but for where links lead."""
        for gist in self.gists.values():
            report.extend(gist.problems)
        check_together(self.setting.site, [gist.source for gist in self.gists.values() if gist.source], report)

    def checks(self) -> list[Order]:
        """Give the orders to see where links lead, and to write nothing."""
        others = self._others()
        return [self._order(name, others, None, Past()) for name, gist in self.gists.items() if gist.named]

    def orders(self, staging: Staging, past: Past) -> list[Order]:
        """Give the orders for the files that have to be made."""
        others = self._others()
        touched = (name for name in self.gists if not self._is_untouched(name, past))
        return [self._order(name, others, staging, past) for name in touched]

    def untouched(self, past: Past) -> Iterator[str]:
        """Give the names of the policies whose files can be taken over."""
        return (name for name in self.gists if self._is_untouched(name, past))

    def _is_untouched(self, name: str, past: Past) -> bool:
        """Tell whether nothing from which a policy's files follow has changed since they were written, and they are
        there."""
        holder = self.setting.site.declaration
        needed = {name, holder or name} | self.gists[name].related
        return needed <= past.unmoved and name in past.files

    def _order(self, name: str, others: Others, staging: Staging | None, past: Past) -> Order:
        gist = self.gists[name]
        retired = gist.policy.retired if gist.policy else None
        successor = self.gists.get(retired.replaced_by) if retired and retired.replaced_by else None
        return Order(
            policy=name,
            leads_out=bool(gist.named),
            named=gist.named & self.gists.keys(),
            successor=successor.policy if successor else None,
            others=others,
            staging=staging,
            former=past.files.get(name),
        )

    def _others(self) -> Others:
        """Give what all policies have to know of each other."""
        known = tuple(name for name, gist in self.gists.items() if gist.policy is not None)
        sources = (gist.source for gist in self.gists.values())
        unresolved = frozenset(source.id for source in sources if source is not None and not source.sound)
        return Others(known, unresolved, self._consent())

    def _consent(self) -> Consent | None:
        """Give what the banner asks; `None` where it has nothing to ask for."""
        consent = consent_of(self._catalogue)
        return consent if is_needed(consent) else None

    @property
    def _catalogue(self) -> Catalogue:
        policies = tuple(gist.policy for gist in self.gists.values() if gist.policy is not None)
        return Catalogue(self.setting.site, self.setting.as_of, policies)

    def files(self, workshop: Workshop) -> Iterator[SiteFile]:
        """Give the files that belong to no policy.

        Raises:
            TemplateFault: a template asks for what isn't there.
        """
        layouts = self.setting.layouts
        if layouts is None:
            raise LookupError("there are no layouts")  # reading them has reported it
        catalogue = self._catalogue
        if (consent := self._consent()) is not None:
            holder = workshop.policy(consent.policy)
            catalogue = Catalogue(catalogue.site, catalogue.as_of, tuple(_instead(catalogue.policies, holder)))
        composition = Composition(catalogue, {}, layouts, Links(catalogue, {}), consent)
        files = frozenset(file for gist in self.gists.values() for file in gist.files)
        made = (file for leaf in Plan(composition).of_site(files) for file in leaf.make())
        return with_compressed(made, catalogue.site.precompressed)


def _instead(policies: tuple[Policy, ...], whole: Policy) -> Iterator[Policy]:
    """Give policies, one of them with its texts."""
    return (whole if policy.id == whole.id else policy for policy in policies)
