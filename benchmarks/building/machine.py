"""What the figures were measured on, and what waiting for its disk costs."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lydelse.publish.system import flushing

_GIGA = 1e9
_SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Synced:
    """What it takes to copy the files of a site to a disk, and to wait until the disk has them; in seconds."""

    copied: float
    waited: float


def synced(site: Path, disk: Path) -> Synced:
    """Copy a built site to a folder on a disk, wait for the disk as publishing does, and remove the copy."""
    disk.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=disk) as name:
        folder = Path(name)
        with flushing(folder, folder) as flush:
            flush()  # what others wrote before
            start = time.perf_counter()
            shutil.copytree(site, folder / "site")
            copied = time.perf_counter()
            flush()
            return Synced(copied - start, time.perf_counter() - copied)


def compressed_share(site: Path) -> float:
    """Give what share of its bytes a site has when each file is compressed with gzip -6, from a sample."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    sample = [file.read_bytes() for file in files[:: max(1, len(files) // _SAMPLE)]]
    return sum(len(gzip.compress(content, 6)) for content in sample) / max(1, sum(map(len, sample)))


def facts(work: Path) -> str:
    """Tell what the machine is, and where the sites lie."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIGA
    cores = len(os.sched_getaffinity(0))
    parts = [
        f"{_processor()}, {cores} {'core' if cores == 1 else 'cores'}",
        f"{memory:.0f} GB",
        f"Linux {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}",
        *_node(),
        f"the sites on {file_system(work)}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _node() -> list[str]:
    node = shutil.which("node")
    if node is None:
        return []
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return [f"Node {said.strip().removeprefix('v')}"]


def file_system(folder: Path) -> str:
    """Give the kind of the file system on which a folder lies, such as `tmpfs`."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    above = [(mount[1], mount[2]) for mount in mounts if folder.resolve().is_relative_to(mount[1])]
    return max(above, key=lambda mount: len(mount[0]))[1]
