"""The comparison of two texts: `compare` finds what changed, the writers show it.

Pure: HTML in, values and text out. Nothing here knows of policies, pages or files.
"""

from lydelse.compare.comparison import Comparison
from lydelse.compare.engine import compare
from lydelse.compare.facing import Part, counterparts, nested_parts, parts
from lydelse.compare.known import Known
from lydelse.compare.lifeless import lifeless
from lydelse.compare.markup import NotNestedError
from lydelse.compare.model import Block, Kind, Words
from lydelse.compare.passages import outermost
from lydelse.compare.write_json import to_json
from lydelse.compare.write_plain import to_plain
from lydelse.compare.write_text import to_terminal
from lydelse.compare.writer import Row, Writer, to_html, to_rows

__all__ = [
    "Block",
    "Comparison",
    "Kind",
    "Known",
    "NotNestedError",
    "Part",
    "Row",
    "Words",
    "Writer",
    "compare",
    "counterparts",
    "lifeless",
    "nested_parts",
    "outermost",
    "parts",
    "to_html",
    "to_json",
    "to_plain",
    "to_rows",
    "to_terminal",
]
