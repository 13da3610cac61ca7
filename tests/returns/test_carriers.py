"""Everything in a cell that can carry words or a meaning: read, or told with its row, and never taken for a yes."""

import io
import zipfile

import pytest
from lxml import etree

from helpers import few_of
from mapdocs.returns.said import of_row
from returning import COLUMNS, Excel, W, Word, deal_of, found

LEGAL, SENT = "Legal / redlines", "Confirmation 4 received in writing"
NS = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RUN = "<w:r><w:t> and more</w:t></w:r>"


def pulled(xml, column="exit_criteria", status=None, change=None):
    """The document with ``xml`` at the end of a cell of the fourth row."""
    deal = deal_of()
    file = Word(deal.file("docx"))
    if status is not None:
        file.set(4, "status", status)
    (element,) = etree.fromstring(f"<w:p {NS}>{xml}</w:p>")
    file.row(4).tc_lst[COLUMNS["docx"].index(column)].p_lst[0].append(element)
    raw = file.save()
    return deal.pull(change(raw) if change else raw)


@pytest.mark.parametrize(
    "xml",
    few_of(
        [
            RUN,
            f'<w:smartTag w:element="x">{RUN}</w:smartTag>',
            f'<w:bdo w:val="ltr">{RUN}</w:bdo>',
            f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
            f'<w:ins w:id="1" w:author="Dana Reyes">{RUN}</w:ins>',
            f'<mc:AlternateContent><mc:Choice Requires="wps">{RUN}</mc:Choice><mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>',
            f'<mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>',
        ],
        5,
    ),
)
def test_words_are_read_once_whatever_carries_them(xml):
    assert found(pulled(xml)) == [("sure", LEGAL, "exit_criteria", f"{SENT} and more")]


PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{}"/></wp:inline></w:drawing></w:r>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>ask the council</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:anchor>"
    "</w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("xml", "told"),
    few_of(
        [
            (PICTURE.format("the signed page"), "a picture in the cell: the signed page"),
            (PICTURE.format(""), "a picture in the cell"),
            (PICTURE.format("OK for us"), "a picture in the cell: OK for us"),
            ("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>", "a formula in the cell: x=5"),
            (BOX, "a text box in the cell: ask the council"),
            (
                '<w:r><w:sym w:font="Wingdings" w:char="F04B"/></w:r>',
                "a sign of the font Wingdings in the cell, which cannot be read",
            ),
            (
                '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>',
                "a sign of the font Webdings in the cell, which cannot be read",
            ),
        ],
        5,
    ),
)
def test_what_is_no_text_is_told_with_its_row_and_changes_nothing(xml, told):
    outcome = pulled(xml)
    assert found(outcome) == []
    assert outcome.text == deal_of().text
    assert [(row.label, [r.text for r in row.remarks]) for row in outcome.files[0].changes.rows if row.remarks] == [
        (LEGAL, [told])
    ]


@pytest.mark.parametrize(
    ("said", "verdict"),
    few_of([
        ("not before 18 Jan", ""), ("Nicht vor dem 18.1.2027", ""), ("pas avant le 18 janvier", ""), ("no antes del 18 de enero", ""),
        ("The board meets on 14 January, not before", ""),
        ("not before we see 3 reports", "refusal"), ("18 Jan is not possible", "refusal"), ("not before 18 Jan, we cannot staff it earlier", "refusal"),
    ], 5),
)  # fmt: skip
def test_a_box_that_says_from_which_day_on_is_no_no(said, verdict):
    (row,) = [row for row in pulled(BOX.replace("ask the council", said)).files[0].changes.rows if row.remarks]
    assert [(one.text, one.verdict) for one in of_row(row, ())] == [(said, verdict)]


def with_footnote(raw):
    """A note in a part of its own, as Word keeps it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = b'<Relationship Id="rIdF" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", relation)
            new.writestr(name, content)
        note = f'<w:footnotes {NS}><w:footnote w:id="2"><w:p><w:r><w:t>only with works council</w:t></w:r></w:p></w:footnote></w:footnotes>'
        new.writestr("word/footnotes.xml", note)
    return out.getvalue()


def test_a_footnote_is_told_with_its_row():
    outcome = pulled('<w:r><w:footnoteReference w:id="2"/></w:r>', change=with_footnote)
    (row,) = [row for row in outcome.files[0].changes.rows if row.remarks]
    assert (row.label, row.remarks[0].text) == (LEGAL, "a note to the cell: only with works council")


@pytest.mark.parametrize(
    ("xml", "status"),
    few_of(
        [
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "done"),
            ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "done"),
            ("<w:r><w:t>✅</w:t></w:r>", "done"),
            ("<w:sdt><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>", "done"),
            ("<w:sdt><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>", None),
        ],
        5,
    ),
)
def test_a_tick_alone_in_the_status_means_done(xml, status):
    assert found(pulled(xml, "status", status="")) == ([("sure", LEGAL, "status", status)] if status else [])


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    few_of(
        [
            ("status", True, [("sure", LEGAL, "status", "done")]),
            ("status", False, []),
            ("status", "☐", []),
            ("status", "☑", [("sure", LEGAL, "status", "done")]),
            ("agreed_on", True, [("sure", LEGAL, "agreed_on", "2026-11-24")]),
            ("agreed_on", False, []),
            ("agreed_on", "☐", []),
        ],
        5,
    ),
)
def test_a_box_in_a_cell(column, value, wanted):
    deal = deal_of()
    file = Excel(deal.file("xlsx"))
    file.set(4, column, value)
    assert found(deal.pull(file.save())) == wanted


def test_a_box_unticked_on_a_step_that_was_done_is_a_question():
    from helpers import dump, plan_values
    from returning import Deal

    values = plan_values()
    values["milestones"][3].update(status="done", done_on="2026-11-20")
    deal = Deal(dump(values))
    file = Excel(deal.file("xlsx"))
    file.set(4, "status", False)
    assert [p[0] for p in found(deal.pull(file.save()))] == ["question"]
