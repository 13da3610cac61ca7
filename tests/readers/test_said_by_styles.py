"""Words that a file's styles hide or strike through, and not the words themselves: never a step of the plan."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from field import imported
from test_odf import NAMESPACES, cell, day, odf, row

PAGE = (
    "<html><head><style>.c3{{text-decoration:line-through;color:#000}} /* x */ span.c7, .c8 {{ display : none }} .c9{{mso-hide:all}}</style></head>"
    "<body><p>Plan</p>{}</body></html>"
)
LIST = "<ul><li>NDA – Dana Reyes – 2026-12-04</li><li>Contract – Dana Reyes – 2027-01-15</li><li><span class='x {0}'>Offer 20% – Sam Ortiz – 2026-12-09</span></li></ul>"
TABLE = (
    "<table><tr><th>Step</th><th>Owner</th><th>Due</th></tr><tr><td>NDA</td><td>Dana Reyes</td><td>2026-12-04</td></tr>"
    "<tr><td>Contract</td><td>Dana Reyes</td><td>2027-01-15</td></tr>"
    "<tr class='{0}'><td><span class='{0}'>Offer 20%</span></td><td>Sam Ortiz</td><td>2026-12-09</td></tr></table>"
)


def steps(spec):
    return [m.milestone for m in spec.milestones]


@pytest.mark.parametrize("name", ["c3", "c7", "c8", "c9"])
@pytest.mark.parametrize("body", [LIST, TABLE])
def test_a_class_of_a_page_hides_or_strikes_through(body, name, tmp_path):
    (tmp_path / "plan.html").write_text(PAGE.format(body.format(name)), "utf-8")
    spec, _ = imported(tmp_path / "plan.html", tmp_path)
    assert steps(spec) == ["NDA", "Contract"]


def test_another_class_changes_nothing(tmp_path):
    (tmp_path / "plan.html").write_text(PAGE.format(LIST.format("c4")), "utf-8")
    spec, _ = imported(tmp_path / "plan.html", tmp_path)
    assert steps(spec) == ["NDA", "Contract", "Offer 20%"]


def word(change):
    document = docx.Document()
    for name, mark in (("Gone", "strike"), ("Unseen", "hidden")):
        for kind in (WD_STYLE_TYPE.CHARACTER, WD_STYLE_TYPE.PARAGRAPH):
            style = document.styles.add_style(f"{name} {kind}", kind)
            setattr(style.font, mark, True)
            child = document.styles.add_style(f"{name} child {kind}", kind)
            child.base_style = style
    table = document.add_table(1, 3)
    for one, said in zip(table.rows[0].cells, ("Step", "Owner", "Due"), strict=True):
        one.text = said
    for values in (
        ("NDA", "Dana Reyes", "2026-12-04"),
        ("Contract", "Dana Reyes", "2027-01-15"),
        ("Offer 20%", "Sam Ortiz", "2026-12-09"),
    ):
        cells = table.add_row().cells
        for one, said in zip(cells, values, strict=True):
            one.text = said
    change(document, table.rows[3].cells)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["Gone", "Unseen", "Gone child", "Unseen child"])
@pytest.mark.parametrize("kind", [WD_STYLE_TYPE.CHARACTER, WD_STYLE_TYPE.PARAGRAPH])
def test_a_style_of_word_hides_or_strikes_through(name, kind, tmp_path):
    def change(document, cells):
        for one in cells:
            paragraph = one.paragraphs[0]
            (paragraph if kind is WD_STYLE_TYPE.PARAGRAPH else paragraph.runs[0]).style = document.styles[
                f"{name} {kind}"
            ]

    (tmp_path / "plan.docx").write_bytes(word(change))
    spec, _ = imported(tmp_path / "plan.docx", tmp_path)
    assert steps(spec) == ["NDA", "Contract"]


def test_a_run_that_switches_its_styles_mark_off_is_read(tmp_path):
    def change(document, cells):
        for one in cells:
            one.paragraphs[0].runs[0].style = document.styles[f"Gone {WD_STYLE_TYPE.CHARACTER}"]
            one.paragraphs[0].runs[0].font.strike = False

    (tmp_path / "plan.docx").write_bytes(word(change))
    spec, _ = imported(tmp_path / "plan.docx", tmp_path)
    assert steps(spec) == ["NDA", "Contract", "Offer 20%"]


SHEET = (
    f'<?xml version="1.0"?><office:document-styles {NAMESPACES}><office:styles>'
    '<style:style style:name="Crossed"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="Child" style:parent-style-name="Crossed"/>'
    '<style:style style:name="Quiet"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Again" style:parent-style-name="Crossed"><style:text-properties style:text-line-through-style="none"/></style:style>'
    "</office:styles></office:document-styles>"
)
HEADS = row(cell("Step"), cell("Owner"), cell("Due"))
KEPT = row(cell("NDA"), cell("Dana Reyes"), day("2026-12-04", "4 Dec")) + row(
    cell("Contract"), cell("Dana Reyes"), day("2027-01-15", "15 Jan")
)


def ods(last, columns=""):
    return odf(
        f'<table:table table:name="Plan">{columns}{HEADS}{KEPT}{last}</table:table>',
        "spreadsheet",
        ("styles.xml", SHEET),
    )


@pytest.mark.parametrize(("style", "left"), [("Crossed", 2), ("Child", 2), ("Again", 3)])
def test_a_named_style_of_a_sheet(style, left, tmp_path):
    named = f'table:style-name="{style}"'
    (tmp_path / "plan.ods").write_bytes(
        ods(row(cell("Offer 20%", named), cell("Sam Ortiz", named), cell("2026-12-09", named)))
    )
    spec, _ = imported(tmp_path / "plan.ods", tmp_path)
    assert len(steps(spec)) == left


def test_the_usual_style_of_a_row(tmp_path):
    last = row(
        cell("Offer 20%"), cell("Sam Ortiz"), cell("2026-12-09"), attributes='table:default-cell-style-name="Crossed"'
    )
    (tmp_path / "plan.ods").write_bytes(ods(last))
    spec, _ = imported(tmp_path / "plan.ods", tmp_path)
    assert steps(spec) == ["NDA", "Contract"]


def text(*paragraphs):
    said = "".join(paragraphs)
    return odf(said, "text", ("styles.xml", SHEET))


def line(said, style="", before=""):
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list-item><text:p{named}>{before}{said}</text:p></text:list-item>"


@pytest.mark.parametrize(
    "last",
    [
        line("Offer 20% – Sam Ortiz – 2026-12-09", "Crossed"),
        line('<text:span text:style-name="Child">Offer 20% – Sam Ortiz – 2026-12-09</text:span>'),
        line("Offer 20% – Sam Ortiz – 2026-12-09", "Quiet"),
        line('<text:span text:style-name="Quiet">Offer 20% – Sam Ortiz – 2026-12-09</text:span>'),
        line("Offer 20% – Sam Ortiz – 2026-12-09", before="<text:hidden-paragraph/>"),
    ],
)
def test_a_line_of_a_text_that_its_style_strikes_through_or_hides(last, tmp_path):
    shown = line("NDA – Dana Reyes – 2026-12-04") + line("Contract – Dana Reyes – 2027-01-15")
    (tmp_path / "plan.odt").write_bytes(text(f"<text:list>{shown}{last}</text:list>"))
    spec, _ = imported(tmp_path / "plan.odt", tmp_path)
    assert steps(spec) == ["NDA", "Contract"]


def test_a_hidden_section_of_a_text(tmp_path):
    shown = (
        f"<text:list>{line('NDA – Dana Reyes – 2026-12-04')}{line('Contract – Dana Reyes – 2027-01-15')}</text:list>"
    )
    hidden = f'<text:section text:display="none"><text:list>{line("Offer 20% – Sam Ortiz – 2026-12-09")}</text:list></text:section>'
    (tmp_path / "plan.odt").write_bytes(text(shown + hidden))
    spec, _ = imported(tmp_path / "plan.odt", tmp_path)
    assert steps(spec) == ["NDA", "Contract"]
