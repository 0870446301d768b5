"""The last stage: the finished files take the place of the site before, all of them or none."""

from lydelse.publish.errors import Busy, OutputError, Refused
from lydelse.publish.publishing import Published, publish

__all__ = ["Busy", "OutputError", "Published", "Refused", "publish"]
