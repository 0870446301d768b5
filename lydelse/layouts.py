"""The layouts as the pages use them: the words by language, the templates, the stylesheet and the script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment

from lydelse.stencils import Stencils
from lydelse.strings import Strings


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: its address and its bytes."""

    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Layouts:
    """Everything that a visitor sees and that isn't content."""

    strings: Mapping[str, Strings]
    templates: Environment
    stylesheet: Asset
    script: Asset
    comparison_stylesheet: Asset
    """For the pages that compare versions or lead to comparisons, so that the others stay light."""
    comparison_script: Asset
    chooser_script: Asset
    assembly_script: Asset
    """Puts comparisons together that have no page of their own."""
    search_stylesheet: Asset
    search_script: Asset
    """Both are loaded when search is first opened."""
    lists_stylesheet: Asset
    """For the pages around the policies: their list, the choice of language, and what isn't there."""
    banner_stylesheet: Asset
    """For the pages that explain the consent banner."""
    banner_script: Asset
    demonstration_script: Asset
    """Keeps a page that shows the banner from storing anything."""
    paper_stylesheet: str
    """What the PDF of a version is laid out with."""
    banner_pieces: Mapping[str, str]
    """What the banner is made of, by the names of the files in `layouts/banner/shipped/`."""
    stencils: Stencils = field(default_factory=Stencils, repr=False, compare=False)
    """What the templates made of other views."""

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Every file that pages load, on any site."""
        scripts = (self.script, self.comparison_script, self.chooser_script, self.assembly_script)
        search = (self.search_stylesheet, self.search_script)
        return (self.stylesheet, self.comparison_stylesheet, self.lists_stylesheet, *scripts, *search)

    @property
    def banner_assets(self) -> tuple[Asset, ...]:
        """Every file that the pages about the consent banner load besides."""
        return (self.banner_stylesheet, self.banner_script, self.demonstration_script)
