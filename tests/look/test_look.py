"""A site's own look: what `site.yaml` says of it, what is wrong with it, and what becomes of it on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lydelse.cli import main
from lydelse.problems import Report
from lydelse.read import read_content
from tests.site import examples
from tests.site.built import BuiltSite, build
from tests.sites import AS_OF, Site

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40z" fill="#123"/></svg>'
FONT = b"wOF2 and more"


def _site(root: Path, look: object, **files: str | bytes) -> Site:
    """The smallest site with a look, and with files beside site.yaml (`logo_svg` is logo.svg)."""
    site = examples.tiny(root)
    settings = yaml.safe_load((root / "content" / "site.yaml").read_text(encoding="utf-8"))
    site.write_yaml("content/site.yaml", settings | {"look": look})
    for name, content in files.items():
        site.write(f"content/{name.replace('_', '.')}", content)
    return site


def _found(root: Path) -> list[str]:
    report = Report()
    read_content(root, report)
    return [f"{problem.place.path}: {problem.code}: {problem.message}" for problem in report.problems]


def _built(root: Path, look: object, **files: str | bytes) -> tuple[BuiltSite, str]:
    """The built site, and its stylesheet."""
    site = build(_site(root, look, **files).root, str(AS_OF))
    (path,) = (path for path in site.files if path.startswith("assets/lydelse-") and path.endswith(".css"))
    return site, site.text(path)


# Colours -------------------------------------------------------------------------------------------------------


def test_colours_are_set_for_light_and_for_dark_windows(tmp_path: Path) -> None:
    _, stylesheet = _built(tmp_path, {"colours": {"accent": "#5b00c8", "accent-surface": "#f4ecff"}})
    light, dark = stylesheet.rpartition("@layer tokens{")[2].split("@media")
    assert light == ":root{--accent:#5b00c8;--accent-surface:#f4ecff}"
    assert "--accent:#93d1df;--accent-surface:#16303a" in dark


def test_what_follows_from_a_colour_follows_it(tmp_path: Path) -> None:
    _, stylesheet = _built(tmp_path, {"colours": {"paper-dark": "#000", "ink-dark": "#fff"}})
    rules = stylesheet.rpartition("@layer tokens{")[2]
    assert "--surface:#f4f2ec" in rules.split("@media")[0]
    assert "--surface:#0d0d0d" in rules.split("@media")[1]


def test_a_contrast_that_is_too_low_is_told_with_a_colour_that_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = _site(tmp_path, {"logo": None})
    text = (tmp_path / "content" / "site.yaml").read_text(encoding="utf-8").partition("look:")[0]
    site.write("content/site.yaml", f'{text}look:\n  colours:\n    paper: "#ffffff"\n    accent: "#e08a2e"\n')
    assert main(["--root", str(tmp_path), "--as-of", str(AS_OF)], default_root=tmp_path) == 2
    line = text.count("\n") + 4
    assert capsys.readouterr().err == (
        f"content/site.yaml:{line}:13: contrast-low: “accent” (#e08a2e) doesn't stand out from “warning-surface” "
        "(#f3e8e8)\n    Their contrast is 2.23:1 and has to be 4.5:1 or more. "
        'The nearest “accent” of the same hue that does is "#9a5b17".\n1 error. The site is as it was before.\n'
    )
    site.write("content/site.yaml", f'{text}look:\n  colours:\n    paper: "#ffffff"\n    accent: "#9a5b17"\n')
    assert _found(tmp_path) == []


# The logo ------------------------------------------------------------------------------------------------------


def test_a_logo_stands_on_every_page_in_the_size_of_its_drawing(tmp_path: Path) -> None:
    look = {"logo": {"file": "logo.svg", "dark": "night.png", "alt": {"sv": "Exempel"}, "height": 30}}
    site, _ = _built(tmp_path, look, logo_svg=DRAWING, night_png=examples.PIXEL)
    for address, page in site.pages.items():
        (image,) = page.document.xpath("//p[@class='organisation']//img")
        assert (image.get("width"), image.get("height")) == ("90", "30")
        assert image.get("alt") == ("Exempel" if page.document.get("lang") == "sv" else "Example Ltd")
        (source,) = page.document.xpath("//p[@class='organisation']//source")
        for target in (image.get("src"), source.get("srcset")):
            path = target.removeprefix("/") if address == "404.html" else page.resolve(target)[0]
            assert path in site.files


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "an element “script” stands in the drawing"),
        ('<g xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></g>', "an element “script” stands in the drawing"),
        ("<foreignObject/>", "an element “foreignObject” stands in the drawing"),
        ('<path onclick="alert(1)"/>', "a script stands in “onclick”"),
        ('<image href="https://example.org/pixel.png"/>', "“href” leads out of the drawing"),
        (
            '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//example.org/a.svg#a"/>',
            "“href” leads out of the drawing",
        ),
        ("<style>@import 'https://example.org/a.css'</style>", "a style asks for something outside of the drawing"),
        ('<path fill="url(https://example.org/a#b)"/>', "a style asks for something outside of the drawing"),
        ("<style>g{fill:u\\72l(//example.org)}</style>", "a style asks for something outside of the drawing"),
        ("<?xml-stylesheet href='a.css'?>", "an instruction “xml-stylesheet” stands in the drawing"),
        ("<path>", "the drawing can't be read: mismatched tag"),
    ],
)
def test_a_logo_that_is_more_than_a_drawing_is_refused(tmp_path: Path, inside: str, said: str) -> None:
    _site(tmp_path, {"logo": {"file": "logo.svg"}}, logo_svg=DRAWING.replace("<path", f"{inside}<path"))
    assert _found(tmp_path) == [f"content/logo.svg: logo-invalid: {said}"]


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{DRAWING}", "a document type stands in the drawing"),
        (DRAWING.replace(' viewBox="0 0 120 40"', ""), "the drawing doesn't say how large it is, by “viewBox” or by"),
        ("<html/>", "this is no SVG, whatever its name says"),
    ],
)
def test_a_file_that_is_no_logo_is_refused(tmp_path: Path, drawing: str, said: str) -> None:
    _site(tmp_path, {"logo": {"file": "logo.svg"}}, logo_svg=drawing)
    (found,) = _found(tmp_path)
    assert found.startswith(f"content/logo.svg: logo-invalid: {said}")


def test_a_drawing_may_use_its_own_parts(tmp_path: Path) -> None:
    parts = '<linearGradient id="a"/><use href="#b"/><path fill="url(#a)" style="fill:url(\'#a\')"/><feBlend/>'
    _site(tmp_path, {"logo": {"file": "logo.svg"}}, logo_svg=DRAWING.replace("<path", f"{parts}<path", 1))
    assert _found(tmp_path) == []


# The icon ------------------------------------------------------------------------------------------------------


def test_every_page_names_the_icon_and_without_one_leaves_it_to_the_host(tmp_path: Path) -> None:
    built, _ = _built(tmp_path / "with", {"icon": "icon.svg"}, icon_svg=DRAWING)
    for address, page in built.pages.items():
        (target,) = page.document.xpath("//link[@rel='icon']/@href")
        path = target.removeprefix("/") if address == "404.html" else page.resolve(target)[0]
        assert built.files[path] == DRAWING.encode()
    without, _ = _built(tmp_path / "without", {})
    assert not any(page.document.xpath("//link[@rel='icon']") for page in without.pages.values())


# Typefaces -----------------------------------------------------------------------------------------------------


def test_typefaces_of_the_system_are_chosen_by_name(tmp_path: Path) -> None:
    _, stylesheet = _built(tmp_path, {"fonts": {"text": "old-style", "heading": {"stack": "geometric"}}})
    assert '--font-text:"Iowan Old Style"' in stylesheet
    assert "--font-heading:Avenir" in stylesheet
    assert "@font-face" not in stylesheet


def test_a_typeface_of_the_site_is_published_under_its_digest(tmp_path: Path) -> None:
    file = {"file": "own.woff2", "weight": "200 900", "style": "italic"}
    look = {"fonts": {"heading": {"files": [file], "display": "optional", "size_adjust": 105}}}
    site, stylesheet = _built(tmp_path, look, own_woff2=FONT)
    (path,) = (path for path in site.files if path.endswith("/own.woff2"))
    assert (
        f'@font-face{{font-family:"Own heading";src:url("../{path}")format("woff2");font-weight:200 900;'
        "font-style:italic;size-adjust:105%;font-display:optional}" in stylesheet
    )
    assert '--font-heading:"Own heading",var(--font-text)' in stylesheet


# Faults --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ({"colour": {}}, "key-unknown: there is no key “colour” here"),
        ({"logo": {"file": "none.svg"}}, "look-file-missing: there is no file “none.svg” beside site.yaml"),
        ({"logo": {"file": "../own.png"}}, "file-name: “../own.png” can't be the name of such a file"),
        ({"logo": {"file": "own.png"}}, "logo-invalid: this is no PNG, whatever its name says"),
        ({"icon": "own.png"}, "logo-invalid: this is no PNG, whatever its name says"),
        ({"icon": "own.ico"}, "file-name: “own.ico” can't be the name of such a file"),
        ({"logo": {"file": "own.svg", "height": 400}}, "number-invalid: “height” can't be 400"),
        ({"fonts": {"text": "comic"}}, "font-unknown: there is no typeface “comic”"),
        ({"fonts": {"text": {"files": [{"file": "bad.woff2"}]}}}, "font-invalid: “bad.woff2” is no WOFF2 file"),
        (
            {"fonts": {"text": {"files": [{"file": "own.woff2", "weight": "bold"}]}}},
            "font-invalid: “bold” is no weight of letters",
        ),
        ({"fonts": {"text": {"display": "block-ish"}}}, "value-unknown: “block-ish” is no possible value of “display”"),
    ],
)
def test_faults(tmp_path: Path, look: object, said: str) -> None:
    _site(tmp_path, look, own_svg=DRAWING, own_png=b"GIF89a", own_woff2=FONT, bad_woff2=b"OTTO")
    assert [found for found in _found(tmp_path) if said in found]


def test_a_file_that_nothing_names_is_told(tmp_path: Path) -> None:
    _site(tmp_path, {}, logo_svg=DRAWING)
    assert _found(tmp_path) == ["content/logo.svg: file-unknown: a file of this name has no meaning here"]


# The site's own stylesheet -------------------------------------------------------------------------------------


def test_a_stylesheet_of_the_site_has_the_last_word(tmp_path: Path) -> None:
    site = examples.tiny(tmp_path)
    site.write("layouts/css/site.css", ".status {\n  color: rebeccapurple;\n}\n/* url(https://example.org/) */")
    built = build(tmp_path, str(AS_OF))
    (path,) = (path for path in built.files if path.startswith("assets/lydelse-") and path.endswith(".css"))
    assert "print,site;" in built.text(path)
    assert built.text(path).endswith("@layer site{.status{color:rebeccapurple}}")


@pytest.mark.parametrize("rule", ["@import 'a.css';", "p { background: url(//example.org/a.png) }"])
def test_a_stylesheet_that_loads_something_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    examples.tiny(tmp_path).write("layouts/css/site.css", f"p {{\n  color: red;\n}}\n{rule}")
    assert main(["--root", str(tmp_path), "--as-of", str(AS_OF)], default_root=tmp_path) == 2
    assert "layouts/css/site.css:4:1: stylesheet-foreign: “" in capsys.readouterr().err


def test_a_logo_that_was_drawn_anew_is_published(tmp_path: Path) -> None:
    site = _site(tmp_path, {"logo": {"file": "logo.svg"}}, logo_svg=DRAWING)
    before = {path for path in build(tmp_path, str(AS_OF)).files if path.endswith("logo.svg")}
    site.write("content/logo.svg", DRAWING.replace("#123", "#456"))
    after = {path for path in build(tmp_path, str(AS_OF)).files if path.endswith("logo.svg")}
    assert len(before) == len(after) == 1
    assert before != after
