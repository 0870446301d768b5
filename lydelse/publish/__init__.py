"""The last stage: the finished files take the place of the site before, all of them or none."""

from lydelse.publish.errors import Busy, OutputError, Refused
from lydelse.publish.folder import survey
from lydelse.publish.publishing import Published, publish, publish_by
from lydelse.publish.staging import Staging

__all__ = ["Busy", "OutputError", "Published", "Refused", "Staging", "publish", "publish_by", "survey"]
