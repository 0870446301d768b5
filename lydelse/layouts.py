"""The layouts as the pages use them: the words by language, the templates, the stylesheet and the script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment

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
    comparison_script: Asset
