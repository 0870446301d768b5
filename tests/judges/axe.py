"""axe-core (npm `axe-core`), run in the page that it judges."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.judges import needs

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules whose answer depends on colours; all others say the same of a page in light and in dark."""

LOOKED_AT = {
    "color-contrast": {
        ".timeline-picture text": "what is behind words in a picture is the page's own ground, in its ink",
        ".table :is(th, td, th *, td *)": "the shadow at the edge of a table that goes on lies where no text is",
        ".matrix": "cells go under the heads and out of the frame when the table is scrolled, and come back",
        ".search": "results go under the head of the dialog when they are scrolled, in the page's own colours",
        ".sample code": "long lines of a sample go out of its box, and come when it is scrolled",
        "lydelse-consent": "the ground of a popover isn't seen; the build checks the contrast of the banner's colours",
    },
    "th-has-data-cells": {
        ".beside table": "beside each other every row of a table is one of its own; in one column the table is whole",
    },
}
"""What axe can't decide by itself: by rule and by the elements of which it says so, what a person saw who looked."""

_RUN = """async ({ rules, lookedAt }) => {
  const options = { resultTypes: ["violations", "incomplete"] };
  if (rules.length) options.runOnly = rules;
  const { violations, incomplete } = await axe.run(document, options);
  // Of a sign, such as the arrow of a footnote's way back, and of a single character axe can't tell whether they are
  // words, which need words of their own and contrast. They are no pictures either: they have the colour of the text.
  const isSign = (text) => !/\\p{L}/u.test(text) || text.trim().length === 1;
  const isOpen = (known, { target: [selector] }) => {
    const element = document.querySelector([selector].flat()[0]);  // the host, of what is in a shadow tree
    if (typeof selector === "string" && isSign(element.textContent)) return false;
    return !known.some((place) => element.closest(place));
  };
  const open = incomplete.map((rule) => {
    const known = Object.keys(lookedAt[rule.id] ?? {});
    return { ...rule, nodes: rule.nodes.filter((node) => isOpen(known, node)) };
  });
  return [...violations, ...open.filter((rule) => rule.nodes.length)];
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a page breaks, the HTML of the elements that break it, and what is wrong with each."""

    rule: str
    help: str
    elements: tuple[str, ...]
    reasons: tuple[str, ...]


def axe(page: Page, rules: Collection[str] = ()) -> list[Violation]:
    """Give what breaks accessibility rules on the page as it stands, or may break them as far as axe can tell.

    Args:
        page: the page.
        rules: the rules to judge by; without any all but the experimental ones.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(needs.package_file("axe-core/axe.min.js").read_text(encoding="utf-8"))
    results = page.evaluate(_RUN, {"rules": list(rules), "lookedAt": LOOKED_AT})
    return [_violation(result) for result in results]


def _violation(result: dict[str, Any]) -> Violation:
    elements, reasons = (tuple(node[key] for node in result["nodes"]) for key in ("html", "failureSummary"))
    return Violation(result["id"], result["help"], elements, reasons)
