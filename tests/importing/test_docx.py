"""Word documents: headings by style, tracked changes, and what stands beside the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.law import check
from lydelse.importing.model import Document, Reason
from lydelse.importing.readers.docx import read_docx

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def written(fill: Callable[[Word], None]) -> bytes:
    word = docx.Document()
    fill(word)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def document(fill: Callable[[Word], None]) -> Document:
    """A Word document that is read, and holds the law."""
    found = read_docx(written(fill))
    check(divide(found, "sv"))
    return found


def raw(*paragraphs: str) -> Callable[[Word], None]:
    """Fill a document with paragraphs as they are written in XML."""

    def fill(word: Word) -> None:
        for paragraph in paragraphs:
            word.element.body.insert(-1, parse_xml(paragraph.replace(">", f" {NAMES}>", 1)))

    return fill


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_by_style_whatever_its_name_is() -> None:
    def fill(word: Word) -> None:
        word.add_paragraph("Policy", style="Title")
        word.styles.add_style("Rubrik 1", WD_STYLE_TYPE.PARAGRAPH)
        word.add_paragraph("Uppgifter", style="Rubrik 1")
        word.add_paragraph("Text.")
        own = word.styles.add_style("Vårt eget", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = word.styles["Heading 2"]
        word.add_paragraph("Kakor", style="Vårt eget")

    found = document(fill)
    assert found.html == "<h1>Policy</h1><h2>Uppgifter</h2><p>Text.</p><h3>Kakor</h3>"
    assert found.title == "Policy"


def test_outline_levels_make_headings() -> None:
    level = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    assert (
        document(raw(f"{level}{run('Kakor')}</w:p>", f"<w:p>{run('Text.')}</w:p>")).html == "<h2>Kakor</h2><p>Text.</p>"
    )


def test_short_bold_lines_are_headings_where_there_are_no_others() -> None:
    def fill(word: Word) -> None:
        word.add_paragraph().add_run("Kakor").bold = True
        word.add_paragraph("Vi sätter två kakor.")

    found = document(fill)
    assert found.html == "<h2><strong>Kakor</strong></h2><p>Vi sätter två kakor.</p>"
    assert "bold" in found.doubts[0].message


def test_lists_and_tables() -> None:
    def fill(word: Word) -> None:
        word.add_paragraph("ett", style="List Bullet")
        word.add_paragraph("under", style="List Bullet 2")
        word.add_paragraph("först", style="List Number")
        table = word.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Kaka", "Tid"
        table.cell(1, 0).merge(table.cell(1, 1)).text = "Inga"

    found = document(fill)
    assert "<ul><li>ett<ul><li>under</li></ul></li></ul><ol><li>först</li></ol>" in found.html
    assert '<td colspan="2">Inga</td>' in found.html


def test_tracked_changes_are_accepted_and_told() -> None:
    found = document(
        raw(
            f'<w:p>{run("Vi sparar ")}<w:ins w:id="1" w:author="A">{run("inget")}</w:ins>'
            '<w:del w:id="2" w:author="A"><w:r><w:delText>allt</w:delText></w:r></w:del></w:p>'
        )
    )
    assert found.html == "<p>Vi sparar inget</p>"
    assert [aside.words for aside in found.asides if aside.reason is Reason.HIDDEN] == ["allt"]
    assert "2 tracked changes" in found.doubts[0].message


def test_references_lead_to_their_bookmarks_and_others_go() -> None:
    marks = '<w:bookmarkStart w:id="1" w:name="_Ref1"/><w:bookmarkStart w:id="2" w:name="_GoBack"/>'
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = "<w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>"
    reference = f"{begin}{instruction}{separate}{run('ovan')}{end}"
    found = document(raw(f"<w:p>{marks}{run('Här.')}</w:p>", f"<w:p>{run('Se ')}{reference}</w:p>"))
    assert '<a href="#_Ref1">ovan</a>' in found.html
    assert "_GoBack" not in found.html


def test_contents_headers_and_footers_are_set_aside() -> None:
    def fill(word: Word) -> None:
        word.sections[0].header.paragraphs[0].text = "Exempelbolaget"
        word.sections[0].footer.paragraphs[0].text = "Sida 1"
        gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        raw(f"{gallery}<w:sdtContent><w:p>{run('Kakor 2')}</w:p></w:sdtContent></w:sdt>")(word)
        word.add_heading("Kakor", 1)
        word.add_paragraph("Text.")

    found = document(fill)
    assert {(aside.words, aside.reason) for aside in found.asides} == {
        ("Kakor 2", Reason.NAVIGATION),
        ("Exempelbolaget", Reason.PAGE),
        ("Sida 1", Reason.PAGE),
    }
    assert found.html == "<h1>Kakor</h1><p>Text.</p>"


@pytest.mark.parametrize("is_old", [True, False])
def test_text_boxes_are_read_once(is_old: bool) -> None:
    box = f"<w:txbxContent><w:p>{run('I rutan.')}</w:p></w:txbxContent>"
    old = (
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>" if is_old else ""
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    paragraph = f"<w:p>{run('Text.')}<w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r></w:p>"
    assert document(raw(paragraph)).html == "<p>Text.</p><p>I rutan.</p>"


def test_footnotes_stay() -> None:
    def fill(word: Word) -> None:
        note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Enligt lagen.")}</w:p></w:footnote>'
        xml = f"<w:footnotes {NAMES}>{note}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), word.part.package)
        word.part.relate_to(part, RELATION + "footnotes")
        raw(f'<w:p>{run("Vi sparar det")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(".")}</w:p>')(word)

    found = document(fill).html
    assert found.startswith('<p>Vi sparar det<a class="footnote" href="#fn-1"></a>.</p>')
    assert "Enligt lagen." in found


@pytest.mark.parametrize("length", [100, 5_000])
def test_a_document_that_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(written(raw(f"<w:p>{run('Kakor')}</w:p>"))[:length])


@pytest.mark.parametrize("part", ["word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"\x00\xff"])
def test_a_document_of_which_a_part_is_damaged_is_refused(part: str, content: bytes) -> None:
    file = io.BytesIO()
    sound = zipfile.ZipFile(io.BytesIO(written(raw(f"<w:p>{run('Kakor')}</w:p>"))))
    with zipfile.ZipFile(file, "w") as damaged:
        for name in sound.namelist():
            damaged.writestr(name, content if name == part else sound.read(name))
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(file.getvalue())


def test_a_document_packed_in_a_way_that_nobody_knows_is_refused() -> None:
    data = written(raw(f"<w:p>{run('Kakor')}</w:p>"))
    entry = data.index(b"PK\x01\x02") + 6  # the version that is needed to unpack it
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(data[:entry] + b"\x60" + data[entry + 1 :])


def test_other_archives_and_empty_documents_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "Text")
    with pytest.raises(Unreadable, match="no Word document"):
        read_docx(file.getvalue())
    with pytest.raises(Unreadable, match="holds no text"):
        read_docx(written(raw()))
