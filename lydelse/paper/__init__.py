"""Paper: the PDFs of versions, which stand in `pdf/` beside `content/`, and which of them a build takes along.

`typeset.py` makes them and is the only module that needs WeasyPrint; a build needs none.
"""

from lydelse.paper.index import FOLDER, INDEX, Index, Made, read_index
from lydelse.paper.taking import Library, is_whole, take_all_papers, take_papers
from lydelse.paper.write import holding, remove_paper, write_index, write_paper

__all__ = [
    "FOLDER",
    "INDEX",
    "Index",
    "Library",
    "Made",
    "holding",
    "is_whole",
    "read_index",
    "remove_paper",
    "take_all_papers",
    "take_papers",
    "write_index",
    "write_paper",
]
