"""Files compressed ahead, for hosts that send what lies beside a file to browsers that can read it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from pathlib import PurePosixPath

from lydelse.media import TEXTUAL
from lydelse.model import Compression, Site, SiteFile
from lydelse.problems import Report

ENDINGS: Mapping[Compression, str] = {Compression.GZIP: ".gz", Compression.BROTLI: ".br"}
"""What the name of a compressed file ends with besides."""

_WORTH_IT = 1_000
"""Bytes from which a file is compressed: fewer travel in one packet anyway."""


def check_compressors(site: Site, report: Report) -> None:
    """Report a way of compressing that is asked for and can't be had."""
    if Compression.BROTLI in site.precompressed and find_spec("brotli") is None:
        message = "Brotli compresses by the package “Brotli”, which isn't installed"
        hint = "Install it (python -m pip install Brotli), or take “brotli” out: compressed files are never needed."
        report.misconfigured(site.place_of("precompressed"), "compression-missing", message, hint)


def with_compressed(files: Iterable[SiteFile], ways: Iterable[Compression]) -> Iterator[SiteFile]:
    """Give files on, each text that is long enough followed by itself compressed, where that is shorter.

    Raises:
        OSError: a file can't be read.
    """
    chosen = tuple(ways)
    for file in files:
        yield file
        if chosen and PurePosixPath(file.path).suffix in TEXTUAL:
            content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
            for way in chosen if len(content) >= _WORTH_IT else ():
                shorter = _COMPRESS[way](content)
                if len(shorter) < len(content):
                    yield SiteFile(file.path + ENDINGS[way], shorter)


def unpacked(path: str, content: bytes) -> bytes | None:
    """Give what a compressed file says, by the ending of its path; `None` when it is none, or can't be read."""
    way = next((way for way, ending in ENDINGS.items() if path.endswith(ending)), None)
    if way is None:
        return None
    try:
        return _EXPAND[way](content)
    except Exception:
        return None


def _gzip(content: bytes) -> bytes:
    """Compress as `gzip -9 --no-name` does: no time, no name, and no system, so that all machines give the same."""
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as stream:
        stream.write(content)
    return packed.getvalue()


def _brotli(content: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - an extra

    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))


def _unpack_brotli(content: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - an extra

    return bytes(brotli.decompress(content))


_COMPRESS: Mapping[Compression, Callable[[bytes], bytes]] = {Compression.GZIP: _gzip, Compression.BROTLI: _brotli}
_EXPAND: Mapping[Compression, Callable[[bytes], bytes]] = {
    Compression.GZIP: gzip.decompress,
    Compression.BROTLI: _unpack_brotli,
}
