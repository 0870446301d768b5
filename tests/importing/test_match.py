"""The sections of a second language are those that are there."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.importing.match import match_sections
from lydelse.importing.model import Manuscript, Part
from tests.importing.policies import ENGLISH, SWEDISH, Passage


def sections(policy: Sequence[Passage], language: str) -> Manuscript:
    """A policy in sections with ids that say which they are."""
    parts: list[Part] = []
    for passage in policy:
        text = "\n\n".join(passage.paragraphs)
        if passage.level < 3:
            title = passage.heading if passage.level == 2 else ""
            parts.append(Part(f"{language}-{len(parts)}", title, text))
        else:
            body = f"{parts[-1].body}\n\n## {passage.heading}\n\n{text}"
            parts[-1] = Part(parts[-1].id, parts[-1].title, body.strip())
    return Manuscript(language, policy[0].heading, tuple(parts), "")


THERE = sections(SWEDISH, "sv")
OTHER = sections(ENGLISH, "en")


def of(parts: Sequence[Part]) -> Manuscript:
    return Manuscript("en", "", tuple(parts), "")


def test_a_translation_gets_the_ids_that_are_there() -> None:
    matched = match_sections(THERE, OTHER)
    assert [part.id for part in matched.parts] == [part.id for part in THERE.parts]
    assert [part.title for part in matched.parts] == [part.title for part in OTHER.parts]


@given(st.integers(1, len(OTHER.parts) - 1))
def test_a_section_that_is_missing_is_told(index: int) -> None:
    matched = match_sections(THERE, of([*OTHER.parts[:index], *OTHER.parts[index + 1 :]]))
    assert [part.id for part in matched.parts] == [part.id for at, part in enumerate(THERE.parts) if at != index]
    missing = f"the section “{THERE.parts[index].title}” isn't in the other language"
    assert missing in [doubt.message for doubt in matched.doubts]


def test_a_section_of_its_own_gets_an_id_that_no_other_has() -> None:
    own = Part(
        "sv-2", "Children", "We don't keep data of anyone below the age of thirteen years.\n\nAsk a parent first."
    )
    matched = match_sections(THERE, of([*OTHER.parts[:3], own, *OTHER.parts[3:]]))
    assert matched.parts[3].id == "sv-2-2"
    assert "no counterpart" in next(doubt.message for doubt in matched.doubts if doubt.section == "sv-2-2")


def test_what_a_translation_leaves_as_it_is_tells_sections_that_moved() -> None:
    there = of(
        [Part(f"s{n}", f"Titel {n}", f"Text om [{n}](https://example.com/sv/{n}) från {n * 37}.") for n in range(2, 8)]
    )
    order = (2, 3, 7, 4, 5, 6)
    other = of(
        [Part(f"t{n}", f"Heading {n}", f"Words of {n * 37} at [{n}](https://example.com/en/{n}).") for n in order]
    )
    assert [part.id for part in match_sections(there, other).parts] == [f"s{n}" for n in order]


def test_links_between_sections_go_along() -> None:
    first = Part("en-1", OTHER.parts[1].title, OTHER.parts[1].body + "\n\nSee [below](#en-5).")
    matched = match_sections(THERE, of([OTHER.parts[0], first, *OTHER.parts[2:]]))
    assert matched.parts[1].body.endswith("See [below](#sv-5).")


def test_nothing_in_common() -> None:
    assert match_sections(of([]), OTHER).parts == OTHER.parts
    assert match_sections(THERE, of([])).parts == ()


PARTS = st.lists(st.builds(lambda title, body: (title, body), st.text(max_size=12), st.text(max_size=60)), max_size=7)


@given(PARTS, PARTS)
@settings(max_examples=50)
def test_ids_stay_different_whatever_stands_there(here: list[tuple[str, str]], there: list[tuple[str, str]]) -> None:
    old = of([Part(f"a-{index}", *each) for index, each in enumerate(here)])
    new = of([Part(f"a-{index + 2}", *each) for index, each in enumerate(there)])
    matched = match_sections(old, new)
    assert len({part.id for part in matched.parts}) == len(there)
    assert [(part.title, part.body) for part in matched.parts] == [(part.title, part.body) for part in new.parts]
