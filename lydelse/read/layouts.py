"""Reads `layouts/`: the site's own files, and the engine's where the site has none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from rjsmin import jsmin  # type: ignore[import-untyped]  # comes without types

from lydelse import addresses
from lydelse.engine import LAYOUTS as ENGINE_LAYOUTS
from lydelse.layouts import Asset, Layouts
from lydelse.memory import FORGETFUL, Memory
from lydelse.problems import Place, Report
from lydelse.read.nodes import parse
from lydelse.read.prepared import prepared
from lydelse.read.strings import read_strings
from lydelse.read.text import decode
from lydelse.read.tree import MapNode
from lydelse.stencils import Stencils
from lydelse.strings import Strings

_STYLESHEETS = ("tokens", "base", "layout", "components", "print")
_HISTORY_STYLESHEETS = ("changelog", "comparison", "history", "parallel")
_PAPER_STYLESHEETS = ("tokens", "base", "paper")
_OWN_STYLESHEET = "css/site.css"
_SCRIPTS = ("page", "comparison", "chooser", "assembly", "banner", "demonstration")
_BANNER = "banner/shipped"
_SEARCH = "search/shipped/search.js"
_STRING = r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)"']*\))"""
_STRING_OR_COMMENT = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
_STRING_OR_SPARE = re.compile(rf"{_STRING}|, | > |(?<![\w.#-])-?0(?=\.\d)", re.DOTALL)
"""A string, or what has white space around it or a zero before its point that could as well be missing."""
_PROPERTY = re.compile(r"^([a-z0-9-]+): (?=[^{]*;$)")
"""The beginning of a line that is one declaration and no selector."""
_RULE_END = re.compile(r";?\n(?=\})")
_LINE_END = re.compile(r" ?([{};,])\n")
_FOREIGN = re.compile(
    r"""/\*.*?\*/|(?P<foreign>@import\b[^;]*|url\(\s*["']?(?!data:|\#)[^)]*\)|image-set\([^;]*)""",
    re.DOTALL | re.IGNORECASE,
)
_MODEL_LANGUAGE = "en"


def read_layouts(root: Path, languages: Sequence[str], report: Report, memory: Memory = FORGETFUL) -> Layouts | None:
    """Read what the pages are made with.

    Args:
        root: the site's root; its `layouts/` may hold any of the engine's files, to be used instead.
        languages: the languages whose words are needed.
        report: where problems go; all are configuration.
        memory: what was read before.

    Returns:
        The layouts, or `None` when a language's words or a template can't be used.

    Raises:
        OSError: a file can't be read from the disk.
    """
    layouts = read_layouts_unchecked(root, languages, report, memory)
    templates = layouts.templates if layouts else _templates(_folders(root))
    is_sound = memory.of_values("templates", (templates,), partial(_check_templates, templates), report)
    prepared().keep()
    return layouts if is_sound else None


def read_layouts_unchecked(root: Path, languages: Sequence[str], report: Report, memory: Memory) -> Layouts | None:
    """Read what the pages are made with, whatever the templates are like: each is compiled when a page needs it, so
    that a first page needn't wait for the templates of all others; else as `read_layouts`."""
    folders = (root / "layouts", ENGINE_LAYOUTS)
    return memory.of_folders(folders, tuple(languages), partial(_read_layouts, root, languages), report)


def _folders(root: Path) -> tuple[Path, ...]:
    return tuple(folder for folder in (root / "layouts", ENGINE_LAYOUTS) if folder.is_dir())


def _read_layouts(root: Path, languages: Sequence[str], report: Report) -> Layouts | None:
    found = Report()
    folders = _folders(root)
    strings = _read_all_strings(folders, languages, found)
    stylesheet = _read_stylesheets(folders, _STYLESHEETS, found) + _compact(_read_own_stylesheet(folders, found))
    comparison_stylesheet = _read_stylesheets(folders, _HISTORY_STYLESHEETS, found)
    paper_stylesheet = _read_stylesheets(folders, _PAPER_STYLESHEETS, found)
    lists_stylesheet = _read_stylesheets(folders, ("lists",), found)
    banner_stylesheet = _read_stylesheets(folders, ("banner",), found)
    search_stylesheet = _read_stylesheets(folders, ("search",), found)
    search_script = _read(folders, _SEARCH, found)
    scripts = {name: jsmin(_read(folders, f"js/{name}.js", found)) for name in _SCRIPTS}
    pieces = sorted(path.name for path in (ENGINE_LAYOUTS / _BANNER).iterdir())
    banner_pieces = {name: _read(folders, f"{_BANNER}/{name}", found) for name in pieces}
    report.extend_as_configuration(found.problems)
    if found.errors:
        return None
    return Layouts(
        strings=strings,
        templates=_templates(folders),
        stylesheet=_asset("lydelse.css", stylesheet),
        script=_asset("lydelse.js", scripts["page"]),
        comparison_stylesheet=_asset("comparison.css", comparison_stylesheet),
        comparison_script=_asset("comparison.js", scripts["comparison"]),
        chooser_script=_asset("chooser.js", scripts["chooser"]),
        assembly_script=_asset("assembly.js", scripts["assembly"]),
        search_stylesheet=_asset("search.css", search_stylesheet),
        search_script=_asset("search.js", search_script),
        lists_stylesheet=_asset("lists.css", lists_stylesheet),
        banner_stylesheet=_asset("banner.css", banner_stylesheet),
        banner_script=_asset("banner.js", scripts["banner"]),
        demonstration_script=_asset("demonstration.js", scripts["demonstration"]),
        paper_stylesheet=paper_stylesheet,
        banner_pieces=banner_pieces,
        stencils=Stencils(has_own_templates=_has_own_templates(root / "layouts")),
    )


def _has_own_templates(own: Path) -> bool:
    """Tell whether a site has a template in place of one of the engine's, through whatever links: others are only asked
    for by such a one."""
    names = (path.relative_to(ENGINE_LAYOUTS) for path in ENGINE_LAYOUTS.rglob("*.html"))
    return own.is_dir() and any((own / name).is_file() for name in names)


def read_engine_strings(language: str, report: Report) -> Strings | None:
    """Read the engine's own words in one of the languages that it comes with, for what belongs to no site."""
    model = _parse_strings((ENGINE_LAYOUTS,), _MODEL_LANGUAGE, report)
    node = _parse_strings((ENGINE_LAYOUTS,), language, report)
    return read_strings(language, node, model, report) if node and model else None


def read_words(root: Path, language: str, report: Report) -> tuple[Strings, Strings, Place] | None:
    """Read the words of one language as a site has them, with the engine's English ones and the file's place; `None`
    when there are none that can be read."""
    model = _parse_strings((ENGINE_LAYOUTS,), _MODEL_LANGUAGE, report)
    node = _parse_strings(_folders(root), language, report)
    if node is None or model is None:
        return None
    strings = read_strings(language, node, model, report)
    english = read_strings(_MODEL_LANGUAGE, model, model, report)
    return (strings, english, node.place) if "language.locale" in strings.texts else None


def _find(folders: Sequence[Path], name: str) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _read(folders: Sequence[Path], name: str, report: Report) -> str:
    path = _find(folders, name)
    if path is None:
        report.error(Place(f"layouts/{name}"), "layout-missing", "there is no such file", "Restore it.")
        return ""
    return decode(path.read_bytes(), f"layouts/{name}", report) or ""


def _read_stylesheets(folders: Sequence[Path], names: Sequence[str], report: Report) -> str:
    """Give stylesheets made small, one after the other."""
    return "".join(_read_stylesheet(folders, f"css/{name}.css", report) for name in names)


def _read_stylesheet(folders: Sequence[Path], name: str, report: Report) -> str:
    def read(told: Report) -> str:
        return _compact(_read(folders, name, told))

    path = _find(folders, name)
    return prepared().of_files((path,), read, report) if path else read(report)


def _read_own_stylesheet(folders: Sequence[Path], report: Report) -> str:
    """Read the stylesheet that a site may have on top of the engine's: its rules are the last layer.

    It asks nothing of other hosts: whoever reads a policy is watched by nobody.
    """
    if _find(folders, _OWN_STYLESHEET) is None:
        return ""
    text = _read(folders, _OWN_STYLESHEET, report)
    for found in _FOREIGN.finditer(text):
        if found["foreign"]:
            place = Place(f"layouts/{_OWN_STYLESHEET}", text.count("\n", 0, found.start()) + 1)
            hint = "Put fonts and pictures beside site.yaml, or into the stylesheet itself as “data:”."
            report.error(place, "stylesheet-foreign", f"“{found['foreign']}” loads something from elsewhere", hint)
    return f"\n@layer site {{\n{text}\n}}\n"


def _compact(stylesheet: str) -> str:
    """Leave out comments, the white space that says nothing and what else can be missing: over a third of a stylesheet.

    White space between selectors and in conditions may say something, and stays.
    """
    text = _STRING_OR_COMMENT.sub(lambda match: match["string"] or " ", stylesheet)
    lines = filter(None, map(str.strip, text.splitlines()))
    text = "".join(_PROPERTY.sub(r"\1:", line) + "\n" for line in lines)
    text = _LINE_END.sub(r"\1", _RULE_END.sub("", text))
    return _STRING_OR_SPARE.sub(lambda match: match["string"] or match[0].strip(" 0"), text)


def _asset(name: str, text: str) -> Asset:
    content = text.encode()
    return Asset(addresses.asset(name, hashlib.sha256(content).hexdigest()), content)


def _read_all_strings(folders: Sequence[Path], languages: Sequence[str], report: Report) -> dict[str, Strings]:
    found = {}
    for language in languages:
        if (texts := _read_texts(folders, language, report)) is not None:
            found[language] = Strings.of(language, texts)
    return found


def _read_texts(folders: Sequence[Path], language: str, report: Report) -> Mapping[str, str] | None:
    """Read all texts of a language, checked against the engine's English ones."""

    def read(told: Report) -> Mapping[str, str] | None:
        model = _parse_strings((ENGINE_LAYOUTS,), _MODEL_LANGUAGE, told)
        node = _parse_strings(folders, language, told)
        return read_strings(language, node, model, told).texts if node and model else None

    paths = (_find(folders, _strings_file(language)), _find((ENGINE_LAYOUTS,), _strings_file(_MODEL_LANGUAGE)))
    files = tuple(path for path in paths if path)
    return prepared().of_files(files, read, report) if len(files) == len(paths) else read(report)


def _parse_strings(folders: Sequence[Path], language: str, report: Report) -> MapNode | None:
    name = _strings_file(language)
    if _find(folders, name) is None:
        message = f"the words of the pages in “{language}” are missing"
        hint = f"Begin a file that is to be translated: lydelse strings --new {language}."
        report.error(Place(f"layouts/{name}"), "strings-missing", message, hint)
        return None
    return parse(_read(folders, name, report), f"layouts/{name}", report)


def _strings_file(language: str) -> str:
    return f"strings/{language}.yaml"


def _templates(folders: Sequence[Path]) -> Environment:
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=prepared(),
    )


def _check_templates(environment: Environment, report: Report) -> bool:
    """Compile all templates, and report those that can't be; tell whether all could."""
    found = Report()
    for name in environment.list_templates(extensions=["html"]):
        try:
            environment.get_template(name)
        except TemplateSyntaxError as fault:
            place = Place(str(PurePosixPath("layouts", fault.name or name)), fault.lineno)
            found.error(place, "template-syntax", f"the template can't be read: {fault.message}", "Mend the line.")
        except UnicodeDecodeError:
            found.error(Place(f"layouts/{name}"), "not-utf-8", "the template isn't saved as UTF-8", "Save it as UTF-8.")
    report.extend_as_configuration(found.problems)
    return not found.errors
