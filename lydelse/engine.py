"""Where the engine's own files are.

In the repository `layouts/` stands beside the package, where whoever changes it finds it; a wheel carries it inside.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The folder of the modules."""
_CARRIED = PACKAGE / "_carried"
BESIDE = _CARRIED if _CARRIED.is_dir() else PACKAGE.parent
"""The folder in which `layouts/` stands."""
LAYOUTS = BESIDE / "layouts"
"""The templates, styles and words that every site uses unless it has its own."""
