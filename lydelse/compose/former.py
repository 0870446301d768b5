"""Pages at former addresses: what was published under an earlier slug leads on, on every host."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.around_views import MovedView
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.views import Link
from lydelse.compose.wording import title_of
from lydelse.model import Policy, SiteFile


def former_answers(composition: Composition, policy: Policy, file: SiteFile) -> Iterator[SiteFile]:
    """Answer for a file of a policy at the addresses that it has under the policy's former slugs.

    A page leads on to where it is now; what programs read stands there as it does at its present address.
    """
    language = file.path.partition("/")[0]
    for path in former_paths(composition, policy, file.path):
        yield _answer(composition, policy, language, file, path)


def former_paths(composition: Composition, policy: Policy, path: str) -> Iterator[str]:
    """Give the paths that a file or folder of a policy has under the policy's former slugs."""
    for former, present in former_bases(composition, policy):
        if path.startswith(present):
            yield former + path.removeprefix(present)


def former_bases(composition: Composition, policy: Policy) -> Iterator[tuple[str, str]]:
    """Give what a policy's addresses began with under its former slugs, each with what they begin with now."""
    for language in policy.languages:
        present = composition.addresses(policy, language).base
        for slug in policy.formerly.get(language, ()):
            yield f"{language}/{slug}/", present


def _answer(composition: Composition, policy: Policy, language: str, file: SiteFile, path: str) -> SiteFile:
    if not path.endswith("/index.html"):
        return SiteFile(path, file.content)
    return lead_on(composition, policy, language, path.removesuffix("index.html"), file.path.removesuffix("index.html"))


MOVED = ("moved_heading", "moved_text")
"""The words for a page that has another address now."""
UNCOMPARED = ("uncompared_heading", "uncompared_text")
"""The words for a comparison with what is in force when nothing is."""


def lead_on(  # noqa: PLR0917 - the two addresses belong to the policy
    composition: Composition,
    policy: Policy,
    language: str,
    former: str,
    present: str,
    words: tuple[str, str] = MOVED,
) -> SiteFile:
    """Compose a page at an address that leads on to another of the same policy.

    Args:
        composition: what pages are composed from.
        policy: the policy.
        language: the page's language.
        former: the address that answers.
        present: where it leads.
        words: which words say why.
    """
    strings = composition.strings(language)
    title = title_of(policy, language)
    spot = Spot(
        language=language,
        address=former,
        title=strings.say(words[0]),
        description="",
        counterparts=composition.lists,
        is_indexed=False,
        canonical=present,
    )
    view = MovedView(
        heading=strings.say(words[0]),
        text=strings.say(words[1], title=title),
        link=Link(composition.relative(former, present), strings.say("moved_link", title=title)),
    )
    frame = frame_of(composition, spot)._replace(switches=())
    return composition.page("moved.html", former, frame, view)
