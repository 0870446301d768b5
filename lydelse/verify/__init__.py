"""Verify: a built site, in a folder or at an address, held against the content and its registers."""

from lydelse.verify.comparing import Finding, Standing, compare_site
from lydelse.verify.protocol import Protocol, record
from lydelse.verify.target import FolderTarget, Target, Unreachable, WebTarget, target_of

__all__ = [
    "Finding",
    "FolderTarget",
    "Protocol",
    "Standing",
    "Target",
    "Unreachable",
    "WebTarget",
    "compare_site",
    "record",
    "target_of",
]
