"""Putting plans into the content: all or nothing, and nothing is written over.

The content is copied to a hidden folder beside it, the plans are carried out there, and the build's own eyes look at
it. Then each policy's folder is moved or exchanged in one step. What an editor did meanwhile is not lost: it stops the
import.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lydelse.importing.errors import Unreadable
from lydelse.importing.plan import Plan
from lydelse.publish.errors import reported
from lydelse.publish.system import exchange, flushing, locked


def put(root: Path, plans: Sequence[Plan], is_fine: Callable[[Path], bool]) -> bool:
    """Put plans into the content of a site.

    Args:
        root: the site, the folder that holds `content/`.
        plans: what to add, one for each policy.
        is_fine: is given a site as it will be, and says whether to go on.

    Returns:
        Whether it was done.

    Raises:
        Unreadable: a file would be written over, or has changed meanwhile.
        OutputError: the system refused; the content is as it was.
    """
    before = {plan.policy: _state(root / "content" / plan.policy) for plan in plans}
    with _staged(root) as staged:
        with reported(root / "content"), flushing(staged, root / "content") as flush:
            for plan in plans:
                _carry_out(staged / "content" / plan.policy, plan)
            flush()
        if not is_fine(staged):
            return False
        for plan in plans:
            if _state(root / "content" / plan.policy) != before[plan.policy]:
                raise Unreadable(f"content/{plan.policy} was changed meanwhile", "Import again.")
        with reported(root / "content"):
            _move(staged / "content", root / "content", [plan.policy for plan in plans])
    return True


@contextmanager
def _staged(root: Path) -> Iterator[Path]:
    """A copy of a site's content and layouts in a hidden folder beside them, which goes in the end; what an import left
    there that was killed goes, too."""
    staged = root / ".lydelse-import"
    with locked(root / ".lydelse-import.lock") as free:
        if not free:
            raise Unreadable("another import is running", "Wait until it is done, then import again.")
        shutil.rmtree(staged, ignore_errors=True)
        with reported(root):
            staged.mkdir()
        yield from _copied(root, staged)


def _copied(root: Path, staged: Path) -> Iterator[Path]:
    try:
        with reported(root):
            for name in ("content", "layouts"):
                if (root / name).is_dir():
                    shutil.copytree(root / name, staged / name, symlinks=True)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    """What is in a folder: the files with their sizes and times."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (status.st_size, status.st_mtime_ns) for path in files for status in [path.stat()]}


def _carry_out(folder: Path, plan: Plan) -> None:
    for name, text in plan.added.items():
        path = folder / name
        if path.exists():
            raise Unreadable(f"content/{plan.policy}/{name} is there already", "Nothing is written over.")
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)
    for name, text in plan.changed.items():
        _write(folder / name, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _move(source: Path, target: Path, policies: Sequence[str]) -> None:
    """Move policies into place; if one can't be, those before it are moved back."""
    done: list[str] = []
    try:
        for policy in policies:
            _swap(source / policy, target / policy)
            done.append(policy)
    except OSError:
        for policy in reversed(done):
            _swap_back(source / policy, target / policy)
        raise


def _swap(new: Path, place: Path) -> None:
    if not place.exists():
        new.rename(place)
    elif not exchange(new, place):
        old = new.with_name(f"{new.name}.old")
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise
        old.rename(new)


def _swap_back(new: Path, place: Path) -> None:
    if new.exists():
        _swap(new, place)
    else:
        place.rename(new)
