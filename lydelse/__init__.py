"""Lydelse: versioned policies in several languages, from dated Markdown to static pages.

The engine is a line of stages that know the model and not each other::

    read → resolve → render → compose → publish

`lydelse.build` puts them together; `lydelse.cli` is the edge that reads the clock, the environment and the disk.
"""

__version__ = "0.1.0"
