"""What stops a source from being read."""

from __future__ import annotations


class UnreadableError(Exception):
    """A source that can't be read. Its text is a sentence on what is wrong, and what to do."""
