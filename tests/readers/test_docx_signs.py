"""Every carrier of a sign or a text in a Word cell, and what hangs on a cell: a test each."""

import io
import zipfile

import docx
import pytest

from mapdocs.readers.detect import open_papers

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
EMOJI = '<mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{}"/></mc:Choice>'
BOX = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar>'

CARRIERS = {
    "an emoji with a fallback": (f"<mc:AlternateContent>{EMOJI.format('2705')}<mc:Fallback><w:t>✅</w:t></mc:Fallback></mc:AlternateContent>", "✅"),
    "an emoji without one": (f"<mc:AlternateContent>{EMOJI.format('2705')}</mc:AlternateContent>", "✅"),
    "an emoji beyond the first plane": (f"<mc:AlternateContent>{EMOJI.format('1F44D')}</mc:AlternateContent>", "👍"),
    "a fallback alone": ('<mc:AlternateContent><mc:Choice Requires="zz"/><mc:Fallback><w:t>ok</w:t></mc:Fallback></mc:AlternateContent>', "ok"),
    "a tick of Wingdings": ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
    "a ticked box of Wingdings": ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
    "a crossed box of Wingdings 2": ('<w:sym w:font="Wingdings 2" w:char="F053"/>', "☒"),
    "an empty box of Wingdings": ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
    "a sign of a font with letters": ('<w:sym w:font="Arial" w:char="2713"/>', "✓"),
    "a form's box, ticked": (BOX.format("<w:checked/>"), "☒"),
    "a form's box, not ticked": (BOX.format(""), "☐"),
    "a name with its reading": ("<w:ruby><w:rt><w:r><w:t>すずき</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>鈴木</w:t></w:r></w:rubyBase></w:ruby>", "鈴木"),
    "a hyphen that does not break": ("<w:t>go</w:t><w:noBreakHyphen/><w:t>live</w:t>", "go-live"),
    "a sign that is none": ('<w:sym w:font="Wingdings" w:char="zz"/><w:t>x</w:t>', "x"),
}  # fmt: skip


def cell_of(inner, *, whole=False):
    """The last cell of a plan's table in whose run, or whose cell, ``inner`` stands."""
    document = docx.Document()
    table = document.add_table(2, 3)
    for column, head in enumerate(("Milestone", "Status", "Target Date")):
        table.cell(0, column).text = head
    table.cell(1, 0).text = "Legal"
    table.cell(1, 1).text = "HERE"
    out = io.BytesIO()
    document.save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                place = b"<w:r><w:t>HERE</w:t></w:r></w:p>" if whole else b"<w:t>HERE</w:t>"
                assert place in content
                content = content.replace(place, inner.encode()).replace(
                    b"<w:document ", f"<w:document {NAMES} ".encode(), 1
                )
                for double in ("w", "mc", "w14", "wps"):  # declared by python-docx already
                    declared = next(part for part in NAMES.split() if part.startswith(f"xmlns:{double}="))
                    if content.count(declared.encode()) > 1:
                        content = content.replace(declared.encode(), b"", 1)
            new.writestr(name, content)
    paper = open_papers(changed.getvalue(), "plan.docx")[0].paper
    return paper.tables[0].rows[1].cells[1]


@pytest.mark.parametrize("name", CARRIERS)
def test_a_carrier(name):
    inner, wanted = CARRIERS[name]
    assert cell_of(inner).text == wanted


def test_a_table_in_a_cell_is_told_with_it():
    inner = (
        "<w:r><w:t>Signed</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>SOC 2</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>ISO 27001</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    )
    cell = cell_of(inner, whole=True)
    assert cell.text == "Signed"
    assert [remark.text for remark in cell.remarks] == ["a table in the cell: SOC 2; ISO 27001"]


def test_a_text_box_in_a_cell_is_told_once():
    box = "<w:txbxContent><w:p><w:r><w:t>Ask the works council</w:t></w:r></w:p></w:txbxContent>"
    inner = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>Open</w:t>"
    )
    cell = cell_of(inner)
    assert cell.text == "Open"
    assert [remark.text for remark in cell.remarks] == ["a text box in the cell: Ask the works council"]
