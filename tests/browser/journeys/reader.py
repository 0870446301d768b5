"""Somebody who reads with a keyboard alone, and notices when the page lets them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_PATIENCE = 40
"""How many stops a reader passes in search of one. A page that asks for more has no way there worth the name."""

_LOOK = """(after) => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const name = focused.ariaLabel ?? [...(focused.labels ?? []), focused].map((each) => each.textContent).join(" ");
  const style = getComputedStyle(focused);
  const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  const boxes = [...focused.getClientRects()];
  const points = boxes.flatMap((box) => [0.2, 0.5, 0.8].flatMap((across) =>
    [0.2, 0.5, 0.8].map((down) => [box.left + box.width * across, box.top + box.height * down])));
  const found = points.map(([x, y]) => document.elementFromPoint(x, y)).filter((each) => each);
  const target = after && document.getElementById(after);
  return {
    name: name.trim().replaceAll(/\\s+/g, " "),
    href: focused.href ?? null,
    is_seen: outline >= 2 && found.length > 0,
    covers: found.filter((each) => !focused.contains(each) && !each.contains(focused))
      .map((each) => each.outerHTML.slice(0, 80)),
    is_behind: Boolean(target) && focused !== target
      && Boolean(target.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_PRECEDING),
  };
}"""
"""What has the focus: its name, where it leads, whether it is seen, what lies on it, and whether it stands before the
place in the page that was last gone to."""

_TOP = """() => {
  const { top } = document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect();
  const isAtEnd = document.documentElement.scrollHeight - innerHeight - scrollY < 2;
  return [top, isAtEnd ? innerHeight : innerHeight / 2];
}"""
"""Where the place begins that the address names, and above which height it has to."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What has the focus. `href` is where it leads, if anywhere."""

    name: str
    href: str | None


class Reader:
    """Goes through a site by keyboard from the page at which it is opened.

    Every press is counted, and after each what has the focus has to be there, in view, outlined and not covered.
    """

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.presses = 0
        self._root = root
        self._place = ""
        page.goto(root)

    @property
    def address(self) -> str:
        """Where in the site the reader is, with the section."""
        return self.page.url.removeprefix(self._root)

    @property
    def title(self) -> str:
        """What the window is called."""
        return " ".join(self.page.title().split())

    def press(self, key: str) -> Stop:
        """Press a key that leaves the focus on something, and tell on what."""
        self.presses += 1
        self.page.keyboard.press(key)
        found: dict[str, Any] | None = self.page.evaluate(_LOOK, self._place)
        assert found is not None, f"{key} lost the focus on {self.page.url}"
        assert found["is_seen"], found
        assert not found["covers"], found
        assert not found["is_behind"] or key == "Shift+Tab", f"{found} comes before #{self._place}"
        self._place = ""
        return Stop(found["name"], found["href"])

    def go_to(self, name: str, key: str = "Tab") -> Stop:
        """Go from stop to stop until one has a name."""
        passed: list[str] = []
        while len(passed) < _PATIENCE:
            stop = self.press(key)
            if stop.name == name:
                return stop
            passed.append(stop.name)
        raise AssertionError(f"{name} isn't in reach, but {passed}")

    def type(self, text: str) -> None:
        """Type into the field that has the focus, which it keeps."""
        field = self.page.evaluate_handle("document.activeElement")
        self.presses += len(text)
        self.page.keyboard.type(text)
        assert field.evaluate("field => field === document.activeElement && field.value") == text

    def open(self, name: str, key: str = "Tab") -> None:
        """Go to something that is pressed or unfolded, and do so: it keeps the focus."""
        self.go_to(name, key)
        assert self.press("Enter").name == name

    def follow(self, name: str, key: str = "Tab") -> None:
        """Go to a link, and where it leads. A place in a page is then in view, and reading goes on from it."""
        self.leave_by(self.go_to(name, key))

    def leave_by(self, stop: Stop) -> None:
        """Go where a stop leads that has the focus."""
        assert stop.href is not None, stop
        self.presses += 1
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(stop.href)
        self._place = stop.href.partition("#")[2]
        if self._place:
            top, limit = self.page.evaluate(_TOP)
            assert -1 <= top < limit, f"{self.page.url} isn't in view"

    def skip(self) -> None:
        """Skip what stands before the content, on a page just opened."""
        self.presses += 2
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**#_main")
        assert self.page.evaluate("document.activeElement.id") == "_main"
