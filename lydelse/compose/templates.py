"""Templates filled in: whole pages, and the parts of pages that components write."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup

from lydelse.problems import Place

T = TypeVar("T")


class TemplateFault(Exception):  # noqa: N818 - a fault of the site's owner, as problems are
    """A template asks for what isn't there, or does what can't be done. `place` is the line, `hint` says what to do."""

    hint = "Compare the line with that of the engine's template."

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place, self.message = place, message


def page(templates: Environment, name: str, **values: object) -> str:
    """Give a page that a template makes of values.

    Raises:
        TemplateFault: the template can't be filled in.
    """
    return _told(lambda: templates.get_template(name).render(values))


def component(templates: Environment, name: str, view: object) -> Markup:
    """Give the part of a page that a component makes of its view: the macro of that name in its template.

    Raises:
        TemplateFault: the template can't be filled in.
    """
    template = f"components/{name}.html"
    macro = getattr(_told(lambda: templates.get_template(template).module), name.replace("-", "_"), None)
    if macro is None:
        raise TemplateFault(Place(f"layouts/{template}"), f"the template has no macro for “{name}”")
    return Markup(_told(lambda: macro(view)))  # noqa: S704 - as the template escaped it


def _told(fill: Callable[[], T]) -> T:
    """Let it be told in which line of which template something goes wrong."""
    try:
        return fill()
    except Exception as error:
        place = _place_in_template(error)
        if place is None:
            raise
        raise TemplateFault(place, _what_is_wrong(error)) from error


def _place_in_template(error: Exception) -> Place | None:
    """Give the line of the template where an error arose; Jinja2 puts templates into the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return None
    _, _, name = frames[-1].filename.replace("\\", "/").rpartition("/layouts/")
    return Place(f"layouts/{name}", frames[-1].lineno or 1)


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):  # whose own words name folders of the machine
        return f"there is no template “{error.name}”"
    return f"the template can't be filled in: {error}"
