"""Compose: from the catalogue and the rendered texts to the files of the site, as a stream of paths and bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lydelse.compose.composition import Composition
from lydelse.compose.leaf import Leaf
from lydelse.compose.outcomes import Outcomes
from lydelse.compose.plan import Plan, shown_files
from lydelse.compose.templates import TemplateFault
from lydelse.compressing import with_compressed
from lydelse.layouts import Layouts
from lydelse.model import Catalogue, Fragments, Papers, SiteFile

__all__ = [
    "Composition",
    "Leaf",
    "Outcomes",
    "Plan",
    "TemplateFault",
    "compose",
    "shown_files",
]


def compose(
    catalogue: Catalogue, fragments: Fragments, layouts: Layouts, papers: Mapping[str, Papers] | None = None
) -> Iterator[SiteFile]:
    """Give the files of the site one by one, those that are compressed ahead among them.

    Args:
        catalogue: the policies as of a day.
        fragments: their rendered texts, all of whose references lead somewhere.
        layouts: words and templates for all of the site's languages.
        papers: the PDFs of the versions that are published with them, by policy.

    Raises:
        TemplateFault: a template asks for what isn't there.
    """
    plan = Plan(Composition.of(catalogue, fragments, layouts, papers))
    files = (file for leaf in plan.leaves() for file in leaf.make())
    return with_compressed(files, catalogue.site.precompressed)
