"""Nu Html Checker and axe-core have nothing to say of any page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.judges.axe import axe
from tests.judges.vnu import check_html


@pytest.mark.parametrize("name", ["it_smart", "three_languages", "many_versions"])
def test_the_html_of_every_page_is_valid(request: pytest.FixtureRequest, name: str) -> None:
    served: Served = request.getfixturevalue(name)
    assert check_html(served.site.folder) == []


def test_pages_are_accessible(page: Page, url: str) -> None:
    page.goto(url)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert axe(page) == [], (scheme, width)


def test_axe_leaves_nothing_undecided(page: Page, url: str) -> None:
    page.goto(url)
    assert axe(page) == []
    # Of a sign, such as the arrow of a footnote's way back, axe can't tell that it needs no words of its own; and of
    # words in a picture not what is behind them: those of the time line stand on the page's own ground, in its ink.
    undecided = page.evaluate("""async () => {
        const results = await axe.run(document, {resultTypes: ["incomplete"]});
        const found = results.incomplete.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.target.join(" ")]));
        const isSign = (target) => !/\\p{L}/u.test(document.querySelector(target).textContent);
        const isPicture = (target) => document.querySelector(target).matches(".timeline-picture text");
        return found.filter(([rule, target]) => !isSign(target) && !(rule === "color-contrast" && isPicture(target)));
    }""")
    assert undecided == []
