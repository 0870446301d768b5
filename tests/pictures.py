"""Makes the pictures of the README anew, from the repository's own content: `make pictures`.

Each is a page as Chromium shows it, in light and in dark, as WebP: the browser itself writes it, so nothing else is
needed for that.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.judges import chromium
from tests.judges.server import serving
from tests.site.built import REPOSITORY, build, copy_repository

PICTURES = {
    "policy": "en/privacy-policy/",
    "comparison": "en/privacy-policy/changes/2025-05-12--2026-10-01/#cookies",
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FOLDER = REPOSITORY / "docs" / "images"
_WINDOW: ViewportSize = {"width": 1280, "height": 800}
_TO_WEBP = """async (source) => {
    const image = Object.assign(new Image(), {src: source});
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.82);
}"""


def main() -> None:
    """Build the site, and take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(copy_repository(Path(folder)))
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.FLAGS)
        with serving(site.folder, "/") as root:
            for name, address in PICTURES.items():
                for scheme in SCHEMES:
                    (FOLDER / f"{name}-{scheme}.webp").write_bytes(_picture(browser, root + address, scheme))
        browser.close()


def _picture(browser: Browser, url: str, scheme: Literal["light", "dark"]) -> bytes:
    page = browser.new_page(viewport=_WINDOW, color_scheme=scheme, reduced_motion="reduce")
    page.goto(url)
    shown = base64.b64encode(page.screenshot()).decode()
    written: str = page.evaluate(_TO_WEBP, f"data:image/png;base64,{shown}")
    page.close()
    return base64.b64decode(written.partition(",")[2])


if __name__ == "__main__":
    main()
