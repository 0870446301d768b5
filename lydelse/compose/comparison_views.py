"""What the templates of comparisons, and of the choice of two versions, are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from lydelse.compose.views import Link


class ComparedBlocks(NamedTuple):
    """Blocks side by side: the old text's and the new one's, each with its own marks, empty where it has none. Both are
    HTML.

    `kind` is a CSS name: `equal`, `changed`, `added`, `removed`, `moved`, `split`, `merged`. `is_near` tells of equal
    blocks whether they stand next to a change.
    """

    kind: str
    old: str
    new: str
    is_near: bool

    @classmethod
    def all_of(cls, text: str) -> tuple[ComparedBlocks, ...]:
        """Give the rows of a comparison that were put together as one text, their values with NULs between them."""
        values = text.split("\0") if text else []
        columns = (values[column::4] for column in range(4))
        return tuple([cls(kind, old, new, bool(near)) for kind, old, new, near in zip(*columns, strict=True)])


class ComparedRow(NamedTuple):
    """A row of a section's texts side by side, for all rows of its sort: of one `kind`, as `ComparedBlocks` has it, and
    far from any change or not.

    `old` and `new` stand for the texts, which are filled in later. `left_out` is said above the first of rows that are
    far, and empty for others.
    """

    kind: str
    old: Markup
    new: Markup
    is_far: bool
    left_out: str


class ComparedSection(NamedTuple):
    """A section that differs in two versions. `kinds`, `labels` and `details` are those of `ChangeLine`.

    `merged` is the new text with its title, and with what was removed put in. `rows` are the same side by side, below
    the versions' names, `old` and `new`, written by the component `compared-row`; `blocks` is the text that they were
    made of. `others` lead to the same in other languages.
    """

    id: str
    anchors: tuple[str, ...]
    """The ids inside the section's text, which has none here."""
    title: str
    kinds: tuple[str, ...]
    labels: tuple[str, ...]
    details: tuple[str, ...]
    merged: Markup
    old: str
    new: str
    rows: Markup
    blocks: Markup
    left_out: str
    """What is said where equal blocks can be left out."""
    others: tuple[Link, ...]
    lang: str | None = None
    dir: str | None = None

    @property
    def beside(self) -> tuple[ComparedBlocks, ...]:
        """The rows one by one, for a site's own template that writes them for itself."""
        blocks = ComparedBlocks.all_of(self.blocks)
        return tuple(block._replace(old=Markup(block.old), new=Markup(block.new)) for block in blocks)  # noqa: S704 - of sanitised texts


class UnchangedSection(NamedTuple):
    """A section that two versions have alike: `unchanged` says so. `anchors` are those of `ComparedSection`."""

    id: str
    anchors: tuple[str, ...]
    title: str
    unchanged: str
    body: Markup
    lang: str | None = None
    dir: str | None = None


class ComparisonView(NamedTuple):
    """A comparison of two versions of a policy."""

    title: str
    introduction: str
    old: Link
    new: Link
    """To the versions; their words stand above the columns."""
    summary: tuple[str, ...]
    """Sentences: how many sections and words."""
    changes: tuple[Markup, ...]
    """Each section that differs; written by the component `change` with a `ChangeLine` whose link leads to the section
    on the page."""
    sections: tuple[Markup, ...]
    """Written by the components of that name, with a `ComparedSection` or an `UnchangedSection` each."""
    links: tuple[Link, ...]
    """Other comparisons, and the same for programs."""
    stylesheet: str
    script: str


class VersionChoice(NamedTuple):
    """A version that can be chosen to be compared. `is_old` and `is_new` tell where it is the choice to begin with."""

    id: str
    name: str
    href: str
    is_old: bool
    is_new: bool


class ComparisonGroup(NamedTuple):
    """The comparisons of one version with earlier ones that have a page."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChooserView:
    """The page on which any two versions of a policy are chosen to be compared.

    Texts that a script fills in have the placeholders `{old}` and `{new}` for the versions' names, and the command
    `{old_id}` and `{new_id}` for their ids.
    """

    title: str
    introduction: str
    choices: tuple[VersionChoice, ...]
    """The latest first."""
    groups: tuple[ComparisonGroup, ...]
    """Every comparison that has a page."""
    without_script: str
    """What to do about the other pairs without a script; empty when there are none."""
    example: str
    """A command that compares one of them."""
    heading: str
    old: str
    new: str
    unchanged: str
    command: str
    same: str
    """What to say when a version is to be compared with itself."""
    words: str
    """A JSON document: the sentences that the script puts together, those of plurals by category."""
    index: str
    """The link to what other pairs are put together from; empty when there is nothing."""
    stylesheet: str
    script: str
    assembly_script: str
    """Loaded when a comparison has to be put together."""
    steps_script: str
    """Loaded when it stands there, for the steps from change to change."""
