"""axe-core (npm `axe-core`), run in the page that it judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.judges import needs


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a page breaks, and the HTML of the elements that break it."""

    rule: str
    help: str
    elements: tuple[str, ...]


def axe(page: Page) -> list[Violation]:
    """Give what breaks accessibility rules on the page as it stands, by all rules but the experimental ones."""
    page.evaluate(needs.package_file("axe-core/axe.min.js").read_text(encoding="utf-8"))
    results = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [_violation(result) for result in results["violations"]]


def _violation(result: dict[str, Any]) -> Violation:
    return Violation(result["id"], result["help"], tuple(node["html"] for node in result["nodes"]))
