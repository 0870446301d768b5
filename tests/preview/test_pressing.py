"""What is wrong in the texts of a draft is told at once; what is still to be written waits."""

from __future__ import annotations

from pathlib import Path

from lydelse.preview.desk import Desk
from lydelse.preview.sight import is_pressing
from tests.sites import AS_OF, Site


def pressing(site: Site) -> set[str]:
    proof = Desk(site.root, lambda _: AS_OF).refresh()
    return {problem.code for problem in proof.problems if is_pressing(problem)}


def begun(root: Path) -> Site:
    site = Site(root)
    site.version("2026-01-01", {"rights": "You may ask us."})
    return site


def test_a_fault_in_a_drafts_text_presses(tmp_path: Path) -> None:
    site = begun(tmp_path)
    site.version("2027-01-01", {"rights": "See [this](#nowhere).\n\n<script>x</script>"}, published=None)
    assert pressing(site) == {"link-nowhere", "html-not-allowed"}


def test_what_a_draft_lacks_doesnt_press(tmp_path: Path) -> None:
    site = begun(tmp_path)
    site.version("2027-01-01", {"rights": {"sv": "Klaga."}}, published=None, significance=None, summary=None)
    assert pressing(site) == set()


def test_a_fault_in_what_is_published_presses(tmp_path: Path) -> None:
    site = begun(tmp_path)
    site.version("2027-01-01", {"rights": {"sv": "Klaga."}}, published="2026-05-01")
    assert pressing(site) == {"translation-missing"}
