"""The recipe that makes PDFs of the versions, those that are missing or whose page is another one now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from itertools import chain
from pathlib import Path
from types import ModuleType

from lydelse import addresses
from lydelse.asked import Unfit, chosen_policies
from lydelse.canonical import canonical_text
from lydelse.compose import Composition, TemplateFault
from lydelse.compose.paper_page import paper_page
from lydelse.model import Policy, Version
from lydelse.paper import Index, Made, holding, is_whole, read_index, remove_paper, write_index, write_paper
from lydelse.preparing import AsOf, prepare
from lydelse.problems import Report, suggest
from lydelse.program import how_to_install


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which policies, versions and languages PDFs are to be made, by their ids; of all where none is named."""

    policies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of it, by address: the PDFs that were `made` (or are to be, where it was only looked at), how many
    were `kept` as they were, and those that were `removed`, since they belong to no version any more."""

    made: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    policy: Policy
    version: Version
    language: str
    address: str


Watch = Callable[[int, int, str], None]
"""Is told which PDF is made next: its number, how many there are, and its address."""


def print_site(root: Path, as_of: AsOf, wanted: Wanted, report: Report, watch: Watch) -> Printed | None:
    """Make the PDFs that are missing or out of date.

    Args:
        root: the folder that holds `content/`.
        as_of: the day: what is published later has none.
        wanted: of what.
        report: where problems go.
        watch: sees what is made.

    Returns:
        What was made, or `None` when a problem keeps it from being done.

    Raises:
        Unfit: what is wanted isn't there, or WeasyPrint isn't.
        OSError: a source can't be read.
        Busy, OutputError: the PDFs can't be written.
    """
    return _with_composition(root, as_of, wanted, report, lambda press: press.run(watch))


def look_over(root: Path, as_of: AsOf, wanted: Wanted, report: Report) -> Printed | None:
    """Tell what `print_site` would do, without WeasyPrint; arguments and errors are the same."""
    return _with_composition(root, as_of, wanted, report, _Press.look)


def _with_composition(
    root: Path, as_of: AsOf, wanted: Wanted, report: Report, work: Callable[[_Press], Printed]
) -> Printed | None:
    edition = prepare(root, as_of, report)
    if edition is None:
        return None
    composition = Composition.of(edition.catalogue, edition.fragments, edition.layouts)
    jobs = tuple(_jobs(composition, wanted))
    try:
        return work(_Press(root, composition, jobs, read_index(root, report)))
    except TemplateFault as fault:
        report.misconfigured(fault.place, "template-fault", fault.message, fault.hint)
        return None


def _jobs(composition: Composition, wanted: Wanted) -> Iterator[_Job]:
    policies = chosen_policies(composition.catalogue, wanted.policies)
    _check_named(wanted.versions, {str(version.id) for policy in policies for version in policy.versions}, "version")
    _check_named(wanted.languages, {language for policy in policies for language in policy.languages}, "language")
    for policy in policies:
        for version in policy.versions:
            for language in version.languages:
                is_named = not wanted.versions or str(version.id) in wanted.versions
                if is_named and (not wanted.languages or language in wanted.languages):
                    there = composition.addresses(policy, language)
                    yield _Job(policy, version, language, there.paper(version.id))


def _check_named(named: Collection[str], known: Collection[str], what: str) -> None:
    for word in named:
        if word not in known:
            raise Unfit(f"there is no {what} “{word}” among what is published", suggest(word, known))


@dataclass(frozen=True, slots=True)
class _Press:
    """The work of one run: what is to be printed, and what was."""

    root: Path
    composition: Composition
    jobs: tuple[_Job, ...]
    index: Index

    def look(self) -> Printed:
        """Tell what there is to do."""
        due = tuple(job.address for job, _, _ in self._due())
        return Printed(due, len(self.jobs) - len(due), self._left_over())

    def run(self, watch: Watch) -> Printed:
        """Do it. The index is written after each PDF, so that nothing is lost when the run is interrupted."""
        due = tuple(self._due())
        if not due and not self._left_over():
            return self.look()
        index = dict(self.index)
        with holding(self.root):
            for number, (job, html, made) in enumerate(due, start=1):
                watch(number, len(due), job.address)
                pdf = _typeset(self.composition, job, html, made)
                write_paper(self.root, job.address, pdf)
                index[job.address] = Made(made.text, made.page, hashlib.sha256(pdf).hexdigest())
                write_index(self.root, index)
            for address in self._left_over():
                remove_paper(self.root, address)
                del index[address]
            write_index(self.root, index)
        return Printed(tuple(job.address for job, _, _ in due), len(self.jobs) - len(due), self._left_over())

    def _due(self) -> Iterator[tuple[_Job, str, Made]]:
        """Give what is missing or out of date, with its page and what it's made of (but for the PDF's own digest)."""
        stylesheet = self.composition.layouts.paper_stylesheet
        for job in self.jobs:
            text = canonical_text(job.version, job.language).digest
            html = _page(self.composition, job, text)
            made = Made(text, hashlib.sha256(f"{html}\0{stylesheet}".encode()).hexdigest(), "")
            known = self.index.get(job.address)
            fits = known is not None and (known.text, known.page) == (made.text, made.page)
            if known is None or not fits or not is_whole(self.root, job.address, known):
                yield job, html, made

    def _left_over(self) -> tuple[str, ...]:
        """Give the addresses of PDFs that belong to no version of the site, be it one that is published later."""
        return tuple(sorted(self.index.keys() - set(_every_address(self.composition))))


def _every_address(composition: Composition) -> Iterator[str]:
    for policy in composition.catalogue.policies:
        for version in (*policy.versions, *policy.drafts):
            for language in version.languages:
                yield composition.addresses(policy, language).paper(version.id)


def _page(composition: Composition, job: _Job, digest: str) -> str:
    content = paper_page(composition, job.policy, job.version, job.language, digest).content
    if isinstance(content, Path):
        raise TypeError("a page is made of its template")
    return content.decode()


def _typeset(composition: Composition, job: _Job, html: str, made: Made) -> bytes:
    typesetter = _typesetter()
    address = composition.absolute(job.address.removesuffix("policy.pdf"))
    stylesheet = composition.layouts.paper_stylesheet
    files = dict(_files(composition, job))
    pdf: bytes = typesetter.typeset(typesetter.Typesetting(html, stylesheet, address, files, made.text))
    return pdf


def _typesetter() -> ModuleType:
    """Load what needs WeasyPrint, an optional extra with libraries of the system.

    Raises:
        Unfit: one of them isn't there.
    """
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint prints which libraries are missing before it fails
            return import_module("lydelse.paper.typeset")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "weasyprint":
            raise
        raise Unfit("PDFs are made by WeasyPrint, which isn't installed", how_to_install("pdf")) from error
    except OSError as error:  # as a library that is missing is told of
        hint = "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise Unfit("PDFs are made by WeasyPrint, which needs Pango, a library of the system", hint) from error


def _files(composition: Composition, job: _Job) -> Iterator[tuple[str, Path]]:
    """Give the images that a version shows, by their full addresses."""
    wordings = (section.wordings[job.language] for section in job.version.sections)
    for file in chain.from_iterable(wording.attachments for wording in wordings):
        yield composition.absolute(addresses.attachment(file)), file.source
