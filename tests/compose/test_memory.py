"""What a policy was composed with is gone when its pages are made, without anybody having to look for it."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lydelse.compose import compose
from lydelse.preparing import prepare
from lydelse.problems import Report
from tests.site.examples import many_versions
from tests.sites import AS_OF


@contextmanager
def unreachable() -> Iterator[list[object]]:
    """Give what is left of the work in the block and can't be reached any more; nothing is tidied up meanwhile."""
    gc.collect()
    gc.disable()
    found: list[object] = []
    try:
        yield found
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        found += gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def composed(root: Path) -> int:
    edition = prepare(root, lambda _: AS_OF, Report())
    assert edition is not None
    return sum(1 for _ in compose(edition.catalogue, edition.fragments, edition.layouts))


def test_nothing_of_a_policy_holds_itself(tmp_path: Path) -> None:
    many_versions(tmp_path, 6)
    with unreachable() as left:
        assert composed(tmp_path) > 100
    kinds = Counter(f"{type(each).__module__}.{type(each).__qualname__}" for each in left)
    # Templates refer to themselves while they are filled in, so that the view of a page may wait.
    assert not [kind for kind in kinds if kind.startswith(("lydelse.compare.", "lydelse.compose.compared"))]
