"""The last stage: the finished files take the place of the site before, all of them or none."""

from lydelse.publish.errors import Busy, OutputError, Refused
from lydelse.publish.folder import left_in, survey
from lydelse.publish.publishing import publish, publish_by
from lydelse.publish.staging import Former, Staging, move
from lydelse.publish.sums import KEEP, SUMS
from lydelse.published import Published

__all__ = [
    "KEEP",
    "SUMS",
    "Busy",
    "Former",
    "OutputError",
    "Published",
    "Refused",
    "Staging",
    "left_in",
    "move",
    "publish",
    "publish_by",
    "survey",
]
