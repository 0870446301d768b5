"""Fits, ratios, tables and the picture say what was measured."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from benchmarks.building.alone import Bench
from benchmarks.building.contest import Contest, Task
from benchmarks.building.growing import Curve, Point
from benchmarks.building.growth import exponent, middle_ratio
from benchmarks.building.machine import Synced, file_system
from benchmarks.building.makers import Made
from benchmarks.building.ours import EVERYTHING
from benchmarks.building.parts import SUMS, Part, Spent, compose
from benchmarks.building.picture import draw
from benchmarks.building.processes import Cost, FailedError, run
from benchmarks.building.profile import kind, stage
from benchmarks.building.report import Figures, Growth, Subject, growth_markdown, markdown, put
from benchmarks.building.source import Source
from benchmarks.sites import Size
from lydelse.compose import Plan
from tests.docs.documents import ROOT

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the benchmark needs Linux")

SIZES = st.lists(st.integers(1, 10**6), min_size=2, max_size=8, unique=True)


@given(SIZES, st.floats(-2, 2), st.floats(0.01, 100), st.floats(0, 10))
def test_the_exponent_of_a_power_is_found_whatever_is_fixed(
    sizes: list[int], power: float, factor: float, fixed: float
) -> None:
    grown = [factor * size**power for size in sizes]
    found = exponent(sizes, grown)
    assert found == pytest.approx(power, abs=1e-6)
    if min(grown) > fixed / 1000:
        assert exponent(sizes, [cost + fixed for cost in grown], fixed) == pytest.approx(power, abs=1e-3)


def test_points_beside_the_line_are_fitted_by_least_squares() -> None:
    assert exponent([1, 10, 100], [1, 100, 100]) == pytest.approx(1.0)


def test_what_does_not_grow_above_what_is_fixed_has_no_exponent() -> None:
    assert exponent([1, 2], [0.1, 0.3], fixed=0.1) is None


def test_ratios_are_taken_within_rounds() -> None:
    assert middle_ratio([1, 20, 3], [2, 10, 4]) == 0.75


# Processes -------------------------------------------------------------------------------------------------------


@on_linux
def test_a_run_costs_what_it_and_its_children_take(tmp_path: Path) -> None:
    child = "sum(range(3_000_000)); held = bytearray(60_000_000); import time; time.sleep(0.5)"
    both = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}])] * 1]"
    cost = run((sys.executable, "-c", both), tmp_path, watched=True)
    assert cost.cpu > 0
    assert cost.wall > 0.5
    assert cost.largest > 60_000_000
    assert cost.together > 60_000_000


@on_linux
def test_the_memory_of_whoever_starts_a_run_is_none_of_its_costs(tmp_path: Path) -> None:
    held = b"x" * 150_000_000
    cost = run((sys.executable, "-c", "import time; time.sleep(0.3)"), tmp_path, watched=True)
    assert 0 < cost.largest < len(held) // 2


@on_linux
def test_a_run_that_fails_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="Nothing to eat"):
        run((sys.executable, "-c", "raise SystemExit('Nothing to eat')"), tmp_path)
    with pytest.raises(FailedError, match="no-such-program"):
        run(("no-such-program",), tmp_path)


@on_linux
def test_the_file_system_of_a_folder_is_known() -> None:
    assert file_system(Path("/proc")) == "proc"


# The profile -----------------------------------------------------------------------------------------------------


def test_time_counts_for_the_innermost_stage_and_the_outermost_page() -> None:
    modules = ["markdown.core", "lydelse.compare.engine", "lydelse.compose.compared", "lydelse.compose.changelog"]
    above = ["lydelse.compose.plan", "lydelse.compose", "lydelse.publish.staging", "lydelse.build", "lydelse.cli"]
    assert stage([*modules, *above]) == "compare"
    assert kind([*modules, *above]) == "changelog"
    assert kind(["lydelse.read.text", "lydelse.build"]) is None
    assert stage(["re._parser", "lydelse.render.sieve", "importlib._bootstrap", "lydelse.build"]).startswith("starting")


# The report ------------------------------------------------------------------------------------------------------


def curve(dimension: str, maker: str, *points: tuple[int, float]) -> Curve:
    found = tuple(Point(value, value * 7, Cost(cpu, cpu, 10**8, 2 * 10**8)) for value, cpu in points)
    return Curve(dimension, maker, found, 0.0)


CURVES = (
    curve("policies", "Lydelse", (10, 1.0), (20, 2.0), (50, 5.0)),
    curve("policies", "Hugo", (10, 2.0), (20, 4.0), (50, 10.0)),
    curve("versions", "Lydelse", (10, 0.5), (200, 200.0)),
    curve("versions", "Hugo", (10, 3.0), (200, 60.0)),
)


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    contest = Contest(Source.generate(tmp_path / "site", Size(1, 2, 3)), [], lambda _: None)
    for name, factor in ((EVERYTHING, 1), ("Hugo", 4)):
        contest.made[name] = Made(6, 10**6, 10, 2 * 10**6)
        contest.memory[name] = Cost(9, 9, factor * 10**7, factor * 10**8)
        contest.costs[name] = {Task.COLD: [Cost(factor * n, 2.0 * factor, 0) for n in (1, 2, 9)]}
        contest.costs[name][Task.UNCHANGED] = [Cost(0.25, 0.5, 0)] * 3
    contest.dropped["Pelican"] = "it\nflew away"
    synced, profile = Synced(1.0, 2.0), {"render": 3.0, "compare": 1.0, "cli": 0.001}
    parts = tuple({part: Spent(cpu, 2, 500_000) for part in Part} for cpu in (1.0, 3.0, 2.0))
    return Figures("make bench", "a machine", contest, "Hugo", 3, 14, parts, synced, profile, {"changelog": 1}, {}, 0.1)


def rows(text: str, name: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith(f"| {name} |")
    ]


def test_the_tables_give_medians_and_ratios_within_rounds(figures: Figures) -> None:
    text = markdown(figures)
    cold, again, each, million = rows(text, EVERYTHING)
    assert cold == [EVERYTHING, "6", "2", "2.0", "0.25", "2.0", "0.25", "100", "1/4.0", "10"]
    assert again == [EVERYTHING, "0.250", "0.500", "0.06", *[""] * 6]
    assert each == [EVERYTHING, "one", "333 ms", "333 kB", "1.7"]
    assert million == [EVERYTHING, "a million", "92.6 hours", "333 GB", "1.7 million"]
    assert "Pelican isn't measured: it flew away" in text
    assert rows(text, "`render`") == [["`render`", "3.0", "75"]]
    assert "`cli`" not in text
    assert rows(text, SUMS[Part.PAGES]) == [[SUMS[Part.PAGES], "4", "1.0", "4.0", "0.50"]]


def test_the_growth_is_told_as_powers() -> None:
    text = growth_markdown(Growth("make bench", "a machine", CURVES), "growth.svg")
    assert text.startswith("Made by `make bench` on a machine.")
    growth = rows(text, "versions 10 → 200")
    assert [row[1] for row in growth] == ["Lydelse", "Hugo"]
    assert growth[1][4:6] == ["1.00", "1.00"]
    assert growth[0][4] == "2.00"


def test_every_file_of_a_policy_belongs_to_one_part(tmp_path: Path) -> None:
    source = Source.generate(tmp_path / "site", Size(1, 2, 4))
    bench = Bench.of(source.root, source.as_of, tmp_path / "made")
    spent = compose(bench)
    composition, policy = bench.composition_of("policy-0")
    made = [file for leaf in Plan(composition).of_policy(policy) for file in leaf.make()]
    assert sum(each.files for each in spent.values()) == len(made) + len(["sitemap.xml"])
    files = {part: each.files for part, each in spent.items()}
    assert (files[Part.PAGES], files[Part.STEPS], files[Part.SINCE]) == (4 * 2 * 2, 3 * 2 * 2, 4 * 2 * 2)
    assert (files[Part.CHANGELOGS], files[Part.BESIDE], files[Part.WORDINGS]) == (2, 4 * 2, 2 * 2)


def test_the_figures_replace_those_before_and_leave_the_rest(figures: Figures, tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    growth = "<!-- growth: written by the benchmark -->\n\nof old\n<!-- end of growth -->"
    site = "<!-- site: written by the benchmark -->\n\nof yesterday\n<!-- end of site -->"
    document.write_text(f"# Before\n\n{site}\n\n{growth}\n\nAfter\n", encoding="utf-8")
    for _ in range(2):
        put(document, Subject.SITE, markdown(figures))
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n<!-- site: ")
    assert text.endswith(f"<!-- end of site -->\n\n{growth}\n\nAfter\n")
    assert text.count("### A cold build") == 1
    assert "yesterday" not in text
    document.write_text("# Nothing\n", encoding="utf-8")
    with pytest.raises(ValueError, match="marks"):
        put(document, Subject.GROWTH, "figures")


# The picture -----------------------------------------------------------------------------------------------------


def test_the_picture_follows_from_the_figures_and_says_in_words_what_it_shows() -> None:
    drawn = draw(CURVES)
    assert drawn == draw(CURVES)
    root = etree.fromstring(drawn)
    texts = {etree.QName(element).localname: element.text or "" for element in root}
    assert texts["title"]
    assert "Hugo: from 10 to 200 versions, from 3 to 60 seconds." in texts["desc"]
    assert "prefers-color-scheme: dark" in texts["style"]


def test_every_point_lies_in_the_picture_and_a_straight_growth_on_a_straight_line() -> None:
    root = etree.fromstring(draw(CURVES))
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    circles = [element.attrib for element in root.iter() if "cx" in element.attrib and element.attrib["class"] == "m0"]
    assert len(circles) == 6, "five points, and one in the legend"
    places = [(float(circle["cx"]), float(circle["cy"])) for circle in circles]
    assert all(0 < x < width and 0 < y < height for x, y in places)
    (x1, y1), (x2, y2), (x3, y3) = places[1:4]
    assert (y2 - y1) / (x2 - x1) == pytest.approx((y3 - y2) / (x3 - x2), rel=0.01)


def test_the_documentation_has_the_picture_that_it_shows() -> None:
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "docs" / "performance.md").read_text(encoding="utf-8"))
    assert all((ROOT / "docs" / address).is_file() for address in shown)
