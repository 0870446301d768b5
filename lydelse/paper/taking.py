"""Which PDFs a build takes along: those of the text that it publishes, as they were made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from lydelse import addresses
from lydelse.canonical import canonical_text
from lydelse.layouts import Layouts
from lydelse.model import Catalogue, Paper, Papers, Policy
from lydelse.paper.index import FOLDER, Index, Made, read_index
from lydelse.problems import Place, Report


@dataclass(frozen=True, slots=True)
class Library:
    """The PDFs of a site that were made: the folder that holds `pdf/`, and what they were made of."""

    root: Path
    index: Index

    @classmethod
    def at(cls, root: Path, report: Report) -> Library:
        """Give those of a site.

        Raises:
            OSError: the index can't be read from the disk.
        """
        return cls(root, read_index(root, report))


def take_all_papers(library: Library, catalogue: Catalogue, layouts: Layouts, report: Report) -> dict[str, Papers]:
    """Find those of all policies, by their ids, as `take_papers` does."""
    return {policy.id: take_papers(library, policy, layouts, report) for policy in catalogue.policies}


def take_papers(library: Library, policy: Policy, layouts: Layouts, report: Report) -> Papers:
    """Find the PDFs of a policy's published versions that belong to their present texts; report the others.

    Args:
        library: the PDFs that were made.
        policy: the policy.
        layouts: the words of which addresses are made.
        report: where those are told that are left out.

    Raises:
        OSError: a file can't be read from the disk.
    """
    found = {}
    # A language without a slug has no address; resolving has reported it.
    texts = [(each, language) for each in policy.versions for language in each.languages if language in policy.slugs]
    for version, language in texts:
        words = layouts.strings[language].addresses
        address = addresses.policy(language, policy.slugs[language], words).paper(version.id)
        made = library.index.get(address)
        if made is None:
            continue
        place = Place(f"{FOLDER}/{address}")
        hint = f"Run: lydelse pdf --policy {policy.id} {version.id}"
        if not is_whole(library.root, address, made):
            message = "this PDF is gone or isn't as it was made, so the site goes without it"
            report.warning(place, "pdf-altered", message, hint)
        elif canonical_text(version, language).digest != made.text:
            message = "this PDF was made of another text than the version has now, so the site goes without it"
            report.warning(place, "pdf-outdated", message, hint)
        else:
            path = library.root / FOLDER / address
            found[version.id, language] = Paper(path, path.stat().st_size)
    return found


def is_whole(root: Path, address: str, made: Made) -> bool:
    """Tell whether a PDF is there, just as it was made.

    Raises:
        OSError: the file can't be read from the disk.
    """
    path = root / FOLDER / address
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == made.pdf
